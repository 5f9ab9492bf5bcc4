"""Drafting, mending and publishing versions of index sets."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import record
from thuocdo.apps.rulebooks.catalogue import read_texts
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.mending import (
    CriterionChange,
    HeadChange,
    Mended,
    mend_criterion,
    mend_head,
)
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.openness import meetings, open_points
from thuocdo.apps.rulebooks.policies import check_manages
from thuocdo.apps.rulebooks.queries import every_index_set, fact_register, index_set
from thuocdo.apps.rulebooks.records import published
from thuocdo.apps.rulebooks.writing import texts_of
from thuocdo.core.index_sets.drafting import Draft, RuleKind, SetHead, draft_set
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.tables.annex import read_annex
from thuocdo.core.vietnamese import format_number
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = ["create_draft", "mend_draft", "mend_draft_head", "publish"]


def create_draft(
    *, head: SetHead, before_id: str, file_name: str, data: bytes, by: User, now: datetime
) -> RulebookVersion:
    """Draft a set from the annex of a decision.

    Args:
        before_id: the set to compare with and to find facts in; empty for none.

    Raises:
        NotAllowed: this person may not.
        UnreadableFile: the file cannot be read, or holds no table of criteria; nothing is kept.
    """
    check_manages(by)
    before = index_set(before_id) if before_id else None
    table = read_annex(port("open_plan")(file_name, data))
    draft = draft_set(table, head, fact_register(), before)
    with transaction.atomic():
        version = RulebookVersion.objects.create(
            kind=RulebookKind.INDEX_SET,
            state=RulebookState.DRAFT,
            readings=_readings(draft),
            findings=[asdict(finding) for finding in draft.findings],
            stated_total=draft.stated_total,
            compared_with=before_id,
            file_name=file_name,
            file_sha256=hashlib.sha256(data).hexdigest(),
            created_at=now,
            created_by=by,
            **_content(Mended(draft.index_set, texts_of(draft.index_set, draft.facts))),
        )
        _record(version, by, now, "drafted", {"file": version.file_sha256})
    return version


def _readings(draft: Draft) -> list[dict[str, Any]]:
    return [
        {
            **asdict(one),
            "max_points": f"{one.max_points:f}",
            "proposed": dict(one.proposed),
            "settled": False,
        }
        for one in draft.criteria
    ]


def _content(mended: Mended) -> dict[str, Any]:
    found, texts = mended.index_set, mended.texts
    return {
        "catalog_id": found.id,
        "title": found.title,
        "texts": texts,
        "sha256": _hash(texts),
        "decision": found.issued.document,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
    }


def _hash(texts: Mapping[str, str]) -> str:
    written = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _record(
    version: RulebookVersion, by: User, now: datetime, what: str, after: dict[str, Any]
) -> None:
    record(
        now=now,
        by=by,
        agency=by.agency,
        action=f"rulebooks.set.{what}",
        subject=version,
        after={"set": version.catalog_id, "sha256": version.sha256, **after},
    )


def _held_draft(version: RulebookVersion) -> RulebookVersion:
    """Return the version as it is now, held until the transaction ends.

    Raises:
        NotAllowed: it is no draft any more.
    """
    held = RulebookVersion.objects.select_for_update().get(pk=version.pk)
    if held.state != RulebookState.DRAFT or held.kind != RulebookKind.INDEX_SET:
        raise NotAllowed(
            f"«{held.catalog_id}» đã công bố nên không sửa được; hãy lập bản mới với mã khác."
        )
    return held


@transaction.atomic
def mend_draft(
    *,
    version: RulebookVersion,
    change: CriterionChange,
    kind: RuleKind | None,
    by: User,
    now: datetime,
) -> RulebookVersion:
    """Change one criterion of a draft; a person has now looked at it.

    Args:
        kind: what sort of rule it is now; None where the rule was kept.

    Raises:
        NotAllowed: this person may not, or it is published.
        CatalogueError: the set would not hold together; nothing is saved.
        KeyError: there is no such criterion.
    """
    check_manages(by)
    held = _held_draft(version)
    mended = mend_criterion(held.texts, change, fact_register())
    for reading in held.readings:
        if reading["code"] == change.code:
            reading |= {"settled": True, "title": change.title}
            if kind is not None:
                reading["kind"] = kind.value
    return _save(held, mended, by, now, {"code": change.code})


@transaction.atomic
def mend_draft_head(
    *, version: RulebookVersion, change: HeadChange, by: User, now: datetime
) -> RulebookVersion:
    """Change a draft's head: title, decision, groups, validity.

    Raises:
        NotAllowed: this person may not, or it is published.
        CatalogueError: the set would not hold together; nothing is saved.
    """
    check_manages(by)
    held = _held_draft(version)
    return _save(held, mend_head(held.texts, change, fact_register()), by, now, {})


def _save(
    held: RulebookVersion, mended: Mended, by: User, now: datetime, after: dict[str, Any]
) -> RulebookVersion:
    for name, value in _content(mended).items():
        setattr(held, name, value)
    held.mended_at, held.mended_by = now, by
    held.save()
    _record(held, by, now, "mended", after)
    return held


@transaction.atomic
def publish(
    *, version: RulebookVersion, ends: Collection[str], by: User, now: datetime
) -> RulebookVersion:
    """Put a draft in force; sets named in `ends` end on the day it begins.

    Raises:
        NotAllowed: this person may not, something is open, or another set would be in force too.
    """
    check_manages(by)
    # Everybody who publishes waits here: whether two meet is decided one after the other.
    list(RulebookVersion.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    held = _held_draft(version)
    found = _readable(held)
    if reasons := list(open_points(found, held.readings)):
        raise NotAllowed(f"Chưa công bố được: {'; '.join(reasons)}.")
    if published().filter(kind=RulebookKind.INDEX_SET, catalog_id=held.catalog_id).exists():
        raise NotAllowed(
            f"Đã công bố một bộ mang mã {held.catalog_id}; bộ thay giữa năm ghi thêm một chữ, ví dụ "
            f"{held.catalog_id}b."
        )
    for meeting in meetings(found, every_index_set()):
        if not meeting.can_end or meeting.other.id not in ends:
            raise NotAllowed(_says_met(found, meeting.other, can_end=meeting.can_end))
        _end(meeting.other, found.valid_from, by, now)
    held.state, held.published_at, held.published_by = RulebookState.PUBLISHED, now, by
    held.save()
    scale = format_number(found.scale)
    _record(held, by, now, "published", {"scale": scale, "ends": sorted(ends)})
    return held


def _readable(held: RulebookVersion) -> IndexSet:
    try:
        return read_texts(held.texts)[0]
    except CatalogueError as error:
        raise NotAllowed(f"Chưa công bố được: {error}") from error


def _says_met(new: IndexSet, other: IndexSet, *, can_end: bool) -> str:
    said = f"{other.id} cũng có hiệu lực từ {max(new.valid_from, other.valid_from):%d/%m/%Y}"
    if can_end:
        return f"{said}; hãy đánh dấu kết thúc {other.id} vào ngày đó rồi công bố lại."
    return f"{said}; hãy ghi ngày hết hiệu lực của {new.id} ở phần đầu."


def _end(other: IndexSet, day: date, by: User, now: datetime) -> None:
    """End a set; one that ships is kept here from now on, since the shipped file cannot change."""
    held = (
        published()
        .select_for_update()
        .filter(kind=RulebookKind.INDEX_SET, catalog_id=other.id)
        .first()
    )
    if held is None:
        held = RulebookVersion(
            kind=RulebookKind.INDEX_SET,
            state=RulebookState.PUBLISHED,
            created_at=now,
            created_by=by,
            published_at=now,
            published_by=by,
            **_content(Mended(other, texts_of(other))),
        )
    held.valid_to = day
    held.save()
    _record(held, by, now, "ended", {"valid_to": day.isoformat()})
