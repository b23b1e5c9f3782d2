"""Measure speed as ratios and print the table of docs/performance.md: `make bench`.

The floor is what no reader can do without: opening the zip and parsing document.xml and styles.xml with lxml. A document has about
thirty Han characters a paragraph in two directly formatted runs. Floor and check run in turn in one process, each twice, and the
second time counts: what one leaves for the allocator to tidy up is not put on the other's account. The ratio is that of the medians.
"""

import gc
import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from lxml import etree

from gongwen.anatomy.recognise import recognise
from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.placement import place
from gongwen.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "各县区要按照职责分工抓好落实，定期报告工作进展情况，重要情况及时上报。"
HEADINGS = ("一、总体要求", "（一）加强组织领导", "1.明确任务分工", "（1）落实工作责任")


def _run(text: str, font: str, size: int) -> str:
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
    return f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r>'


def _paragraph(runs: str, form: str) -> str:
    spacing = '<w:spacing w:line="579" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{form}</w:pPr>{runs}</w:p>"


def document(paragraphs: int) -> bytes:
    """Make a 通知 of that many paragraphs from one of the samples."""
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    cut = len(TEXT) // 2
    body = [
        _paragraph(_run(HEADINGS[number // 25 % 4], "黑体", 32), indent)
        if number % 25 == 0
        else _paragraph(_run(TEXT[:cut], "仿宋_GB2312", 32) + _run(TEXT[cut:], "仿宋_GB2312", 32), indent)
        for number in range(paragraphs)
    ]
    source = zipfile.ZipFile(SAMPLES / "unsealed.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = _with_body(data, body)
            target.writestr(name, data)
    return out.getvalue()


def _with_body(data: bytes, body: Sequence[str]) -> bytes:
    """Put the paragraphs behind the first one of the sample that is indented like text."""
    root = etree.fromstring(data)
    anchor = root.xpath("//w:p[w:pPr/w:ind/@w:firstLineChars='200']", namespaces={"w": W})[0]
    parent, place = anchor.getparent(), anchor.getparent().index(anchor) + 1
    made = etree.fromstring(f'<w:x xmlns:w="{W}">{"".join(body)}</w:x>')
    parent[place:place] = list(made)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def floor(data: bytes) -> None:
    """Do what every reader must."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("word/document.xml", "word/styles.xml"):
            etree.fromstring(package.read(name))


def in_turn(actions: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Run the actions in turn and give the median milliseconds of each."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, record in zip(actions, times, strict=True):
            action()
            gc.collect()
            start = perf_counter()
            action()
            record.append((perf_counter() - start) * 1000)
    return [median(record) for record in times]


def ratios(checker: Checker) -> list[str]:
    lines = ["| 段落 | 底线（毫秒） | 读取 | 读取＋识别 | 检查，不含算位置 | 完整检查 |", "|---|---|---|---|---|---|"]
    for paragraphs, rounds in ((100, 25), (1000, 9), (10000, 3)):
        data = document(paragraphs)
        draft = read(Package.open(data))
        base, reading, recognising, placed, checking = in_turn(
            (
                lambda data=data: floor(data),
                lambda data=data: read(Package.open(data)),
                lambda data=data: recognise(read(Package.open(data))),
                lambda draft=draft: place(draft),
                lambda data=data: checker.check(read(Package.open(data))),
            ),
            rounds,
        )
        shares = " | ".join(f"{value / base:.1f}×" for value in (reading, recognising, checking - placed, checking))
        lines.append(f"| {paragraphs} | {base:.1f} | {shares} |")
    return lines


def per_document(checker: Checker) -> float:
    """Give the mean milliseconds of a document over the samples, the median of three rounds."""
    files = sorted(SAMPLES.glob("*.docx"))
    (whole,) = in_turn((lambda: [checker.check(read(Package.open(path))) for path in files],), 3)
    return whole / len(files)


def placing(checker: Checker) -> tuple[float, float]:
    """Give the milliseconds of placing 1 000 paragraphs, and of the rest of a check whose rules ask for it."""
    data = document(1000)
    draft = read(Package.open(data))
    placed, checked = in_turn((lambda: place(draft), lambda: checker.check(read(Package.open(data)))), 9)
    return placed, checked - placed


def process(*arguments: str, rounds: int = 7) -> float:
    """Give the median milliseconds of a whole process."""
    command = [sys.executable, *arguments]
    (time,) = in_turn((lambda: subprocess.run(command, capture_output=True, check=False),), rounds)
    return time


def peak_memory() -> float:
    """Give the peak megabytes of a whole process that checks 10 000 paragraphs."""
    subprocess.run(
        [sys.executable, "-m", "gongwen", "check", "-"], input=document(10000), capture_output=True, check=False
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    checker = Checker(Settings(stage="final"))
    checker.check(read(Package.open(SAMPLES / "notice.docx")))
    print("\n".join(ratios(checker)))
    print(f"\n| 项目 | 数值 |\n|---|---|\n| 样例平均每份 | {per_document(checker):.1f} 毫秒 |")
    placed, rest = placing(checker)
    print(f"| 算出 1000 段的位置（已含在完整检查里） | {placed:.0f} 毫秒，其余检查的 {placed / rest:.1f}× |")
    bare = process("-c", "pass")
    print(f"| `import gongwen`（扣除解释器启动 {bare:.0f} 毫秒） | {process('-c', 'import gongwen') - bare:.0f} 毫秒 |")
    print(
        f"| `gongwen check notice.docx` 冷启动 | {process('-m', 'gongwen', 'check', str(SAMPLES / 'notice.docx')):.0f} 毫秒 |"
    )
    print(f"| 检查 10000 段的进程内存峰值 | {peak_memory():.0f} MB |")


if __name__ == "__main__":
    main()
