"""The journal's retention that ships."""

from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.retention import Retention

__all__ = ["check_retention", "read_retention"]

_FILE = Path("journal") / "retention.yaml"


def read_retention(root: Path) -> Retention:
    """Read `journal/retention.yaml` below `root`.

    Raises:
        CatalogueError: it is wrong; every complaint has its file and line.
    """
    document = read_yaml(root / _FILE, root=root)
    retention = validate(Retention, document)
    complaints = [
        f"{document.place(('rules', index, 'actions', place))}: «{action}» chỉ được có một dấu * "
        "ở đầu hoặc ở cuối"
        for index, rule in enumerate(retention.rules)
        for place, action in enumerate(rule.actions)
        if "*" in action[1:-1] or action.count("*") > 1
    ]
    if complaints:
        raise CatalogueError(complaints)
    return retention


def check_retention(root: Path) -> tuple[str, ...]:
    """Return every complaint about the journal's retention; a catalogue may have none."""
    if not (root / _FILE).exists():
        return ()
    try:
        read_retention(root)
    except CatalogueError as error:
        return error.complaints
    return ()
