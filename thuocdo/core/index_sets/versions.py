"""What changed between two versions of a set, and how codes are carried from one to the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from thuocdo.core.index_sets.model import Criterion, IndexSet
from thuocdo.core.vietnamese import fold, format_number

__all__ = ["Change", "Crosswalk", "VersionComparison", "carry_over", "compare_versions", "propose"]

Crosswalk = Mapping[str, str]
"""Old code to new code, where they differ; an empty new code says that nothing follows."""
Kind = Literal["added", "removed", "reworded", "moved", "reweighted", "rule_changed"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        old, new: the codes in the two versions; empty where there is none.
        text: what differs, in Vietnamese.
    """

    kind: Kind
    old: str
    new: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """All that differs between two versions.

    Attributes:
        unchanged: new codes of criteria in which nothing differs.
        crosswalk: every old code with its new one; those without follower are left out.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]
    crosswalk: Crosswalk

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A criterion and the code of what it stands in."""

    criterion: Criterion
    parent: str


def compare_versions(
    old: IndexSet, new: IndexSet, crosswalk: Crosswalk | None = None
) -> VersionComparison:
    """Compare two versions; without a crosswalk, one is proposed from the titles.

    Raises:
        ValueError: the crosswalk names a code that its version has not, or one new code twice.
    """
    before, after = _placed(old), _placed(new)
    codes = propose(old, new) if crosswalk is None else crosswalk
    _check(codes, before, after)
    pairs = _pairs(codes, before, after)
    changes: list[Change] = []
    unchanged = []
    for code, one in before.items():
        if code not in pairs:
            text = f"bỏ tiêu chí {_points(one.criterion.max_points)}"
            changes.append(Change("removed", code, "", one.criterion.title, text))
            continue
        found = list(_differences(one, after[pairs[code]], pairs))
        changes += found
        unchanged += [] if found else [pairs[code]]
    followed = set(pairs.values())
    for code, one in after.items():
        if code not in followed:
            text = f"thêm tiêu chí {_points(one.criterion.max_points)}"
            changes.append(Change("added", "", code, one.criterion.title, text))
    return VersionComparison(tuple(changes), tuple(unchanged), pairs)


def propose(old: IndexSet, new: IndexSet) -> Crosswalk:
    """Return a crosswalk for codes whose title now stands at another code, and only there."""
    before, after = _placed(old), _placed(new)
    titles: dict[str, list[str]] = {}
    for code, one in after.items():
        titles.setdefault(fold(one.criterion.title), []).append(code)
    found: dict[str, str] = {}
    for code, one in before.items():
        there = after.get(code)
        if there is not None and fold(there.criterion.title) == fold(one.criterion.title):
            continue
        same = titles.get(fold(one.criterion.title), [])
        if len(same) == 1 and same[0] not in found.values():
            found[code] = same[0]
    # A code that another one moves onto does not follow itself.
    taken = set(found.values())
    return found | {code: "" for code in before if code in taken and code not in found}


def carry_over(values: Mapping[str, T], comparison: VersionComparison) -> dict[str, T]:
    """Return what was known by old codes under the new ones; what has no follower is left out."""
    codes = comparison.crosswalk
    return {codes[code]: value for code, value in values.items() if code in codes}


def _placed(index_set: IndexSet) -> dict[str, _Placed]:
    return {
        placed.criterion.code: placed
        for area in index_set.areas
        for criterion in area.criteria
        for placed in _below(criterion, f"lĩnh vực {area.code}")
    }


def _below(criterion: Criterion, parent: str) -> Iterator[_Placed]:
    yield _Placed(criterion, parent)
    for child in criterion.children:
        yield from _below(child, criterion.code)


def _check(codes: Crosswalk, before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> None:
    for old, new in codes.items():
        if old not in before:
            raise ValueError(f"bảng chuyển mã: bộ cũ không có tiêu chí {old}")
        if new and new not in after:
            raise ValueError(f"bảng chuyển mã: bộ mới không có tiêu chí {new}")
    followed = [new for new in codes.values() if new]
    if repeated := sorted({new for new in followed if followed.count(new) > 1}):
        raise ValueError(f"bảng chuyển mã: nhiều tiêu chí cũ cùng chuyển thành {repeated[0]}")


def _pairs(
    codes: Crosswalk, before: Mapping[str, _Placed], after: Mapping[str, _Placed]
) -> dict[str, str]:
    taken = {new for new in codes.values() if new}
    pairs = {}
    for code in before:
        new = codes.get(code, code if code in after and code not in taken else "")
        if new:
            pairs[code] = new
    return pairs


def _differences(old: _Placed, new: _Placed, pairs: Mapping[str, str]) -> Iterator[Change]:
    one, other = old.criterion, new.criterion
    same = one.code, other.code, other.title
    if one.code != other.code or pairs.get(old.parent, old.parent) != new.parent:
        yield Change(
            "moved", *same, f"từ {one.code} ({old.parent}) sang {other.code} ({new.parent})"
        )
    if one.title != other.title:
        yield Change("reworded", *same, f"«{one.title}» thành «{other.title}»")
    if one.max_points != other.max_points:
        was, now = _points(one.max_points), _points(other.max_points)
        yield Change("reweighted", *same, f"từ {was} thành {now}")
    if one.rule != other.rule:
        yield Change("rule_changed", *same, "cách chấm khác trước")


def _points(points: Decimal) -> str:
    return f"{format_number(points)} điểm"
