"""A plan's table as its page shows it: rows under areas, totals, and what the scale has beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.apps.plans.models import Task
from thuocdo.kit.formats import number, points

__all__ = ["Outline", "ShownTask", "outline"]


@dataclass(frozen=True, slots=True)
class ShownTask:
    """One row of the table."""

    code: str
    title: str
    points: str
    lead: str
    support: str
    requirement: str
    note: str
    level: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole table with its sums."""

    rows: tuple[ShownTask, ...]
    areas: tuple[tuple[str, str, str], ...]
    leaves: str
    total: str
    remark: str


def outline(tasks: Sequence[Task], scale: Decimal) -> Outline:
    """Prepare a plan's rows beside the scale; the points of its leaves are what people work for."""
    leaves = [task for task in tasks if task.is_leaf]
    total = sum((task.max_points or Decimal(0) for task in leaves), Decimal(0))
    return Outline(
        rows=tuple(_shown(task) for task in tasks),
        areas=tuple(_areas(tasks)),
        leaves=number(len(leaves)),
        total=points(total),
        remark=_remark(total, scale),
    )


def _shown(task: Task) -> ShownTask:
    level = "leaf" if task.is_leaf else "parent"
    return ShownTask(
        code=task.code,
        title=task.title,
        points=points(task.max_points) if task.max_points is not None else "",
        lead=task.lead,
        support=task.support,
        requirement=task.requirement,
        note=task.note,
        level=level if task.parent_code else "area",
    )


def _areas(tasks: Sequence[Task]) -> list[tuple[str, str, str]]:
    sums: dict[str, Decimal] = {}
    titles: dict[str, tuple[str, str]] = {}
    area = ""
    for task in tasks:
        if not task.parent_code:
            area = task.code
            titles[area] = (task.code, task.title)
        if task.is_leaf and area:
            sums[area] = sums.get(area, Decimal(0)) + (task.max_points or Decimal(0))
    return [(code, title, points(sums.get(code, Decimal(0)))) for code, title in titles.values()]


def _remark(total: Decimal, scale: Decimal) -> str:
    if total < scale:
        return (
            f"{points(scale - total)} điểm của thang {points(scale)} "
            "không nằm trong nhiệm vụ của ai."
        )
    if total > scale:
        return f"Các nhiệm vụ cộng lại {points(total)} điểm, nhiều hơn thang {points(scale)} điểm."
    return ""
