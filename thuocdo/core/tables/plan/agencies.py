"""Agencies that a plan names although they were gone when it was issued."""

from collections.abc import Iterator, Sequence
from datetime import date

from thuocdo.core.agencies.directory import Directory
from thuocdo.core.agencies.mentions import GoneFinder, Mention, gone_names, home_of
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan.model import PlanTable
from thuocdo.core.tables.plan.remarks import Remarks

__all__ = ["check_agencies"]

_FIELDS = ("title", "lead", "support", "requirement", "note")


def check_agencies(
    table: PlanTable, around: Sequence[str], directory: Directory, own: str = ""
) -> list[Finding]:
    """Return a finding for each row and each name; none when the plan's day is not known.

    Args:
        table: the plan; its day is that of its issue, else the first of its year.
        around: the text outside the table.
        directory: the agencies with their names and successions.
        own: the code of the agency whose plan it is.
    """
    day = table.issued_on or (date(table.year, 1, 1) if table.year else None)
    if day is None:
        return []
    names = gone_names(directory, day, home_of(directory, own) if own else ())
    cells = [row.stated(field) for row in table.rows for field in _FIELDS]
    finder = GoneFinder(names, "\n".join([*around, *cells]))
    return [*_in_rows(table, finder, day), *_outside(around, finder, day)]


def _in_rows(table: PlanTable, finder: GoneFinder, day: date) -> Iterator[Finding]:
    remarks = Remarks(table.headings)
    for row in table.rows:
        told: set[str] = set()
        for field in _FIELDS:
            for mention in finder.find(row.stated(field)):
                if mention.gone.name not in told:
                    told.add(mention.gone.name)
                    said = _message(mention, day)
                    yield remarks.warn("ended_agency", row, said, field, _proposal(mention))


def _outside(around: Sequence[str], finder: GoneFinder, day: date) -> Iterator[Finding]:
    told: set[str] = set()
    for text in around:
        for mention in finder.find(text):
            if mention.gone.name not in told:
                told.add(mention.gone.name)
                yield Finding(
                    kind="ended_agency",
                    severity=Severity.WARNING,
                    message=f"Phần ngoài bảng: {_message(mention, day)}",
                    proposal=_proposal(mention),
                )


def _message(mention: Mention, day: date) -> str:
    ended = mention.gone.ended_on
    return f"«{mention.written}» không còn từ {ended:%d/%m/%Y}, văn bản ngày {day:%d/%m/%Y}."


def _proposal(mention: Mention) -> str | None:
    return " hoặc ".join(mention.gone.successors) or None
