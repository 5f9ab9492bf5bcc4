"""The sheets of thousands of agencies at once, in whole numbers: the same points as `sheet`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from thuocdo.core.facts import FactRegister
from thuocdo.core.index_sets.model import Area, Criterion, IndexSet
from thuocdo.core.scoring.bulk_numbers import Crowd, FactColumn
from thuocdo.core.scoring.bulk_rules import points_of
from thuocdo.core.scoring.ratios import SAFE, Column, constant, select

__all__ = ["BulkSheet", "LeafRows", "Totals", "add_up", "score_bulk", "score_leaves"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class BulkSheet:
    """Everybody's points, in units of the set's last decimal (1,93 is 193 with two places).

    Attributes:
        codes: the criteria, one row each; agencies are columns.
        points: what is had; where facts are missing, what is sure.
        missing: where a criterion has no points yet. `outside`: where it does not apply.
        total, scale: of each agency, with bonus and penalty, without what does not apply.
        percent: of the scale, in units of the percent's last decimal.
    """

    codes: tuple[str, ...]
    points: Ints
    missing: Bools
    outside: Bools
    total: Ints
    scale: Ints
    percent: Ints


@dataclass(frozen=True, slots=True)
class LeafRows:
    """Everybody's points of some criteria, by code, in units of the set's last decimal.

    Attributes:
        missing, outside: masks as in `BulkSheet`; None for nowhere.
        unit: how many units make a point.
    """

    points: dict[str, Ints]
    missing: dict[str, Bools | None]
    outside: dict[str, Bools | None]
    unit: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Each agency's total, scale and percent, as in `BulkSheet`."""

    total: Ints
    scale: Ints
    percent: Ints


def score_bulk(
    index_set: IndexSet,
    columns: Mapping[str, FactColumn],
    register: FactRegister,
    *,
    agencies: int,
    per_year: int = 1,
) -> BulkSheet:
    """Score every criterion for every agency; a fact without a column is missing everywhere."""
    crowd = Crowd(columns, register, agencies, per_year, {})
    rows = score_leaves(index_set.leaves(), crowd, index_set.places)
    totals = add_up(index_set, rows, agencies)
    return BulkSheet(
        tuple(rows.points),
        np.array(list(rows.points.values())),
        _masks(rows.missing, agencies),
        _masks(rows.outside, agencies),
        totals.total,
        totals.scale,
        totals.percent,
    )


def score_leaves(leaves: Iterable[Criterion], crowd: Crowd, places: int) -> LeafRows:
    """Score some criteria for every agency, rounded half up to `places` decimals."""
    rows = LeafRows({}, {}, {}, 10**places)
    for leaf in leaves:
        assert leaf.rule is not None  # noqa: S101 - the model guarantees it for a leaf
        found = points_of(leaf.rule, leaf.max_points, crowd)
        column = found.column
        if found.missing is not None and leaf.allow_negative:
            column = select(found.missing & column.compared("<", constant(0)), constant(0), column)
        rounded = _rounded(column, rows.unit)
        if rounded.shape != (crowd.size,):
            rounded = np.broadcast_to(rounded, (crowd.size,))
        if found.outside is not None:
            rounded = np.where(found.outside, 0, rounded)
        rows.points[leaf.code] = rounded
        rows.missing[leaf.code], rows.outside[leaf.code] = found.missing, found.outside
    return rows


def add_up(index_set: IndexSet, rows: LeafRows, agencies: int) -> Totals:
    """Add up the points of all criteria of the set, with its caps, bonus and penalty."""
    total, scale = _totals(index_set, rows, agencies)
    return Totals(total, scale, _percent(total, scale, 10**index_set.percent_places))


def _rounded(column: Column, unit: int) -> Any:
    """Round half up, halves away from zero, into whole units."""
    above, below = column.above, column.below
    if column.most * unit * 2 + column.most_below > SAFE:
        above = np.asarray(above, dtype=object)
    if isinstance(below, int) and unit % below == 0:
        return np.asarray(above * (unit // below)).astype(np.int64, copy=False)
    scaled = np.asarray(above * (2 * unit))
    if column.natural:
        return ((scaled + below) // (below * 2)).astype(np.int64, copy=False)
    signless = (np.abs(scaled) + below) // (below * 2)
    return np.where(scaled < 0, -signless, signless).astype(np.int64)


def _masks(found: dict[str, Bools | None], agencies: int) -> Bools:
    masks = np.zeros((len(found), agencies), dtype=bool)
    for number, mask in enumerate(found.values()):
        if mask is not None:
            masks[number] = mask
    return masks


def _totals(index_set: IndexSet, rows: LeafRows, agencies: int) -> tuple[Ints, Ints]:
    total, scale = np.zeros(agencies, dtype=np.int64), np.zeros(agencies, dtype=np.int64)
    for area in index_set.areas:
        most = _most_of_area(area, rows)
        won = sum((_won(criterion, rows) for criterion in area.criteria), np.int64(0))
        won = np.minimum(won, most)
        total = total - won if area.section == "penalty" else total + won
        if area.section == "scale":
            scale = scale + most
    return total, scale


def _most_of_area(area: Area, rows: LeafRows) -> Any:
    whole = int(area.max_points * rows.unit)
    if area.section == "scale" and not area.sum_differs:
        excluded = (_excluded(leaf, rows) for leaf in area.leaves())
        return whole - sum(excluded, np.int64(0))
    return np.minimum(whole, sum((_most(one, rows) for one in area.criteria), np.int64(0)))


def _excluded(leaf: Criterion, rows: LeafRows) -> Any:
    outside = rows.outside[leaf.code]
    return np.int64(0) if outside is None else outside * int(leaf.max_points * rows.unit)


def _most(criterion: Criterion, rows: LeafRows) -> Any:
    whole = int(criterion.max_points * rows.unit)
    if criterion.children:
        inside = sum((_most(child, rows) for child in criterion.children), np.int64(0))
        return np.minimum(whole, inside)
    return whole - _excluded(criterion, rows)


def _won(criterion: Criterion, rows: LeafRows) -> Any:
    if not criterion.children:
        return rows.points[criterion.code]
    inside = sum((_won(child, rows) for child in criterion.children), np.int64(0))
    return (
        np.minimum(inside, int(criterion.max_points * rows.unit))
        if criterion.sum_differs
        else inside
    )


def _percent(total: Ints, scale: Ints, unit: int) -> Ints:
    below = np.where(scale == 0, 1, scale)
    percent = _rounded(
        Column(total * 100, below, int(abs(total).max(initial=0)) * 100, int(below.max(initial=1))),
        unit,
    )
    return np.where(scale == 0, 0, percent)
