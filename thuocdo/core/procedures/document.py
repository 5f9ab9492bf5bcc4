"""A file of the catalogue: all versions of one procedure, and whether they follow each other."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from thuocdo.core.procedures.model import Procedure
from thuocdo.core.strict import Strict

__all__ = ["ProcedureFile", "in_force_on", "together"]


class ProcedureFile(Strict):
    """What stands in `procedures/<sector>/<code>.yaml`: the oldest version first."""

    versions: Annotated[tuple[Procedure, ...], Field(min_length=1)]


def in_force_on(one: Procedure, day: date) -> bool:
    """Tell whether a version is in force on a day."""
    return one.valid_from <= day and (one.valid_to is None or day < one.valid_to)


def together(one: Procedure, others: Iterable[Procedure]) -> Sequence[Procedure]:
    """Return the other versions of the same procedure that would be in force with this one."""
    last = date.max
    return [
        other
        for other in others
        if other.code == one.code
        and other.version != one.version
        and one.valid_from < (other.valid_to or last)
        and other.valid_from < (one.valid_to or last)
    ]
