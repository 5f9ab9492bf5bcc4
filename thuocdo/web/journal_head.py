"""The journal's head kept apart from the database, signed: who only writes there cannot reach it.

A head that the database no longer bears out is never written over: it is the proof.
"""

import json
import logging
import os
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, Signer

from thuocdo.apps.organisations.journal.chain import journal_head, seal_at
from thuocdo.apps.organisations.journal.checking import Head

__all__ = ["HeadUnreadable", "keep_head", "read_head"]

log = logging.getLogger(__name__)


class HeadUnreadable(Exception):
    """The file is there but was not written by this installation's key."""


def read_head() -> Head | None:
    """Return the head that was kept last; None before the first.

    Raises:
        HeadUnreadable: somebody else wrote the file, or the installation's key was changed.
    """
    path: Path = settings.JOURNAL_HEAD
    try:
        signed = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    try:
        number, seal = json.loads(_signer().unsign(signed.strip()))
    except (BadSignature, ValueError) as error:
        raise HeadUnreadable(
            f"{path.name}: không đúng chữ ký của hệ thống này, nên không đối chiếu được đầu niêm phong."
        ) from error
    return Head(number, seal)


def keep_head() -> None:
    """Keep how far the journal is sealed now, unless the head that is kept contradicts the journal."""
    try:
        kept = read_head()
    except HeadUnreadable:
        log.error("journal.head.unreadable")  # noqa: TRY400 - the trace tells nothing more
        return
    if kept is not None and seal_at(kept.number) != kept.seal:
        log.error("journal.head.contradicted %d", kept.number)
        return
    head = journal_head()
    path: Path = settings.JOURNAL_HEAD
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(_signer().sign(json.dumps([head.number, head.seal])), encoding="ascii")
    fresh.replace(path)


def _signer() -> Signer:
    return Signer(salt="thuocdo.journal.head")
