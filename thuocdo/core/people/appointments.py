"""Checks of appointments: how many deputies there may be, and who may be appointed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thuocdo.core.people.rotation import add_months
from thuocdo.core.people.rules import QUALITIES, AppointmentRule, PeopleRules, Quality

__all__ = ["Candidate", "Remark", "check_appointment", "check_deputies"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has against something, in Vietnamese, and where the rule stands.

    Attributes:
        assumption: what was assumed of the rule; empty when its text was at hand.
    """

    message: str
    reference: str
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules ask about whoever is to be appointed; no name.

    Attributes:
        quality: the class of the last evaluation; None when there is none.
        disciplines: form and day of each discipline.
        holds_job_position: whether the officer stands in a described job position.
        birth_year: None when it is not known; then nothing is said of age.
    """

    quality: Quality | None
    disciplines: Sequence[tuple[str, date]]
    holds_job_position: bool
    birth_year: int | None = None


_ORDER = list(Quality)


def check_deputies(
    rules: PeopleRules, day: date, *, deputies: int, headcount: int | None
) -> list[Remark]:
    """Return what the limits of that day have against a number of deputies.

    Args:
        rules: what the catalogue says.
        day: the day asked about.
        deputies: how many there are, or would be.
        headcount: of the unit; None for deputies of the agency's own head.
    """
    rule = rules.deputies_on(day)
    if rule is None:
        return []
    most = rule.agency_most if headcount is None else rule.unit_most(headcount)
    if deputies <= most:
        return []
    of = "cơ quan" if headcount is None else f"đơn vị có {headcount} biên chế"
    said = f"Có {deputies} cấp phó; {of} được bố trí không quá {most}."
    return [Remark(said, rule.reference, rule.assumption)]


def check_appointment(rules: PeopleRules, day: date, candidate: Candidate) -> list[Remark]:
    """Return every condition that an appointment on that day does not meet."""
    rule = rules.appointment_on(day)
    if rule is None:
        return []
    found = [
        *_of_quality(rule, candidate.quality),
        *_of_discipline(rule, day, candidate.disciplines),
        *_of_age(rule, day, candidate.birth_year),
    ]
    if not candidate.holds_job_position:
        found.append("Chưa được bố trí vào vị trí việc làm nào trong đề án.")
    return [Remark(said, rule.reference, rule.assumption) for said in found]


def _of_quality(rule: AppointmentRule, quality: Quality | None) -> Iterator[str]:
    lowest = QUALITIES[rule.lowest_quality]
    if quality is None:
        yield f"Chưa có đánh giá năm nào; cần từ mức «{lowest}» trở lên."
    elif _ORDER.index(quality) > _ORDER.index(rule.lowest_quality):
        yield f"Lần đánh giá gần nhất là «{QUALITIES[quality]}»; cần từ mức «{lowest}»."


def _of_discipline(
    rule: AppointmentRule, day: date, disciplines: Sequence[tuple[str, date]]
) -> Iterator[str]:
    for form, decided in disciplines:
        until = add_months(decided, rule.bars[form]) if form in rule.bars else decided
        if decided <= day < until:
            yield (
                f"Đang trong thời hạn kỷ luật theo quyết định ngày {decided:%d/%m/%Y}: chưa được bổ "
                f"nhiệm trước ngày {until:%d/%m/%Y}."
            )


def _of_age(rule: AppointmentRule, day: date, birth_year: int | None) -> Iterator[str]:
    if birth_year is None:
        return
    retires = birth_year + rule.retirement_age
    if retires < day.year + rule.term_years:
        yield f"Đến tuổi nghỉ hưu năm {retires}: không còn đủ {rule.term_years} năm công tác."
