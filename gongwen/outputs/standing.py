"""Tell a clerk how documents stand against a baseline (基线): what is gone from it, what was not compared, what was written."""

from collections.abc import Collection, Iterator
from itertools import islice

from gongwen.baseline import Baseline, Comparison
from gongwen.outputs.terminal import clean
from gongwen.report import Document

_NAMED = 5


def compared(comparison: Comparison, name: str) -> str:
    """Say what a check found out about a baseline, a sentence a line; empty when all is as it was."""
    lines = list(kept(comparison))
    if comparison.gone:
        lines.insert(0, f"基线中有 {comparison.vanished} 处问题已经没有了：{listed(comparison.gone)}。")
    if len(comparison.missing) == len(comparison.baseline.paths) > 0:
        lines.append(f"基线里的文件一份也没有找到：路径从基线“{clean(name)}”所在的文件夹算起，请看基线是不是换了地方。")
    elif comparison.gone or comparison.missing:
        lines.append(f"用 gongwen baseline prune {_typed(name)} 加同样的路径和选项，可以把已经没有的从基线中去掉。")
    return "".join(f"{line}\n" for line in lines)


def kept(comparison: Comparison, struck: Collection[str] = ()) -> Iterator[str]:
    """Say what of a baseline was not compared, and so stays as it is; documents that are `struck` do not."""
    if comparison.unjudged:
        yield f"基线中有 {comparison.unjudged} 处问题，这次没有查相应的规则，不作比较。"
    if comparison.incomplete:
        yield f"基线中有 {len(comparison.incomplete)} 份文件这次没有查成，不作比较：{listed(comparison.incomplete)}。"
    missing = comparison.missing
    others = len(comparison.unseen) - len(missing)
    missing = [path for path in missing if path not in struck]
    if missing:
        yield f"基线中有 {len(missing)} 份文件已经不在：{listed(missing)}。"
    if others:
        yield f"基线中另有 {others} 份文件不在这次检查的范围内。"


def listed(paths: Collection[str]) -> str:
    """Name documents, the first few of many."""
    names = "、".join(clean(path) or "没有名称的文件" for path in islice(sorted(paths), _NAMED))
    return f"{names}等 {len(paths)} 份" if len(paths) > _NAMED else names


def created(made: Baseline, documents: int, name: str) -> str:
    """Say what a new baseline holds; `documents` could be checked."""
    return f"检查了 {documents} 份文件，{len(made.paths)} 份有问题，共 {made.count} 处，已存入基线“{clean(name)}”。\n"


def pruned(comparison: Comparison, lost: Collection[str], after: Baseline, name: str, *, dry: bool) -> str:
    """Say what was struck from a baseline, or would be, and what is left."""
    struck = comparison.baseline.count - after.count
    lines = [
        f"{clean(path)}：{sum(entry.count for entry in comparison.gone[path])} 处" for path in sorted(comparison.gone)
    ]
    lines += [f"{clean(path)}：文件已经不在，{_count(comparison.baseline, path)} 处" for path in sorted(lost)]
    if not struck:
        return "".join(f"{line}\n" for line in ("基线里没有可以去掉的，文件没有改动。", *kept(comparison, lost)))
    done = "可以从基线中去掉" if dry else "已从基线中去掉"
    last = "以上只是预览，基线没有改动。" if dry else f"基线“{clean(name)}”还有 {after.count} 处。"
    return "".join(
        f"{line}\n"
        for line in (f"{done} {struck} 处：", *(f"  {line}" for line in lines), last, *kept(comparison, lost))
    )


def unnoted(document: Document) -> str:
    """Say that what a document has is not, or not all, in a new baseline."""
    what = "没有查全，查出的已存入基线" if document.facts else "未能检查，没有存入基线"
    return f"{clean(document.path)}：{what}：{clean(document.error or '')}\n"


def unpruned(document: Document) -> str:
    """Say that what the baseline has of a document was kept."""
    what = "没有查全" if document.facts else "未能检查"
    return f"{clean(document.path)}：{what}，基线中所记的保留不动：{clean(document.error or '')}\n"


def _typed(name: str) -> str:
    """Give a name as it is typed on a command line."""
    return f'"{clean(name)}"' if any(map(str.isspace, name)) else clean(name)


def _count(baseline: Baseline, path: str) -> int:
    return sum(entry.count for entry in baseline.entries(path))
