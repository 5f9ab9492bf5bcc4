"""Long lists in pages, with the sentence that says where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
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
        sentence: `1–50 trong 8.240`.
        previous, following: numbers of the neighbours, or None.
        last: number of the last page.
    """

    rows: list[Any]
    sentence: str
    number: int
    last: int
    previous: int | None
    following: int | None
    total: int


def page_of(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], *, size: int = ROWS) -> Page:
    """Return the page that `?trang=` asks for; a number out of range gives the nearest page."""
    paginator = Paginator(rows, size)
    found = paginator.get_page(request.GET.get("trang"))
    return Page(
        rows=list(found.object_list),
        sentence=f"{number(found.start_index())}–{number(found.end_index())} trong {number(paginator.count)}",
        number=found.number,
        last=paginator.num_pages,
        previous=found.previous_page_number() if found.has_previous() else None,
        following=found.next_page_number() if found.has_next() else None,
        total=paginator.count,
    )
