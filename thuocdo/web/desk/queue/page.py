"""The queue: its tabs, its filters, its rows with what they cost, and doing several at once."""

from dataclasses import dataclass
from fractions import Fraction
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.apps.dossiers.policies import can_handle, check_handles
from thuocdo.apps.dossiers.queue_rows import queue_rows
from thuocdo.apps.dossiers.queues import HANDLERS, TITLES, Desk, QueueFilter, QueueTab
from thuocdo.apps.dossiers.services import (
    Done,
    Receiver,
    hand_over_together,
    take_up_together,
)
from thuocdo.apps.organisations.queries import holders_of
from thuocdo.apps.rulebooks.queries import clock
from thuocdo.core.simulation import price_text
from thuocdo.core.tables.dossiers.words import CHANNELS
from thuocdo.kit.formats import number
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.web.desk.queue.price import price_of_lateness
from thuocdo.web.desk.standing import standing_of

__all__ = ["queue"]

_UNIT, _PERSON = "phong", "nguoi"


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the queue, and how many stand there."""

    key: str
    title: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of doing several at once."""

    done: tuple[str, ...]
    refused: tuple[Done, ...]
    missing: str = ""

    @property
    def sentence(self) -> str:
        """How many were done, and how many not."""
        said = [f"Đã làm {number(len(self.done))} hồ sơ"] if self.done else []
        said += [f"không làm {number(len(self.refused))} hồ sơ"] if self.refused else []
        text = ", ".join(said)
        return f"{text[:1].upper()}{text[1:]}."


@page(writes=("POST",))
def queue(request: HttpRequest) -> HttpResponse:
    """Show whose turn it is; a form does one thing with all the dossiers that were ticked."""
    standing = standing_of(request)
    desk = Desk(standing.agency, standing.user, standing.now)
    answer = _act(request, desk) if request.method == "POST" else None
    wanted = QueueFilter.read(request.GET)
    counts, price = desk.counts(wanted), price_of_lateness(standing)
    found = page_of(request, desk.listed(wanted), counted=counts[wanted.tab])
    rows = queue_rows(desk, found.rows)
    return render(
        request,
        "desk/queue/queue.html",
        {
            "standing": standing,
            "page": found,
            "rows": rows,
            "named": any(row.applicant for row in rows),
            "filter": wanted,
            "tabs": [Tab(tab, TITLES[tab], counts[tab], tab is wanted.tab) for tab in QueueTab],
            "sentence": _sentence(counts, price),
            "price": price_text(price) if price else "",
            "budget": standing.link("budget"),
            "kept": [
                (name, request.GET[name]) for name in ("co-quan", "den") if request.GET.get(name)
            ],
            "answer": answer,
            "may_act": can_handle(standing.user, standing.agency),
        }
        | _choices(desk, wanted),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if answer and answer.missing else HTTPStatus.OK,
    )


def _choices(desk: Desk, wanted: QueueFilter) -> dict[str, object]:
    """What the filters and the form offer."""
    people = holders_of(desk.agency, HANDLERS, clock().day_of(desk.now))
    return {
        "people": [(str(one.pk), str(one)) for one in people],
        "units": [(str(one.pk), one.name) for one in desk.units],
        "procedures": desk.procedures(wanted),
        "channels": [(channel.value, words) for channel, words in CHANNELS.items()],
    }


def _act(request: HttpRequest, desk: Desk) -> Answer:
    """Do what the form asks for; what cannot be read is said, what may not be is answered one by one."""
    check_handles(desk.by, desk.agency)
    codes = request.POST.getlist("ho-so")
    if not codes:
        return Answer((), (), "Chưa chọn hồ sơ nào; hãy đánh dấu ở đầu dòng.")
    if request.POST.get("viec") == "nhan":
        done = take_up_together(agency=desk.agency, codes=codes, by=desk.by, now=desk.now)
    else:
        receiver = _receiver(request.POST.get("den", ""), desk)
        if receiver is None:
            return Answer((), (), "Chưa chọn nơi nhận; hãy chọn người hoặc phòng rồi chuyển lại.")
        done = hand_over_together(
            agency=desk.agency, codes=codes, to=receiver, by=desk.by, now=desk.now
        )
    return Answer(
        tuple(one.code for one in done if not one.refusal),
        tuple(one for one in done if one.refusal),
    )


def _receiver(chosen: str, desk: Desk) -> Receiver | None:
    """Read `phong-3` or `nguoi-7`; only units and people that the form offers."""
    kind, _, key = chosen.partition("-")
    if kind == _UNIT:
        unit = next((one for one in desk.units if str(one.pk) == key), None)
        return Receiver(unit=unit) if unit else None
    people = holders_of(desk.agency, HANDLERS, clock().day_of(desk.now))
    person = next((one for one in people if kind == _PERSON and str(one.pk) == key), None)
    return Receiver(person=person) if person else None


def _sentence(counts: dict[QueueTab, int], price: Fraction | None) -> str:
    """The answer first: how many are overdue and fall due, and what they are worth."""
    week, overdue = counts[QueueTab.WEEK], counts[QueueTab.OVERDUE]
    said = [f"{number(overdue)} hồ sơ quá hạn" if overdue else "Không hồ sơ nào quá hạn"]
    if week:
        worth = f", đáng {price_text(-price * week).lstrip('+')} điểm" if price else ""
        said.append(f"{number(week)} hồ sơ đến hạn trong tuần{worth}")
    else:
        said.append("không hồ sơ nào đến hạn trong tuần")
    return f"{'; '.join(said)}."
