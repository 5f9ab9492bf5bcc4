"""Taking in plans."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from thuocdo.apps.documents.services import keep_file
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_plans
from thuocdo.apps.organisations.queries import whole_directory
from thuocdo.apps.organisations.services import record
from thuocdo.apps.plans.models import Plan, Task
from thuocdo.apps.rulebooks.queries import agency_directory
from thuocdo.core.agencies import Directory
from thuocdo.core.agencies.adding import add_directory
from thuocdo.core.tables.plan import PlanTable, read_plan
from thuocdo.kit.ports import port
from thuocdo.kit.staying import Staying

__all__ = ["plans_stay", "take_in_plan"]


def take_in_plan(
    *, agency: Agency, year: int, file_name: str, data: bytes, by: User, now: datetime
) -> Plan:
    """Read a plan's table and make it the one in force for the year; the former stays on record.

    Raises:
        NotAllowed: the person does not work for the agency.
        UnreadableFile: the file cannot be read, or holds no plan table; nothing is kept.
    """
    check_plans(by, agency)
    table = read_plan(
        port("open_plan")(file_name, data), directory=_known_agencies(), own=agency.code
    )
    with transaction.atomic():
        plan = Plan.objects.create(
            agency=agency,
            year=year,
            file=keep_file(data=data),
            file_name=file_name,
            read_at=now,
            read_by=by,
            findings=[asdict(finding) for finding in table.findings],
        )
        Task.objects.bulk_create(_tasks(plan, table))
        record(
            now=now,
            by=by,
            agency=agency,
            action="plans.plan.taken_in",
            subject=plan,
            after={"file": plan.file.sha256, "year": year, "tasks": len(table.rows)},
        )
    return plan


def _known_agencies() -> Directory:
    """Return the agencies that ship, with those of this installation laid over them."""
    return add_directory(agency_directory(), whole_directory()).directory


def _tasks(plan: Plan, table: PlanTable) -> list[Task]:
    return [
        Task(
            plan=plan,
            order=order,
            code=row.code,
            parent_code=row.parent or "",
            is_leaf=row.is_leaf,
            title=row.title,
            max_points=row.max_points,
            lead=row.lead or "",
            support=row.support or "",
            requirement=row.requirement or "",
            note=row.note or "",
        )
        for order, row in enumerate(table.rows)
    ]


def _count(agencies: Sequence[str]) -> int:
    return Plan.objects.filter(agency__code__in=agencies).count()


plans_stay = Staying(
    "plans",
    title="Kế hoạch và nhiệm vụ",
    rule="Kế hoạch đã đọc ở lại cơ quan cũ; cơ quan mới nhập kế hoạch của mình.",
    count=_count,
    hindrance="đã nhập kế hoạch của cơ quan mới",
)
