"""What the tests of this room look at: the tracked files, the modules, the models."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

__all__ = ["PACKAGE", "ROOT", "classes", "module_of", "our_models", "sources", "tracked"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "thuocdo"


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control that are there, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())


@cache
def sources() -> dict[Path, ast.Module]:
    """Return every module of the package as a syntax tree, without migrations."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def classes() -> dict[str, set[str]]:
    """Return the classes that modules define, by name, each with the last words of its bases."""
    return {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for tree in sources().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def module_of(path: Path) -> str:
    """Return the dotted name of a module's file."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def our_models() -> Iterator[type[Model]]:
    """Yield every model class of `thuocdo.apps`."""
    for model in apps.get_models():
        if model.__module__.startswith("thuocdo.apps."):
            yield model
