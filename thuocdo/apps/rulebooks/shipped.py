"""What ships with the package, read once: index sets, facts, the working calendar and its clock, procedures.

What is in force, with what was published here besides, is asked of `queries`.
"""

from collections.abc import Mapping
from functools import cache

from thuocdo.apps.rulebooks.agencies import read_agencies
from thuocdo.apps.rulebooks.banks import read_banks
from thuocdo.apps.rulebooks.calendars import ClockData, read_clock_data
from thuocdo.apps.rulebooks.catalogue import (
    CATALOGUE,
    all_index_set_ids,
    read_facts,
    read_index_set,
)
from thuocdo.apps.rulebooks.one_stop import read_handling_quality, read_one_stop_rules
from thuocdo.apps.rulebooks.papers import read_forms
from thuocdo.apps.rulebooks.people import read_people_rules
from thuocdo.apps.rulebooks.procedures import read_procedures, read_review_rules
from thuocdo.apps.rulebooks.retention import read_retention
from thuocdo.apps.rulebooks.simulation import SimulationData, read_simulation
from thuocdo.apps.rulebooks.targets import all_programme_ids, read_programme
from thuocdo.core.agencies import Directory
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.index_sets.targets import Programme
from thuocdo.core.papers import FormBook
from thuocdo.core.payments import BankBook
from thuocdo.core.people import PeopleRules
from thuocdo.core.procedures.compliance import ReviewRules
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.procedures.one_stop import OneStopRules
from thuocdo.core.procedures.quality import HandlingQuality
from thuocdo.core.retention import Retention
from thuocdo.core.worktime import WorkCalendar, WorkClock

__all__ = [
    "agency_directory",
    "bank_book",
    "calendar",
    "clock",
    "clock_data",
    "fact_register",
    "form_book",
    "handling_quality",
    "index_set",
    "index_set_ids",
    "one_stop_rules",
    "people_rules",
    "procedures",
    "programme",
    "programme_ids",
    "retention",
    "review_rules",
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
def procedures() -> Mapping[str, Procedure]:
    """Return every version of every procedure that ships, by `1.002809@2025-07-01`."""
    return read_procedures(CATALOGUE)


@cache
def handling_quality() -> HandlingQuality:
    """Return how applicants and records rate the handling of dossiers."""
    return read_handling_quality(CATALOGUE)


@cache
def one_stop_rules() -> OneStopRules:
    """Return the rules that all dossiers share."""
    return read_one_stop_rules(CATALOGUE)


@cache
def review_rules() -> ReviewRules:
    """Return where procedures are made public, and how a simplification is counted."""
    return read_review_rules(CATALOGUE)


@cache
def retention() -> Retention:
    """Return how long the journal keeps what it holds."""
    return read_retention(CATALOGUE)


@cache
def simulation_data() -> SimulationData:
    """Return levers, efforts and what forecasts assume."""
    return read_simulation(CATALOGUE)


@cache
def agency_directory() -> Directory:
    """Return the agencies that ship."""
    return read_agencies(CATALOGUE)


@cache
def people_rules() -> PeopleRules:
    """Return the rules about officers that ship."""
    return read_people_rules(CATALOGUE)


@cache
def form_book() -> FormBook:
    """Return the forms of papers that ship, past ones too."""
    return read_forms(CATALOGUE)


@cache
def bank_book() -> BankBook:
    """Return the banks that take transfers by VietQR."""
    return read_banks(CATALOGUE)
