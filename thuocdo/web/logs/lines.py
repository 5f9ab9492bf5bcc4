"""How a line is written: plain for eyes, JSON for machines; both leave the same things out.

What people type reaches a log by two ways that nobody watches: in the message of an exception
(`Key (name)=(…) already exists`) and in an address. So an exception is told by its kind and the
places it went through, with its message only where the kind is known to speak of machines; and
what Django says of a request is told without the address: the line of the request has its route.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist

from thuocdo.web.logs.context import current, facts_of

__all__ = ["JsonLines", "PlainLines"]

_EVENT = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)+\Z")
_WITH_ADDRESSES = ("django.request", "django.security")
_SPEAK_OF_MACHINES = (
    OSError,
    OperationalError,
    InterfaceError,
    ImproperlyConfigured,
    TemplateDoesNotExist,
    ImportError,
    AttributeError,
    NameError,
)
_Caught = tuple[type[BaseException], BaseException, TracebackType | None]


class _Lines(logging.Formatter):
    """What both forms share: the event, what is said of it, the request it happened in."""

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        said = _said(record)
        event, _, rest = said.partition(" ")
        if not _EVENT.match(event):
            event, rest = record.name, said
        facts: dict[str, Any] = getattr(record, "facts", {})
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": event,
            **facts_of(current.get()),
            **facts,
        }
        if rest:
            told["message"] = rest
        if record.exc_info and record.exc_info[1]:
            told["error"], told["trace"] = _error(record.exc_info[1])
        return told


class JsonLines(_Lines):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.told(record), ensure_ascii=False, default=str)


class PlainLines(_Lines):
    """`time LEVEL event name=value … message`, then the places an error went through."""

    def format(self, record: logging.LogRecord) -> str:
        told = self.told(record)
        head = [str(told.pop(name)) for name in ("at", "level", "event")]
        message, trace = told.pop("message", ""), told.pop("trace", [])
        facts = [f"{name}={value}" for name, value in told.items()]
        line = " ".join([*head, *facts, *([message] if message else [])])
        return "\n".join([line.replace("\n", " "), *(f"  {place}" for place in trace)])


def _said(record: logging.LogRecord) -> str:
    if record.name.startswith(_WITH_ADDRESSES):
        return str(record.msg).replace("%s", "…") if record.args else ""
    return record.getMessage()


def _error(error: BaseException) -> tuple[str, list[str]]:
    """Return what was raised, with its causes, and the places, the last one last."""
    chain = list(_chain(error))
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for one in reversed(chain)
        for frame in traceback.extract_tb(one.__traceback__)
    ]
    return " <- ".join(_kind(one) for one in chain), places


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    name = type(error).__qualname__
    return (
        f"{name}: {' '.join(str(error).split())}" if isinstance(error, _SPEAK_OF_MACHINES) else name
    )
