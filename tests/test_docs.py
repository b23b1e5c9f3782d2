"""What the documentation shows is what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from gongwen.cli import main

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    match.groups()
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if page.name != "house-rules.md"  # test_house_rules follows that page
    for match in re.finditer(r"```console\n\$ gongwen ([^\n]+)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_shows_what_the_program_prints(command, shown, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    main(shlex.split(command))
    assert capsys.readouterr().out == shown


def test_there_are_examples():
    assert EXAMPLES


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.en.md",
        "docs/architecture.md",
        "docs/usage.md",
        "docs/config.md",
        "docs/audit.md",
        "docs/fix.md",
        "docs/new.md",
        "docs/typeset.md",
        "docs/waivers.md",
        "docs/baseline.md",
        "docs/store.md",
        "docs/outputs.md",
        "docs/performance.md",
        "docs/recipes.md",
        "docs/rule-format.md",
        "docs/house-rules.md",
        "docs/rules/README.md",
    ],
)
def test_links_lead_to_files(page):
    path = ROOT / page
    links = re.findall(r"\]\(([^):]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link.partition("#")[0]).exists()] == []
