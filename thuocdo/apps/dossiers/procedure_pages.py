"""What pages show of procedures: rows of a list, steps as a strip, places, reviews, quiet ones."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.http import QueryDict
from django.utils import timezone

from thuocdo.apps.dossiers.models import ProcedurePublication, ProcedureReview
from thuocdo.apps.rulebooks.queries import review_rules
from thuocdo.core.people.rotation import add_months
from thuocdo.core.procedures.compliance import Burden, IncomeRule, Saving, saving
from thuocdo.core.procedures.model import OnlineLevel, Procedure, ProcedureLevel
from thuocdo.core.procedures.words import (
    COPIES,
    DECISIONS,
    FEE_KINDS,
    FEE_TIMES,
    HANDLERS,
    LEVELS,
    ONLINE,
)
from thuocdo.core.tables.dossiers.words import CHANNELS
from thuocdo.core.vietnamese import fold
from thuocdo.kit.formats import day as in_words
from thuocdo.kit.formats import number, percent

__all__ = [
    "ONLINE_TODAY",
    "ProcedureFilter",
    "ShownPlace",
    "ShownQuiet",
    "ShownReview",
    "quiet_ones",
    "shown_details",
    "shown_places",
    "shown_review",
    "shown_row",
    "shown_steps",
]

_LONGEST = 100
ONLINE_TODAY = frozenset(
    {OnlineLevel.LEVEL_3, OnlineLevel.LEVEL_4, OnlineLevel.PARTLY, OnlineLevel.FULLY}
)
"""Levels at which a dossier can come in online."""


@dataclass(frozen=True, slots=True)
class ProcedureFilter:
    """What the list is narrowed to, as its address says."""

    text: str = ""
    sector: str = ""
    online: str = ""
    level: str = ""
    everything: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "ProcedureFilter":
        """Read `?tim=&linh-vuc=&truc-tuyen=&cap=&pham-vi=`; what cannot be read is left out."""
        asked = {name: str(value).replace("\x00", "") for name, value in query.dict().items()}
        online, level = asked.get("truc-tuyen", ""), asked.get("cap", "")
        return cls(
            text=asked.get("tim", "").strip()[:_LONGEST],
            sector=asked.get("linh-vuc", "")[:_LONGEST],
            online=online if online in set(OnlineLevel) else "",
            level=level if level in set(ProcedureLevel) else "",
            everything=asked.get("pham-vi") == "tat-ca",
        )

    @property
    def narrows(self) -> bool:
        return any((self.text, self.sector, self.online, self.level))

    def narrowed(self, found: Sequence[Procedure], day: date) -> list[Procedure]:
        """Return those that fit; text is compared without case and accents."""
        sought = fold(self.text)
        return [
            one
            for one in found
            if sought in fold(f"{one.code} {one.title} {one.sector}")
            and self.sector in {"", one.sector}
            and self.online in {"", one.online_on(day)}
            and self.level in {"", one.level}
        ]

    @staticmethod
    def choices(found: Sequence[Procedure], day: date) -> dict[str, list[tuple[str, str]]]:
        """Offer only what occurs."""
        online = {one.online_on(day) for one in found}
        levels = {one.level for one in found}
        return {
            "sectors": [(name, name) for name in sorted({one.sector for one in found}, key=fold)],
            "online": [(code, words) for code, words in ONLINE.items() if code in online],
            "levels": [(code, words) for code, words in LEVELS.items() if code in levels],
        }


@dataclass(frozen=True, slots=True)
class ShownProcedure:
    """One row of the list."""

    code: str
    title: str
    sector: str
    time: str
    shortened: bool
    online: str
    level: str
    ours: bool


def shown_row(one: Procedure, day: date, ours: Collection[str]) -> ShownProcedure:
    """Prepare one row."""
    return ShownProcedure(
        code=one.code,
        title=one.title,
        sector=one.sector,
        time=one.allowance.text,
        shortened=one.committed is not None,
        online=ONLINE[one.online_on(day)],
        level=LEVELS[one.level],
        ours=one.code in ours,
    )


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with its place in the whole time, in percent."""

    number: int
    title: str
    who: str
    may: str
    share: str
    starts: str
    width: str
    legs: tuple[str, ...]


def shown_steps(one: Procedure) -> Iterator[ShownStep]:
    """Yield the steps one after the other, each with the legs that follow it."""
    before = Decimal(0)
    for order, step in enumerate(one.steps, start=1):
        role = HANDLERS[step.role]
        yield ShownStep(
            number=order,
            title=step.title,
            who=f"{step.unit} ({role})" if step.unit else role.capitalize(),
            may=", ".join(DECISIONS[what] for what in step.may),
            share=f"{number(step.share)} %",
            starts=f"{before:f}",
            width=f"{step.share:f}",
            legs=tuple(
                f"{leg.agency}: {leg.what}, trong {leg.time.allowance.text}"
                for leg in one.legs
                if leg.after == step.id
            ),
        )
        before += step.share


def shown_details(one: Procedure, day: date) -> dict[str, object]:
    """Return what stands in words on a procedure's page."""
    return {
        "level": LEVELS[one.level],
        "online": ONLINE[one.online_on(day)],
        "time": one.time.allowance.text,
        "committed": one.committed.allowance.text if one.committed else "",
        "channels": ", ".join(CHANNELS[way].lower() for way in one.channels),
        "result": one.result,
        "months": f"{one.result_months} tháng" if one.result_months else "không thời hạn",
        "parts": [
            (part.name, COPIES[part.copy_kind], part.count, part.when or "mọi trường hợp")
            for part in one.parts
        ],
        "fees": [
            (fee.title, FEE_KINDS[fee.kind], number(fee.amount), FEE_TIMES[fee.when], fee.reference)
            for fee in one.fees
        ],
        "history": [
            (in_words(since.valid_from), ONLINE[since.level], since.reference)
            for since in reversed(one.online)
        ],
    }


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place where procedures have to be made public, and whether this one was."""

    id: str
    title: str
    reference: str
    done: ProcedurePublication | None


def shown_places(done: Mapping[str, ProcedurePublication], day: date) -> list[ShownPlace]:
    """Return the places of a day."""
    return [
        ShownPlace(place.id, place.title, place.reference, done.get(place.id))
        for place in review_rules().places_on(day)
    ]


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review with what it saves, and the rule it was counted by."""

    review: ProcedureReview
    saved: Saving
    once_before: str
    once_after: str
    percent: str
    rule: IncomeRule
    an_hour: str


def shown_review(one: ProcedureReview) -> ShownReview:
    """Count what a review saves, by the worth of an hour on its day."""
    rule = review_rules().income_on(one.reviewed_on)
    before = Burden(one.hours_before, one.money_before, one.dossiers_a_year)
    after = Burden(one.hours_after, one.money_after, one.dossiers_a_year)
    saved = saving(before, after, rule)
    return ShownReview(
        review=one,
        saved=saved,
        once_before=number(before.once(rule).quantize(Decimal(1))),
        once_after=number(after.once(rule).quantize(Decimal(1))),
        percent=percent(saved.percent) if saved.percent is not None else "–",
        rule=rule,
        an_hour=number(rule.an_hour.quantize(Decimal(1))),
    )


@dataclass(frozen=True, slots=True)
class ShownQuiet:
    """A procedure that is online, and yet nobody has used it so for long."""

    code: str
    title: str
    online: str
    dossiers: int
    last: datetime | None


def quiet_ones(
    found: Sequence[Procedure],
    used: Mapping[str, tuple[int, int, datetime | None]],
    day: date,
) -> list[ShownQuiet]:
    """Return those online without an online dossier for as long as the rule says, longest first."""
    limit = add_months(day, -review_rules().quiet_on(day).months)
    rows = []
    for one in found:
        level = one.online_on(day)
        dossiers, _, last = used.get(one.code, (0, 0, None))
        since = timezone.localdate(last) if last else None
        began = _online_since(one, day)
        if level not in ONLINE_TODAY or began > limit or (since is not None and since >= limit):
            continue
        rows.append(ShownQuiet(one.code, one.title, ONLINE[level], dossiers, last))
    return sorted(rows, key=lambda row: (row.last is not None, row.last, row.code))


def _online_since(one: Procedure, day: date) -> date:
    """Return from when on it has without a break been online."""
    began = day + timedelta(days=1)
    for since in reversed([since for since in one.online if since.valid_from <= day]):
        if since.level not in ONLINE_TODAY:
            break
        began = since.valid_from
    return began
