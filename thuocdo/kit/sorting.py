"""Sorting a table by its headings: plain links and one parameter, `?xep=hen-tra` or `?xep=-hen-tra`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

__all__ = ["Heading", "Sorting", "TableColumn", "headings"]

_PARAMETER = "xep"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table.

    Attributes:
        key: how the address names it; empty when one cannot sort by it.
        most_first: the first click gives the largest first, as people expect of points.
    """

    title: str
    key: str = ""
    numeric: bool = False
    most_first: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column a table is sorted."""

    key: str
    descending: bool = False

    @classmethod
    def read(
        cls, request: HttpRequest, columns: Sequence[TableColumn], usual: "Sorting"
    ) -> "Sorting":
        """Read the address; what names no column gives the usual order."""
        asked = request.GET.get(_PARAMETER, "")
        key = asked.removeprefix("-")
        if not key or key not in {column.key for column in columns}:
            return usual
        return cls(key, asked.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the page shows it; `direction` is the value of `aria-sort`."""

    title: str
    url: str
    numeric: bool
    direction: str = ""
    sign: str = ""


def headings(
    request: HttpRequest, columns: Sequence[TableColumn], sorting: Sorting
) -> list[Heading]:
    """Return the headings; the sorted one turns its order over, every change starts at page one."""
    return [_heading(request, column, sorting) for column in columns]


def _heading(request: HttpRequest, column: TableColumn, sorting: Sorting) -> Heading:
    if not column.key:
        return Heading(column.title, "", column.numeric)
    current = column.key == sorting.key
    descending = not sorting.descending if current else column.most_first
    query = request.GET.copy()
    query.pop("trang", None)
    query[_PARAMETER] = str(Sorting(column.key, descending))
    return Heading(
        title=column.title,
        url=f"?{query.urlencode()}",
        numeric=column.numeric,
        direction=("descending" if sorting.descending else "ascending") if current else "",
        sign=("↓" if sorting.descending else "↑") if current else "",
    )
