"""What the register of facts lets us say about a set's rules: names, units, empty denominators."""

from collections.abc import Iterator
from typing import Any

from thuocdo.apps.rulebooks.documents import Yaml
from thuocdo.core.facts import FactRegister, Unit
from thuocdo.core.index_sets.model import Criterion, IndexSet
from thuocdo.core.scoring.expressions import Apply, Expression, FactName, Number
from thuocdo.core.scoring.rules import (
    AnyRule,
    Judged,
    Parts,
    expressions_of,
    facts_of,
    rules_inside,
)

__all__ = ["check_rules"]

Location = tuple[int | str, ...]


def check_rules(index_set: IndexSet, document: Yaml, register: FactRegister) -> Iterator[str]:
    """Yield every complaint about rules and facts, with file and line."""
    for location, leaf in _leaves(index_set):
        assert leaf.rule is not None  # noqa: S101 - the model guarantees it for a leaf
        here = (*location, "rule")
        unknown = [name for name in dict.fromkeys(facts_of(leaf.rule)) if name not in register]
        for name in unknown:
            place = document.place(_mention(document.content, here, name))
            yield (
                f"{place}: tiêu chí {leaf.code}: số liệu «{name}» chưa có trong facts/; "
                "thêm vào danh mục số liệu hoặc sửa tên"
            )
        if not unknown:
            place = document.place(here)
            yield from (
                f"{place}: tiêu chí {leaf.code}: {said}" for said in _check(leaf.rule, register)
            )


def _leaves(index_set: IndexSet) -> Iterator[tuple[Location, Criterion]]:
    for number, area in enumerate(index_set.areas):
        for place, criterion in enumerate(area.criteria):
            yield from _below(("areas", number, "criteria", place), criterion)


def _below(location: Location, criterion: Criterion) -> Iterator[tuple[Location, Criterion]]:
    if not criterion.children:
        yield location, criterion
    for place, child in enumerate(criterion.children):
        yield from _below((*location, "children", place), child)


def _mention(content: Any, location: Location, name: str) -> Location:
    """Return where under `location` a fact is named."""
    for step in location:
        content = content[step]
    return _search(content, location, name) or location


def _search(content: Any, location: Location, name: str) -> Location | None:
    if isinstance(content, str):
        return location if name in content else None
    items = content.items() if isinstance(content, dict) else enumerate(content)
    found = (_search(inside, (*location, step), name) for step, inside in items)
    return next((one for one in found if one is not None), None)


def _check(rule: AnyRule, register: FactRegister) -> Iterator[str]:
    for inner in rules_inside(rule):
        yield from _check(inner, register)
    if isinstance(rule, Parts):
        return
    if isinstance(rule, Judged):
        if register[rule.fact].unit is not Unit.POINTS:
            yield "quy tắc «judged» cần số liệu có đơn vị points"
        return
    empty = any(can_be_empty(expression, register) for expression in expressions_of(rule))
    if empty and rule.no_case is None:
        yield (
            "tỷ lệ phải ghi «no_case» khi không có trường hợp nào: «full» được trọn điểm, «zero» 0 điểm, "
            "«not_applicable» bớt khỏi thang điểm"
        )
    if not empty and rule.no_case is not None:
        yield "cách chấm này không bao giờ thiếu trường hợp để tính, bỏ «no_case»"


def can_be_empty(expression: Expression, register: FactRegister) -> bool:
    """Tell whether an expression can come to nothing: a percent, or a division by a fact."""
    match expression:
        case FactName(name):
            return register[name].unit is Unit.PERCENT
        case Apply("/", (above, Number())):
            return can_be_empty(above, register)
        case Apply("/" | "percent", _):
            return True
        case Apply("first", (*_, last)):
            return can_be_empty(last, register)
        case Apply(_, arguments):
            return any(can_be_empty(one, register) for one in arguments)
        case _:
            return False
