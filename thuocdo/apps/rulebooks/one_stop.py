"""The rules that all dossiers share, as they ship."""

from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.procedures.one_stop import OneStopRules

__all__ = ["check_one_stop_rules", "read_one_stop_rules"]

_FILE = Path("dossiers") / "rules.yaml"


def read_one_stop_rules(root: Path) -> OneStopRules:
    """Read `dossiers/rules.yaml` below `root`.

    Raises:
        CatalogueError: it is wrong; every complaint has its file and line.
    """
    return validate(OneStopRules, read_yaml(root / _FILE, root=root))


def check_one_stop_rules(root: Path) -> tuple[str, ...]:
    """Return every complaint about the rules of dossiers; a catalogue may have none."""
    if not (root / _FILE).exists():
        return ()
    try:
        read_one_stop_rules(root)
    except CatalogueError as error:
        return error.complaints
    return ()
