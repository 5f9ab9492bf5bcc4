"""The published documents, read once for each content: one cheap query a request, no more.

Where they are kept is told by the app's configuration when Django starts; without Django there
are none.
"""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from thuocdo.apps.rulebooks import shipped
from thuocdo.apps.rulebooks.catalogue import read_texts
from thuocdo.apps.rulebooks.procedures import read_kept_procedure
from thuocdo.core.facts import FactDefinition, FactRegister
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.procedures.model import Procedure

__all__ = [
    "INDEX_SET",
    "PROCEDURE",
    "Head",
    "Rulebook",
    "Source",
    "begin_request",
    "end_request",
    "look_again",
    "rulebook",
    "use",
]

INDEX_SET, PROCEDURE = "INDEX_SET", "PROCEDURE"  # as the table of versions has them


@dataclass(frozen=True, slots=True)
class Head:
    """One published document: its content's hash, the first day it is no longer in force, its kind."""

    sha256: str
    valid_to: date | None
    kind: str = INDEX_SET


class Source(Protocol):
    """Where published documents are kept."""

    def heads(self) -> Sequence[Head]:
        """Return all of them, cheaply."""

    def texts(self, sha256: str) -> Mapping[str, str]:
        """Return the files of one."""

    def many_texts(self, hashes: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        """Return the files of several by hash, at once."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What was published here: sets by id, the register with their facts, procedures by version.

    Attributes:
        versions: shipped and published procedures by code; published ones last.
    """

    sets: Mapping[str, IndexSet]
    register: FactRegister
    procedures: Mapping[str, Procedure]
    versions: Mapping[str, tuple[Procedure, ...]]


class _Request(threading.local):
    running = False
    known: Rulebook | None = None


_request = _Request()
_sources: list[Source] = []
_known_procedures: dict[str, Procedure] = {}  # by their content's hash, so never stale


def use(source: Source | None) -> None:
    """Read published documents from there; None for nowhere."""
    _sources[:] = [] if source is None else [source]
    _known_procedures.clear()
    _assembled.cache_clear()


def begin_request(**_: Any) -> None:
    """Look anew: the answer holds until the request ends."""
    _request.running, _request.known = True, None


def end_request(**_: Any) -> None:
    """Forget the request's answer."""
    _request.running, _request.known = False, None


def look_again() -> None:
    """Forget the answer in the middle of a request: something was published, or taken back."""
    _request.known = None


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
        if head.kind != INDEX_SET:
            continue
        index_set, facts = _read(head.sha256)
        sets[index_set.id] = index_set.model_copy(update={"valid_to": head.valid_to})
        register |= facts
    procedures = _published_procedures(heads)
    return Rulebook(sets, register, procedures, _by_code(procedures))


def _published_procedures(heads: Sequence[Head]) -> dict[str, Procedure]:
    heads = [head for head in heads if head.kind == PROCEDURE]
    if missing := {head.sha256 for head in heads} - _known_procedures.keys():
        for sha256, texts in _sources[0].many_texts(missing).items():
            _known_procedures[sha256] = read_kept_procedure(texts)
    found = {}
    for head in heads:
        one = _known_procedures[head.sha256]
        found[one.version] = one.model_copy(update={"valid_to": head.valid_to})
    return found


def _by_code(published: Mapping[str, Procedure]) -> dict[str, tuple[Procedure, ...]]:
    """Return all versions of each procedure; what was published here comes last, and so wins."""
    shipped_here = [
        one for version, one in shipped.procedures().items() if version not in published
    ]
    found: dict[str, tuple[Procedure, ...]] = {}
    for group in (shipped_here, published.values()):
        for one in sorted(group, key=lambda one: one.valid_from):
            found[one.code] = (*found.get(one.code, ()), one)
    return found


@lru_cache(maxsize=64)
def _read(sha256: str) -> tuple[IndexSet, Mapping[str, FactDefinition]]:
    index_set, facts, _ = read_texts(_sources[0].texts(sha256))
    return index_set, facts
