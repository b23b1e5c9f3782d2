"""The pages made of the rules are those in the checkout: run `make docs` after changing rules."""

from pathlib import Path

import pytest

from gongwen.coverage import load_rows
from gongwen.outputs.manual import all_rules, pages
from gongwen.register import load_register

DOCS = Path(__file__).parent.parent / "docs"
PAGES = pages(all_rules(), load_register(), load_rows())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_up_to_date(path):
    assert (DOCS / path).read_text(encoding="utf-8") == PAGES[path], "规则改了，请运行 make docs"


def test_no_page_is_left_of_a_group_that_is_gone():
    assert {f"rules/{path.name}" for path in (DOCS / "rules").iterdir()} <= set(PAGES)
