"""Fill an office with dossiers of its counter, as the services write them, at once and in bulk.

Half of the parties come twice; what came in the last four days is still open, and one in five
hundred of the older ones. A hundred and seventy procedures, three years of working days. Written past the models for speed: `check` folds a sample's events again.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from thuocdo.apps.dossiers.models import (
    Applicant,
    ApplicantWord,
    Dossier,
    DossierEvent,
    DossierSerial,
    PublishedDossier,
)
from thuocdo.apps.dossiers.published import fold as fold_events
from thuocdo.apps.dossiers.published import row_of
from thuocdo.apps.dossiers.services.applicants import _WORD
from thuocdo.apps.organisations.models import Agency, AuditEntry, User
from thuocdo.apps.rulebooks.queries import clock, clock_data, one_stop_rules
from thuocdo.core.rows import PortalState
from thuocdo.core.vietnamese import fold
from thuocdo.core.worktime import Allowance, Term, TimeUnit, deadline

__all__ = ["PROCEDURES", "check", "fill"]

PROCEDURES = [f"1.{2_809 + number:06}" for number in range(170)]
_AT_WORK, _STUCK = 4, 500  # days that an office is at work on; one in so many is never done
_CHUNK = 20_000
_SAMPLE = 300
_LATE = 0.03
_FAMILIES = [
    *(*("Nguyễn",) * 38, *("Trần",) * 11, *("Lê",) * 10, *("Phạm",) * 7, *("Đỗ", "Hoàng") * 5),
    *("Vũ", "Đặng", "Bùi", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Võ", "Huỳnh") * 3,
]
_MIDDLES = ("Văn",) * 30 + ("Thị",) * 35 + ("Minh", "Đức", "Thanh", "Quốc", "Ngọc", "Hữu") * 6
_GIVEN = (
    *("An", "Anh", "Ánh", "Bình", "Cường", "Châu", "Chi", "Dũng", "Duy", "Đạt", "Đức", "Giang"),
    *("Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Huy", "Hương", "Khánh", "Khoa", "Kiên", "Lan"),
    *("Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngân", "Nghĩa", "Nguyệt", "Nhung", "Oanh"),
    *("Phong", "Phúc", "Phương", "Quân", "Quang", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thủy"),
    *("Tiến", "Toàn", "Trang", "Trung", "Tú", "Tuấn", "Tùng", "Uyên", "Vân", "Việt", "Xuân", "Yến"),
)
_ALLOWANCE = {"amount": "5", "unit": "working_days", "rule": "default"}


@dataclass(frozen=True, slots=True)
class _Made:
    """One dossier and everything that stands for it."""

    key: int
    code: str
    applicant: int
    procedure: str
    received: datetime
    due: datetime
    result: datetime | None

    @property
    def state(self) -> PortalState:
        return PortalState.RESULT_RETURNED if self.result else PortalState.IN_PROGRESS


def fill(agency: Agency, clerk: User, count: int, until: date) -> None:
    """Write so many dossiers, the last of them on the working day before `until`."""
    chance = random.Random(6)  # noqa: S311 - the same office each time
    with transaction.atomic():
        _people(agency, (count + 1) // 2, chance)
        made = _dossiers(agency, count, until, chance)
        while chunk := list(islice(made, _CHUNK)):
            _write(agency, clerk, chunk)
        kinds = (Applicant, ApplicantWord, Dossier, DossierEvent, AuditEntry, DossierSerial)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
                cursor.execute(statement)
    if connection.vendor == "postgresql":  # which does so by itself; SQLite never does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def check(count: int) -> int:
    """Fold a sample's events again; return how many of them differ from their rows."""
    step = max(count // _SAMPLE, 1)
    rows = PublishedDossier.objects.filter(pk__in=range(1, count + 1, step))
    wrong = 0
    for row in rows:
        events = list(DossierEvent.objects.filter(dossier=row.pk).order_by("pk"))
        wrong += fold_events(row.code, events) != row_of(row)
    return wrong


def _people(agency: Agency, count: int, chance: random.Random) -> None:
    for first in range(1, count + 1, _CHUNK):
        people, words = [], []
        for key in range(first, min(first + _CHUNK, count + 1)):
            name = f"{chance.choice(_FAMILIES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"
            people.append((key, agency.pk, "CITIZEN", name, f"03{key:010}", f"09{key:08}", "", ""))
            words += [(key, agency.pk, word) for word in sorted(_words(name))]
        _insert(Applicant, "id agency_id kind name id_number phone email address", people)
        _insert(ApplicantWord, "applicant_id agency_id word", words)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(name)))


def _dossiers(agency: Agency, count: int, until: date, chance: random.Random) -> Iterator[_Made]:
    days = list(_working_days(until, 700))
    a_day, recent = -(-count // len(days)), days[-_AT_WORK]
    written = one_stop_rules()
    for key in range(1, count + 1):
        day, serial = days[(key - 1) // a_day], (key - 1) % a_day
        received = datetime.combine(day, time(1, 0), UTC) + timedelta(minutes=serial % 14 * 10)
        late = chance.random() < _LATE
        result = _due(received) + timedelta(days=2) if late else received + timedelta(days=1)
        yield _Made(
            key=key,
            code=written.code_format(day).code(agency.code, day, serial + 1),
            applicant=(key + 1) // 2,
            procedure=PROCEDURES[int(chance.triangular(0, len(PROCEDURES) - 1, 0))],
            received=received,
            due=_due(received),
            result=None if day >= recent or key % _STUCK == 0 else result,
        )


def _working_days(until: date, count: int) -> Iterator[date]:
    calendar = clock().calendar
    first = calendar.add_working_days(until, -count)
    day = first
    for _ in range(count):
        yield day
        day = calendar.add_working_days(day, 1)


@cache
def _due(received: datetime) -> datetime:
    rule = clock_data().rule("default")
    allowance = Allowance(Decimal(5), TimeUnit.WORKING_DAYS)
    return deadline(clock(), Term(received, allowance, rule)).due


def _write(agency: Agency, clerk: User, chunk: Sequence[_Made]) -> None:
    dossiers = ((one.key, agency.pk, one.code, one.applicant, *_place(one, clerk)) for one in chunk)
    _insert(Dossier, "id agency_id code applicant_id step holder_id", dossiers)
    _insert(
        PublishedDossier,
        "dossier_id agency_id code procedure channel state is_open received_at due_at result_at "
        "returned_at supplement_requests parts_digitised result_digital paid_online",
        (_published(one, agency) for one in chunk),
    )
    _insert(
        DossierEvent,
        "dossier_id kind at payload source by_id sheet",
        (
            (one.key, kind, _at(at), payload, "COUNTER", clerk.pk, "")
            for one in chunk
            for kind, at, payload in _events(one, clerk)
        ),
    )
    entries = (
        (
            *(_at(one.received), clerk.pk, clerk.job_title, agency.pk),
            *("dossiers.dossier.received", f"dossiers.dossier:{one.key}", "{}"),
            json.dumps({"code": one.code, "procedure": one.procedure}),
            *("", "", ""),
        )
        for one in chunk
    )
    _insert(
        AuditEntry,
        "at actor_id position agency_id action subject before after seal previous personal_seal",
        entries,
    )


def _place(one: _Made, clerk: User) -> tuple[str, int | None]:
    return ("", None) if one.result else ("thu-ly", clerk.pk)


def _published(one: _Made, agency: Agency) -> tuple[Any, ...]:
    result = _at(one.result) if one.result else None
    return (
        *(one.key, agency.pk, one.code, one.procedure, "IN_PERSON", int(one.state)),
        *(one.result is None, _at(one.received), _at(one.due), result, result),
        *(0, None, True if one.result else None, None),
    )


def _events(one: _Made, clerk: User) -> Iterator[tuple[str, datetime, str]]:
    received = {
        "procedure": one.procedure,
        "version": f"{one.procedure}@2021-01-01",
        "channel": "IN_PERSON",
        "term": _ALLOWANCE,
        "due_at": one.due.isoformat(),
        "step": "tiep-nhan",
        "parts": [[1, "ORIGINAL", 1], [2, "ORIGINAL", 1], [3, "COPY", 1]],
        "content": "",
        "return_by_post": False,
        "owed": "135000",
        "paid": "135000",
        "parts_digitised": None,
        "paid_online": None,
    }
    yield "RECEIVED", one.received, json.dumps(received)
    handed = {"step": "thu-ly", "unit": None, "to": clerk.pk, "note": ""}
    yield "HANDED_OVER", one.received + timedelta(minutes=15), json.dumps(handed)
    if one.result:
        yield "RESULT_READY", one.result, json.dumps({"digital": True, "number": ""})
        yield "RESULT_RETURNED", one.result, json.dumps({"taken_by": "", "by_post": False})


@cache
def _at(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _insert(model: type[models.Model], columns: str, rows: Iterable[Sequence[Any]]) -> None:
    names = columns.split()
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({places})",  # noqa: S608 - names of our own models
            list(rows),
        )
