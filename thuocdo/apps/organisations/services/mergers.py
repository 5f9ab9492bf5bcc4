"""A merger as one operation: carried out, then confirmed or undone. Nothing is deleted."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    Assignment,
    Merger,
    MergerState,
    Succession,
    SuccessionKind,
    User,
)
from thuocdo.apps.organisations.policies import check_is_open, check_merges
from thuocdo.apps.organisations.queries.mergers import MergerPlan, preview
from thuocdo.apps.organisations.services.agencies import (
    Decision,
    create_agency,
    end_agency,
)
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.periods import (
    UnableToChangeAgency,
    change_from,
    hold_directory,
    sync_newest,
)
from thuocdo.kit.ports import port

__all__ = ["carry_out_merger", "confirm_merger", "undo_merger"]


@transaction.atomic
def carry_out_merger(*, plan: MergerPlan, by: User, today: date, now: datetime) -> Merger:
    """Found the new agency, end the old ones, and move what moves.

    Raises:
        NotAllowed: this person may not merge them.
        UnableToChangeAgency: the preview has problems; its first ones are the message.
    """
    hold_directory()
    plan = _with_agencies_held(plan)
    check_merges(by, plan.predecessors)
    problems = preview(plan, today=today).problems
    if problems:
        raise UnableToChangeAgency(" ".join(problems))
    new = _found(plan, by, now)
    merger = Merger.objects.create(
        successor=new, effective_on=plan.effective_on, carried_out_at=now, carried_out_by=by
    )
    _move_children(plan, new)
    for agency in plan.predecessors:
        end_agency(agency=agency, valid_to=plan.effective_on, now=now, by=by)
    _link(plan, merger)
    merger.moved = {"people": _move_people(plan, new)} | {
        mover.key: dict(mover.move(plan.codes, new.code, now=now)) for mover in port("movers")()
    }
    merger.save(update_fields=["moved"])
    hold_directory()  # whoever drew the tree halfway, as the policies did, draws it anew
    _tell(merger, "carried_out", plan.codes, by, now)
    return merger


@transaction.atomic
def confirm_merger(*, merger: Merger, by: User, now: datetime) -> Merger:
    """Make a merger final.

    Raises:
        NotAllowed: it is no longer open, or this person may not.
    """
    merger = _held(merger, by)
    _settle(merger, MergerState.CONFIRMED, by, now)
    _tell(merger, "confirmed", _codes(merger), by, now)
    return merger


@transaction.atomic
def undo_merger(*, merger: Merger, by: User, now: datetime) -> Merger:
    """Give everything back and let the old agencies go on as if they had not ended.

    The new agency stays on record as withdrawn, and so do its name and its successions.

    Raises:
        NotAllowed: it is no longer open, or this person may not.
        UnableToChangeAgency: the new agency holds something that no old one had.
    """
    hold_directory()
    merger = _held(merger, by)
    _check_can_be_undone(merger)
    new, old = merger.successor, _predecessors(merger)
    for mover in port("movers")():
        mover.move_back(new.code, now=now)
    _give_people_back(merger, old)
    _give_children_back(merger, now)
    for agency in old:
        _reopen(agency, merger.effective_on)
    for rows in (
        Succession.objects.filter(merger=merger),
        AgencyName.objects.standing().filter(agency=new),
        AgencyParent.objects.standing().filter(agency=new),
        Agency.objects.filter(pk=new.pk),
    ):
        rows.update(withdrawn_at=now)
    _settle(merger, MergerState.UNDONE, by, now)
    hold_directory()  # likewise
    _tell(merger, "undone", [agency.code for agency in old], by, now)
    return merger


def _with_agencies_held(plan: MergerPlan) -> MergerPlan:
    """Return the plan with its agencies as they are now, held until the transaction ends."""
    keys = [agency.pk for agency in plan.predecessors]
    held = Agency.objects.select_for_update().in_bulk(keys)
    return replace(plan, predecessors=tuple(held[key] for key in keys))


def _found(plan: MergerPlan, by: User, now: datetime) -> Agency:
    """Make the new agency, or take up again the one whose founding under this code was undone."""
    first = plan.predecessors[0]
    withdrawn = Agency.objects.filter(code=plan.code, withdrawn_at__isnull=False).first()
    if withdrawn is None:
        return create_agency(
            code=plan.code,
            name=plan.name,
            short_name=plan.short_name,
            level=first.level,  # type: ignore[arg-type]  # the column's text is a member's value
            kind=first.kind or None,  # type: ignore[arg-type]  # likewise
            valid_from=plan.effective_on,
            parent=first.parent,
            ranking_group=first.ranking_group,
            decision=Decision(plan.decision_number, plan.decided_on),
            now=now,
            by=by,
        )
    told = {"decision_number": plan.decision_number, "decided_on": plan.decided_on}
    called = {"name": plan.name, "short_name": plan.short_name}
    values = told | called | {"valid_from": plan.effective_on, "withdrawn_at": None}
    Agency.objects.filter(pk=withdrawn.pk).update(parent=first.parent, **values)
    period = told | {"agency": withdrawn, "valid_from": plan.effective_on}
    AgencyName.objects.create(**called, **period)
    AgencyParent.objects.create(parent=first.parent, **period)
    withdrawn.refresh_from_db()
    return withdrawn


def _move_children(plan: MergerPlan, new: Agency) -> None:
    links = AgencyParent.objects.standing().filter(
        parent__in=plan.predecessors, valid_to__isnull=True
    )
    for link in links.select_related("agency"):
        change_from(AgencyParent, link.agency, plan.effective_on, {"parent": new})
        sync_newest(link.agency)


def _link(plan: MergerPlan, merger: Merger) -> None:
    Succession.objects.bulk_create(
        Succession(
            predecessor=agency,
            successor=merger.successor,
            kind=SuccessionKind.MERGED,
            effective_on=plan.effective_on,
            decision_number=plan.decision_number,
            decided_on=plan.decided_on,
            merger=merger,
        )
        for agency in plan.predecessors
    )


def _move_people(plan: MergerPlan, new: Agency) -> dict[str, list[int]]:
    moved = {
        agency.code: sorted(agency.users.values_list("pk", flat=True))
        for agency in plan.predecessors
    }
    User.objects.filter(agency__in=plan.predecessors).update(agency=new)
    return moved


def _held(merger: Merger, by: User) -> Merger:
    """Return the merger as it is now, held until the transaction ends."""
    held = Merger.objects.select_for_update().get(pk=merger.pk)
    check_is_open(held)
    check_merges(by, _predecessors(held))
    return held


def _predecessors(merger: Merger) -> list[Agency]:
    return list(Agency.objects.filter(successions__merger=merger).order_by("code"))


def _codes(merger: Merger) -> list[str]:
    return [agency.code for agency in _predecessors(merger)]


def _check_can_be_undone(merger: Merger) -> None:
    new = merger.successor
    came = [key for keys in merger.moved["people"].values() for key in keys]
    reasons = [mover.hindrance(new.code) for mover in port("movers")()]
    if new.users.exclude(pk__in=came).exists():
        reasons.append("cơ quan mới đã có người dùng của riêng nó")
    if Assignment.objects.standing().filter(position__agency=new).exists():
        reasons.append("cơ quan mới đã có người được phân công ở đó")
    names = AgencyName.objects.standing().filter(agency=new)
    children = AgencyParent.objects.standing().filter(parent=new)
    changed = names.count() > 1 or children.exclude(valid_from=merger.effective_on).exists()
    if changed or new.valid_to is not None:
        reasons.append("danh bạ đã ghi thay đổi về sau của cơ quan mới")
    said = "; ".join(reason for reason in reasons if reason)
    if said:
        raise UnableToChangeAgency(f"Không hoàn tác được: {said}.")


def _give_people_back(merger: Merger, old: list[Agency]) -> None:
    by_code = {agency.code: agency for agency in old}
    for code, keys in merger.moved["people"].items():
        # Whoever has left the new agency since stays where they are now.
        here = User.objects.filter(pk__in=keys, agency=merger.successor)
        here.update(agency=by_code[code])


def _give_children_back(merger: Merger, now: datetime) -> None:
    links = AgencyParent.objects.standing().filter(parent=merger.successor)
    for link in links.select_related("agency"):
        before = AgencyParent.objects.standing().filter(
            agency=link.agency, valid_to=link.valid_from
        )
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])
        before.update(valid_to=link.valid_to)
        sync_newest(link.agency)


def _reopen(agency: Agency, day: date) -> None:
    Agency.objects.filter(pk=agency.pk).update(valid_to=None)
    for periods in (AgencyName.objects.standing(), AgencyParent.objects.standing()):
        periods.filter(agency=agency, valid_to=day).update(valid_to=None)


def _settle(merger: Merger, state: MergerState, by: User, now: datetime) -> None:
    merger.state, merger.settled_by, merger.settled_at = state, by, now
    merger.save(update_fields=["state", "settled_by", "settled_at"])


def _tell(merger: Merger, what: str, codes: list[str], by: User, now: datetime) -> None:
    people = merger.moved.get("people", {})
    record(
        now=now,
        by=by,
        agency=merger.successor,
        action=f"organisations.merger.{what}",
        subject=merger,
        before={"agencies": codes},
        after={
            "agency": merger.successor.code,
            "from": merger.effective_on.isoformat(),
            "moved": merger.moved | {"people": {code: len(keys) for code, keys in people.items()}},
        },
    )
