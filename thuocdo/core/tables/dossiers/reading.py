"""What reading an export of dossiers gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from thuocdo.core.rows import DossierRow
from thuocdo.core.tables.dossiers.as_of import AsOfSource
from thuocdo.core.tables.dossiers.counts import DossierCounts, count_dossiers
from thuocdo.core.tables.dossiers.headings import Column
from thuocdo.core.tables.findings import Finding

__all__ = ["DossierReading", "ReadDossier"]


@dataclass(frozen=True, slots=True)
class ReadDossier:
    """A dossier and the row that it was read from. The applicant is not kept."""

    row: DossierRow
    sheet: str
    row_number: int


@dataclass(frozen=True, slots=True)
class DossierReading:
    """The dossiers of an export, and what was noticed.

    Attributes:
        dossiers: the rows that were kept, in the order of the file.
        read: rows that are dossiers, good or bad; always `kept` + `refused`.
        refused_by_kind: the refused rows by the first thing wrong with each.
        findings: in the order of the file, bounded in number per kind.
        as_of: the day given, else that of the title, else that of the last event; None only for
            a file without a day in its title and without a single good row.
        columns: the headings that were found, by what they were taken for.
    """

    dossiers: Sequence[ReadDossier]
    read: int
    refused: int
    refused_by_kind: Mapping[str, int]
    findings: Sequence[Finding]
    as_of: date | None
    as_of_source: AsOfSource | None
    columns: Mapping[Column, str]
    zone: tzinfo

    @property
    def kept(self) -> int:
        """How many dossiers were kept."""
        return len(self.dossiers)

    def counts(self, as_of: date | None = None) -> DossierCounts:
        """Count the dossiers by the end of a day; without one, by the reading's own.

        Where there is neither, no dossier was kept and any day gives the same counts.
        """
        return count_dossiers(
            (dossier.row for dossier in self.dossiers),
            as_of or self.as_of or date(1970, 1, 1),
            zone=self.zone,
            columns=self.columns.keys(),
        )
