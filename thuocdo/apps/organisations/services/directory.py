"""Taking a whole directory in: all of it or nothing, and a second time nothing new."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    Succession,
    User,
)
from thuocdo.apps.organisations.queries.directory import whole_directory
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.periods import hold_directory
from thuocdo.core.agencies import AgencyEntry, Complaint, Directory
from thuocdo.core.agencies.adding import Joined, add_directory

__all__ = ["DirectoryRefused", "Imported", "import_directory"]

Period = TypeVar("Period", AgencyName, AgencyParent)
_Row = tuple[Agency, Any, date | None, dict[str, Any]]  # whose, what said so, until when, what

_AT_ONCE = 500
_OWN = (
    "level",
    "kind",
    "ranking_group",
    "valid_to",
    "decision_number",
    "decided_on",
    "code_is_provisional",
)


class DirectoryRefused(Exception):
    """The directory cannot be taken in; each of `complaints` says where and what to do."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file changed."""

    new: int
    changed: int
    unchanged: int
    successions: int


@transaction.atomic
def import_directory(
    *,
    added: Directory,
    place: Callable[[Complaint], str],
    source: str,
    now: datetime,
    by: User | None = None,
) -> Imported:
    """Add a directory to the one here.

    Args:
        added: what a file says.
        place: where in the file an entry stands, in words.
        source: what the journal calls the file, its hash.
        now: the request's one time.
        by: who brought the file; None for the command line.

    Raises:
        DirectoryRefused: it contradicts itself or what is known; nothing was taken in.
    """
    hold_directory()
    known = whole_directory()
    joined = add_directory(known, added)
    if joined.complaints:
        raise DirectoryRefused([_said(one, added, place) for one in joined.complaints])
    before = {entry.code for entry in known.agencies}
    touched = [entry for entry in joined.directory.agencies if entry.code in joined.changed]
    agencies = _write_agencies(touched)
    _write_periods(touched, joined, agencies)
    successions = _write_successions(joined.directory, agencies)
    imported = Imported(
        new=sum(entry.code not in before for entry in touched),
        changed=sum(entry.code in before for entry in touched),
        unchanged=len({entry.code for entry in added.agencies} - joined.changed),
        successions=successions,
    )
    if touched:
        record(
            now=now,
            by=by,
            agency=by.agency if by else None,
            action="organisations.directory.imported",
            subject=f"organisations.directory:{source}",
            after={
                "new": sorted(entry.code for entry in touched if entry.code not in before),
                "changed": sorted(entry.code for entry in touched if entry.code in before),
                "successions": successions,
            },
        )
    return imported


def _said(complaint: Complaint, added: Directory, place: Callable[[Complaint], str]) -> str:
    ours = complaint.number < len(getattr(added, complaint.table))
    where = place(complaint) if ours else "danh bạ đang có"
    return f"{where}: {complaint.message}"


def _write_agencies(touched: Sequence[AgencyEntry]) -> dict[str, Agency]:
    """Make or mend the agencies themselves; return every agency by code."""
    codes = [entry.code for entry in touched]
    here = {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}
    new = []
    for entry in touched:
        agency = here.get(entry.code)
        if agency is None:
            new.append(agency := Agency(code=entry.code, valid_from=entry.valid_from))
        for name in _OWN:
            setattr(agency, name, getattr(entry, name))
        agency.name, agency.short_name = entry.name, entry.short_name or entry.name
    Agency.objects.bulk_update(here.values(), _OWN, batch_size=_AT_ONCE)
    Agency.objects.bulk_create(new, batch_size=_AT_ONCE)
    return {agency.code: agency for agency in Agency.objects.all()}


def _write_periods(
    touched: Iterable[AgencyEntry], joined: Joined, agencies: dict[str, Agency]
) -> None:
    names: dict[str, list[Any]] = defaultdict(list)
    for change in joined.directory.names:
        names[change.code].append(change)
    parents: dict[str, list[Any]] = defaultdict(list)
    for move in joined.directory.parents:
        parents[move.code].append(move)
    name_rows: list[_Row] = []
    link_rows: list[_Row] = []
    for entry in touched:
        agency = agencies[entry.code]
        for step, end in _steps(entry, names[entry.code]):
            agency.name, agency.short_name = step.name, step.short_name or step.name
            called = {"name": agency.name, "short_name": agency.short_name}
            name_rows.append((agency, step, end, called))
        for step, end in _steps(entry, parents[entry.code]):
            agency.parent = agencies[step.parent] if step.parent else None
            link_rows.append((agency, step, end, {"parent": agency.parent}))
    _reconcile(AgencyName, name_rows)
    _reconcile(AgencyParent, link_rows)
    newest = [agencies[entry.code] for entry in touched]
    Agency.objects.bulk_update(newest, ["name", "short_name", "parent"], batch_size=_AT_ONCE)


def _start(change: Any) -> date:
    day: date = change.valid_from
    return day


def _steps(entry: AgencyEntry, changes: list[Any]) -> list[tuple[Any, date | None]]:
    """Return what held first and each change after it, oldest first, with the day it ended."""
    steps = [entry, *sorted(changes, key=_start)]
    return list(zip(steps, [*(step.valid_from for step in steps[1:]), entry.valid_to], strict=True))


def _reconcile(
    kind: type[Period],
    rows: Sequence[_Row],
) -> None:
    """Mend the periods that are here and add those that are not; ends first, so none overlap."""
    manager = kind._default_manager
    here = {
        (one.agency_id, one.valid_from): one
        for one in manager.filter(
            agency__in=[agency.pk for agency, *_ in rows], withdrawn_at__isnull=True
        )
    }
    mended: list[Period] = []
    new: list[Period] = []
    fields: list[str] = []
    for agency, step, end, what in rows:
        values = what | {
            "valid_to": end,
            "decision_number": step.decision_number,
            "decided_on": step.decided_on,
        }
        fields = list(values)
        one = here.get((agency.pk, step.valid_from))
        if one is None:
            new.append(kind(agency=agency, valid_from=step.valid_from, **values))
            continue
        for name, value in values.items():
            setattr(one, name, value)
        mended.append(one)
    if mended:
        manager.bulk_update(mended, fields, batch_size=_AT_ONCE)
    manager.bulk_create(new, batch_size=_AT_ONCE)


def _write_successions(directory: Directory, agencies: dict[str, Agency]) -> int:
    standing = Succession.objects.filter(withdrawn_at__isnull=True)
    known = {
        (one.predecessor_id, one.successor_id, one.kind, one.effective_on): one for one in standing
    }
    new, mended = [], []
    for link in directory.successions:
        old, to = agencies[link.predecessor], agencies[link.successor]
        told = {
            "decision_number": link.decision_number,
            "decided_on": link.decided_on,
            "moved": link.moved,
        }
        one = known.get((old.pk, to.pk, link.kind, link.effective_on))
        if one is None:
            key = {"kind": link.kind, "effective_on": link.effective_on}
            new.append(Succession(predecessor=old, successor=to, **key, **told))
        elif any(getattr(one, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(one, name, value)
            mended.append(one)
    Succession.objects.bulk_create(new, batch_size=_AT_ONCE)
    fields = ["decision_number", "decided_on", "moved"]
    Succession.objects.bulk_update(mended, fields, batch_size=_AT_ONCE)
    return len(new)
