"""The list of dossiers that a department exports from its one-stop software."""

from thuocdo.core.tables.dossiers.as_of import AsOfSource
from thuocdo.core.tables.dossiers.counts import DossierCounts, count_dossiers
from thuocdo.core.tables.dossiers.headings import Column
from thuocdo.core.tables.dossiers.reader import read_dossiers
from thuocdo.core.tables.dossiers.reading import DossierReading, ReadDossier

__all__ = [
    "AsOfSource",
    "Column",
    "DossierCounts",
    "DossierReading",
    "ReadDossier",
    "count_dossiers",
    "read_dossiers",
]
