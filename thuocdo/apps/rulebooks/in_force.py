"""The published documents, read once for each content: one cheap query a request, no more.

Where they are kept is told by the app's configuration when Django starts; without Django there
are none.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from thuocdo.apps.rulebooks import shipped
from thuocdo.apps.rulebooks.catalogue import read_texts
from thuocdo.core.facts import FactDefinition, FactRegister
from thuocdo.core.index_sets.model import IndexSet

__all__ = ["Head", "Rulebook", "Source", "begin_request", "end_request", "rulebook", "use"]


@dataclass(frozen=True, slots=True)
class Head:
    """One published document: its content's hash, and the first day it is no longer in force."""

    sha256: str
    valid_to: date | None


class Source(Protocol):
    """Where published documents are kept."""

    def heads(self) -> Sequence[Head]:
        """Return all of them, cheaply."""

    def texts(self, sha256: str) -> Mapping[str, str]:
        """Return the files of one."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What was published here: sets by id, and the register with their facts."""

    sets: Mapping[str, IndexSet]
    register: FactRegister


class _Request(threading.local):
    running = False
    known: Rulebook | None = None


_request = _Request()
_sources: list[Source] = []


def use(source: Source | None) -> None:
    """Read published documents from there; None for nowhere."""
    _sources[:] = [] if source is None else [source]
    _assembled.cache_clear()


def begin_request(**_: Any) -> None:
    """Look anew: the answer holds until the request ends."""
    _request.running, _request.known = True, None


def end_request(**_: Any) -> None:
    """Forget the request's answer."""
    _request.running, _request.known = False, None


def rulebook() -> Rulebook:
    """Return what is published now; within one request always the same."""
    if _request.known is not None:
        return _request.known
    heads = tuple(_sources[0].heads()) if _sources else ()
    found = _assembled(heads)
    if _request.running:
        _request.known = found
    return found


@lru_cache(maxsize=8)
def _assembled(heads: tuple[Head, ...]) -> Rulebook:
    sets: dict[str, IndexSet] = {}
    register = dict(shipped.fact_register())
    for head in heads:
        index_set, facts = _read(head.sha256)
        sets[index_set.id] = index_set.model_copy(update={"valid_to": head.valid_to})
        register |= facts
    return Rulebook(sets, register)


@lru_cache(maxsize=64)
def _read(sha256: str) -> tuple[IndexSet, Mapping[str, FactDefinition]]:
    index_set, facts, _ = read_texts(_sources[0].texts(sha256))
    return index_set, facts
