"""Tell which properties (文档属性) of a file name people or organisations; the values themselves stay in the file."""

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from gongwen.ooxml.values import Element

_PERSONAL: Final[Mapping[str, str]] = {
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "Manager": "manager",
    "Company": "company",
}
_AGENCIES: Final = (*"局厅委部办署院处科股站所社府省市县区镇乡室会队", "中心")
_MACHINES: Final = frozenset(
    (
        "python-docx", "apache poi", "wps office", "wps", "wps_office", "microsoft", "microsoft office user", "microsoft office",
        "microsoft office 用户", "microsoft 帐户", "microsoft account", "windows 用户", "windows user", "windows", "user", "pc",
        "administrator", "admin", "微软用户", "微软中国", "微软", "china", "lenovo", "hp", "dell", "asus", "acer", "unknown", "home",
        "openxml", "docx4j", "libreoffice", "aspose", "un-named",
    )
)  # fmt: skip
"""What software fills in by itself, in lower case: nobody's name."""


def personal_properties(roots: Iterable[Element | None]) -> tuple[str, ...]:
    """Name the personal properties that are filled in: author, last_modified_by, manager, company.

    Agencies and what software writes by itself are no person's.
    """
    children = [child for root in roots if root is not None for child in root]
    named = ((_PERSONAL.get(etree.QName(child).localname), (child.text or "").strip()) for child in children)
    return tuple(dict.fromkeys(name for name, value in named if name and _personal(value)))


def _personal(value: str) -> bool:
    return bool(value) and value.lower() not in _MACHINES and not value.endswith(_AGENCIES)
