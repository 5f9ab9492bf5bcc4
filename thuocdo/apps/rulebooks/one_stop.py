"""What all dossiers share, as it ships: the rules of the desk, and how its work is rated."""

from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.procedures.one_stop import OneStopRules
from thuocdo.core.procedures.quality import HandlingQuality

__all__ = ["check_one_stop", "read_handling_quality", "read_one_stop_rules"]

_RULES = Path("dossiers") / "rules.yaml"
_QUALITY = Path("questionnaires") / "handling_quality.yaml"


def read_one_stop_rules(root: Path) -> OneStopRules:
    """Read `dossiers/rules.yaml` below `root`.

    Raises:
        CatalogueError: it is wrong; every complaint has its file and line.
    """
    return validate(OneStopRules, read_yaml(root / _RULES, root=root))


def read_handling_quality(root: Path) -> HandlingQuality:
    """Read `questionnaires/handling_quality.yaml` below `root`.

    Raises:
        CatalogueError: it is wrong; every complaint has its file and line.
    """
    return validate(HandlingQuality, read_yaml(root / _QUALITY, root=root))


def check_one_stop(root: Path) -> tuple[str, ...]:
    """Return every complaint about these files; a catalogue may have none of them."""
    complaints: list[str] = []
    for file, read in ((_RULES, read_one_stop_rules), (_QUALITY, read_handling_quality)):
        if (root / file).exists():
            try:
                read(root)
            except CatalogueError as error:
                complaints += error.complaints
    return tuple(complaints)
