"""Compose a .docx: read the text, settle what its kind admits, lay it out by the rules, write it down."""

import os
from collections.abc import Mapping

from gongwen.anatomy.spacing import text_width
from gongwen.composer.customs import settle
from gongwen.composer.foot import imprint, letter_foot, page_numbers
from gongwen.composer.head import head, height_without_names
from gongwen.composer.main import attachments, attendance, opening, text, title_lines
from gongwen.composer.measures import Measures
from gongwen.composer.memo import Memo, read_memo
from gongwen.composer.pack import pack
from gongwen.composer.sheet import Sheet
from gongwen.composer.signing import signing
from gongwen.composer.styles import TITLE_LINE, Styles
from gongwen.rules import RuleSet
from gongwen.settling import book
from gongwen.units import Pt

FIRST_TEXT = 2
"""Lines of text the first page must have room for (7.3.3)."""


def compose(
    source: str | Mapping[str, object] | os.PathLike[str], *, rules: RuleSet | str | os.PathLike[str] | None = None
) -> bytes:
    """Compose a document and give the bytes of a .docx file.

    `source` is a text in TOML, the path of a UTF-8 file of it, or a mapping of the same keys (`gongwen new 通知` prints one).
    Fonts, sizes, places and distances are what the rule book expects of such a document (GB/T 9704-2012); `rules` is a folder
    of house rules, which go before the book, or a whole other book. The same source gives the same bytes. Raises ComposeError,
    which lists all that is wrong with the source, and ConfigError or RuleFileError for rules that do not exist or are broken.
    """
    memo = read_memo(source)
    styles = Styles(Measures(book(rules), facts := settle(memo)), facts)
    return pack(_sheet(memo, styles))


def _sheet(memo: Memo, styles: Styles) -> Sheet:
    """Lay a memo out."""
    title = title_lines(memo.title, styles) if memo.title else ()
    odd, even = page_numbers(styles)
    ending = [*attendance(memo, styles), *signing(memo, styles)]
    blocks = (
        *head(memo, styles, _room_for_names(memo, styles, len(title))),
        *opening(memo, styles, title),
        *text(memo, styles, held=bool(ending)),
        *ending,
        *attachments(memo, styles),
        *imprint(memo, styles),
    )
    first = letter_foot(styles) if styles.facts.form == "信函" else ()
    return Sheet(styles.page, styles.base, blocks, odd, even, first, "".join(memo.title))


def _room_for_names(memo: Memo, styles: Styles, title: int) -> Pt:
    """Give the height the names of agencies may take on a first page that has text."""
    char = styles.face("recipients").size
    addressed = 0 if memo.moved else text_width(memo.recipients) * char / styles.page.text_width + 1
    lines = styles.measures.lines("doc_number", "title") + addressed + FIRST_TEXT + 1
    return Pt(styles.page.text_height - height_without_names(memo, styles) - title * TITLE_LINE - lines * styles.line)
