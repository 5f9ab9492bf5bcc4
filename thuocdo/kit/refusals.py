"""Refusing with a reason: `check_...` raises it, `can_...` is made from it, the page shows it."""

from collections.abc import Callable
from typing import ParamSpec

__all__ = ["NotAllowed", "can", "reason"]

P = ParamSpec("P")


class NotAllowed(Exception):
    """This person may not do this now; the message says why, in Vietnamese."""


def can(check: Callable[P, None]) -> Callable[P, bool]:
    """Make the yes-or-no twin of a check."""

    def allowed(*args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except NotAllowed:
            return False
        return True

    return allowed


def reason(check: Callable[P, None], /, *args: P.args, **kwargs: P.kwargs) -> str:
    """Return why a check refuses, for the greyed button; empty when it does not."""
    try:
        check(*args, **kwargs)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
