"""The page of one dossier: how it stands, where it lies, what happened, what is missing, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from thuocdo.apps.dossiers.acts import Case, Form, ShownAct, shown_acts
from thuocdo.apps.dossiers.counter_queries import files_of
from thuocdo.apps.dossiers.intake_page import COPIES
from thuocdo.apps.dossiers.models import Dossier, DossierEvent, DossierFile
from thuocdo.apps.dossiers.policies import can_see_applicants, check_acts
from thuocdo.apps.dossiers.printing import ShownPaper, papers_of
from thuocdo.apps.dossiers.published import fold
from thuocdo.apps.dossiers.services import closing_gaps, version_of
from thuocdo.apps.dossiers.timing import deadline_of, legs_of, promised_at, steps_of
from thuocdo.apps.rulebooks.queries import clock, procedure_version
from thuocdo.core.procedures.model import DocumentCopy, Procedure
from thuocdo.core.rows import PortalState
from thuocdo.core.tables.dossiers.words import STATES
from thuocdo.core.workflows.dossier import DOSSIER, OPEN, DossierAction
from thuocdo.core.worktime import (
    Deadline,
    LegStanding,
    Timeliness,
    UnableToCount,
    judge,
    judge_legs,
)
from thuocdo.kit.formats import moment
from thuocdo.kit.refusals import can

__all__ = ["Handled", "ShownLeg", "ShownPartFiles", "handled"]

_acts = can(check_acts)
_SIGNS = {
    Timeliness.EARLY: "won",
    Timeliness.ON_TIME: "won",
    Timeliness.OVERDUE: "lost",
    Timeliness.RUNNING: "possible",
    Timeliness.WAITING: "unknown",
}


@dataclass(frozen=True, slots=True)
class ShownPartFiles:
    """A part that was handed in, with its files."""

    number: int
    name: str
    told: str
    files: list[DossierFile]


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A stretch of the way: a step of the office, or another agency."""

    title: str
    since: str
    due: str
    until: str
    standing: str
    key: str


@dataclass(slots=True)
class Handled:
    """A dossier that is handled here, as its page shows it.

    Attributes:
        sees: whether the reader may know who handed it in, and what was written in words.
        gaps: what is missing before it can be closed; empty once it is.
    """

    procedure: Procedure
    state: str
    standing: str
    standing_key: str
    due: str
    promised: str
    place: str
    content: str
    sees: bool
    provisional: bool = False
    parts: list[ShownPartFiles] = field(default_factory=list)
    legs: list[ShownLeg] = field(default_factory=list)
    gaps: tuple[str, ...] = ()
    papers: list[ShownPaper] = field(default_factory=list)
    acts: list[ShownAct] = field(default_factory=list)
    may_digitise: bool = False
    may_invite: bool = False
    closed: bool = False

    @property
    def must_print(self) -> bool:
        """Nothing can be done, and papers are what it waits for."""
        return bool(self.gaps and self.papers and not self.allowed)

    @property
    def allowed(self) -> list[ShownAct]:
        """What can be done now."""
        return [act for act in self.acts if not act.refused]

    @property
    def refused(self) -> list[ShownAct]:
        """What cannot, each with its reason."""
        return [act for act in self.acts if act.refused]


def handled(case: Case, sent: tuple[str, Form] | None = None) -> Handled | None:
    """Return what the page shows; None for a dossier that came in with a file."""
    dossier, events = case.dossier, case.events
    version = version_of(events)
    if not version:
        return None
    procedure = procedure_version(version)
    row = fold(dossier.code, events)
    received = next(one for one in events if "version" in one.payload)
    promised = promised_at(events)
    sees = can_see_applicants(case.by, dossier.agency)
    page = Handled(
        procedure=procedure,
        state=STATES[row.state],
        standing="",
        standing_key="unknown",
        due=moment(row.due_at),
        promised=moment(promised) if promised else "",
        place=_place(dossier, procedure, sees=sees),
        content=received.payload.get("content", ""),
        sees=sees,
        closed=row.returned_at is not None,
    )
    _stand(page, case, row.result_at, ended=row.state not in OPEN)
    page.acts = shown_acts(case, sent) if sees else []
    if not page.closed and row.state in {*OPEN, PortalState.FINISHED}:
        page.gaps = closing_gaps(events)
    page.may_invite = DOSSIER.may(row.state, DossierAction.RATED) and _acts(
        case.by, dossier, DossierAction.RATED
    )
    if sees:
        page.papers = papers_of(events)
        page.parts = _parts(dossier, procedure, received)
        page.may_digitise = not page.closed
    return page


def _stand(page: Handled, case: Case, result_at: datetime | None, *, ended: bool) -> None:
    """Say how much working time is left, in sum and on each stretch of the way."""
    try:
        due: Deadline | None = deadline_of(case.events)
        legs = judge_legs(clock(), legs_of(case.events), case.now)
        steps = steps_of(case.events, page.procedure)
    except UnableToCount as error:
        page.standing = f"Chưa tính được thời hạn: {error}"
        return
    if due is not None and (result_at is not None or not ended):
        standing = judge(clock(), due, result_at or case.now, finished=result_at is not None)
        page.standing, page.standing_key = standing.text, _SIGNS[standing.timeliness]
        page.provisional = due.provisional
    elif ended:
        page.standing = page.state
    page.legs = [
        ShownLeg(
            page.procedure.step(step.step).title,
            moment(step.since),
            moment(step.due),
            moment(step.until) if step.until else "",
            _STEP_WORDS[step.timeliness(case.now)],
            _SIGNS[step.timeliness(case.now)],
        )
        for step in steps
    ]
    page.legs += [_leg(one) for one in legs]


def _leg(one: LegStanding) -> ShownLeg:
    return ShownLeg(
        one.leg.agency,
        moment(one.leg.term.received),
        moment(one.deadline.due),
        moment(one.leg.finished) if one.leg.finished else "",
        one.standing.text,
        _SIGNS[one.standing.timeliness],
    )


def _place(dossier: Dossier, procedure: Procedure, *, sees: bool) -> str:
    if not dossier.step:
        return "Không còn ở bước nào"
    step = procedure.step(dossier.step)
    if dossier.holder:
        who = str(dossier.holder) if sees else "một cán bộ"
        return f"Bước «{step.title}», {who} đang giữ"
    if dossier.unit:
        return f"Bước «{step.title}», chờ {dossier.unit.name} ký nhận"
    return f"Bước «{step.title}»"


def _parts(dossier: Dossier, procedure: Procedure, received: DossierEvent) -> list[ShownPartFiles]:
    files: Sequence[DossierFile] = files_of(dossier)
    return [
        ShownPartFiles(
            number,
            procedure.parts[number - 1].name,
            f"{COPIES[DocumentCopy(copy)]}, {count} bản",
            [one for one in files if one.part_number == number],
        )
        for number, copy, count in received.payload.get("parts", [])
    ]


_STEP_WORDS = {
    Timeliness.EARLY: "xong trước hạn",
    Timeliness.ON_TIME: "xong đúng hạn",
    Timeliness.OVERDUE: "quá hạn của bước",
    Timeliness.RUNNING: "đang trong hạn",
    Timeliness.WAITING: "đang dừng tính",
}
