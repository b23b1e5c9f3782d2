"""Quantities in running text: a number with its unit, exactly as far as the letters tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Reading, Scope
from gongwen.patterns import compiled

MEASURES = "平方公里|平方千米|平方米|立方米|立方|千瓦时|公顷|公里|千米|公斤|千克|千瓦|百分点|吨|米|亩"
MEASURED = frozenset({*MEASURES.split("|"), "%"})
"""Units of what is measured, and so rounded."""
UNITS = (
    f"{MEASURES}|人次|台次|户次|件次|场次|小时|学时|课时|"
    "元|人|户|名|个(?!百分点)|座|处|家|件|条|项|次|起|所|台|套|辆|艘|只|头|间|栋|幢|张|份|宗|笔|例|支|队|组|班|期|场|批|"
    "种|类|章|篇|册|卷|枚|株|棵|块|片|位|票|分|天|眼|口|孔|盏|把|具|架|匹|尾|羽|箱|袋|盒|瓶|桶|包|门|部|款|段|层|节|本|幅"
)
QUANTITY = (
    r"(?=\d)(?<![\d.,，:：/／第A-Za-z零万亿-])(?:\d{1,3}(?:[,\u2009\u00a0 ]\d{3}){1,5}+|\d{1,15}+)(?:\.\d{1,8}+)?"
    rf"(?:万亿|万|亿)?(?:{UNITS})(?![/／每])"
)
PERCENT = r"(?=\d)(?<![\d.,，:：/／第A-Za-z-])\d{1,4}+(?:\.\d{1,6}+)?[%％]"

_PARTS = compiled(rf"^(?P<number>[\d.,\u2009\u00a0 ]++)(?P<scale>万亿|万|亿)?(?P<unit>{UNITS}|[%％])")
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "万亿": Decimal(10) ** 12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold a number with its unit; `step` is what one in its last place counts, `scale` what its 万 or 亿 stands for."""

    value: Decimal
    unit: str
    step: Decimal
    scale: str

    def like(self, value: Decimal) -> str:
        """Write another value the way this one is written."""
        shown = value / _SCALES[self.scale]
        text = f"{shown:f}"
        return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{self.scale}{self.unit}"


def quantity(text: str) -> Quantity | None:
    """Read a quantity, such as 12.5万亩; None when the text is none."""
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    number = Decimal(regex.sub(r"[,\s]", "", match["number"]))
    scale = match["scale"] or ""
    exponent = number.as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return Quantity(number * _SCALES[scale], match["unit"].replace("％", "%"), place * _SCALES[scale], scale)


def differs(whole: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether parts certainly do not make the whole: more than rounding of figures that are not counted one by one."""
    return abs(sum(part.value for part in parts) - whole.value) > allowance([whole, *parts])


def allowance(figures: list[Quantity]) -> Decimal:
    """Give what rounding may move a sum by; nothing for things counted one by one."""
    counted = all(figure.step == 1 and not figure.scale and figure.unit not in MEASURED for figure in figures)
    return Decimal(0) if counted else sum((figure.step for figure in figures), Decimal(0)) / 2


HIDDEN = ("quote", "book_title", "url", "email", "doc_number", "law_citation", "phone", "code", "formula", "table")
"""What functions on running text do not look into; one set for all of them, so that it is hidden once."""


def texts(reading: Reading, scope: Scope, *outside: str) -> Iterator[tuple[Element, str]]:
    """Yield the elements a rule looks at, each with its text as the masks leave it."""
    passage = reading.passage(Scope(scope.where, outside))
    ends = (*(start - 1 for start in passage.starts[1:]), len(passage.text))
    for element, start, end in zip(passage.elements, passage.starts, ends, strict=bool(passage.elements)):
        yield element, passage.text[start:end]
