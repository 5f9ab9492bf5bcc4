"""A directory of agencies as it is written down: in the catalogue, in a workbook, from the database.

Everything has the day from which it holds; until when follows from the next entry and from the
agency's own end, so that two names or two parents of an agency can never overlap.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thuocdo.core.strict import Strict

__all__ = [
    "CODE_LENGTH",
    "AgencyEntry",
    "Directory",
    "Kind",
    "Level",
    "Link",
    "NameChange",
    "ParentChange",
    "Span",
    "SuccessionEntry",
    "check_code",
    "spans_of",
]

CODE_LENGTH = 35  # QĐ 20/2020/QĐ-TTg: an identification code has at most 35 characters
_CODE = re.compile(r"[0-9A-Z]+(\.[0-9A-Z]+)*")

Level = Literal["CENTRAL", "PROVINCE", "COMMUNE"]
Kind = Literal["", "MINISTRY", "PEOPLES_COMMITTEE", "DEPARTMENT", "PUBLIC_UNIT", "OTHER"]
Link = Literal["RENAMED", "MERGED", "SPLIT", "FUNCTION_MOVED"]


def check_code(code: str) -> str:
    """Return why a text cannot be an identification code (QĐ 20/2020/QĐ-TTg), empty when it can."""
    if len(code) > CODE_LENGTH:
        return f"mã định danh «{code}» dài quá {CODE_LENGTH} ký tự"
    if not _CODE.fullmatch(code):
        return (
            f"mã định danh «{code}» chỉ được gồm chữ số, chữ in hoa không dấu và dấu chấm giữa "
            "các nhóm, ví dụ 000.00.19.H99"
        )
    return ""


class AgencyEntry(Strict):
    """An agency with the name and the parent that it began with.

    Attributes:
        parent: the code of the agency above; empty at the top.
        valid_from: the day it began to work.
        valid_to: the first day on which it no longer was; None while it is.
        decision_number: of the decision that founded it, taken on `decided_on`, which may be
            long before `valid_from`.
        code_is_provisional: no official code is known here; this one is ours.
    """

    code: str
    name: str
    short_name: str = ""
    level: Level = "PROVINCE"
    kind: Kind = ""
    ranking_group: str = ""
    parent: str = ""
    valid_from: date
    valid_to: date | None = None
    decision_number: str = ""
    decided_on: date | None = None
    code_is_provisional: bool = False


class NameChange(Strict):
    """A new name of the same agency."""

    code: str
    name: str
    short_name: str = ""
    valid_from: date
    decision_number: str = ""
    decided_on: date | None = None


class ParentChange(Strict):
    """A new agency above; `parent` is empty when there is none from that day on."""

    code: str
    parent: str = ""
    valid_from: date
    decision_number: str = ""
    decided_on: date | None = None


class SuccessionEntry(Strict):
    """How one agency took over from another.

    Attributes:
        moved: what moved, for a function moved in part.
    """

    predecessor: str
    successor: str
    kind: Link
    effective_on: date
    decision_number: str = ""
    decided_on: date | None = None
    moved: str = ""


class Directory(Strict):
    """A whole directory, or a part to be added to one."""

    reference: str = ""
    agencies: tuple[AgencyEntry, ...] = ()
    names: tuple[NameChange, ...] = ()
    parents: tuple[ParentChange, ...] = ()
    successions: tuple[SuccessionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """What held from `start` up to but without `end`; `what` is a name or a parent's code."""

    what: str
    start: date
    end: date | None

    def overlaps(self, start: date, end: date | None) -> bool:
        """Tell whether the two half-open intervals share a day."""
        return (end is None or self.start < end) and (self.end is None or start < self.end)


def spans_of(
    first: str, life: tuple[date, date | None], changes: list[tuple[date, str]]
) -> list[Span]:
    """Return what held when: `first` from the beginning of the life, then each change in turn."""
    born, died = life
    steps = [(born, first), *sorted(changes)]
    ends = [*(start for start, _ in steps[1:]), died]
    return [Span(what, start, end) for (start, what), end in zip(steps, ends, strict=True)]
