"""Drafting, mending and publishing versions of procedures."""

import hashlib
import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.services import record
from thuocdo.apps.rulebooks.in_force import look_again
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.policies import (
    check_drafts_procedures,
    check_mends_procedure,
    check_publishes_procedure,
)
from thuocdo.apps.rulebooks.procedures import (
    PROCEDURE_FILE,
    check_procedure,
    read_kept_procedure,
)
from thuocdo.apps.rulebooks.queries import clock_data, known_versions
from thuocdo.apps.rulebooks.records import published
from thuocdo.apps.rulebooks.writing import document_text
from thuocdo.core.procedures.document import together
from thuocdo.core.procedures.model import Procedure
from thuocdo.kit.refusals import NotAllowed

__all__ = [
    "ProcedureWrong",
    "draft_procedure",
    "drop_procedure_draft",
    "mend_procedure",
    "publish_procedure",
]


class ProcedureWrong(ValueError):
    """A version cannot be right; it says what and how to mend it."""


@transaction.atomic
def draft_procedure(
    *, procedure: Procedure, by: User, now: datetime, file_name: str = "", file_sha256: str = ""
) -> RulebookVersion:
    """Keep a version to be worked on.

    Args:
        file_name: the workbook it came from; empty when written here.

    Raises:
        NotAllowed: this person may not.
        ProcedureWrong: its clock cannot be right; nothing is kept.
    """
    check_drafts_procedures(by)
    _check(procedure)
    version = RulebookVersion.objects.create(
        kind=RulebookKind.PROCEDURE,
        state=RulebookState.DRAFT,
        file_name=file_name,
        file_sha256=file_sha256,
        created_at=now,
        created_by=by,
        **_content(procedure),
    )
    _record(version, by, now, "drafted", {"file": file_sha256} if file_sha256 else {})
    return version


@transaction.atomic
def mend_procedure(
    *, version: RulebookVersion, procedure: Procedure, by: User, now: datetime
) -> RulebookVersion:
    """Write a draft anew; it stays a version of the same procedure.

    Raises:
        NotAllowed: this person may not, or it is published.
        ProcedureWrong: it cannot be right; nothing is saved.
    """
    check_mends_procedure(by, version.created_by)
    held = _held(version)
    if procedure.code != read_kept_procedure(held.texts).code:
        raise ProcedureWrong("Không đổi được mã thủ tục của một bản thảo; hãy lập bản thảo khác.")
    _check(procedure)
    for name, value in _content(procedure).items():
        setattr(held, name, value)
    held.mended_at, held.mended_by = now, by
    held.save()
    _record(held, by, now, "mended", {})
    return held


@transaction.atomic
def drop_procedure_draft(*, version: RulebookVersion, by: User, now: datetime) -> None:
    """Throw a draft away; the journal keeps that it was there.

    Raises:
        NotAllowed: this person may not, or it is published.
    """
    check_mends_procedure(by, version.created_by)
    held = _held(version)
    _record(held, by, now, "dropped", {})
    held.delete()


@transaction.atomic
def publish_procedure(
    *, version: RulebookVersion, handled_by: Collection[Agency], by: User, now: datetime
) -> RulebookVersion:
    """Put a draft in force; the version before it ends on the day it begins.

    Args:
        handled_by: the agencies that handle the procedure: it becomes theirs.

    Raises:
        NotAllowed: this person may not, or a version would be in force at the same time.
    """
    check_publishes_procedure(by, version.created_by, handled_by)
    # Everybody who publishes waits here: whether two meet is decided one after the other.
    waiting = RulebookVersion.objects.select_for_update().filter(kind=RulebookKind.PROCEDURE)
    list(waiting.order_by("pk").values_list("pk", flat=True))
    held = _held(version)
    procedure = read_kept_procedure(held.texts)
    if _published(held.catalog_id).exists():
        raise NotAllowed(
            f"Đã công bố {held.catalog_id}; bản thay thế phải có hiệu lực từ ngày khác."
        )
    ended = []
    for other in together(procedure, known_versions(procedure.code)):
        if other.valid_from > procedure.valid_from:
            raise NotAllowed(
                f"{other.version} có hiệu lực từ {other.valid_from:%d/%m/%Y}; hãy ghi ngày hết hiệu "
                f"lực của bản này, chậm nhất là ngày đó."
            )
        _end(other, procedure.valid_from, by, now)
        ended.append(other.version)
    held.state, held.published_at, held.published_by = RulebookState.PUBLISHED, now, by
    held.save()
    look_again()
    _record(held, by, now, "published", {"ends": ended})
    return held


def _check(procedure: Procedure) -> None:
    for _, said in check_procedure(procedure, clock_data()):
        raise ProcedureWrong(said[:1].upper() + said[1:])


def _content(procedure: Procedure) -> dict[str, Any]:
    texts = {PROCEDURE_FILE: document_text(procedure)}
    written = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    return {
        "catalog_id": procedure.version,
        "title": procedure.title,
        "texts": texts,
        "sha256": hashlib.sha256(written.encode()).hexdigest(),
        "decision": procedure.decision,
        "valid_from": procedure.valid_from,
        "valid_to": procedure.valid_to,
    }


def _held(version: RulebookVersion) -> RulebookVersion:
    """Return the version as it is now, held until the transaction ends.

    Raises:
        NotAllowed: it is no draft any more.
    """
    held = RulebookVersion.objects.select_for_update().get(pk=version.pk)
    if held.state != RulebookState.DRAFT or held.kind != RulebookKind.PROCEDURE:
        raise NotAllowed(
            f"«{held.catalog_id}» đã công bố nên không sửa được; hãy lập phiên bản mới."
        )
    return held


def _published(catalog_id: str) -> Any:
    return published().filter(kind=RulebookKind.PROCEDURE, catalog_id=catalog_id)


def _end(other: Procedure, day: date, by: User, now: datetime) -> None:
    """End a version; one that ships is kept here from now on, as the shipped file cannot change."""
    held = _published(other.version).select_for_update().first()
    if held is None:
        held = RulebookVersion(
            kind=RulebookKind.PROCEDURE,
            state=RulebookState.PUBLISHED,
            created_at=now,
            created_by=by,
            published_at=now,
            published_by=by,
            **_content(other),
        )
    held.valid_to = day
    held.save()
    _record(held, by, now, "ended", {"valid_to": day.isoformat()})


def _record(
    version: RulebookVersion, by: User, now: datetime, what: str, after: dict[str, Any]
) -> None:
    record(
        now=now,
        by=by,
        agency=by.agency,
        action=f"rulebooks.procedure.{what}",
        subject=version,
        after={"version": version.catalog_id, "sha256": version.sha256, **after},
    )
