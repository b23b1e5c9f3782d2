"""Compare what was recognised with the truth beside a sample; run as a program to print the table.

python -m tests.accuracy [CONSTRUCTION …]      accuracy by element, then every miss
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read

MARK_TEXT = {"line": "[line]", "picture": "[picture]"}


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one segment: what it is in truth, what it was taken for (empty: not read), and how surely."""

    truth: str
    found: str
    text: str
    confidence: float

    @property
    def right(self) -> bool:
        return self.truth == self.found


def recognised(path: Path) -> Gongwen:
    return recognise(read(Package.open(path)))


def truth_of(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def found_segments(gongwen: Gongwen) -> Iterator[tuple[str, str, float]]:
    """Yield element, text and confidence of every segment and mark, in reading order."""
    for element in gongwen.elements:
        if element.mark:
            yield element.name, MARK_TEXT[element.mark.form], element.confidence
        for segment in element.segments:
            yield element.name, segment.text, element.confidence


def compare(gongwen: Gongwen, truth: dict[str, object]) -> list[Row]:
    """Match segments by their text, in order; what is missing on either side is a miss."""
    whole = [(element, _tight(text)) for element, text in truth["segments"]]  # type: ignore[attr-defined]
    seen = [(element, _tight(text), confidence) for element, text, confidence in found_segments(gongwen)]
    wanted = [row for row in whole if row[1] not in MARK_TEXT.values()]
    found = [row for row in seen if row[1] not in MARK_TEXT.values()]
    matcher = SequenceMatcher(None, [text for _, text in wanted], [text for _, text, _ in found], autojunk=False)
    rows = []
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag == "equal":
            rows += [
                Row(element, name, text, confidence)
                for (element, text), (name, _, confidence) in zip(wanted[low:high], found[first:last], strict=True)
            ]
        else:
            rows += [Row(element, "", text, 0.0) for element, text in wanted[low:high]]
            rows += [Row("", name, text, confidence) for name, text, confidence in found[first:last]]
    return rows + _marks(Counter(whole), Counter(row[:2] for row in seen))


def _marks(wanted: Counter[tuple[str, str]], found: Counter[tuple[str, str]]) -> list[Row]:
    """Match lines and pictures by their number: a floating one has no place in the order of reading."""
    rows = []
    for element, text in sorted(key for key in wanted | found if key[1] in MARK_TEXT.values()):
        both = min(wanted[element, text], found[element, text])
        rows += [Row(element, element, text, 1.0)] * both
        rows += [Row(element, "", text, 0.0)] * (wanted[element, text] - both)
        rows += [Row("", element, text, 1.0)] * (found[element, text] - both)
    return rows


def _tight(text: str) -> str:
    return "".join(text.split())


def main(constructions: list[str]) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "samples"))
    from make import build

    with TemporaryDirectory() as folder:
        rows: dict[str, list[Row]] = {"合规": [], "有错": [], "其他": []}
        for made in build(Path(folder), constructions=constructions or ["direct"]):
            group = "合规" if made.compliant else "有错" if made.official else "其他"
            truth = truth_of(made.truth_path)
            gongwen = recognised(made.path)
            new = compare(gongwen, truth)
            rows[group] += new
            for row in new:
                if not row.right:
                    print(
                        f"{made.path.name}\t{row.truth or '—'} → {row.found or '—'}\t{row.confidence}\t{row.text[:50]}"
                    )
            for name, value in truth["facts"].items():  # type: ignore[attr-defined]
                if getattr(gongwen.facts, name) != value:
                    print(f"{made.path.name}\t事实 {name}: {value} → {getattr(gongwen.facts, name)}")
    for group, members in rows.items():
        _table(group, members)


def _table(group: str, rows: list[Row]) -> None:
    right = sum(row.right for row in rows)
    sure = [row for row in rows if row.confidence >= 0.9]
    print(
        f"\n{group}: {right}/{len(rows)} = {right / max(1, len(rows)):.2%}；≥0.9 者 {sum(row.right for row in sure)}/{len(sure)}"
    )
    totals, rights = Counter(row.truth for row in rows), Counter(row.truth for row in rows if row.right)
    for element, total in totals.most_common():
        print(f"  {element or '（多出）':18}{rights[element]:5}/{total}")


if __name__ == "__main__":
    main(sys.argv[1:])
