"""Each variable that is read stands in docs/settings.md with its default, and no other does."""

import ast
import re

import pytest

from tests.architecture.house import ROOT, sources

READERS = {"text": 1, "flag": 0, "choice": 1}


def read_variables() -> dict[str, str | None]:
    """Return each THUOCDO_ variable of settings.py with its default, None where it is computed."""
    found: dict[str, str | None] = {}
    tree = next(tree for path, tree in sources().items() if path.name == "settings.py")
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in READERS or not isinstance(node.args[0], ast.Constant):
            continue
        default: str | None = "0" if node.func.id == "flag" else None
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            default = str(node.args[1].value)
        found[f"THUOCDO_{node.args[0].value!s}"] = default
    return found


PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = {
    variable: (default, meaning)
    for variable, default, meaning in re.findall(
        r"^\| `(THUOCDO_\w+)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE
    )
}


def test_the_page_lists_what_is_read():
    assert set(ROWS) == set(read_variables())


@pytest.mark.parametrize(("variable", "default"), sorted(read_variables().items()), ids=str)
def test_the_default_is_the_one_in_the_code(variable, default):
    shown, meaning = ROWS[variable]
    if default:
        assert shown == f"`{default}`"
    else:
        assert "`" not in shown, "a computed or empty default is told in words"
    assert meaning.rstrip().endswith(".")


def test_no_other_module_reads_a_setting_from_the_environment():
    """Commands may set variables for their children; only settings.py reads them."""
    readers = [
        str(path)
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}
        and "THUOCDO_" in ast.unparse(node)
        and path.name != "settings.py"
    ]
    assert not readers


def test_variables_named_anywhere_in_the_docs_are_read():
    known = set(read_variables())
    for path in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "README.vi.md"]:
        for variable in re.findall(r"THUOCDO_[A-Z_]+", path.read_text(encoding="utf-8")):
            assert variable.removesuffix("_FILE").rstrip("_") in known | {"THUOCDO"}, path
