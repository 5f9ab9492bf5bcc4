"""An administrative procedure as data: one version of it, as a decision published it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.rows import Channel
from thuocdo.core.worktime import Allowance, TimeUnit, WrongAllowance
from thuocdo.core.worktime.written import Written

__all__ = [
    "VERSION_MARK",
    "AgencyLeg",
    "DocumentCopy",
    "Fee",
    "FeeKind",
    "FeeTime",
    "GivenTime",
    "HandlerRole",
    "OnlineLevel",
    "OnlineSince",
    "Part",
    "Procedure",
    "ProcedureLevel",
    "Step",
    "StepDecision",
]

CODE = r"^[1-3]\.\d{6}$"
VERSION_MARK = "@"
ALL = Decimal(100)


class ProcedureLevel(StrEnum):
    """Which level of government decides."""

    MINISTRY = "MINISTRY"
    PROVINCE = "PROVINCE"
    COMMUNE = "COMMUNE"


class DocumentCopy(StrEnum):
    """In what shape a part is handed in. The national portal's codes: 0, 1, 2 in this order."""

    ORIGINAL = "ORIGINAL"
    COPY = "COPY"
    ELECTRONIC = "ELECTRONIC"


class FeeKind(StrEnum):
    """A fee pays for a service (phí), a charge is owed to the state (lệ phí)."""

    FEE = "FEE"
    CHARGE = "CHARGE"


class FeeTime(StrEnum):
    """When it is paid. The national portal's codes: 1, 2, 4."""

    AT_RECEIPT = "AT_RECEIPT"
    AT_SUPPLEMENT = "AT_SUPPLEMENT"
    AT_RETURN = "AT_RETURN"


class HandlerRole(StrEnum):
    """Who does a step; the same words as roles of people."""

    COUNTER_CLERK = "COUNTER_CLERK"
    HANDLING_OFFICIAL = "HANDLING_OFFICIAL"
    HEAD_OF_UNIT = "HEAD_OF_UNIT"
    DIRECTOR = "DIRECTOR"


class StepDecision(StrEnum):
    """What whoever holds a step may decide, besides passing the dossier on."""

    ASK_SUPPLEMENT = "ASK_SUPPLEMENT"
    ASK_OPINION = "ASK_OPINION"
    ASK_PAYMENT = "ASK_PAYMENT"
    REFUSE = "REFUSE"
    STOP = "STOP"
    APPROVE = "APPROVE"


class OnlineLevel(StrEnum):
    """How far it goes online: levels 1–4 until 2022, since Nghị định 42/2022/NĐ-CP two kinds."""

    NONE = "NONE"
    LEVEL_1 = "LEVEL_1"
    LEVEL_2 = "LEVEL_2"
    LEVEL_3 = "LEVEL_3"
    LEVEL_4 = "LEVEL_4"
    PARTLY = "PARTLY"
    FULLY = "FULLY"


class GivenTime(Written):
    """An amount of time, as `amount: 5`, `unit: working_days`; no amount for `same_day`."""

    amount: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    unit: TimeUnit

    @property
    def allowance(self) -> Allowance:
        """The same for the clock."""
        return Allowance(self.amount, self.unit)

    @model_validator(mode="after")
    def _countable(self) -> Self:
        try:
            _ = self.allowance
        except WrongAllowance as error:  # no ValueError, so the schema would not take it for one
            raise ValueError(str(error)) from error
        return self


class Part(Written):
    """One part of the dossier that the applicant hands in.

    Attributes:
        count: how many of it.
        when: in which case it is needed; empty for always.
    """

    name: str
    copy_kind: DocumentCopy = DocumentCopy.COPY
    count: Annotated[int, Field(ge=1)] = 1
    when: str = ""


class Fee(Written):
    """What it costs the applicant, in đồng."""

    title: str
    kind: FeeKind
    amount: Annotated[Decimal, Field(ge=0)]
    when: FeeTime = FeeTime.AT_RECEIPT
    reference: str


class Step(Written):
    """One step of the internal process.

    Attributes:
        id: a short name, unique in its procedure.
        unit: the room that does it, by name; empty for the room that handles the dossier.
        share: percent of the allowance given to it.
        may: what may be decided in it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    role: HandlerRole
    unit: str = ""
    share: Annotated[Decimal, Field(ge=0, le=100)]
    may: tuple[StepDecision, ...] = ()


class AgencyLeg(Written):
    """Another agency's part of the way (một cửa liên thông), with its own allowance.

    Attributes:
        after: the step after which the dossier goes there.
    """

    agency: str
    what: str
    after: str
    time: GivenTime


class OnlineSince(Written):
    """From which day a procedure is online how far, by which decision."""

    valid_from: date
    level: OnlineLevel
    reference: str


class Procedure(Written):
    """One version of a procedure.

    Attributes:
        code: the national code without a local suffix (`1.002809`).
        sector: its field (lĩnh vực), as the decision names it.
        agency: who decides, as the decision names it.
        decision: the decision that published this version.
        valid_from: first day of validity; `valid_to` is the first day after it, or None.
        copies: how many sets of the dossier are handed in.
        time: the allowance by law; `committed` is the shorter one that the office promises.
        clock_rule: how the time is counted (`catalog/calendars/vn/rules.yaml`).
        result: what the applicant gets, and `result_months` for how long it holds; None for ever.
        online: newest last.
    """

    code: Annotated[str, Field(pattern=CODE)]
    title: str
    sector: str
    level: ProcedureLevel
    agency: str
    decision: str
    valid_from: date
    valid_to: date | None = None
    legal_basis: tuple[str, ...]
    parts: tuple[Part, ...]
    copies: Annotated[int, Field(ge=1)] = 1
    fees: tuple[Fee, ...] = ()
    time: GivenTime
    committed: GivenTime | None = None
    clock_rule: str = "default"
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    legs: tuple[AgencyLeg, ...] = ()
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    result: str
    result_months: Annotated[int, Field(ge=1)] | None = None
    online: tuple[OnlineSince, ...] = ()

    @property
    def version(self) -> str:
        """What a dossier keeps: `1.002809@2025-07-01`."""
        return f"{self.code}{VERSION_MARK}{self.valid_from.isoformat()}"

    @property
    def allowance(self) -> Allowance:
        """The time that the receipt promises."""
        return (self.committed or self.time).allowance

    def step(self, step_id: str) -> Step:
        """Return a step.

        Raises:
            KeyError: there is no such step.
        """
        return next((one for one in self.steps if one.id == step_id), None) or _no(step_id)

    def next_step(self, step_id: str) -> Step | None:
        """Return the step after one, or None after the last."""
        at = self.steps.index(self.step(step_id))
        return self.steps[at + 1] if at + 1 < len(self.steps) else None

    def online_on(self, day: date) -> OnlineLevel:
        """Return how far it is online on a day."""
        known = [one for one in self.online if one.valid_from <= day]
        return known[-1].level if known else OnlineLevel.NONE

    def fees_due(self, when: FeeTime) -> Decimal:
        """Return what is owed at a time, in đồng."""
        return sum((fee.amount for fee in self.fees if fee.when is when), Decimal(0))

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        names = [step.id for step in self.steps]
        if len(set(names)) < len(names):
            raise ValueError("hai bước trùng «id»")
        if sum((step.share for step in self.steps), Decimal(0)) != ALL:
            raise ValueError("tỷ lệ thời gian («share») của các bước phải cộng thành 100")
        if unknown := [leg.after for leg in self.legs if leg.after not in names]:
            raise ValueError(f"«after» nêu bước không có: {', '.join(unknown)}")
        days = [one.valid_from for one in self.online]
        if days != sorted(set(days)):
            raise ValueError("«online» phải xếp theo ngày, mỗi ngày một dòng")
        return self


def _no(step_id: str) -> Step:
    raise KeyError(step_id)
