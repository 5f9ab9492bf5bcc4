"""Job positions and what is kept of officers' years; each verb publishes its row."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import models, transaction

from thuocdo.apps.organisations.models import (
    Agency,
    Discipline,
    Evaluation,
    EvaluationItem,
    JobPosition,
    JobPositionReview,
    Officer,
    Training,
    Unit,
    User,
)
from thuocdo.apps.organisations.people_policies import check_keeps_people
from thuocdo.apps.organisations.published import publish
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.people import UnableToChangePeople
from thuocdo.core.people import PeopleRules, quality_of

__all__ = [
    "Item",
    "add_job_position",
    "complete_training",
    "discipline_officer",
    "evaluate_officer",
    "plan_training",
    "review_job_position",
]

Item = tuple[str, Decimal, Decimal]
"""A quantified criterion: what, points at most, points."""


@transaction.atomic
def add_job_position(  # noqa: PLR0913 - what a job position has
    *,
    agency: Agency,
    code: str,
    title: str,
    headcount_given: int,
    valid_from: date,
    now: datetime,
    by: User | None,
    unit: Unit | None = None,
    competences: str = "",
    must_rotate: bool = False,
    valid_to: date | None = None,
) -> JobPosition:
    """Enter a job position of the approved scheme.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: the code is taken, or the unit is another agency's.
    """
    _check(by, agency)
    if unit is not None and unit.agency_id != agency.pk:
        raise UnableToChangePeople(f"Đơn vị {unit.name} không thuộc {agency.code}.")
    if agency.job_positions.filter(code=code).exists():
        raise UnableToChangePeople(f"Mã vị trí việc làm {code} đã có ở {agency.code}.")
    made = JobPosition.objects.create(
        agency=agency,
        unit=unit,
        code=code,
        title=title,
        competences=competences,
        headcount_given=headcount_given,
        must_rotate=must_rotate,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _done(made, agency, "job_position.added", now, by, {"code": code, "given": headcount_given})
    return made


@transaction.atomic
def review_job_position(
    *,
    job_position: JobPosition,
    year: int,
    reviewed_on: date,
    outcome: str,
    now: datetime,
    by: User | None,
) -> JobPositionReview:
    """Say what a year's review decided about a job position.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: it was reviewed in that year.
    """
    _check(by, job_position.agency)
    if job_position.reviews.filter(year=year).exists():
        raise UnableToChangePeople(f"Vị trí {job_position.code} đã được rà soát năm {year}.")
    made = JobPositionReview.objects.create(
        job_position=job_position, year=year, reviewed_on=reviewed_on, outcome=outcome
    )
    told = {"code": job_position.code, "year": year, "outcome": outcome}
    _done(made, job_position.agency, "job_position.reviewed", now, by, told)
    return made


@transaction.atomic
def plan_training(
    *, officer: Officer, year: int, course: str, now: datetime, by: User | None
) -> Training:
    """Put a course for an officer into a year's plan.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: it is in the plan already.
    """
    _check(by, officer.agency)
    if officer.trainings.filter(year=year, course=course).exists():
        raise UnableToChangePeople(f"Khóa «{course}» đã có trong kế hoạch năm {year}.")
    made = Training.objects.create(officer=officer, year=year, course=course)
    _done(made, officer.agency, "training.planned", now, by, {"year": year})
    return made


@transaction.atomic
def complete_training(
    *, training: Training, completed_on: date, now: datetime, by: User | None
) -> None:
    """Say on which day a planned course was completed.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: the day lies before the plan's year.
    """
    _check(by, training.officer.agency)
    if completed_on.year < training.year:
        raise UnableToChangePeople(f"Ngày hoàn thành phải từ năm {training.year}.")
    training.completed_on = completed_on
    training.save(update_fields=["completed_on"])
    told = {"on": completed_on.isoformat()}
    _done(training, training.officer.agency, "training.completed", now, by, told)


@transaction.atomic
def evaluate_officer(  # noqa: PLR0913 - what an evaluation has
    *,
    officer: Officer,
    year: int,
    evaluated_on: date,
    items: Sequence[Item],
    rules: PeopleRules,
    now: datetime,
    by: User | None,
) -> Evaluation:
    """Evaluate an officer's year by quantified criteria; the class follows from the points.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: evaluated already, no rule in force, or points out of bounds.
    """
    _check(by, officer.agency)
    if officer.evaluations.filter(year=year).exists():
        raise UnableToChangePeople(f"{officer.code} đã được đánh giá năm {year}.")
    rule = rules.evaluation_on(evaluated_on)
    if rule is None:
        raise UnableToChangePeople(f"Ngày {evaluated_on:%d/%m/%Y} chưa có quy định xếp loại.")
    for title, most, given in items:
        if not 0 <= given <= most:
            raise UnableToChangePeople(f"«{title}»: điểm phải từ 0 đến {most}.")
    total = sum((given for _, _, given in items), Decimal(0))
    try:
        quality = quality_of(rule, total)
    except ValueError:
        raise UnableToChangePeople(
            f"Tổng điểm {total} vượt thang {rule.most_points}; sửa điểm từng nội dung."
        ) from None
    made = Evaluation.objects.create(
        officer=officer, year=year, evaluated_on=evaluated_on, points=total, quality=quality
    )
    EvaluationItem.objects.bulk_create(
        EvaluationItem(evaluation=made, title=title, max_points=most, points=given)
        for title, most, given in items
    )
    _done(made, officer.agency, "officer.evaluated", now, by, {"year": year})
    return made


@transaction.atomic
def discipline_officer(
    *,
    officer: Officer,
    form: str,
    decided_on: date,
    now: datetime,
    by: User | None,
    decision_number: str = "",
) -> Discipline:
    """Enter a decision to discipline an officer.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: it is entered already.
    """
    _check(by, officer.agency)
    if officer.disciplines.filter(form=form, decided_on=decided_on).exists():
        raise UnableToChangePeople("Quyết định kỷ luật này đã được ghi.")
    made = Discipline.objects.create(
        officer=officer, form=form, decided_on=decided_on, decision_number=decision_number
    )
    _done(made, officer.agency, "officer.disciplined", now, by, {"on": decided_on.isoformat()})
    return made


def _check(by: User | None, agency: Agency) -> None:
    if by is not None:  # the command line works for every agency
        check_keeps_people(by, agency)


def _done(
    made: models.Model,
    agency: Agency,
    what: str,
    now: datetime,
    by: User | None,
    told: Mapping[str, object],
) -> None:
    """Publish what was made and tell the journal, without a name, points or a class."""
    publish([made])
    record(
        now=now,
        by=by,
        agency=agency,
        action=f"organisations.{what}",
        subject=made,
        after=dict(told),
    )
