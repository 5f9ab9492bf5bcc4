"""Giving roles and ending them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thuocdo.apps.organisations.models import Agency, Assignment, Position, Role, Unit, User
from thuocdo.apps.organisations.policies import check_assigns
from thuocdo.apps.organisations.reach import forget_reach
from thuocdo.apps.organisations.services.agencies import UNKNOWN, Decision, add_position
from thuocdo.apps.organisations.services.journal import record
from thuocdo.kit.refusals import NotAllowed

__all__ = ["assign_role", "end_role", "withdraw_role"]


@transaction.atomic
def assign_role(  # noqa: PLR0913 - who, what, where, since when, by which decision
    *,
    user: User,
    role: Role,
    agency: Agency,
    valid_from: date,
    now: datetime,
    unit: Unit | None = None,
    title: str = "",
    valid_to: date | None = None,
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> Assignment:
    """Let a person hold a role through a position of an agency, or of one of its units.

    Args:
        title: of the position; that of the role when it is not told. The agency's position of this
            title is taken, or entered.
        by: None for the command line of the installation.

    Raises:
        NotAllowed: `by` may not; or an auditor would write, or a writer audit.
        UnableToChangeAgency: the unit is another agency's.
    """
    if by is not None:
        check_assigns(by, agency)
    _check_audits_alone(user, role, valid_from, valid_to)
    _check_is_new(user, role, agency, unit, valid_from, valid_to)
    title = title or str(role.label).capitalize()
    position = Position.objects.in_force_on(valid_from).filter(
        agency=agency, unit=unit, title=title, valid_to__isnull=True
    ).order_by("pk").first() or add_position(
        agency=agency,
        title=title,
        unit=unit,
        is_head=role in {Role.DIRECTOR, Role.HEAD_OF_UNIT},
        valid_from=valid_from,
        decision=decision,
        now=now,
        by=by,
    )
    assignment = Assignment.objects.create(
        user=user,
        position=position,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
        **decision.columns(),
    )
    _tell("organisations.role.assigned", assignment, now=now, by=by)
    return assignment


@transaction.atomic
def end_role(
    *, assignment: Assignment, valid_to: date, now: datetime, by: User | None = None
) -> Assignment:
    """Let a role end: `valid_to` is the first day without it.

    Raises:
        NotAllowed: `by` may not, or it would end before it began.
    """
    if by is not None:
        check_assigns(by, assignment.position.agency)
    if valid_to <= assignment.valid_from:
        raise NotAllowed(
            f"Vai trò bắt đầu từ {assignment.valid_from:%d/%m/%Y}; ngày hết hiệu lực phải sau ngày "
            "đó."
        )
    assignment.valid_to = valid_to
    assignment.save(update_fields=["valid_to"])
    _tell("organisations.role.ended", assignment, now=now, by=by)
    return assignment


@transaction.atomic
def withdraw_role(*, assignment: Assignment, now: datetime, by: User | None = None) -> None:
    """Take back a role that was given by mistake; it stays on record.

    Raises:
        NotAllowed: `by` may not.
    """
    if by is not None:
        check_assigns(by, assignment.position.agency)
    assignment.withdrawn_at = now
    assignment.save(update_fields=["withdrawn_at"])
    _tell("organisations.role.withdrawn", assignment, now=now, by=by)


def _check_audits_alone(user: User, role: Role, start: date, end: date | None) -> None:
    """Whoever audits writes nothing, so holds nothing else meanwhile."""
    others = Assignment.objects.standing().filter(_meets(start, end), user=user)
    audits = Q(role=Role.AUDITOR)
    if others.filter(~audits if role == Role.AUDITOR else audits).exists():
        raise NotAllowed(
            f"{user}: người kiểm tra không giữ cùng lúc vai trò khác, vì chỉ xem chứ không ghi. Hãy "
            "ghi ngày hết hiệu lực của vai trò kia trước."
        )


def _check_is_new(
    user: User, role: Role, agency: Agency, unit: Unit | None, start: date, end: date | None
) -> None:
    same = Assignment.objects.standing().filter(_meets(start, end), user=user, role=role)
    if same.filter(position__agency=agency, position__unit=unit).exists():
        raise NotAllowed(f"{user} đã giữ vai trò {role.label} ở {agency.name} trong thời gian này.")


def _meets(start: date, end: date | None) -> Q:
    begun = Q() if end is None else Q(valid_from__lt=end)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=start))


def _tell(action: str, assignment: Assignment, *, now: datetime, by: User | None) -> None:
    forget_reach(assignment.user)
    record(
        now=now,
        by=by,
        agency=assignment.position.agency,
        action=action,
        subject=assignment,
        after={
            "user": assignment.user_id,
            "role": assignment.role,
            "position": assignment.position_id,
            "unit": assignment.position.unit_id,
            "from": assignment.valid_from.isoformat(),
            "to": assignment.valid_to.isoformat() if assignment.valid_to else None,
        },
    )
