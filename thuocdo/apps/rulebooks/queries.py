"""What is in force: index sets, the register of facts, the working calendar and its clock."""

from datetime import date, timedelta
from functools import cache

from thuocdo.apps.rulebooks.calendars import ClockData, read_clock_data
from thuocdo.apps.rulebooks.catalogue import (
    CATALOGUE,
    all_index_set_ids,
    read_facts,
    read_index_set,
)
from thuocdo.apps.rulebooks.simulation import SimulationData, read_simulation
from thuocdo.apps.rulebooks.targets import all_programme_ids, read_programme
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.index_sets.targets import Programme
from thuocdo.core.worktime import WorkCalendar, WorkClock

__all__ = [
    "calendar",
    "clock",
    "clock_data",
    "fact_register",
    "index_set",
    "index_set_ids",
    "programme",
    "programme_ids",
    "set_for",
    "simulation_data",
]


@cache
def fact_register() -> FactRegister:
    """Return every fact that rules may ask for."""
    return read_facts()


@cache
def index_set(set_id: str) -> IndexSet:
    """Return one version of a set.

    Raises:
        CatalogueError: there is no such set.
    """
    return read_index_set(set_id)


@cache
def index_set_ids() -> tuple[str, ...]:
    """Return the ids of all sets that ship."""
    return tuple(all_index_set_ids())


@cache
def programme(programme_id: str) -> Programme:
    """Return the targets of one programme.

    Raises:
        CatalogueError: there is no such programme.
    """
    return read_programme(programme_id, CATALOGUE)


@cache
def programme_ids() -> tuple[str, ...]:
    """Return the ids of all programmes that ship."""
    return tuple(all_programme_ids(CATALOGUE))


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


@cache
def clock_data() -> ClockData:
    """Return calendars, office hours, ways of counting and duties as they ship."""
    return read_clock_data(CATALOGUE)


def calendar() -> WorkCalendar:
    """Return the working calendar: decreed years, then estimated ones."""
    return clock_data().calendar


@cache
def clock(office: str = "default") -> WorkClock:
    """Return an office's clock; ask for its `strict` when a score rests on it.

    Raises:
        CatalogueError: there is no such office.
    """
    return clock_data().clock(office)


@cache
def simulation_data() -> SimulationData:
    """Return levers, efforts and what forecasts assume."""
    return read_simulation(CATALOGUE)
