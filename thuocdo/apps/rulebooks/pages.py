"""What the pages of sets show, prepared: rows, words, differences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from thuocdo.apps.rulebooks.models import RulebookVersion
from thuocdo.apps.rulebooks.openness import needs_a_look
from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.drafting import Confidence, RuleKind
from thuocdo.core.index_sets.drafting.wording import CONFIDENCES, KINDS
from thuocdo.core.index_sets.model import Criterion, IndexSet
from thuocdo.core.index_sets.versions import VersionComparison, compare_versions
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.rules import AnyRule, facts_of

__all__ = ["ChangeGroup", "SetRow", "State", "TreeRow", "changes_of", "rule_lines", "tree_of"]

_CHANGES = {
    "removed": "Bỏ",
    "added": "Thêm",
    "moved": "Chuyển chỗ",
    "reworded": "Đổi tên",
    "reweighted": "Đổi điểm tối đa",
    "rule_changed": "Đổi cách chấm",
}
_STATES = {
    Confidence.CERTAIN: ("won", "✓"),
    Confidence.LIKELY: ("won", "✓"),
    Confidence.DOUBTFUL: ("possible", "▲"),
    Confidence.UNREAD: ("lost", "✕"),
}


@dataclass(frozen=True, slots=True)
class State:
    """How sure a rule is: colour, sign and word."""

    key: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set in the list."""

    index_set: IndexSet
    in_force: bool
    version: RulebookVersion | None


@dataclass(frozen=True, slots=True)
class TreeRow:
    """An area, a criterion or a component of the draft."""

    level: str
    code: str
    title: str
    points: Decimal
    remark: str
    kind: str = ""
    rule: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    state: State | None = None
    waits: bool = False
    prose: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Differences of one kind."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


def rule_lines(
    rule: AnyRule, maximum: Decimal, register: FactRegister
) -> tuple[tuple[str, str], ...]:
    """Return each case of a rule with its points, in words, as nobody has supplied facts yet."""
    outcome = evaluate(rule, maximum, Known(register, lambda _: None))
    return tuple(
        (branch.condition, "" if branch.result == "chưa có dữ liệu" else branch.result)
        for branch in outcome.branches
    )


def state_of(reading: Mapping[str, Any]) -> State:
    """Return how sure the reading is; what a person has looked at is sure."""
    if reading["settled"]:
        return State("won", "✓", "đã xem")
    confidence = Confidence(reading["confidence"])
    return State(*_STATES[confidence], CONFIDENCES[confidence])


def tree_of(
    version: RulebookVersion, index_set: IndexSet, register: FactRegister
) -> Iterator[TreeRow]:
    """Yield the rows of the draft's table, areas first, then what stands under them."""
    readings = {reading["code"]: reading for reading in version.readings}
    for area in index_set.areas:
        url = reverse("rulebooks:area", args=[version.pk, area.code])
        yield TreeRow("area", area.code, area.title, area.max_points, area.sum_differs, url=url)
        for criterion in area.criteria:
            yield from _rows(version, criterion, readings, register)


def _rows(
    version: RulebookVersion,
    criterion: Criterion,
    readings: Mapping[str, Mapping[str, Any]],
    register: FactRegister,
) -> Iterator[TreeRow]:
    url = reverse("rulebooks:criterion", args=[version.pk, criterion.code])
    rule, reading = criterion.rule, readings.get(criterion.code)
    if rule is None:
        said = criterion.sum_differs
        yield TreeRow(
            "parent", criterion.code, criterion.title, criterion.max_points, said, url=url
        )
        for child in criterion.children:
            yield from _rows(version, child, readings, register)
        return
    proposed: Mapping[str, str] = reading["proposed"] if reading else {}
    yield TreeRow(
        "leaf",
        criterion.code,
        criterion.title,
        criterion.max_points,
        criterion.assumption,
        kind=KINDS[RuleKind(reading["kind"])] if reading else "",
        rule=rule_lines(rule, criterion.max_points, register),
        facts=tuple(register[name].title for name in dict.fromkeys(facts_of(rule))),
        state=state_of(reading) if reading else None,
        waits=needs_a_look(reading) if reading else False,
        prose=tuple(reading["prose"].split(" ¶ ")) if reading and reading["prose"] else (),
        proposals=tuple(register[name].title for name in proposed.values() if name in register),
        url=url,
    )


def changes_of(
    before: IndexSet | None, index_set: IndexSet
) -> tuple[VersionComparison | None, Sequence[ChangeGroup]]:
    """Return what differs from the set compared with, grouped by what changed."""
    if before is None:
        return None, ()
    compared = compare_versions(before, index_set)
    groups = []
    for kind, title in _CHANGES.items():
        found = [change for change in compared.changes if change.kind == kind]
        if found:
            lines = tuple((one.new or one.old, one.title, one.text) for one in found)
            groups.append(ChangeGroup(title, lines))
    return compared, groups
