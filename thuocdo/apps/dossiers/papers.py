"""The seven papers of a dossier, filled in from what happened to it. Nothing is written here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from thuocdo.apps.dossiers.models import Applicant, Dossier, DossierEvent, EventKind
from thuocdo.apps.dossiers.timing import deadline_of, legs_of, steps_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import clock, form_book
from thuocdo.core import papers
from thuocdo.core.papers import Form, FormNotInForce, Paper, PaperKind
from thuocdo.core.procedures.model import DocumentCopy, FeeKind, Procedure
from thuocdo.core.worktime import Timeliness, judge_legs
from thuocdo.kit.refusals import NotAllowed

__all__ = ["DESK", "PaperSource", "build", "kinds_ready", "letterhead", "paper_form"]

DESK = "Bộ phận Tiếp nhận và Trả kết quả"
_OFFICE = re.compile(r"^(Ủy ban nhân dân|UBND)\s+")
_KIND_OF_PLACE = re.compile(r"^(tỉnh|thành phố|huyện|quận|xã|phường|đặc khu)\s+")
_RECIPIENTS = ("Như trên;", f"{DESK};", "Lưu: VT.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSource:
    """All that papers of one dossier are made from.

    Attributes:
        names: of people and units that events name by key: `u7`, `p12`.
    """

    dossier: Dossier
    applicant: Applicant
    procedure: Procedure
    events: Sequence[DossierEvent]
    names: Mapping[str, str] = field(default_factory=dict)

    def last(self, kind: EventKind) -> DossierEvent:
        """Return the last event of a kind.

        Raises:
            NotAllowed: there is none, so there is nothing to print.
        """
        found = next((one for one in reversed(self.events) if one.kind == kind), None)
        if found is None:
            raise NotAllowed(f"Hồ sơ chưa có việc «{kind.label}» nên chưa có giấy tờ này.")
        return found

    @property
    def request(self) -> str:
        """What is asked for."""
        return str(self.last(EventKind.RECEIVED).payload.get("content") or self.procedure.title)


def build(kind: PaperKind, source: PaperSource) -> Paper:
    """Fill a paper in.

    Raises:
        NotAllowed: what the paper tells of has not happened, or the law had no such form then.
    """
    return _BUILDERS[kind](source)


def kinds_ready(events: Sequence[DossierEvent]) -> tuple[PaperKind, ...]:
    """Return which papers there is something to print on."""
    happened = {EventKind(event.kind) for event in events}
    return tuple(kind for kind, needed in _NEEDS.items() if needed in happened)


def letterhead(agency: Agency, at: datetime, *, office: str = "") -> papers.Letterhead:
    """Return the head of a paper that an agency writes."""
    parent = agency.parent.name if agency.parent else ""
    place = _KIND_OF_PLACE.sub("", _OFFICE.sub("", parent or agency.name))
    return papers.Letterhead(
        agency=agency.name, parent=parent, office=office, place=place, on=clock().day_of(at)
    )


def paper_form(kind: PaperKind, at: datetime) -> Form:
    """Return the form of the day.

    Raises:
        NotAllowed: the law had none on that day.
    """
    try:
        return form_book().form(kind, clock().day_of(at))
    except FormNotInForce as error:
        raise NotAllowed(str(error)) from error


def _receipt(source: PaperSource) -> Paper:
    event = source.last(EventKind.RECEIVED)
    at, told, procedure = _at(event), event.payload, source.procedure
    counted = deadline_of([event])
    agency = source.dossier.agency
    at_desk = f"{DESK}, {agency.name}"
    return papers.Receipt(
        form=paper_form(PaperKind.RECEIPT, at),
        head=letterhead(agency, at, office=DESK),
        code=source.dossier.code,
        lookup=source.dossier.code,
        applicant=_applicant(source),
        request=source.request,
        parts=tuple(
            papers.PaperPart(
                name=procedure.parts[number - 1].name, copy_kind=DocumentCopy(copy), count=count
            )
            for number, copy, count in told.get("parts", [])
        ),
        allowance=procedure.allowance.text,
        received_at=at,
        due_at=datetime.fromisoformat(told["due_at"]),
        result_at="Nhận qua bưu chính công ích" if told.get("return_by_post") else at_desk,
        register=papers.RegisterPlace(
            register=agency.name, book=f"{clock().day_of(at):%Y}", number=_serial(source)
        ),
        officer=_by(event),
        sets=procedure.copies,
        provisional=counted is not None and counted.provisional,
        fee=_fee(procedure, FeeKind.FEE),
        charge=_fee(procedure, FeeKind.CHARGE),
        both_copies=True,
    )


def _supplement_request(source: PaperSource) -> Paper:
    event = source.last(EventKind.SUPPLEMENT_REQUESTED)
    at = _at(event)
    return papers.SupplementRequest(
        form=paper_form(PaperKind.SUPPLEMENT_REQUEST, at),
        head=letterhead(source.dossier.agency, at, office=DESK),
        code=source.dossier.code,
        lookup=source.dossier.code,
        applicant=_applicant(source),
        request=source.request,
        demands=tuple(event.payload["parts"]),
        reason=event.payload["reason"],
        contact=papers.Contact(name=_by(event)),
        officer=_by(event),
    )


def _refusal(source: PaperSource) -> Paper:
    event = source.last(EventKind.REFUSED)
    at = _at(event)
    return papers.Refusal(
        form=paper_form(PaperKind.REFUSAL, at),
        head=letterhead(source.dossier.agency, at, office=DESK),
        applicant=_applicant(source),
        request=source.request,
        reasons=(event.payload["reason"],),
        officer=_by(event),
        code=source.dossier.code,
        lookup=source.dossier.code,
    )


def _apology(source: PaperSource) -> Paper:
    event = source.last(EventKind.EXTENDED)
    at = _at(event)
    return papers.Apology(
        form=paper_form(PaperKind.APOLOGY, at),
        head=letterhead(source.dossier.agency, at),
        code=source.dossier.code,
        lookup=source.dossier.code,
        applicant=_applicant(source),
        request=source.request,
        received_at=_at(source.last(EventKind.RECEIVED)),
        due_at=datetime.fromisoformat(event.payload["from"]),
        new_due_at=datetime.fromisoformat(event.payload["until"]),
        reasons=(event.payload["reason"],),
        signer=_signer(event),
        recipients=_RECIPIENTS,
    )


def _stop_notice(source: PaperSource) -> Paper:
    event = source.last(EventKind.STOPPED)
    at = _at(event)
    return papers.StopNotice(
        form=paper_form(PaperKind.STOP_NOTICE, at),
        head=letterhead(source.dossier.agency, at),
        code=source.dossier.code,
        lookup=source.dossier.code,
        applicant=_applicant(source),
        request=source.request,
        received_at=_at(source.last(EventKind.RECEIVED)),
        stopped_at=at,
        reasons=(event.payload["reason"],),
        signer=_signer(event),
        recipients=_RECIPIENTS,
    )


def _control_slip(source: PaperSource) -> Paper:
    at = _at(source.last(EventKind.RECEIVED))
    source.last(EventKind.HANDED_OVER)
    agency = source.dossier.agency
    return papers.ControlSlip(
        form=paper_form(PaperKind.CONTROL_SLIP, at),
        head=letterhead(agency, at, office=DESK),
        code=source.dossier.code,
        lookup=source.dossier.code,
        request=source.request,
        lead=agency.name,
        handovers=tuple(_handovers(source)),
        supporting=tuple(dict.fromkeys(leg.agency for leg in legs_of(source.events))),
    )


def _handovers(source: PaperSource) -> list[papers.Handover]:
    """Return every change of hands in order; early or late is said of whoever gave it on."""
    given_on = {
        step.until: step.timeliness(step.until)
        for step in steps_of(source.events, source.procedure)
        if step.until is not None
    }
    now = _at(source.events[-1])
    legs = iter(judge_legs(clock(), legs_of(source.events), now))
    rows: list[papers.Handover] = []
    for event in source.events:
        kind, at = EventKind(event.kind), event.at
        if at is None:
            continue
        if kind is EventKind.HANDED_OVER:
            rows.append(_handed_over(source, event, at, given_on.get(at)))
        elif kind is EventKind.TAKEN_UP and rows and rows[-1].received_at is None:
            rows[-1] = _taken(rows[-1], _by(event), at)
        elif kind is EventKind.LEG_STARTED:
            leg = next(legs)
            late = leg.standing.timeliness if leg.leg.finished else None
            rows.append(
                papers.Handover(
                    agency=event.payload["agency"],
                    giver=_by(event),
                    receiver=event.payload["agency"],
                    given_at=at,
                    received_at=at,
                    note=_leg_note(late, leg.leg.finished),
                )
            )
        elif kind is EventKind.RESULT_READY:
            rows.append(
                papers.Handover(
                    agency=DESK,
                    giver=_by(event),
                    receiver="",
                    given_at=at,
                    timeliness=given_on.get(at),
                    note="có kết quả",
                )
            )
    return rows


def _handed_over(
    source: PaperSource, event: DossierEvent, at: datetime, timeliness: Timeliness | None
) -> papers.Handover:
    told = event.payload
    step = source.procedure.step(told["step"])
    unit = source.names.get(f"u{told['unit']}", "") or step.unit or source.dossier.agency.name
    person = source.names.get(f"p{told['to']}", "")
    return papers.Handover(
        agency=unit,
        giver=_by(event),
        receiver=person,
        given_at=at,
        received_at=at if person else None,
        timeliness=timeliness,
        note=told.get("note", ""),
    )


def _taken(row: papers.Handover, receiver: str, at: datetime) -> papers.Handover:
    return papers.Handover(
        agency=row.agency,
        giver=row.giver,
        receiver=receiver,
        given_at=row.given_at,
        received_at=at,
        timeliness=row.timeliness,
        note=row.note,
    )


def _leg_note(timeliness: Timeliness | None, finished: datetime | None) -> str:
    if finished is None or timeliness is None:
        return "đang ở cơ quan phối hợp"
    words = {Timeliness.EARLY: "trước hạn", Timeliness.ON_TIME: "đúng hạn"}
    local = clock().moment(clock().minute(finished))
    return f"chuyển lại {local:%H:%M %d/%m/%Y}, {words.get(timeliness, 'quá hạn')}"


def _applicant(source: PaperSource) -> papers.Applicant:
    one = source.applicant
    return papers.Applicant(name=one.name, address=one.address, phone=one.phone, email=one.email)


def _signer(event: DossierEvent) -> papers.Signer:
    title = event.by.job_title if event.by else ""
    return papers.Signer(title=title or "Người có thẩm quyền", name=_by(event))


def _fee(procedure: Procedure, kind: FeeKind) -> Decimal | None:
    amounts = [fee.amount for fee in procedure.fees if fee.kind is kind]
    return sum(amounts, Decimal(0)) if amounts else None


def _by(event: DossierEvent) -> str:
    return str(event.by) if event.by else ""


def _at(event: DossierEvent) -> datetime:
    if event.at is None:
        raise NotAllowed("Sự kiện này không ghi thời điểm nên không in được giấy tờ.")
    return event.at


def _serial(source: PaperSource) -> str:
    """Return day and number of the day, as the code has them."""
    return "-".join(source.dossier.code.split("-")[-2:])


_BUILDERS = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.SUPPLEMENT_REQUEST: _supplement_request,
    PaperKind.REFUSAL: _refusal,
    PaperKind.APOLOGY: _apology,
    PaperKind.STOP_NOTICE: _stop_notice,
    PaperKind.CONTROL_SLIP: _control_slip,
}
_NEEDS = {
    PaperKind.RECEIPT: EventKind.RECEIVED,
    PaperKind.CONTROL_SLIP: EventKind.HANDED_OVER,
    PaperKind.SUPPLEMENT_REQUEST: EventKind.SUPPLEMENT_REQUESTED,
    PaperKind.APOLOGY: EventKind.EXTENDED,
    PaperKind.REFUSAL: EventKind.REFUSED,
    PaperKind.STOP_NOTICE: EventKind.STOPPED,
}
