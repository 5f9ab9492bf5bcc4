"""What is in force: index sets and facts, published here or shipped; the calendar and its clock.

The same id in both: what was published here wins. Without Django (on the command line) only what
ships is known.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from thuocdo.apps.rulebooks import in_force, shipped
from thuocdo.apps.rulebooks.shipped import (
    agency_directory,
    calendar,
    clock,
    clock_data,
    programme,
    programme_ids,
    retention,
    simulation_data,
)
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import IndexSet

__all__ = [
    "agency_directory",
    "calendar",
    "clock",
    "clock_data",
    "every_index_set",
    "fact_register",
    "index_set",
    "index_set_ids",
    "programme",
    "programme_ids",
    "retention",
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


def _away(one: IndexSet, day: date) -> timedelta:
    """How far a set's validity is from the day; nothing while it is in force."""
    before, after = one.valid_from - day, timedelta(0)
    if one.valid_to is not None:
        after = day - (one.valid_to - timedelta(days=1))
    return max(before, after, timedelta(0))
