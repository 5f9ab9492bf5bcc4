"""What the intake page shows: every press of Enter fills in what is known by then."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from thuocdo.apps.dossiers.counter_queries import (
    Earlier,
    applicant_of,
    earlier_dossier,
    find_applicants,
    find_procedures,
    offered_procedures,
)
from thuocdo.apps.dossiers.forms import IntakeForm
from thuocdo.apps.dossiers.models import Applicant
from thuocdo.apps.dossiers.services import HandedPart, owed_for
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import clock, clock_data
from thuocdo.core.procedures.model import DocumentCopy, FeeTime, Procedure
from thuocdo.core.vietnamese import format_number
from thuocdo.core.worktime import Term, UnableToCount, deadline
from thuocdo.kit.formats import day, dong

__all__ = ["COPIES", "IntakePage", "ShownPart", "handed_parts", "intake_page"]

COPIES = {
    DocumentCopy.ORIGINAL: "bản chính",
    DocumentCopy.COPY: "bản sao",
    DocumentCopy.ELECTRONIC: "bản điện tử",
}
_FILLED = ("kind", "name", "id_number", "phone", "email", "address")
_WHEN = {
    FeeTime.AT_RECEIPT: "nộp khi tiếp nhận",
    FeeTime.AT_SUPPLEMENT: "nộp khi bổ sung",
    FeeTime.AT_RETURN: "nộp khi nhận kết quả",
}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part on the checklist.

    Attributes:
        needed: always, not only in some case.
    """

    number: int
    name: str
    told: str
    when: str
    needed: bool
    ticked: bool
    key: str


@dataclass(slots=True)
class IntakePage:
    """The page as it stands after what was typed so far.

    Attributes:
        procedures: all that the counter takes in, for the list that helps typing.
        choices: several procedures that the typed letters may mean.
        people: several applicants with one phone.
        said: what came of looking the applicant up; `found` whether somebody was.
    """

    agency: Agency
    procedures: Sequence[Procedure]
    values: dict[str, str]
    form: IntakeForm = field(init=False)
    procedure: Procedure | None = None
    procedure_problem: str = ""
    choices: list[Procedure] = field(default_factory=list)
    applicant: Applicant | None = None
    people: list[Applicant] = field(default_factory=list)
    said: str = ""
    parts: list[ShownPart] = field(default_factory=list)
    fees: list[str] = field(default_factory=list)
    owed: str = ""
    due: str = ""
    earlier: Earlier | None = None
    focus: str = "procedure"
    refusal: str = ""

    def refuse(self, form: IntakeForm, refusal: str = "") -> None:
        """Show the form again as it was sent, with what is wrong with it."""
        self.form, self.refusal = form, refusal
        wrong = next(iter(form.errors), "")
        self.focus = wrong if wrong in form.fields else ""
        for name in form.errors:
            if name in form.fields:
                attrs = form.fields[name].widget.attrs
                attrs |= {"aria-invalid": "true", "aria-describedby": f"{name}_error"}
        _focus(form, self.focus)


def intake_page(agency: Agency, typed: QueryDict, now: datetime) -> IntakePage:
    """Work out what is known from what was typed."""
    today = clock().day_of(now)
    values = {name: str(value).replace("\x00", "") for name, value in typed.dict().items()}
    page = IntakePage(agency, offered_procedures(agency, today), values)
    _find_procedure(page)
    _find_applicant(page)
    if page.procedure is not None:
        _show_procedure(page, page.procedure, typed, now)
    page.values.setdefault("kind", "CITIZEN")
    page.focus = _next_field(page)
    channels = page.procedure.channels if page.procedure else ()
    page.form = IntakeForm(
        initial=page.values | {"return_by_post": "return_by_post" in typed},
        **({"channels": channels} if channels else {}),
    )
    _focus(page.form, page.focus)
    return page


def handed_parts(procedure: Procedure, typed: QueryDict) -> tuple[HandedPart, ...]:
    """Return the parts that were ticked."""
    ticked = set(typed.getlist("part"))
    return tuple(
        HandedPart(number, part.copy_kind, part.count)
        for number, part in enumerate(procedure.parts, start=1)
        if str(number) in ticked
    )


def _find_procedure(page: IntakePage) -> None:
    text = page.values.get("choose_procedure") or page.values.get("procedure", "")
    found = find_procedures(page.procedures, text)
    if len(found) == 1:
        page.procedure = found[0]
        page.values["procedure"] = f"{found[0].code} {found[0].title}"
    elif found:
        page.choices = found
    elif text.strip():
        page.procedure_problem = (
            f"Không có thủ tục nào khớp với «{text.strip()[:60]}». Hãy gõ vài số cuối của mã, hoặc vài "
            "chữ trong tên; không cần dấu."
        )


def _find_applicant(page: IntakePage) -> None:
    values = page.values
    chosen = applicant_of(page.agency, values.get("choose_applicant", ""))
    if chosen is None:
        id_number, phone = values.get("id_number", "").strip(), values.get("phone", "").strip()
        if not id_number and not phone:
            return
        found = find_applicants(page.agency, id_number=id_number, phone=phone)
        if len(found) > 1:
            page.people = found
            page.said = (
                "Nhiều người nộp dùng số điện thoại này; hãy chọn một, hoặc ghi số định danh."
            )
            return
        if not found:
            page.said = "Chưa có người nộp này ở cơ quan; hãy ghi tên và cách liên hệ."
            return
        chosen = found[0]
    page.applicant = chosen
    page.said = f"Đã có ở cơ quan: {chosen.name}."
    if values.get("known") != str(chosen.pk):  # else what was mended by hand stays
        values |= {name: getattr(chosen, name) for name in _FILLED if getattr(chosen, name)}


def _show_procedure(
    page: IntakePage, procedure: Procedure, typed: QueryDict, now: datetime
) -> None:
    fresh = typed.get("shown") != procedure.version
    ticked = set(typed.getlist("part"))
    page.parts = [
        ShownPart(
            number,
            part.name,
            f"{COPIES[part.copy_kind]}, {part.count} bản",
            part.when,
            needed=not part.when,
            ticked=not part.when if fresh else str(number) in ticked,
            key=f"{procedure.code.replace('.', '-')}-{number}",
        )
        for number, part in enumerate(procedure.parts, start=1)
    ]
    page.fees = [f"{fee.title}: {dong(fee.amount)}, {_WHEN[fee.when]}" for fee in procedure.fees]
    owed = owed_for(procedure)
    page.owed = dong(owed) if owed else ""
    if fresh:
        at_once = procedure.fees_due(FeeTime.AT_RECEIPT)
        page.values["paid"] = format_number(at_once) if at_once else ""
        page.values["channel"] = procedure.channels[0].value
    page.due = _due(procedure, now)
    if page.applicant is not None:
        page.earlier = earlier_dossier(page.applicant, procedure.code)
        if page.earlier and page.values.get("act") == "reuse":
            page.values["content"] = page.earlier.content


def _due(procedure: Procedure, now: datetime) -> str:
    rule = clock_data().rule(procedure.clock_rule)
    try:
        found = deadline(clock(), Term(now, procedure.allowance, rule))
    except UnableToCount as error:
        return f"Chưa tính được ngày hẹn trả: {error}"
    guess = " (dự kiến, năm này chưa có lịch nghỉ)" if found.provisional else ""
    return f"Hẹn trả {found.due:%H:%M} ngày {day(found.due)}{guess}: {procedure.allowance.text}."


def _next_field(page: IntakePage) -> str:
    """Return where the hands go next; empty for the first part of the checklist."""
    if page.procedure is None:
        return "procedure"
    values = page.values
    if not values.get("id_number") and not values.get("phone") and not values.get("name"):
        return "id_number"
    return "" if values.get("name") else "name"


def _focus(form: IntakeForm, name: str) -> None:
    if name in form.fields:
        form.fields[name].widget.attrs["autofocus"] = True
