"""The rows about staff that this app publishes; each is made from one record and from nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Max

from thuocdo.apps.organisations.models import (
    Agency,
    Discipline,
    Evaluation,
    JobPosition,
    JobPositionReview,
    PositionHolding,
    PublishedStaffRow,
    Training,
)
from thuocdo.core.rows import StaffRow, StaffRowKind

__all__ = ["publish", "rebuild_staff_rows", "staff_rows", "staff_rows_version"]

FIELDS = tuple(field.name for field in fields(StaffRow))
_AT_ONCE = 500


def _holding(one: PositionHolding) -> StaffRow | None:
    if one.withdrawn_at is not None:
        return None
    return StaffRow(
        kind=StaffRowKind.HOLDING,
        code=one.officer.code,
        job=one.job_position.code if one.job_position else "",
        starts_on=one.valid_from,
        ends_on=one.valid_to,
    )


def _job_position(one: JobPosition) -> StaffRow | None:
    if one.withdrawn_at is not None:
        return None
    return StaffRow(
        kind=StaffRowKind.JOB_POSITION,
        job=one.code,
        starts_on=one.valid_from,
        ends_on=one.valid_to,
        count=one.headcount_given,
    )


def _review(one: JobPositionReview) -> StaffRow:
    return StaffRow(
        kind=StaffRowKind.REVIEW,
        job=one.job_position.code,
        year=one.year,
        starts_on=one.reviewed_on,
    )


def _training(one: Training) -> StaffRow:
    return StaffRow(
        kind=StaffRowKind.TRAINING,
        code=one.officer.code,
        year=one.year,
        starts_on=one.completed_on,
    )


def _evaluation(one: Evaluation) -> StaffRow:
    return StaffRow(
        kind=StaffRowKind.EVALUATION,
        code=one.officer.code,
        year=one.year,
        starts_on=one.evaluated_on,
    )


def _discipline(one: Discipline) -> StaffRow:
    return StaffRow(
        kind=StaffRowKind.DISCIPLINE,
        code=one.officer.code,
        year=one.decided_on.year,
        starts_on=one.decided_on,
    )


# For each kind: the record it is made from, how, and by which path its agency is found.
_SOURCES: dict[StaffRowKind, tuple[type[models.Model], Callable[[Any], StaffRow | None], str]] = {
    StaffRowKind.HOLDING: (PositionHolding, _holding, "officer"),
    StaffRowKind.JOB_POSITION: (JobPosition, _job_position, ""),
    StaffRowKind.REVIEW: (JobPositionReview, _review, "job_position"),
    StaffRowKind.TRAINING: (Training, _training, "officer"),
    StaffRowKind.EVALUATION: (Evaluation, _evaluation, "officer"),
    StaffRowKind.DISCIPLINE: (Discipline, _discipline, "officer"),
}
_KINDS = {model: kind for kind, (model, _, _) in _SOURCES.items()}


def publish(records: Iterable[models.Model]) -> None:
    """Publish what records now say; call it inside the transaction that changed them.

    A row is made anew rather than changed, so that the newest key tells that something changed.
    """
    for record in records:
        kind = _KINDS[type(record)]
        _, make, owner = _SOURCES[kind]
        PublishedStaffRow.objects.filter(kind=kind, source=record.pk).delete()
        row = make(record)
        if row is not None:
            holder: Any = getattr(record, owner) if owner else record
            _published(row, record.pk, holder.agency_id).save(force_insert=True)


@transaction.atomic
def rebuild_staff_rows(agency: Agency) -> int:
    """Make all of an agency's rows anew from the records; return how many there are."""
    PublishedStaffRow.objects.filter(agency=agency).delete()
    made: list[PublishedStaffRow] = []
    for model, make, owner in _SOURCES.values():
        path = f"{owner}__agency" if owner else "agency"
        found = model._default_manager.filter(**{path: agency}).order_by("pk")
        near = [owner, "job_position"] if model is PositionHolding else [owner] if owner else []
        for record in found.select_related(*near).iterator() if near else found.iterator():
            row = make(record)
            if row is not None:
                made.append(_published(row, record.pk, agency.pk))
    PublishedStaffRow.objects.bulk_create(made, batch_size=_AT_ONCE)
    return len(made)


def _published(row: StaffRow, source: int, agency_id: int) -> PublishedStaffRow:
    values = {name: getattr(row, name) for name in FIELDS}
    return PublishedStaffRow(agency_id=agency_id, source=source, **values)


def staff_rows_version(agency_code: str) -> str:
    """Return a mark that changes whenever the agency's rows do; empty without rows."""
    found = PublishedStaffRow.objects.filter(agency__code=agency_code)
    told = found.aggregate(newest=Max("pk"), rows=Count("pk"))
    return f"{told['newest']}-{told['rows']}" if told["rows"] else ""


def staff_rows(agency_code: str) -> Iterator[StaffRow]:
    """Yield the agency's published rows about its staff."""
    found = PublishedStaffRow.objects.filter(agency__code=agency_code).order_by("pk")
    for values in found.values_list(*FIELDS).iterator(chunk_size=5_000):
        named = dict(zip(FIELDS, values, strict=True))
        yield StaffRow(**(named | {"kind": StaffRowKind(named["kind"])}))
