"""The banks that ship: reading and checking them."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.payments import BankBook

__all__ = ["check_banks", "read_banks"]

_FILE = "payments/banks.yaml"


def read_banks(root: Path) -> BankBook:
    """Read the banks.

    Raises:
        CatalogueError: the file is wrong.
    """
    return validate(BankBook, read_yaml(root / _FILE, root=root))


def check_banks(root: Path) -> Iterator[str]:
    """Yield what is wrong with the banks, with file and line."""
    if not (root / _FILE).exists():
        return
    try:
        read_banks(root)
    except CatalogueError as error:
        yield from error.complaints
