"""What differs between two versions of a procedure, in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuocdo.core.procedures.model import AgencyLeg, Fee, OnlineSince, Part, Procedure, Step
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
from thuocdo.core.vietnamese import format_number

__all__ = ["Difference", "compare_procedures", "says_fee", "says_leg", "says_part", "says_step"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; empty on the side where it is not."""

    what: str
    old: str
    new: str


def compare_procedures(old: Procedure, new: Procedure) -> tuple[Difference, ...]:
    """Return what differs, in the order in which a procedure is read."""
    return (*_single(old, new), *_lists(old, new))


def _single(old: Procedure, new: Procedure) -> Iterator[Difference]:
    words: Sequence[tuple[str, Callable[[Procedure], str]]] = (
        ("Tên", lambda one: one.title),
        ("Lĩnh vực", lambda one: one.sector),
        ("Cấp thực hiện", lambda one: LEVELS[one.level]),
        ("Cơ quan quyết định", lambda one: one.agency),
        ("Quyết định công bố", lambda one: one.decision),
        ("Số bộ hồ sơ", lambda one: str(one.copies)),
        ("Thời hạn theo quy định", lambda one: one.time.allowance.text),
        ("Thời hạn cam kết", lambda one: one.committed.allowance.text if one.committed else ""),
        ("Cách tính thời hạn", lambda one: one.clock_rule),
        ("Hình thức nộp", lambda one: ", ".join(CHANNELS[way].lower() for way in one.channels)),
        ("Kết quả", lambda one: one.result),
        ("Kết quả có giá trị", lambda one: f"{one.result_months} tháng" if one.result_months else ""),
    )  # fmt: skip
    for what, said in words:
        if said(old) != said(new):
            yield Difference(what, said(old), said(new))


def _lists(old: Procedure, new: Procedure) -> Iterator[Difference]:
    yield from _list("Căn cứ pháp lý", old.legal_basis, new.legal_basis, str, str)
    yield from _list("Thành phần hồ sơ", old.parts, new.parts, lambda one: one.name, says_part)
    yield from _list("Phí, lệ phí", old.fees, new.fees, lambda one: one.title, says_fee)
    yield from _list("Bước", old.steps, new.steps, lambda one: one.id, says_step)
    yield from _list("Chặng của cơ quan khác", old.legs, new.legs, lambda one: one.agency, says_leg)
    yield from _list(
        "Mức độ trực tuyến", old.online, new.online, lambda one: one.valid_from, _says_online
    )


def _list(
    what: str,
    old: Sequence[Any],
    new: Sequence[Any],
    key: Callable[[Any], str | date],
    said: Callable[[Any], str],
) -> Iterator[Difference]:
    before, after = {key(one): said(one) for one in old}, {key(one): said(one) for one in new}
    for name in {**before, **after}:
        if before.get(name, "") != after.get(name, ""):
            yield Difference(what, before.get(name, ""), after.get(name, ""))


def says_part(one: Part) -> str:
    """Return a part in a sentence: `Đơn đề nghị: 1 bản chính`."""
    when = f" ({one.when})" if one.when else ""
    return f"{one.name}: {one.count} {COPIES[one.copy_kind]}{when}"


def says_fee(one: Fee) -> str:
    """Return a fee in a sentence."""
    amount = format_number(one.amount)
    return f"{one.title}: {amount} đồng ({FEE_KINDS[one.kind]}, {FEE_TIMES[one.when]})"


def says_step(one: Step) -> str:
    """Return a step in a sentence."""
    who = f"{HANDLERS[one.role]}, {one.unit}" if one.unit else HANDLERS[one.role]
    may = f"; được {', '.join(DECISIONS[what] for what in one.may)}" if one.may else ""
    return f"{one.title}: {format_number(one.share)} % thời gian, {who}{may}"


def says_leg(one: AgencyLeg) -> str:
    """Return another agency's leg in a sentence."""
    return f"{one.agency}: {one.what}, {one.time.allowance.text}"


def _says_online(one: OnlineSince) -> str:
    return f"từ {one.valid_from:%d/%m/%Y}: {ONLINE[one.level]}"
