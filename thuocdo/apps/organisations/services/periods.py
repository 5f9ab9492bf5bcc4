"""Writing what held when, so that each end meets the next start and nothing overlaps."""

import secrets
from datetime import date
from typing import Any, TypeVar

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    DirectoryVersion,
)
from thuocdo.core.agencies.directory import Span

__all__ = [
    "UnableToChangeAgency",
    "change_from",
    "check_life",
    "check_no_loop",
    "hold_directory",
    "sync_newest",
]

Period = TypeVar("Period", AgencyName, AgencyParent)


class UnableToChangeAgency(Exception):
    """The directory would contradict itself; the message says how, in Vietnamese."""


def hold_directory() -> None:
    """Make other changes to the directory wait until the transaction ends, and mark this one.

    Call it first in every change: what others keep in memory of the directory ends with it.
    """
    DirectoryVersion.objects.select_for_update().update_or_create(
        pk=1, defaults={"edition": secrets.token_hex(16)}
    )


def check_life(agency: Agency, day: date) -> None:
    """Refuse a change on a day on which the agency is not."""
    ended = agency.valid_to is not None and day >= agency.valid_to
    if day <= agency.valid_from or ended:
        until = f" đến {agency.valid_to:%d/%m/%Y}" if agency.valid_to else ""
        raise UnableToChangeAgency(
            f"Ngày {day:%d/%m/%Y} phải nằm trong thời gian hoạt động của {agency.code} "
            f"(sau {agency.valid_from:%d/%m/%Y}{until})."
        )


def change_from(kind: type[Period], agency: Agency, day: date, values: dict[str, Any]) -> Period:
    """Let `values` hold from `day` until the next change already known, or the agency's end."""
    periods = kind._default_manager.filter(agency=agency, withdrawn_at__isnull=True)
    if periods.filter(valid_from=day).exists():
        raise UnableToChangeAgency(
            f"{agency.code} đã có thay đổi từ ngày {day:%d/%m/%Y}; mỗi ngày chỉ một thay đổi."
        )
    before = periods.filter(valid_from__lt=day).order_by("-valid_from").first()
    after = periods.filter(valid_from__gt=day).order_by("valid_from").first()
    if before is not None:
        before.valid_to = day
        before.save(update_fields=["valid_to"])
    end = after.valid_from if after else agency.valid_to
    return kind._default_manager.create(agency=agency, valid_from=day, valid_to=end, **values)


def sync_newest(agency: Agency) -> None:
    """Keep the agency's own name and parent equal to the newest ones."""
    name = agency.names.filter(withdrawn_at__isnull=True).order_by("-valid_from").first()
    link = agency.parents.filter(withdrawn_at__isnull=True).order_by("-valid_from").first()
    if name is not None:
        agency.name, agency.short_name = name.name, name.short_name
    if link is not None:
        agency.parent = link.parent
    agency.save(update_fields=["name", "short_name", "parent"])


def check_no_loop(agency: Agency, parent: Agency | None, first: date, end: date | None) -> None:
    """Refuse a parent that is the agency itself or below it on some day of the link."""
    pending = [(parent.pk, first, end)] if parent else []
    seen: set[tuple[int, date, date | None]] = set()
    while pending:
        at, start, stop = step = pending.pop()
        if at == agency.pk:
            raise UnableToChangeAgency(
                f"{agency.code} không thể trực thuộc {parent.code if parent else ''}: như vậy nó "
                "thành cấp trên của chính nó."
            )
        if step in seen:
            continue
        seen.add(step)
        links = AgencyParent.objects.standing().filter(agency_id=at, parent__isnull=False)
        for above, begins, ends in links.values_list("parent_id", "valid_from", "valid_to"):
            if Span("", begins, ends).overlaps(start, stop):
                last = min([day for day in (stop, ends) if day is not None], default=None)
                pending.append((above, max(start, begins), last))
