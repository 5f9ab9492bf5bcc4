"""What the import contracts cannot say: models are private, core is pure, start-up is light."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import PACKAGE, ROOT, module_of, sources

# Types that everybody speaks of. Other rooms may name them in signatures, never query or make them.
FACE = {
    "organisations": {"Agency", "AgencyLevel", "ApiToken", "Role", "TokenScope", "Unit", "User"}
}
HEAVY = (
    "ibis",
    "duckdb",
    "altair",
    "vl_convert",
    "pyarrow",
    "docx",
    "python_calamine",
    "typst",
    "pypdf",
    "segno",
)


def runtime_imports(tree: ast.Module) -> Iterator[ast.ImportFrom | ast.Import]:
    """Yield the imports of a module, without those made for type checking only."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            pending.extend(ast.iter_child_nodes(node))


def foreign_models(path: Path, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (app, name) for each name taken from the models of an app that `path` is no part of."""
    here = module_of(path).split(".")
    for node in runtime_imports(tree):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            match module.split("."):
                case ["thuocdo", "apps", app, "models", *_] if here[:3] != ["thuocdo", "apps", app]:
                    yield from ((app, alias.name) for alias in node.names)
                case _:
                    pass


def test_an_apps_models_are_private_but_for_its_face():
    reached = [
        f"{path}: {app}.{name}"
        for path, tree in sources().items()
        for app, name in foreign_models(path, tree)
        if name not in FACE.get(app, ())
    ]
    assert not reached, "ask the app's queries or services instead"


def test_the_face_is_named_but_not_queried_or_made_elsewhere():
    used = []
    for path, tree in sources().items():
        names = {name for _, name in foreign_models(path, tree)}
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr="objects" | "_default_manager"):
                    pass
                case ast.Call(func=ast.Name(id=name)):
                    pass
                case _:
                    continue
            if name in names:
                used.append(f"{path}:{node.lineno}: {name}")
    assert not used, "only the app itself queries and makes its models"


def fresh(code: str) -> str:
    """Run code in an interpreter of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "thuocdo.web.settings"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_core_runs_without_django():
    modules = [module_of(path) for path in sources() if path.is_relative_to("thuocdo/core")]
    assert len(modules) > 20
    loaded = fresh(
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ).split()
    assert not {"django", "ibis", "duckdb", "sqlite3", "yaml"}.intersection(loaded)


def test_start_up_loads_no_heavy_library():
    loaded = fresh(
        "import django, sys\ndjango.setup()\n"
        "import thuocdo.web.urls, thuocdo.web.wiring\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ).split()
    assert "django" in loaded
    assert not set(HEAVY).intersection(loaded), "import it where it is used"


def test_the_command_lines_help_loads_neither_django_nor_core():
    loaded = fresh("import sys, thuocdo.web.cli\nprint(*sorted(sys.modules))").split()
    assert "django" not in loaded
    assert not [name for name in loaded if name.startswith("thuocdo.core")]


def test_a_view_asks_its_guard():
    """Every function of a view module that takes a request and is a page is guarded by @page."""
    unguarded = []
    for path, tree in sources().items():
        if not (
            path.parts[1:3] == ("web", "desk") or "views" in path.stem or "views" in path.parts
        ):
            continue
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            returns = ast.unparse(node.returns) if node.returns else ""
            decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
            if returns == "HttpResponse" and not any(d.startswith("page(") for d in decorators):
                unguarded.append(f"{path}:{node.lineno}: {node.name}")
    assert not unguarded, "decorate it with thuocdo.kit.guards.page"


def test_the_package_has_no_module_named_like_a_drawer():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base"}
    # The backend's module must be called `base`: Django looks for it by that name.
    found = [
        path
        for path in sources()
        if path.stem in drawers and path != Path("thuocdo/kit/sqlite/base.py")
    ]
    assert not found, "name a module after what it makes"
    assert PACKAGE.is_dir()
