"""How settings are shown with where they come from, and what a new configuration file looks like."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen import configfile
from gongwen.config import Value, Values, shown
from gongwen.outputs.terminal import Style, clean, columns, pad

NOTHING = "没有"
_PATHS = ("rules", "vocabulary", "baseline", "store")
_OPENING = """\
# 公文检查（gongwen）的配置文件。去掉一行最前面的“#”，这一行才起作用；说明见 docs/config.md。
# 它管所在文件夹和下级文件夹里的文件；下级文件夹里另有配置文件的，那里只看那一个。
# 文件和文件夹的名称，从这个配置文件所在的文件夹写起。
"""
_TABLES = ("facts", "severity", "override", "waive")


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what `gongwen config` tells: the document, its configuration files, those that do not count and why, all values."""

    path: str
    files: Sequence[str]
    passed_over: Sequence[tuple[str, str]]
    document: Values
    run: Values


def render(told: Shown, style: Style) -> str:
    """Show it to people."""
    return "\n".join((*_lines(told, style), ""))


def as_json(told: Shown) -> str:
    """Show it to programs: `gongwen.config/1`."""
    data = {
        "schema": "gongwen.config/1",
        "path": told.path,
        "files": [shown(path) for path in told.files],
        "passed_over": [{"path": shown(path), "reason": reason} for path, reason in told.passed_over],
        "document": {name: _record(name, value) for name, value in told.document.items() if _label(name) == name},
        "waive": [_record(name, value) for name, value in told.document.items() if _label(name) != name],
        "run": {name: _record(name, value) for name, value in told.run.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def template() -> str:
    """Write a configuration file that changes nothing yet: every key with what it means, behind a `#`."""
    return "\n".join((_OPENING, *_template()))


def _lines(told: Shown, style: Style) -> Iterator[str]:
    yield style.paint(f"{clean(told.path)} 的设置", "strong")
    yield ""
    yield f"配置文件：{clean(shown(told.files[0])) if told.files else '没有'}"
    yield from (f"  底本：{clean(shown(path))}" for path in told.files[1:])
    yield from (f"  没有用：{clean(shown(path))}（{reason}）" for path, reason in told.passed_over)
    for title, values in (("怎样查这份文件", told.document), ("一次运行（看当前文件夹的配置文件）", told.run)):
        yield ""
        yield style.paint(title, "strong")
        yield from _rows(values, style)


def _rows(values: Values, style: Style) -> Iterator[str]:
    cells = [
        (_label(name), clean(_text(name, value.value)), clean(str(value.origin))) for name, value in values.items()
    ]
    first, second = (max(columns(row[number]) for row in cells) for number in (0, 1))
    for name, text, origin in cells:
        yield f"  {pad(name, first)}  {pad(text, min(second, 40))}  {style.paint(origin, 'faint')}"


def _label(name: str) -> str:
    """Name a value for people; a waiver has no name of its own."""
    return "waive" if name.startswith("waive.") else name


def _text(name: str, value: object) -> str:
    """Write a value for people."""
    plain = _plain(name, value)
    if isinstance(value, configfile.Waiver):
        return f"{'、'.join(value.code)}：{value.reason}"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return (
        "、".join(map(str, plain)) or NOTHING if isinstance(plain, list) else NOTHING if plain is None else str(plain)
    )


def _plain(name: str, value: object) -> object:
    """Give a value as JSON holds it, paths as they are seen from the current folder."""
    if isinstance(value, str):
        return shown(value) if name in _PATHS else value
    if isinstance(value, configfile.Waiver):
        return value.model_dump(mode="json", exclude_defaults=True)
    return list(value) if isinstance(value, Sequence) else value


def _record(name: str, value: Value) -> Mapping[str, object]:
    origin = value.origin
    from_: dict[str, object] = {"by": origin.by}
    if origin.file:
        from_ |= {"file": origin.file, **({origin.record: origin.number} if origin.record else {})}
    return {"value": _plain(name, value.value), "origin": from_}


def _template() -> Iterator[str]:
    yield "# ―― 怎样查 ――\n"
    document, run = configfile.DocumentKeys.model_fields, configfile.RunKeys.model_fields
    every = list(configfile.keys(configfile.ConfigFile))
    yield from _keys(key for key in every if key[0] not in run and key[0] not in _TABLES)
    yield "# ―― 一次运行怎样进行：只看当前文件夹（或者往上最近）的配置文件 ――\n"
    yield from _keys(key for key in every if key[0] in run)
    yield f"# ―― {document['facts'].description} ――\n"
    yield "#[facts]"
    yield from _keys(configfile.keys(configfile.FactKeys))
    meanings = {name: (meaning, examples) for name, meaning, examples in every}
    for name in _TABLES[1:]:
        meaning, examples = meanings[name]
        yield f"# ―― {meaning} ――\n"
        yield from ("\n".join(f"#{line}" for line in example.splitlines()) for example in examples)
        yield ""


def _keys(keys: Iterator[tuple[str, str, tuple[str, ...]]]) -> Iterator[str]:
    for name, meaning, examples in keys:
        yield f"# {meaning}"
        yield from (f"#{name} = {example}" for example in examples)
        yield ""
