"""What is in force: index sets and the register of facts."""

from functools import cache

from thuocdo.apps.rulebooks.catalogue import all_index_set_ids, read_facts, read_index_set
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import IndexSet

__all__ = ["fact_register", "index_set", "index_set_ids"]


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
