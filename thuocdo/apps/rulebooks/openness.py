"""What still keeps a draft from being published, and which sets it would meet in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuocdo.core.index_sets.drafting import UNKNOWN_DOCUMENT, Confidence
from thuocdo.core.index_sets.model import IndexSet

__all__ = ["Meeting", "meetings", "needs_a_look", "open_points"]

_MOST_NAMED = 6
_TO_BE_SEEN = {Confidence.UNREAD.value, Confidence.DOUBTFUL.value}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another set in force for the same agencies at the same time.

    Attributes:
        can_end: it began earlier, so that it can end on the day the new one begins.
    """

    other: IndexSet
    can_end: bool


def needs_a_look(reading: Mapping[str, Any]) -> bool:
    """Tell whether a person has to look at what was read of a criterion."""
    return reading["confidence"] in _TO_BE_SEEN and not reading["settled"]


def open_points(index_set: IndexSet, readings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each reason why the draft cannot be published yet."""
    waiting = [reading["code"] for reading in readings if needs_a_look(reading)]
    if waiting:
        more = "…" if len(waiting) > _MOST_NAMED else ""
        yield (
            f"còn {len(waiting)} tiêu chí chưa có người xem cách chấm: "
            f"{', '.join(waiting[:_MOST_NAMED])}{more}"
        )
    if index_set.issued.document == UNKNOWN_DOCUMENT:
        yield "chưa ghi văn bản ban hành ở phần đầu"
    if not index_set.groups:
        yield "chưa ghi nhóm cơ quan được chấm ở phần đầu"


def meetings(index_set: IndexSet, others: Mapping[str, IndexSet]) -> list[Meeting]:
    """Return the other sets that would be in force together with this one."""
    return [
        Meeting(other, can_end=other.valid_from < index_set.valid_from)
        for set_id, other in others.items()
        if set_id != index_set.id
        and _same_agencies(index_set, other)
        and _overlap(index_set, other)
    ]


def _same_agencies(one: IndexSet, other: IndexSet) -> bool:
    family = one.id.partition("/")[0] == other.id.partition("/")[0]
    return family or not set(one.groups).isdisjoint(other.groups)


def _overlap(one: IndexSet, other: IndexSet) -> bool:
    last = date.max
    return one.valid_from < (other.valid_to or last) and other.valid_from < (one.valid_to or last)
