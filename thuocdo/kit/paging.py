"""Long lists in pages, with the sentence that says where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from thuocdo.kit.formats import number

__all__ = ["Page", "page_of"]

ROWS = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list.

    Attributes:
        rows: what stands on it.
        sentence: `1–50 trong 8.240`, or `1–50 trong hơn 10.000`.
        previous, following: numbers of the neighbours, or None.
        last: number of the last page.
        more: the list is longer than `total`, which is as far as was counted.
    """

    rows: list[Any]
    sentence: str
    number: int
    last: int
    previous: int | None
    following: int | None
    total: int
    more: bool = False

    @property
    def total_text(self) -> str:
        """How many there are, in words."""
        return _total(self.total, more=self.more)


class _Bounded(Paginator[Any]):
    """Counts no further than `most`: who wants to see what comes after narrows the list."""

    def __init__(
        self,
        rows: Sequence[Any] | QuerySet[Any],
        size: int,
        most: int | None,
        counted: int | None,
    ) -> None:
        super().__init__(rows, size)
        self.most, self.counted = most, counted

    @cached_property
    def found(self) -> int:
        """How many there are; one more than `most` for anything above it."""
        if self.counted is not None:
            return self.counted
        rows = self.object_list
        if self.most is not None and isinstance(rows, QuerySet):
            return rows.order_by().values("pk")[: self.most + 1].count()
        return super().count

    @property
    def more(self) -> bool:
        return self.most is not None and self.found > self.most

    @cached_property
    def count(self) -> int:
        return self.most if self.most is not None and self.more else self.found


def page_of(
    request: HttpRequest,
    rows: Sequence[Any] | QuerySet[Any],
    *,
    size: int = ROWS,
    most: int | None = None,
    counted: int | None = None,
) -> Page:
    """Return the page that `?trang=` asks for; a number out of range gives the nearest page.

    Args:
        most: of a list that may be huge, how many rows are counted and can be walked to.
        counted: how many there are, where that is known already.
    """
    paginator = _Bounded(rows, size, most, counted)
    found = paginator.get_page(request.GET.get("trang"))
    total = _total(paginator.count, more=paginator.more)
    return Page(
        rows=list(found.object_list),
        sentence=f"{number(found.start_index())}–{number(found.end_index())} trong {total}",
        number=found.number,
        last=paginator.num_pages,
        previous=found.previous_page_number() if found.has_previous() else None,
        following=found.next_page_number() if found.has_next() else None,
        total=paginator.count,
        more=paginator.more,
    )


def _total(count: int, *, more: bool) -> str:
    return f"hơn {number(count)}" if more else number(count)
