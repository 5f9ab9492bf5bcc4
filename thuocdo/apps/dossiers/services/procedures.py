"""Which procedures an agency handles, where they are made public, how they are simplified."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thuocdo.apps.documents.services import Handed, add_evidence
from thuocdo.apps.dossiers.models import AgencyProcedure, ProcedurePublication, ProcedureReview
from thuocdo.apps.dossiers.procedure_policies import check_keeps_procedures
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.services import hold_agency, record
from thuocdo.apps.rulebooks.queries import procedure_in_force, procedure_versions, review_rules
from thuocdo.core.periods import calendar_year
from thuocdo.kit.refusals import NotAllowed

if TYPE_CHECKING:
    from thuocdo.apps.documents.models import Evidence

__all__ = [
    "Proof",
    "Reviewed",
    "offer_procedure",
    "record_publication",
    "record_review",
    "withdraw_procedure",
]


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves that a procedure was made public: a link, a file, or both."""

    link: str = ""
    file: Handed | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review found and proposes; hours and money are of one dossier."""

    reviewed_on: date
    document: str
    proposal: str
    days_before: Decimal
    days_after: Decimal
    parts_before: int
    parts_after: int
    hours_before: Decimal
    hours_after: Decimal
    money_before: Decimal
    money_after: Decimal
    dossiers_a_year: int


@transaction.atomic
def offer_procedure(
    *, agency: Agency, code: str, since: date, by: User | None, now: datetime
) -> AgencyProcedure:
    """Let an agency handle a procedure from a day on.

    Raises:
        NotAllowed: this person may not, or it is handled then already.
        CatalogueError: nobody knows the procedure.
    """
    if by is not None:
        check_keeps_procedures(by, agency)
    procedure_versions(code)
    hold_agency(agency)
    standing = AgencyProcedure.objects.filter(agency=agency, code=code)
    # It may begin again after it ended; what would run into another term is refused.
    meets = standing.filter(Q(until__isnull=True) | Q(until__gt=since)).order_by("since").first()
    if meets is not None:
        raise NotAllowed(
            f"{agency.name} đã ghi giải quyết thủ tục {code} từ ngày {meets.since:%d/%m/%Y}"
            + (f" đến trước {meets.until:%d/%m/%Y}." if meets.until else ".")
        )
    made = AgencyProcedure.objects.create(agency=agency, code=code, since=since)
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.procedure.offered",
        subject=made,
        after={"procedure": code, "since": since.isoformat()},
    )
    return made


@transaction.atomic
def withdraw_procedure(
    *, agency: Agency, code: str, until: date, by: User | None, now: datetime
) -> AgencyProcedure:
    """Let an agency handle a procedure no more from a day on; dossiers received before stay.

    Raises:
        NotAllowed: this person may not, it is not handled, or the day is not after the first.
    """
    if by is not None:
        check_keeps_procedures(by, agency)
    standing = AgencyProcedure.objects.select_for_update()
    held = standing.filter(agency=agency, code=code, until__isnull=True).first()
    if held is None:
        raise NotAllowed(f"{agency.name} không giải quyết thủ tục {code}.")
    if until <= held.since:
        raise NotAllowed(
            f"Ngày thôi giải quyết phải sau ngày bắt đầu {held.since:%d/%m/%Y}; hãy sửa ngày."
        )
    held.until = until
    held.save()
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.procedure.withdrawn",
        subject=held,
        after={"procedure": code, "until": until.isoformat()},
    )
    return held


def record_publication(  # noqa: PLR0913 - a publication has this many properties
    *,
    agency: Agency,
    code: str,
    place: str,
    published_on: date,
    proof: Proof,
    by: User,
    now: datetime,
) -> ProcedurePublication:
    """Record that a procedure was made public in a place; a second time mends day and proof.

    Raises:
        NotAllowed: this person may not, the place is none of that day, or nothing proves it.
        UnacceptableFile, UnableToKeep: the proof cannot be kept.
        CatalogueError: nobody knows the procedure.
    """
    check_keeps_procedures(by, agency)
    procedure_versions(code)
    places = {one.id: one.title for one in review_rules().places_on(published_on)}
    if place not in places:
        raise NotAllowed(f"Ngày {published_on:%d/%m/%Y} không có nơi công khai «{place}».")
    if published_on > timezone.localdate(now):
        raise NotAllowed("Ngày công khai chưa đến; ghi ngày đã công khai.")
    with transaction.atomic():
        found = ProcedurePublication.objects.select_for_update().filter(
            agency=agency, code=code, place=place
        )
        held = found.first() or ProcedurePublication(agency=agency, code=code, place=place)
        held.published_on, held.link = published_on, proof.link
        evidence = _evidence(held, proof, f"Công khai thủ tục {code}: {places[place]}", by, now)
        if not proof.link and evidence is None:
            raise NotAllowed("Ghi đường dẫn hoặc gửi tệp làm minh chứng.")
        held.evidence = evidence
        held.recorded_by, held.recorded_at = by, now
        held.save()
        record(
            now=now,
            by=by,
            agency=agency,
            action="dossiers.procedure.made_public",
            subject=held,
            after={"procedure": code, "place": place, "on": published_on.isoformat()},
        )
    return held


def _evidence(
    held: ProcedurePublication, proof: Proof, title: str, by: User, now: datetime
) -> "Evidence | None":
    """Keep a new file as evidence; without one the earlier evidence stays."""
    if proof.file is None:
        return held.evidence
    return add_evidence(
        agency=held.agency,
        criterion=held.code,
        period=calendar_year(held.published_on),
        title=title,
        handed=proof.file,
        sensitive=False,
        by=by,
        now=now,
    )


@transaction.atomic
def record_review(
    *, agency: Agency, code: str, reviewed: Reviewed, by: User, now: datetime
) -> ProcedureReview:
    """Record a review of a procedure for simplification.

    Raises:
        NotAllowed: this person may not, or there is one of that day.
        CatalogueError: the procedure was not in force on that day.
    """
    check_keeps_procedures(by, agency)
    version = procedure_in_force(code, reviewed.reviewed_on).version
    hold_agency(agency)
    known = ProcedureReview.objects.filter(agency=agency, code=code)
    if known.filter(reviewed_on=reviewed.reviewed_on).exists():
        raise NotAllowed(
            f"Ngày {reviewed.reviewed_on:%d/%m/%Y} đã ghi một lần rà soát thủ tục này."
        )
    made = ProcedureReview.objects.create(
        agency=agency,
        code=code,
        version=version,
        recorded_by=by,
        recorded_at=now,
        **asdict(reviewed),
    )
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.procedure.reviewed",
        subject=made,
        after={"procedure": code, "version": version, "on": reviewed.reviewed_on.isoformat()},
    )
    return made
