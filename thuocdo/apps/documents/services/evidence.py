"""Adding evidence, renewing it, withdrawing it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thuocdo.apps.documents.models import Evidence, EvidenceVersion, File
from thuocdo.apps.documents.policies import check_can_change, check_can_withdraw
from thuocdo.apps.documents.services.files import keep_file
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_works_for
from thuocdo.apps.organisations.services import record
from thuocdo.core.files import accept
from thuocdo.core.periods import Period

__all__ = ["Handed", "add_evidence", "renew_evidence", "withdraw_evidence"]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in."""

    name: str
    data: bytes
    note: str = ""


def add_evidence(  # noqa: PLR0913 - evidence has this many properties
    *,
    agency: Agency,
    criterion: str,
    period: Period,
    title: str,
    handed: Handed,
    sensitive: bool,
    by: User,
    now: datetime,
) -> Evidence:
    """Add a piece of evidence with its first version.

    Raises:
        NotAllowed: the person does not work for the agency.
        UnacceptableFile: the file is of no kind that is taken in, or its name says another.
        UnableToKeep: it was found to be harmful, or could not be kept.
    """
    check_works_for(by, agency)
    file = _kept(handed)
    with transaction.atomic():
        evidence = Evidence.objects.create(
            agency=agency,
            criterion=criterion,
            period_start=period.start,
            period_end=period.end,
            title=title,
            sensitive=sensitive,
        )
        _add_version(evidence, file, handed, by, now)
        record(
            now=now,
            by=by,
            agency=agency,
            action="documents.evidence.added",
            subject=evidence,
            after={"criterion": criterion, "file": file.sha256},
        )
    return evidence


def renew_evidence(
    *, evidence: Evidence, handed: Handed, by: User, now: datetime
) -> EvidenceVersion:
    """Add a newer version; older ones stay and can be opened.

    Raises:
        NotAllowed: the person may not, or it was withdrawn.
        UnacceptableFile: the file is of no kind that is taken in, or its name says another.
        UnableToKeep: it was found to be harmful, or could not be kept.
    """
    check_can_change(by, evidence)
    file = _kept(handed)
    with transaction.atomic():
        held = Evidence.objects.select_for_update().get(pk=evidence.pk)
        check_can_change(by, held)
        version = _add_version(held, file, handed, by, now)
        record(
            now=now,
            by=by,
            agency=held.agency,
            action="documents.evidence.renewed",
            subject=held,
            before={"version": version.number - 1},
            after={"version": version.number, "file": file.sha256},
        )
    return version


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User, now: datetime) -> None:
    """Take evidence back: it no longer counts, and stays readable with the reason.

    Raises:
        NotAllowed: the person may not, it was withdrawn already, or there is no reason.
    """
    held = Evidence.objects.select_for_update().get(pk=evidence.pk)
    check_can_withdraw(by, held, reason)
    held.withdrawn_at, held.withdrawn_by, held.withdrawal_reason = now, by, reason.strip()
    held.save()
    record(
        now=now,
        by=by,
        agency=held.agency,
        action="documents.evidence.withdrawn",
        subject=held,
        after={"reason": held.withdrawal_reason},
    )


def _kept(handed: Handed) -> File:
    kind = accept(handed.name, handed.data)
    return keep_file(data=handed.data, kind=kind.id)


def _add_version(
    evidence: Evidence, file: File, handed: Handed, by: User, now: datetime
) -> EvidenceVersion:
    last = evidence.versions.order_by("-number").first()
    return EvidenceVersion.objects.create(
        evidence=evidence,
        number=last.number + 1 if last else 1,
        file=file,
        file_name=handed.name,
        note=handed.note,
        added_by=by,
        added_at=now,
    )
