"""The rules about officers that ship: reading and checking them."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.people import PeopleRules

__all__ = ["check_people_rules", "read_people_rules"]

_FILE = "people/rules.yaml"


def read_people_rules(root: Path) -> PeopleRules:
    """Read the rules.

    Raises:
        CatalogueError: the file is wrong, or two rules of a list hold on one day.
    """
    document = read_yaml(root / _FILE, root=root)
    rules = validate(PeopleRules, document)
    twice = [
        f"{document.place((name,))}: hai quy định của «{name}» cùng có hiệu lực; ghi valid_to cho quy định cũ"
        for name in rules.overlaps()
    ]
    if twice:
        raise CatalogueError(twice)
    return rules


def check_people_rules(root: Path) -> Iterator[str]:
    """Yield what is wrong with the rules, with file and line."""
    if not (root / _FILE).exists():
        return
    try:
        read_people_rules(root)
    except CatalogueError as error:
        yield from error.complaints
