"""The docs against the code: links, commands, targets, kinds of finding, examples, generated pages."""

import ast
import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.architecture.house import PACKAGE, ROOT, sources
from thuocdo.apps.rulebooks.shipped import fact_register
from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.tables.annex.headings import ANNEX
from thuocdo.core.tables.dossiers.headings import TITLES, column_of
from thuocdo.core.tables.plan.headings import field_of
from thuocdo.web.cli import COMMANDS

DOCS = ROOT / "docs"
PAPERS = [
    ROOT / name
    for name in ("README.md", "README.vi.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
]
PAGES = sorted([*DOCS.rglob("*.md"), *PAPERS])
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_in(path: Path) -> str:
    return "\n".join(CODE.findall(said(path)))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path):
    prose = re.sub(r"```.*?```", "", said(path), flags=re.DOTALL)
    for target in LINK.findall(prose):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve()
        assert found.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", said(found), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w]+", "-", title.lower()).strip("-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_commands_named_are_there(path):
    named = set(re.findall(r"(?:^|[\s`/$])thuocdo ([a-z][a-z-]*)", code_in(path)))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_make_targets_named_are_there(path):
    targets = set(re.findall(r"^([a-z]+):", said(ROOT / "Makefile"), re.MULTILINE))
    named = {
        target
        for line in re.findall(r"\bmake((?: [a-z]+)+)", code_in(path))
        for target in line.split()
    }
    assert named <= targets


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_files_named_in_code_are_there(path):
    there = [found for found in ROOT.glob("*") if found.is_file()]
    there += [
        found
        for folder in ("thuocdo", "tests", "docs", "requirements")
        for found in (ROOT / folder).rglob("*.*")
    ]
    known = {found.relative_to(ROOT).as_posix() for found in there}
    for found in re.findall(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|yaml|toml|md|html|txt))`", said(path)):
        if found != "area-N.yaml":  # N stands for a number
            assert any(f"/{place}".endswith(f"/{found}") for place in known), found


def test_the_readmes_name_every_command_and_every_target():
    for path in PAPERS[:2]:
        text = code_in(path)
        assert all(f"thuocdo {command}" in text for command in COMMANDS), path.name
    targets = set(re.findall(r"^([a-z]+):", said(ROOT / "Makefile"), re.MULTILINE))
    assert all(f"make {target}" in code_in(PAPERS[0]) for target in targets)


def kinds_in(room: str) -> tuple[set[str], set[str]]:
    """Return the kinds of finding that a reader gives, and every text that could be one."""
    given: set[str] = set()
    texts: set[str] = set()
    for path, tree in sources().items():
        if not path.is_relative_to(f"thuocdo/core/tables/{room}"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if not isinstance(node, ast.Call):
                continue
            maker = ast.unparse(node.func).rpartition(".")[2]
            if maker in {"Finding", "Remark", "warn", "note", "refuse"}:
                words = [*node.args[:1], *[w.value for w in node.keywords if w.arg == "kind"]]
                given |= {str(word.value) for word in words if isinstance(word, ast.Constant)}
    return given, texts


@pytest.mark.parametrize(("room", "section"), [("plan", 1), ("dossiers", 2)])
def test_every_kind_of_finding_is_explained(room, section):
    part = said(DOCS / "how-to" / "findings.md").split("\n## ")[section]
    listed = set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE))
    given, texts = kinds_in(room)
    assert len(given) > 20
    assert given <= listed
    assert listed <= texts


def test_every_kind_of_finding_of_a_draft_is_explained():
    part = said(DOCS / "how-to" / "findings.md").split("\n## ")[3]
    listed = set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE))
    folder = PACKAGE / "core" / "index_sets" / "drafting"
    code = "".join(said(path) for path in folder.glob("*.py"))
    given = set(re.findall(r"\bkind(?:, severity)? ?= ?\"(\w+)\"", code))
    assert listed == given


def rows_of(section: int) -> list[list[str]]:
    part = said(DOCS / "how-to" / "own-files.md").split("\n## ")[section]
    lines = [line for line in part.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(
    ("title", "wordings"), [row[:2] for row in rows_of(1)], ids=[row[0] for row in rows_of(1)]
)
def test_headings_of_a_plan_that_the_docs_name_are_recognised(title, wordings):
    fields = {field_of(wording) for wording in wordings.split(", ")}
    assert len(fields) == 1
    assert fields != {""}


@pytest.mark.parametrize(
    ("title", "wordings"), [row[:2] for row in rows_of(2)], ids=[row[0] for row in rows_of(2)]
)
def test_headings_of_an_export_that_the_docs_name_are_recognised(title, wordings):
    columns = {column_of(wording) for wording in wordings.split(", ")}
    assert len(columns) == 1
    assert columns <= set(TITLES)


@pytest.mark.parametrize(
    ("title", "wordings"), [row[:2] for row in rows_of(-1)], ids=[row[0] for row in rows_of(-1)]
)
def test_headings_of_an_annex_that_the_docs_name_are_recognised(title, wordings):
    fields = {field_of(wording, ANNEX) for wording in wordings.split(", ")}
    assert len(fields) == 1
    assert fields != {""}


def examples(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", said(DOCS / "how-to" / page), re.DOTALL)


def test_the_examples_of_yaml_are_valid():
    (criterion,) = yaml.load(examples("add-a-criterion.md")[0], Loader=yaml.BaseLoader)
    assert Criterion.model_validate(criterion).rule is not None
    (fact,) = yaml.load(examples("declare-a-fact.md")[0], Loader=yaml.BaseLoader)
    assert FactDefinition.model_validate(fact).name in fact_register()


def generated() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[str, str] = module.pages()
    return pages


def test_the_reference_is_fresh():
    stale = [page for page, text in generated().items() if said(DOCS / page) != text]
    assert not stale, "run .venv/bin/python docs/generate.py"


def test_every_page_of_the_docs_is_in_the_navigation():
    listed = re.findall(r"([\w/.-]+\.md)", said(ROOT / "mkdocs.yml"))
    assert sorted(listed) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


def test_a_record_of_a_decision_is_short_and_ends_in_orders():
    for path in DOCS.glob("decisions/[0-9]*.md"):
        text = said(path)
        assert 15 <= len(text.splitlines()) <= 30, path.name
        parts = re.findall(r"^\*\*(\w+)[.:]\*\*", text, re.MULTILINE)
        assert parts == ["Status", "Context", "Decision", "Cost", "Consequences"], path.name
        assert path.name in said(DOCS / "decisions" / "index.md")


@pytest.fixture(scope="module")
def demo_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    run("demo-data", ".", folder=folder)
    return folder


@cache
def run(*arguments: str, folder: Path) -> str:
    command = [sys.executable, "-m", "thuocdo", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("path", PAPERS[:2], ids=name)
def test_what_the_readme_shows_of_commands_is_what_they_print(path, demo_files):
    """Lines left out stand as `…`; every other line below a `$` is printed by the command."""
    shown = re.findall(r"```console\n(.*?)```", said(path), re.DOTALL)
    checked = 0
    for command, expected in re.findall(
        r"^\$ thuocdo ([^\n]+)\n((?:[^$].*\n|\n)+)", "\n".join(shown), re.MULTILINE
    ):
        printed = run(*command.replace("\\", "").split(), folder=demo_files)
        lines = {line.rstrip() for line in printed.splitlines()}
        missing = [line for line in expected.splitlines() if line.strip("… ") and line not in lines]
        assert not missing, command
        checked += 1
    assert checked >= 3
