"""Which fact a drafted rule asks for: one that the register has, or a new one to be defined."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thuocdo.core.facts import FactDefinition, FactRegister, Unit
from thuocdo.core.index_sets.drafting.reading import Ask
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.scoring.rules import facts_of
from thuocdo.core.vietnamese import fold

__all__ = ["FactChoice", "FactFinder", "own_fact_name", "renamed"]

_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "ty le so muc va cua cac duoc theo trong nam cho tren qua thuc hien viec")
)
_LONGEST_NAME = 60
_ALIKE = 0.6  # of the words of two titles, before one fact is proposed for the other


@dataclass(frozen=True, slots=True)
class FactChoice:
    """The fact for one ask.

    Attributes:
        definition: what the rule asks for; `is_new` where the register does not know it.
        proposed: a registered fact that may be meant; empty where none is alike.
    """

    definition: FactDefinition
    is_new: bool
    proposed: str = ""


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(title))) - _SMALL_WORDS


def own_fact_name(set_id: str, code: str) -> str:
    """Return the name of a fact drafted for one criterion: `department.c2027_i_1_1`."""
    family, _, version = set_id.partition("/")
    room = "".join(sign for sign in family if sign.isalpha() or sign == "_") or "draft"
    return f"{room}.c{version}_{code.lower().replace('.', '_')[:_LONGEST_NAME]}"


class FactFinder:
    """Finds facts by titles: in last year's set first, then in the register."""

    def __init__(self, register: FactRegister, before: IndexSet | None) -> None:
        self._register = register
        self._by_title = {
            (_words(one.title), one.unit): one.name for one in reversed(list(register.values()))
        }
        self._before = dict(_single_facts(before)) if before else {}

    def choose(self, ask: Ask, title: str, name: str, reference: str) -> FactChoice:
        """Return the fact for an ask of a criterion; a new one gets this name and reference."""
        whole = f"{title}: {ask.about}" if ask.about else title
        known = self._known(ask, title, whole)
        if known:
            return FactChoice(self._register[known], is_new=False)
        definition = FactDefinition(
            name=name,
            title=whole,
            unit=ask.unit,
            kind=ask.kind,
            reference=reference,
            **({"counts": ask.counts} if ask.counts else {}),
        )
        return FactChoice(definition, is_new=True, proposed=self._alike(whole, ask.unit))

    def _known(self, ask: Ask, title: str, whole: str) -> str:
        before = self._before.get(fold(title), "")
        if before in self._register and self._register[before].unit is ask.unit:
            return before
        return self._by_title.get((_words(whole), ask.unit), "")

    def _alike(self, title: str, unit: Unit) -> str:
        words, best, found = _words(title), _ALIKE, ""
        for (others, of_unit), name in self._by_title.items():
            if of_unit is unit and words | others:
                likeness = len(words & others) / len(words | others)
                if likeness >= best:
                    best, found = likeness, name
        return found


def _single_facts(before: IndexSet) -> Iterable[tuple[str, str]]:
    for leaf in before.leaves():
        assert leaf.rule is not None  # noqa: S101 - the model guarantees it for a leaf
        names = set(facts_of(leaf.rule))
        if len(names) == 1:
            yield fold(leaf.title), names.pop()


def renamed(rule: object, names: Mapping[str, str]) -> object:
    """Return a rule's data with stand-ins replaced by the names of facts."""
    if isinstance(rule, Mapping):
        return {key: renamed(value, names) for key, value in rule.items()}
    if isinstance(rule, list | tuple):
        return [renamed(value, names) for value in rule]
    if isinstance(rule, str):
        for stand_in in sorted(names, key=len, reverse=True):
            rule = rule.replace(stand_in, names[stand_in])
    return rule
