"""The forms of papers that ship: reading and checking them."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.papers import FormBook

__all__ = ["check_forms", "read_forms"]

_FILE = "papers/forms.yaml"


def read_forms(root: Path) -> FormBook:
    """Read the forms.

    Raises:
        CatalogueError: the file is wrong, or two sets of forms hold on one day.
    """
    return validate(FormBook, read_yaml(root / _FILE, root=root))


def check_forms(root: Path) -> Iterator[str]:
    """Yield what is wrong with the forms, with file and line."""
    if not (root / _FILE).exists():
        return
    try:
        read_forms(root)
    except CatalogueError as error:
        yield from error.complaints
