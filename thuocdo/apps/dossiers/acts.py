"""What can be done with a dossier on its page: each act with its form, its service, and why not now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.utils import timezone

from thuocdo.apps.dossiers import forms, services
from thuocdo.apps.dossiers.models import Dossier, DossierEvent, EventKind
from thuocdo.apps.dossiers.services import Held, Receiver
from thuocdo.apps.organisations.models import Role, User
from thuocdo.apps.organisations.queries import holders_of, people_with, units_of, units_with
from thuocdo.apps.rulebooks.queries import clock
from thuocdo.core.procedures.model import Step
from thuocdo.core.vietnamese import format_number
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction
from thuocdo.kit.refusals import NotAllowed

__all__ = ["Case", "ShownAct", "act_named", "perform", "shown_acts"]

_A = DossierAction
Form = django_forms.Form


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier, what happened to it, who looks and when."""

    dossier: Dossier
    events: tuple[DossierEvent, ...]
    by: User
    now: datetime


@dataclass(frozen=True, slots=True)
class _Act:
    """One act.

    Attributes:
        slug: how its address names it.
        do: calls the service with a valid form.
        options: what the form's constructor needs beside its data.
    """

    slug: str
    action: DossierAction
    form: type[Form]
    do: Callable[[Case, Any], Held]
    options: Callable[[Held, Case], dict[str, Any]] = field(default=lambda held, case: {})  # noqa: ARG005
    grave: bool = False


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act as the page shows it.

    Attributes:
        refused: why it cannot be done now; empty where it can.
        warning: said before it is done.
        opened: its form was sent and is wrong.
    """

    slug: str
    title: str
    form: Form | None
    refused: str
    warning: str = ""
    grave: bool = False
    opened: bool = False


def shown_acts(case: Case, sent: tuple[str, Form] | None = None) -> list[ShownAct]:
    """Return every act, those that can be done first; `sent` is a form that came back wrong."""
    acts = [_shown(case, act, sent) for act in _ACTS]
    return sorted(acts, key=lambda one: bool(one.refused))


def act_named(slug: str) -> bool:
    """Tell whether there is an act of this name."""
    return slug in _BY_SLUG


def perform(case: Case, slug: str, data: Mapping[str, Any]) -> Form | None:
    """Do it; return the form when it is not filled in rightly, else None.

    Raises:
        NotAllowed: not now, or not by this person.
    """
    act = _BY_SLUG[slug]
    held = services.look(case.dossier, case.events, act.action, case.by)
    form = act.form(data, prefix=slug, **_without_initial(act.options(held, case)))
    if not form.is_valid():
        return form
    try:
        act.do(case, form)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return form
    return None


def _without_initial(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "initial"}


def _shown(case: Case, act: _Act, sent: tuple[str, Form] | None) -> ShownAct:
    title = DOSSIER.row(act.action).words
    try:
        held = services.look(case.dossier, case.events, act.action, case.by)
        services.check_ready(held, case.now)
    except NotAllowed as refusal:
        return ShownAct(act.slug, title, None, str(refusal))
    opened = sent is not None and sent[0] == act.slug
    form = sent[1] if sent and opened else act.form(prefix=act.slug, **act.options(held, case))
    warning = ""
    if act.action is _A.SUPPLEMENT_REQUESTED and held.count(EventKind.SUPPLEMENT_REQUESTED):
        warning = (
            "Hồ sơ này đã được yêu cầu bổ sung; yêu cầu quá một lần thì hồ sơ bị tính là quá hạn. "
            "Chỉ làm khi thật cần, ghi rõ lý do."
        )
    return ShownAct(act.slug, title, form, "", warning, act.grave, opened)


def _receivers(held: Held, case: Case) -> dict[str, Any]:
    """Offer the next step first; its role's people before the others, then the units."""
    agency, steps = case.dossier.agency, held.procedure.steps
    upcoming = held.procedure.next_step(case.dossier.step) if case.dossier.step else steps[0]
    day = clock().day_of(case.now)
    wanted = Role[(upcoming or steps[-1]).role.name]
    likely = [one for one in holders_of(agency, {wanted}, day) if one.pk != case.by.pk]
    others = [
        one
        for one in holders_of(agency, _HANDLERS, day)
        if one.pk != case.by.pk and one not in likely
    ]
    groups: list[tuple[str, Any]] = [
        (str(wanted.label).capitalize(), [(f"p{one.pk}", str(one)) for one in likely]),
        ("Người khác", [(f"p{one.pk}", str(one)) for one in others]),
        ("Đơn vị (người của đơn vị ký nhận sau)", _units(held, day)),
    ]
    return {
        "receivers": [group for group in groups if group[1]],
        "steps": [(step.id, step.title) for step in _upcoming(steps, upcoming)],
    }


def _upcoming(steps: Sequence[Step], first: Step | None) -> list[Step]:
    return [one for one in steps if one == first] + [one for one in steps if one != first]


def _units(held: Held, day: date) -> list[tuple[str, str]]:
    return [(f"u{one.pk}", one.name) for one in units_of(held.dossier.agency, day)]


def _hand_over(case: Case, form: Any) -> Held:
    kind, key = form.cleaned_data["to"][:1], form.cleaned_data["to"][1:]
    unit = next(iter(units_with({int(key)})), None) if kind == "u" else None
    person = next(iter(people_with({int(key)})), None) if kind == "p" else None
    return services.hand_over(
        dossier=case.dossier,
        to=Receiver(unit=unit, person=person),
        step=form.cleaned_data["step"],
        note=form.cleaned_data["note"],
        by=case.by,
        now=case.now,
    )


def _supplement(case: Case, form: Any) -> Held:
    reason = form.cleaned_data["reason"]
    return services.request_supplement(
        dossier=case.dossier, parts=form.lines(), reason=reason, by=case.by, now=case.now
    )


def _apologise(case: Case, form: Any) -> Held:
    reason = form.cleaned_data["reason"]
    return services.apologise(
        dossier=case.dossier, until=form.moment(), reason=reason, by=case.by, now=case.now
    )


def _plain(service: Callable[..., Held]) -> Callable[[Case, Any], Held]:
    """Call a service with what its form holds, by the same names."""

    def do(case: Case, form: Any) -> Held:
        said = {name: value for name, value in form.cleaned_data.items() if name != "sure"}
        return service(dossier=case.dossier, by=case.by, now=case.now, **said)

    return do


def _new_appointment(held: Held, case: Case) -> dict[str, Any]:
    """Offer the next working day after the due time."""
    due = held.row.due_at or case.now
    until = clock().add_working_days(due, 1)
    return {"initial": {"until": timezone.localtime(until)}}


def _amount_asked(held: Held, case: Case) -> dict[str, Any]:  # noqa: ARG001 - all options look alike
    asked = held.last(EventKind.PAYMENT_REQUESTED)
    return {"initial": {"amount": _dong(asked.payload["amount"]) if asked else ""}}


def _amount_owed(held: Held, case: Case) -> dict[str, Any]:  # noqa: ARG001
    return {"initial": {"amount": _dong(services.fee_owed(held.events))}}


def _taker(held: Held, case: Case) -> dict[str, Any]:
    received = held.last(EventKind.RECEIVED)
    by_post = bool(received and received.payload.get("return_by_post"))
    name = case.dossier.applicant.name if case.dossier.applicant else ""
    return {"initial": {"taken_by": name, "by_post": by_post}}


def _dong(amount: Any) -> str:
    return format_number(Decimal(amount))


_HANDLERS = frozenset(
    {Role.COUNTER_CLERK, Role.HANDLING_OFFICIAL, Role.HEAD_OF_UNIT, Role.DIRECTOR}
)
_ACTS = (
    _Act("nhan-ban-giao", _A.TAKEN_UP, forms.BareForm, _plain(services.take_up)),
    _Act("chuyen-buoc", _A.HANDED_OVER, forms.HandOverForm, _hand_over, _receivers),
    _Act("ket-qua", _A.RESULT_READY, forms.ResultForm, _plain(services.finish)),
    _Act("tra-ket-qua", _A.RESULT_RETURNED, forms.ReturnForm, _plain(services.return_result), _taker),
    _Act("nhan-bo-sung", _A.SUPPLEMENTED, forms.NoteForm, _plain(services.take_supplement)),
    _Act("da-nop-tien", _A.PAID, forms.PaidForm, _plain(services.record_payment), _amount_asked),
    _Act("thu-phi", _A.FEE_COLLECTED, forms.FeeForm, _plain(services.collect_fee), _amount_owed),
    _Act("yeu-cau-bo-sung", _A.SUPPLEMENT_REQUESTED, forms.SupplementForm, _supplement),
    _Act("xin-loi", _A.EXTENDED, forms.ApologyForm, _apologise, _new_appointment),
    _Act("lay-y-kien", _A.OPINION_ASKED, forms.OpinionForm, _plain(services.ask_opinion)),
    _Act("y-kien-tra-loi", _A.OPINION_GIVEN, forms.AnswerForm, _plain(services.answer_opinion)),
    _Act("chuyen-phoi-hop", _A.LEG_STARTED, forms.BareForm, _plain(services.start_leg)),
    _Act("nhan-phoi-hop", _A.LEG_ENDED, forms.AnswerForm, _plain(services.end_leg)),
    _Act("yeu-cau-nop-tien", _A.PAYMENT_REQUESTED, forms.PaymentForm, _plain(services.request_payment)),
    _Act("tu-choi", _A.REFUSED, forms.ReasonForm, _plain(services.refuse), grave=True),
    _Act("dung", _A.STOPPED, forms.ReasonForm, _plain(services.stop), grave=True),
    _Act("rut", _A.WITHDRAWN, forms.ReasonForm, _plain(services.withdraw), grave=True),
)  # fmt: skip
_BY_SLUG = {act.slug: act for act in _ACTS}
