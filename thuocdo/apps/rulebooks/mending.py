"""Changing a set's YAML as data: one criterion, or its head; what comes out holds together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from thuocdo.apps.rulebooks.catalogue import join_set, read_texts
from thuocdo.apps.rulebooks.documents import (
    CatalogueError,
    Yaml,
    parse_yaml,
    refuse_aliases,
    validate,
)
from thuocdo.apps.rulebooks.rule_checks import check_rules
from thuocdo.apps.rulebooks.writing import area_file, texts_of
from thuocdo.core.facts import FactDefinition, FactKind, FactRegister
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.scoring.rules import Rule, facts_of
from thuocdo.core.strict import Strict
from thuocdo.core.vietnamese import format_number

__all__ = ["CriterionChange", "HeadChange", "Mended", "as_rule", "mend_criterion", "mend_head"]

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """What to write of one criterion.

    Attributes:
        rule: as the YAML has it; None keeps what is there (and criteria with components have none).
        assumption: what the decision does not say; empty where nothing is assumed.
        facts: definitions of new facts that the rule asks for.
        is_area: it is an area that is written, which has a title and points only.
    """

    code: str
    title: str
    max_points: Decimal
    rule: Mapping[str, Any] | None = None
    assumption: str = ""
    facts: Sequence[FactDefinition] = field(default_factory=tuple)
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class HeadChange:
    """What to write of a set's head."""

    title: str
    document: str
    on: str
    by: str
    groups: Sequence[str]
    valid_from: str
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """The set after a change, with its files."""

    index_set: IndexSet
    texts: dict[str, str]


class _RuleBox(Strict):
    rule: Rule


def as_rule(text: str) -> Data:
    """Read a rule's YAML; return its data.

    Raises:
        CatalogueError: what is wrong, with the line.
    """
    refuse_aliases(text, "cách chấm")
    document = parse_yaml(text, "cách chấm")
    if not isinstance(document.content, dict):
        raise CatalogueError(
            ["cách chấm, dòng 1: ghi các dòng «khóa: giá trị», bắt đầu bằng «kind»"]
        )
    lines = {("rule", *location): line for location, line in document.lines.items()}
    validate(_RuleBox, Yaml({"rule": document.content}, document.file, lines))
    return document.content


def mend_criterion(
    texts: Mapping[str, str], change: CriterionChange, register: FactRegister
) -> Mended:
    """Write one criterion; sums above it that no longer differ, or now do, say so.

    Raises:
        CatalogueError: the set would not hold together.
        KeyError: there is no such criterion.
    """
    head, areas, facts = _data(texts)
    path = _path(areas, change)
    criterion = path[-1]
    criterion["title"], criterion["max_points"] = change.title, f"{change.max_points:f}"
    if change.rule is not None and "rule" in criterion:
        criterion["rule"] = change.rule
        for key in ("assumed", "assumption"):
            criterion.pop(key, None)
        if change.assumption:
            criterion |= {"assumed": "true", "assumption": change.assumption}
    for holder in reversed(path):
        _sum_up(holder)
    facts = {**facts, **{one.name: one for one in change.facts}}
    return _held_together(head, areas, facts, register)


def _path(areas: Sequence[Data], change: CriterionChange) -> list[Data]:
    """Return what is written, with all that it stands in, from the area down."""
    if change.is_area:
        return [next(area for area in areas if area["code"] == change.code)]
    paths = (path for area in areas for path in _paths(area))
    found = next((path for path in paths if path[-1]["code"] == change.code), None)
    if found is None:
        raise KeyError(change.code)
    return found


def mend_head(texts: Mapping[str, str], change: HeadChange, register: FactRegister) -> Mended:
    """Write the head.

    Raises:
        CatalogueError: the set would not hold together.
    """
    head, areas, facts = _data(texts)
    head |= {
        "title": change.title,
        "groups": list(change.groups),
        "issued": {"document": change.document, "on": change.on, "by": change.by},
        "valid_from": change.valid_from,
    }
    head.pop("valid_to", None)
    if change.valid_to:
        head["valid_to"] = change.valid_to
    return _held_together(head, areas, facts, register)


def _data(texts: Mapping[str, str]) -> tuple[Data, list[Data], dict[str, FactDefinition]]:
    _, facts, _ = read_texts(texts)
    head = parse_yaml(texts["set.yaml"], "set.yaml").content
    names = (area_file(number) for number in range(1, len(texts) + 1))
    areas = [parse_yaml(texts[name], name).content for name in names if name in texts]
    return head, areas, facts


def _paths(holder: Data) -> Iterator[list[Data]]:
    """Yield each criterion with all that it stands in, from the area down."""
    for criterion in holder.get("criteria") or holder.get("children") or ():
        yield [holder, criterion]
        for path in _paths(criterion):
            yield [holder, *path]


def _sum_up(holder: Data) -> None:
    inside = holder.get("criteria") or holder.get("children")
    if not inside:
        return
    below = sum((_number(one["max_points"]) for one in inside), Decimal(0))
    stated = _number(holder["max_points"])
    if below == stated:
        holder.pop("sum_differs", None)
    else:
        holder["sum_differs"] = (
            f"Văn bản ghi {format_number(stated)} điểm, các mục con cộng lại "
            f"{format_number(below)} điểm."
        )


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def _held_together(
    head: Data, areas: list[Data], facts: Mapping[str, FactDefinition], register: FactRegister
) -> Mended:
    of_scale = (one for one in areas if one.get("section", "scale") == "scale")
    head["scale"] = f"{sum((_number(one['max_points']) for one in of_scale), Decimal(0)):f}"
    index_set, whole = join_set(
        Yaml(head, "set.yaml"),
        [Yaml(area, area_file(number)) for number, area in enumerate(areas, 1)],
    )
    used = {name for leaf in index_set.leaves() if leaf.rule for name in facts_of(leaf.rule)}
    kept = [one for name, one in facts.items() if name in used]
    complaints = [
        complaint.partition(": ")[2]
        for complaint in check_rules(
            index_set, whole, {**register, **{one.name: one for one in kept}}
        )
    ]
    complaints += [
        f"số liệu «{one.name}» ghi «kind: measure» nhưng phần mềm không đếm được; ghi declared"
        for one in kept
        if one.kind is FactKind.MEASURE
    ]
    if complaints:
        raise CatalogueError(complaints)
    return Mended(index_set, texts_of(index_set, kept))
