"""What is in force: index sets, facts and procedures, published here or shipped; the calendar and its clock.

The same id in both: what was published here wins. Without Django (on the command line) only what
ships is known.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from thuocdo.apps.rulebooks import in_force, shipped
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import (
    agency_directory,
    calendar,
    clock,
    clock_data,
    form_book,
    handling_quality,
    one_stop_rules,
    programme,
    programme_ids,
    retention,
    review_rules,
    simulation_data,
)
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.procedures.document import in_force_on
from thuocdo.core.procedures.model import VERSION_MARK, Procedure

__all__ = [
    "agency_directory",
    "calendar",
    "clock",
    "clock_data",
    "every_index_set",
    "fact_register",
    "form_book",
    "handling_quality",
    "index_set",
    "index_set_ids",
    "known_versions",
    "one_stop_rules",
    "procedure_in_force",
    "procedure_version",
    "procedure_versions",
    "procedures_in_force",
    "programme",
    "programme_ids",
    "retention",
    "review_rules",
    "set_for",
    "simulation_data",
]


def fact_register() -> FactRegister:
    """Return every fact that rules may ask for."""
    return in_force.rulebook().register


def index_set(set_id: str) -> IndexSet:
    """Return one version of a set.

    Raises:
        CatalogueError: there is no such set.
    """
    published = in_force.rulebook().sets
    return published[set_id] if set_id in published else shipped.index_set(set_id)


def index_set_ids() -> tuple[str, ...]:
    """Return the ids of all sets."""
    return tuple(sorted({*shipped.index_set_ids(), *in_force.rulebook().sets}))


def every_index_set() -> Mapping[str, IndexSet]:
    """Return all sets by id."""
    return {set_id: index_set(set_id) for set_id in index_set_ids()}


def set_for(ranking_group: str, day: date) -> IndexSet:
    """Return the set that scores a group of agencies on a day, else the nearest in time.

    It never refuses: a group that no set names gets the nearest of all sets.
    """
    every = [index_set(set_id) for set_id in index_set_ids()]
    named = [one for one in every if ranking_group in one.groups]
    return min(named or every, key=lambda one: (_away(one, day), -one.valid_from.toordinal()))


def procedure_in_force(code: str, day: date) -> Procedure:
    """Return the version of a procedure that is in force on a day.

    Raises:
        CatalogueError: there is none on that day.
    """
    found = _in_force(in_force.rulebook().versions.get(code, ()), day)
    if found is None:
        known = "; ".join(_times_of(one) for one in procedure_versions(code))
        raise CatalogueError([f"Thủ tục {code} không có hiệu lực ngày {day:%d/%m/%Y}: {known}"])
    return found


def known_versions(code: str) -> tuple[Procedure, ...]:
    """Return all versions of a procedure, what was published here last; none if nobody knows it."""
    return in_force.rulebook().versions.get(code, ())


def procedure_versions(code: str) -> tuple[Procedure, ...]:
    """Return all versions of a procedure, the oldest first.

    Raises:
        CatalogueError: nobody knows it.
    """
    found = in_force.rulebook().versions.get(code, ())
    if not found:
        raise CatalogueError([f"Không có thủ tục mã «{code}» trong danh mục."])
    return tuple(sorted(found, key=lambda one: one.valid_from))


def procedure_version(version: str) -> Procedure:
    """Return one version by its name, as a dossier keeps it: `1.002809@2025-07-01`.

    Raises:
        CatalogueError: there is none.
    """
    code = version.partition(VERSION_MARK)[0]
    for one in reversed(in_force.rulebook().versions.get(code, ())):
        if one.version == version:
            return one
    raise CatalogueError([f"Không có phiên bản «{version}» của thủ tục nào trong danh mục."])


def procedures_in_force(day: date) -> tuple[Procedure, ...]:
    """Return all procedures in force on a day, by code."""
    versions = in_force.rulebook().versions
    found = (_in_force(versions[code], day) for code in sorted(versions))
    return tuple(one for one in found if one is not None)


def _in_force(versions: Sequence[Procedure], day: date) -> Procedure | None:
    return next((one for one in reversed(versions) if in_force_on(one, day)), None)


def _times_of(one: Procedure) -> str:
    ends = f" đến trước {one.valid_to:%d/%m/%Y}" if one.valid_to else ""
    return f"có hiệu lực từ {one.valid_from:%d/%m/%Y}{ends}"


def _away(one: IndexSet, day: date) -> timedelta:
    """How far a set's validity is from the day; nothing while it is in force."""
    before, after = one.valid_from - day, timedelta(0)
    if one.valid_to is not None:
        after = day - (one.valid_to - timedelta(days=1))
    return max(before, after, timedelta(0))
