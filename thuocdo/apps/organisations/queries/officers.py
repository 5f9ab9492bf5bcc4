"""Reading officers, the positions they hold, and an agency's staffing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from thuocdo.apps.organisations.models import (
    Agency,
    Delegation,
    Evaluation,
    JobPosition,
    Officer,
    PositionHolding,
    Training,
    Unit,
    User,
)
from thuocdo.core.people import Candidate, Quality
from thuocdo.core.vietnamese import fold

__all__ = [
    "Staffed",
    "accounts_for",
    "candidate_of",
    "delegation_of",
    "delegations_of",
    "deputies_on",
    "evaluations_of",
    "job_position_by_code",
    "latest_people_year",
    "officer_by_code",
    "officers_of",
    "only_agency",
    "staffing_on",
    "stand_ins_on",
    "trainings_of",
    "unit_by_code",
    "units_of",
]


@dataclass(frozen=True, slots=True)
class Staffed:
    """A job position with the officers that stand in it on a day."""

    job: JobPosition
    used: int
    reviewed: int | None

    @property
    def over(self) -> int:
        """How many more are there than were given; 0 when none."""
        return max(self.used - self.job.headcount_given, 0)


def only_agency() -> Agency | None:
    """Return the agency where there is just one."""
    found = list(Agency.objects.standing()[:2])
    return found[0] if len(found) == 1 else None


def officers_of(
    agency: Agency, day: date, *, unit: Unit | None = None, text: str = "", names: bool = False
) -> QuerySet[Officer]:
    """Return the officers of a day with what they hold, by code.

    Args:
        agency: whose.
        day: on which they serve.
        unit: only those who hold something in it.
        text: what the code begins with, or part of the name; marks do not matter.
        names: whether the search may look at names.
    """
    found = Officer.objects.filter(agency=agency, valid_from__lte=day)
    found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    if unit is not None:
        held = PositionHolding.objects.in_force_on(day).filter(position__unit=unit)
        found = found.filter(pk__in=held.values("officer"))
    if text:
        named = Q(search_text__contains=fold(text)) if names else Q(pk__in=())
        found = found.filter(named | Q(code__startswith=text.upper()))
    return found.order_by("code").prefetch_related(_held(day))


def _held(day: date) -> Prefetch[str, QuerySet[PositionHolding], str]:
    held = PositionHolding.objects.in_force_on(day).select_related("position__unit", "job_position")
    return Prefetch("holdings", held.order_by("valid_from", "pk"), to_attr="held")


def officer_by_code(agency: Agency, code: str) -> Officer | None:
    """Return one officer of an agency."""
    return Officer.objects.filter(agency=agency, code=code).select_related("agency", "user").first()


def units_of(agency: Agency, day: date) -> Mapping[Unit, int]:
    """Return the units of a day with how many officers hold something in each."""
    held = PositionHolding.objects.in_force_on(day).filter(officer__agency=agency)
    counted = dict(
        held.values_list("position__unit")
        .annotate(officers=Count("officer", distinct=True))
        .order_by()
    )
    units = Unit.objects.in_force_on(day).filter(agency=agency).order_by("code")
    return {unit: counted.get(unit.pk, 0) for unit in units}


def unit_by_code(agency: Agency, code: str) -> Unit | None:
    """Return one unit of an agency."""
    return Unit.objects.filter(agency=agency, code=code, withdrawn_at__isnull=True).first()


def staffing_on(agency: Agency, day: date, *, unit: Unit | None = None) -> list[Staffed]:
    """Return the job positions of a day, of all the agency or of one unit."""
    jobs = JobPosition.objects.in_force_on(day).filter(agency=agency)
    if unit is not None:
        jobs = jobs.filter(unit=unit)
    held = PositionHolding.objects.in_force_on(day).filter(officer__agency=agency)
    used = dict(
        held.filter(job_position__isnull=False)
        .values_list("job_position")
        .annotate(officers=Count("officer", distinct=True))
        .order_by()
    )
    reviewed = jobs.annotate(newest=Max("reviews__year")).select_related("unit").order_by("code")
    return [Staffed(job, used.get(job.pk, 0), job.newest) for job in reviewed]


def deputies_on(agency: Agency, day: date, unit: Unit | None) -> int:
    """Return how many deputies the unit, or the agency's own head, has."""
    held = PositionHolding.objects.in_force_on(day).filter(
        officer__agency=agency, is_deputy=True, position__unit=unit
    )
    return held.values("officer").distinct().count()


def candidate_of(officer: Officer, day: date) -> Candidate:
    """Return what the rules of appointments ask about an officer on a day."""
    last = officer.evaluations.filter(evaluated_on__lte=day).order_by("-year").first()
    held = officer.holdings.in_force_on(day).filter(job_position__isnull=False)
    return Candidate(
        quality=Quality(last.quality) if last else None,
        disciplines=tuple(officer.disciplines.values_list("form", "decided_on")),
        holds_job_position=held.exists(),
        birth_year=officer.birth_year,
    )


def stand_ins_on(officer: Officer, day: date) -> list[Delegation]:
    """Return who stands in for an officer on a day, and for whom the officer does."""
    found = Delegation.objects.filter(
        Q(officer=officer) | Q(stand_in=officer),
        valid_from__lte=day,
        valid_to__gt=day,
        withdrawn_at__isnull=True,
    )
    return list(found.select_related("officer", "stand_in").order_by("pk"))


def delegations_of(officer: Officer, day: date) -> list[Delegation]:
    """Return who stands in for an officer on a day or later."""
    found = officer.delegations.filter(withdrawn_at__isnull=True, valid_to__gt=day)
    return list(found.select_related("stand_in").order_by("valid_from"))


def delegation_of(officer: Officer, pk: int) -> Delegation | None:
    """Return one delegation of an officer that was not taken back."""
    found = officer.delegations.filter(pk=pk, withdrawn_at__isnull=True)
    return found.select_related("officer__agency", "stand_in").first()


def accounts_for(officer: Officer) -> list[User]:
    """Return the accounts of the officer's agency that are nobody else's."""
    free = Q(officer__isnull=True) | Q(officer=officer)
    found = User.objects.filter(free, agency=officer.agency_id, is_active=True)
    return list(found.order_by("username"))


def job_position_by_code(agency: Agency, code: str, day: date) -> JobPosition | None:
    """Return one job position of an agency that is in force on a day."""
    return JobPosition.objects.in_force_on(day).filter(agency=agency, code=code).first()


def trainings_of(agency: Agency, year: int) -> QuerySet[Training]:
    """Return a year's plan of training."""
    found = Training.objects.filter(officer__agency=agency, year=year)
    return found.select_related("officer").order_by("officer__code", "course")


def evaluations_of(agency: Agency, year: int) -> QuerySet[Evaluation]:
    """Return a year's evaluations."""
    found = Evaluation.objects.filter(officer__agency=agency, year=year)
    return found.select_related("officer").order_by("officer__code")


def latest_people_year(agency: Agency) -> int | None:
    """Return the newest year with training or evaluation."""
    trained = Training.objects.filter(officer__agency=agency).aggregate(year=Max("year"))["year"]
    judged = Evaluation.objects.filter(officer__agency=agency).aggregate(year=Max("year"))["year"]
    return max(trained or 0, judged or 0) or None
