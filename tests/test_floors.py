"""The house: a module imports from lower floors or its siblings only, never in a circle, and no module is too long."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

import gongwen

PACKAGE = Path(gongwen.__file__).parent
PICTURE = Path(__file__).parent.parent / "docs" / "architecture.md"
FLOORS = (
    ("errors", "units", "tables", "patterns", "faults", "globs"),
    ("edits", "draft", "urls"),
    ("violations", "files"),
    ("ooxml", "register", "words", "seals", "settings", "notices"),
    ("anatomy",),
    ("placement",),
    ("report", "layout", "render", "waivers"),
    ("checks", "outcome", "sidecar", "baseline", "store"),
    ("rulefile",),
    ("rules", "alterations", "configfile"),
    ("rulelint", "wordlint", "pressed", "findings", "variants", "config"),
    ("profiles", "coverage"),
    ("bookshelf",),
    ("checker", "verify", "needles", "auditor", "settling"),
    ("api", "outputs"),
    ("desk", "pages", "annotation", "fixer", "composer"),
    ("batch", "mending", "inspection"),
    ("workers",),
    ("commands", "cluster"),
    ("typesetting", "checking", "reporting"),
    ("annotating", "fixing", "composing", "configuring", "baselining", "auditing", "options", "usage"),
    ("cli",),
    ("__main__", "__init__", "_build"),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_rules" not in path.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


NAMES = {name_of(path): path for path in MODULES}


def room(module: str) -> str:
    return module.split(".")[1]


def imports(path: Path) -> set[str]:
    """Name the modules of the package that a module imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found & set(NAMES)


def test_the_picture_of_the_house_shows_every_room_on_its_floor():
    shown = re.findall(r"(?m)^\| (\d+) \| `(\w+)(?:/|\.py)` ", PICTURE.read_text(encoding="utf-8"))
    assert sorted((room, int(floor)) for floor, room in shown) == sorted(FLOOR_OF.items())


@pytest.mark.parametrize("module", NAMES)
def test_a_module_has_its_floor(module):
    assert room(module) in FLOOR_OF


@pytest.mark.parametrize("module", NAMES)
def test_a_module_imports_only_from_below_or_beside(module):
    mine = room(module)
    above = {
        other for other in imports(NAMES[module]) if room(other) != mine and FLOOR_OF[room(other)] >= FLOOR_OF[mine]
    }
    assert above == set()


def test_no_circle():
    tuple(TopologicalSorter({name: imports(path) - {name} for name, path in NAMES.items()}).static_order())


@pytest.mark.parametrize("module", NAMES)
def test_a_module_is_at_most_400_lines(module):
    assert len(NAMES[module].read_text(encoding="utf-8").splitlines()) <= 400


def test_half_of_the_modules_are_at_most_150_lines():
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) <= 150
