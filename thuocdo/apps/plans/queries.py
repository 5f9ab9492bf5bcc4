"""What pages need of plans."""

from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.plans.models import Plan, Task

__all__ = ["leads_by_code", "plan_in_force", "planned_years", "tasks_of"]


def plan_in_force(agency: Agency, year: int) -> Plan | None:
    """Return the newest plan read for the year."""
    plans = Plan.objects.filter(agency=agency, year=year).select_related("read_by", "file")
    return plans.order_by("-pk").first()


def tasks_of(plan: Plan) -> list[Task]:
    """Return the plan's rows in the order of its table."""
    return list(plan.tasks.order_by("order"))


def leads_by_code(agency: Agency, year: int) -> dict[str, str]:
    """Return who leads, by the code that plan and index set share; empty without a plan."""
    plan = plan_in_force(agency, year)
    if plan is None:
        return {}
    return dict(plan.tasks.filter(is_leaf=True).values_list("code", "lead"))


def planned_years(agency: Agency) -> list[int]:
    """Return the years that a plan was read for, newest first."""
    years = Plan.objects.filter(agency=agency).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())
