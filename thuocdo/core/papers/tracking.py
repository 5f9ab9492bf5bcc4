"""What the office keeps: the control slip of one dossier, the register of them all."""

from dataclasses import dataclass
from datetime import date, datetime

from thuocdo.core.papers.blocks import Letterhead, aware
from thuocdo.core.papers.forms import Form
from thuocdo.core.worktime import Timeliness

__all__ = ["ControlSlip", "Handover", "Register", "RegisterRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One dossier passing from one hand to the next.

    Attributes:
        agency: the agency or unit that receives it.
        received_at: None while it is under way.
        timeliness: of whoever gave it on; None where no time was set.
    """

    agency: str
    giver: str
    receiver: str
    given_at: datetime
    received_at: datetime | None = None
    timeliness: Timeliness | None = None
    note: str = ""

    def __post_init__(self) -> None:
        aware(self.given_at, self.received_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ.

    Attributes:
        lead: the agency or unit that handles the dossier.
        supporting: those that take part.
    """

    form: Form
    head: Letterhead
    code: str
    lookup: str
    request: str
    lead: str
    handovers: tuple[Handover, ...]
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One dossier in the register.

    Attributes:
        state: as people read it, such as `đã trả kết quả`.
    """

    number: str
    code: str
    request: str
    applicant: str
    lead: str
    received_at: datetime
    due_at: datetime
    state: str
    contact: str = ""
    sets: int = 1
    done_at: datetime | None = None
    returned_at: datetime | None = None
    returned_by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        aware(self.received_at, self.due_at, self.done_at, self.returned_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Sổ theo dõi hồ sơ: the dossiers of some days, both days included.

    Attributes:
        book: Quyển số.
    """

    form: Form
    head: Letterhead
    book: str
    first: date
    last: date
    rows: tuple[RegisterRow, ...]
