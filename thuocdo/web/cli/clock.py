"""`thuocdo clock`: when is it due, and why; how fast the clock is."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, TypedDict, Unpack

import click

from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import clock as office_clock
from thuocdo.apps.rulebooks.shipped import clock_data
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_moment
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import parse_number
from thuocdo.core.worktime import (
    Allowance,
    ClockRule,
    Deadline,
    Explanation,
    Standing,
    Stop,
    StopKind,
    Term,
    TimeUnit,
    UnableToCount,
    WrongAllowance,
    deadline,
    explain,
    judge,
)
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import plain_number

__all__ = ["command"]

_OPTIONS = {
    "days": TimeUnit.WORKING_DAYS,
    "half_days": TimeUnit.HALF_DAYS,
    "hours": TimeUnit.WORKING_HOURS,
    "calendar_days": TimeUnit.CALENDAR_DAYS,
    "months": TimeUnit.MONTHS,
}
_STILL = "-"  # a stop that has not ended


class _Asked(TypedDict):
    received: str | None
    days: str | None
    half_days: str | None
    hours: str | None
    calendar_days: str | None
    months: str | None
    stop: tuple[tuple[str, str], ...]
    payment: tuple[tuple[str, str], ...]
    opinion: tuple[tuple[str, str], ...]
    finished: str | None
    rule: str
    office: str
    json_asked: bool


@click.group(help="Thời hạn: tính và giải thích theo lịch làm việc.")
def command() -> None:
    """Group of the clock's commands."""


@command.command("explain", help="Tính thời hạn, giải thích từng ngày; dòng cuối là hạn trả.")
@click.option("--received", metavar="LÚC", help="Tiếp nhận lúc, dạng 2019-11-20T08:37")
@click.option("--days", metavar="N", help="Số ngày làm việc")
@click.option("--half-days", metavar="N", help="Số buổi (nửa ngày làm việc)")
@click.option("--hours", metavar="N", help="Số giờ làm việc")
@click.option("--calendar-days", metavar="N", help="Số ngày theo lịch")
@click.option("--months", metavar="N", help="Số tháng")
@click.option("--stop", nargs=2, multiple=True, metavar="TỪ ĐẾN", help="Dừng chờ bổ sung; ĐẾN là - nếu chưa xong")  # fmt: skip
@click.option("--payment", nargs=2, multiple=True, metavar="TỪ ĐẾN", help="Dừng chờ thanh toán")
@click.option("--opinion", nargs=2, multiple=True, metavar="TỪ ĐẾN", help="Dừng chờ ý kiến")
@click.option("--finished", metavar="LÚC", help="Xong lúc; in thêm trước, đúng hay quá hạn")
@click.option("--rule", default="default", metavar="MÃ", help="Cách tính, ví dụ same-day")
@click.option("--office", default="default", metavar="MÃ", help="Giờ làm việc, ví dụ till-five")
@click.option("--json", "json_asked", is_flag=True, help="In dạng JSON")
def explain_command(**asked: Unpack[_Asked]) -> None:
    """Print the reasoning; exit 2 with one line when it cannot be counted."""
    try:
        rule, clock = clock_data().rule(asked["rule"]), office_clock(asked["office"])
        term = _term(asked, rule, clock.zone)
        due = deadline(clock, term)
        standing = None
        if asked["finished"] is not None:
            standing = judge(clock, due, _moment(asked["finished"], clock.zone), finished=True)
        explanation = explain(clock, due)
    except (CatalogueError, UnableToCount) as refusal:
        raise refuse(str(refusal)) from refusal
    printed = _as_json if asked["json_asked"] else _as_text
    click.echo(printed(due, explanation, standing))


@command.command("moved", help="Có thông báo nghỉ năm mới: hồ sơ nào đổi ngày hẹn, báo cho ai.")
@click.argument("register")
@click.option("--notice", required=True, metavar="TỆP", help="Tệp của năm ấy, ví dụ 2027.yaml")
def moved_command(register: str, notice: str) -> None:
    """Print the dossiers that move; exit 2 with one line when a file cannot be read."""
    from thuocdo.web.cli.clock_moved import moved_lines  # opens sheets, only here

    try:
        lines = list(moved_lines(register, notice, clock_data()))
    except (CatalogueError, UnableToCount, UnreadableFile) as refusal:
        raise refuse(str(refusal)) from refusal
    for line in lines:
        click.echo(line)


@command.command("bench", help="Đo tốc độ tính thời hạn trên máy này.")
def bench_command() -> None:
    """Print what one deadline costs and how many a second the columns make."""
    from thuocdo.web.cli.clock_bench import measure  # numpy's random numbers, only here

    for figure in measure():
        click.echo(figure)


def _term(asked: _Asked, rule: ClockRule, zone: tzinfo) -> Term:
    if asked["received"] is None:
        raise WrongAllowance("Hãy ghi --received: tiếp nhận lúc nào, ví dụ 2019-11-20T08:37.")
    received = _moment(asked["received"], zone)
    if not rule.is_valid_on(received.date()):
        raise WrongAllowance(
            f"Cách tính «{rule.id}» chưa hoặc không còn hiệu lực ngày {received:%d/%m/%Y}."
        )
    return Term(received, _allowance(asked, rule), rule, tuple(_stops(asked, zone)))


def _allowance(asked: _Asked, rule: ClockRule) -> Allowance:
    amounts: dict[str, Any] = {name: asked[name] for name in _OPTIONS}  # type: ignore[literal-required]  # the names of _Asked
    given = [(name, text) for name, text in amounts.items() if text is not None]
    if rule.same_day and not given:
        return Allowance.same_day()
    if len(given) != 1:
        raise WrongAllowance(
            "Hãy ghi đúng một thời hạn: --days, --half-days, --hours, --calendar-days hoặc --months."
        )
    name, text = given[0]
    return Allowance(_number(text), _OPTIONS[name])


def _number(text: str) -> Decimal:
    try:
        return parse_number(text)
    except ValueError:
        raise WrongAllowance(f"«{text}» không phải là số.") from None


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        moment = parse_moment(text, zone)
    except UnreadableTime:
        moment = None
    if moment is None:
        raise WrongAllowance(f"«{text}» không phải là thời điểm; ghi dạng 2019-11-20T08:37.")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _stops(asked: _Asked, zone: tzinfo) -> Iterator[Stop]:
    given: Iterable[tuple[StopKind, tuple[tuple[str, str], ...]]] = (
        (StopKind.SUPPLEMENT, asked["stop"]),
        (StopKind.PAYMENT, asked["payment"]),
        (StopKind.OPINION, asked["opinion"]),
    )
    for kind, spans in given:
        for start, end in spans:
            until = None if end == _STILL else _moment(end, zone)
            yield Stop(kind, _moment(start, zone), until)


def _as_text(due: Deadline, explanation: Explanation, standing: Standing | None) -> str:
    lines = [*explanation.heading, ""]
    lines += [line.full_text for line in explanation.days]
    lines += ["", *explanation.remarks]
    if standing is not None:
        lines.append(standing.text)
    return "\n".join([*lines, due.text])


def _as_json(due: Deadline, explanation: Explanation, standing: Standing | None) -> str:
    term = due.term
    return json.dumps(
        {
            "received": term.received.isoformat(timespec="minutes"),
            "allowance": {
                "amount": plain_number(term.allowance.amount),
                "unit": term.allowance.unit,
                "text": term.allowance.text,
            },
            "rule": {
                "id": term.rule.id,
                "title": term.rule.title,
                "law": term.rule.law,
                "assumed": term.rule.assumed,
            },
            "due": due.due.isoformat(timespec="minutes"),
            "due_text": due.text,
            "provisional": due.provisional,
            "waiting": due.waiting_since is not None,
            "standing": standing and _standing(standing),
            "remarks": explanation.remarks,
            "days": [
                {
                    "date": line.day.on.isoformat(),
                    "kind": line.day.kind,
                    "title": line.day.title,
                    "law": line.day.law,
                    "notice": line.day.notice,
                    "number": line.number,
                    "minutes": line.minutes,
                    "stopped": line.stopped,
                    "text": line.text,
                }
                for line in explanation.days
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "timeliness": standing.timeliness,
        "used_minutes": standing.used,
        "late_minutes": standing.late,
        "text": standing.text,
    }
