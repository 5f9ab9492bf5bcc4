"""Taking in files of dossiers: all or nothing, twice changes nothing, every event with its row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.exports import export_csv
from tests.people import NOW, World
from thuocdo.apps.documents.models import File
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    DossierImport,
    EventKind,
    ImportState,
    PublishedDossier,
)
from thuocdo.apps.dossiers.published import published_rows, rows_version
from thuocdo.apps.dossiers.queries import history_of, import_of, imports_of, known_until
from thuocdo.apps.dossiers.services import (
    rebuild_published,
    request_import,
    run_import,
    take_up_interrupted_imports,
)
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.core.rows import PortalState
from thuocdo.core.tables.dossiers import DossierReading, read_dossiers
from thuocdo.kit.refusals import NotAllowed

FIRST = {
    "Mã hồ sơ": "H99-240105-0001",
    "Ngày tiếp nhận": "05/01/2024 08:30",
    "Ngày hẹn trả": "12/01/2024 08:30",
}
SECOND = {
    "Mã hồ sơ": "H99-240105-0002",
    "Ngày tiếp nhận": "05/01/2024 09:00",
    "Ngày hẹn trả": "12/01/2024 09:00",
}
DONE = {"Ngày có kết quả": "10/01/2024 10:00", "Trạng thái": "Đã xử lý xong"}

Import = Callable[..., DossierImport]


@pytest.fixture
def take_in(world: World) -> Import:
    def run(
        *rows: dict[str, str], data: bytes | None = None, name: str = "ho-so.csv"
    ) -> DossierImport:
        content = export_csv(rows) if data is None else data
        requested = request_import(
            agency=world.transport, file_name=name, data=content, by=world.an, now=NOW
        )
        return run_import(import_id=requested.pk, now=NOW)

    return run


def test_a_file_becomes_events_with_their_row_and_published_rows(
    world: World, take_in: Import
) -> None:
    done = take_in(FIRST | DONE, SECOND)
    assert done.state == ImportState.COMPLETED
    assert (done.counts["kept"], done.counts["new"], done.counts["finished"]) == (2, 2, 1)
    history = history_of(world.transport, FIRST["Mã hồ sơ"])
    assert next(event.kind for event in history) == EventKind.RECEIVED
    assert EventKind.RESULT_READY in {event.kind for event in history}
    assert {(event.source, event.dossier_import_id, event.row_number) for event in history} == {
        ("IMPORT", done.pk, 2)
    }
    rows = {row.code: row for row in published_rows(world.transport.code)}
    assert rows[FIRST["Mã hồ sơ"]].result_at is not None
    assert rows[SECOND["Mã hồ sơ"]].result_at is None


def test_the_applicants_name_is_nowhere_in_the_tables(world: World, take_in: Import) -> None:
    take_in(FIRST | DONE | {"Chủ hồ sơ": "Nguyễn Thị Kín Đáo"})
    for model in (Dossier, DossierEvent, PublishedDossier, DossierImport, AuditEntry):
        for values in model.objects.values():
            assert "Kín Đáo" not in str(values)


def test_the_same_file_twice_changes_nothing(world: World, take_in: Import) -> None:
    take_in(FIRST | DONE, SECOND)
    before = rows_version(world.transport.code), DossierEvent.objects.count(), File.objects.count()
    again = take_in(FIRST | DONE, SECOND)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)
    assert (
        rows_version(world.transport.code),
        DossierEvent.objects.count(),
        File.objects.count(),
    ) == before


def test_a_later_file_adds_only_its_news(world: World, take_in: Import) -> None:
    take_in(FIRST, SECOND)
    events = DossierEvent.objects.count()
    later = take_in(FIRST | DONE, SECOND)
    assert (later.counts["changed"], later.counts["unchanged"]) == (1, 1)
    news = DossierEvent.objects.filter(dossier_import=later)
    assert DossierEvent.objects.count() == events + news.count()
    assert {event.dossier.code for event in news} == {FIRST["Mã hồ sơ"]}
    assert EventKind.RECEIVED not in {event.kind for event in news}


def test_a_file_that_says_less_takes_nothing_back(world: World, take_in: Import) -> None:
    take_in(FIRST | DONE)
    without = dict(FIRST.items()) | {
        "Trạng thái": "Đã xử lý xong",
        "Ngày có kết quả": "10/01/2024 10:00",
    }
    take_in(without)
    rows = list(published_rows(world.transport.code))
    assert rows[0].result_at is not None


def test_published_rows_are_what_the_events_amount_to(world: World, take_in: Import) -> None:
    take_in(FIRST, SECOND)
    take_in(FIRST | DONE, SECOND)
    assert rebuild_published() == 0
    PublishedDossier.objects.update(supplement_requests=9, state=1)
    assert rebuild_published() == 2
    assert rebuild_published() == 0
    assert {row.supplement_requests for row in published_rows(world.transport.code)} != {9}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ho-so.xlsx", b"PK\x03\x04 cut off", "ho-so.xlsx"),
        ("ho-so.csv", "không có bảng nào\n".encode(), "ho-so.csv"),
        ("ho-so.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_saves_nothing(
    take_in: Import, name: str, data: bytes, said: str
) -> None:
    refused = take_in(data=data, name=name)
    assert refused.state == ImportState.REFUSED
    assert refused.refusal
    assert Dossier.objects.count() == DossierEvent.objects.count() == 0
    assert AuditEntry.objects.filter(action="dossiers.import.refused").count() == 1


def test_a_file_of_bad_rows_only_is_refused_with_its_findings(take_in: Import) -> None:
    refused = take_in(FIRST | {"Ngày tiếp nhận": "hôm qua"})
    assert refused.state == ImportState.REFUSED
    assert refused.findings
    assert Dossier.objects.count() == 0


def test_bad_rows_are_told_and_good_ones_kept(take_in: Import) -> None:
    done = take_in(FIRST | DONE, SECOND | {"Ngày tiếp nhận": "32/01/2024"})
    assert (done.counts["kept"], done.counts["refused"]) == (1, 1)
    finding = next(one for one in done.findings if one["severity"] == "error")
    assert finding["row"] == 3
    assert Dossier.objects.count() == 1


def test_only_the_agencys_own_people_import(world: World) -> None:
    with pytest.raises(NotAllowed):
        request_import(
            agency=world.transport, file_name="a.csv", data=b"x", by=world.cuong, now=NOW
        )
    assert DossierImport.objects.count() == File.objects.count() == 0


def test_an_ended_import_is_not_run_again(take_in: Import) -> None:
    done = take_in(FIRST | DONE)
    entries = AuditEntry.objects.count()
    assert run_import(import_id=done.pk, now=NOW).state == ImportState.COMPLETED
    assert AuditEntry.objects.count() == entries


def test_what_a_cut_off_worker_left_is_queued_again(take_in: Import) -> None:
    done = take_in(FIRST | DONE)
    assert take_up_interrupted_imports() == 0
    DossierImport.objects.filter(pk=done.pk).update(state=ImportState.RUNNING)
    assert take_up_interrupted_imports() == 1
    assert run_import(import_id=done.pk, now=NOW).counts["unchanged"] == 1


def test_a_fault_of_ours_is_said_and_still_raised(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    requested = request_import(
        agency=world.transport, file_name="a.csv", data=export_csv([FIRST]), by=world.an, now=NOW
    )

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("thuocdo.apps.dossiers.services.importing.read_dossiers", broken)
    with pytest.raises(ZeroDivisionError):
        run_import(import_id=requested.pk, now=NOW)
    requested.refresh_from_db()
    assert requested.state == ImportState.REFUSED
    assert "Lỗi của phần mềm" in requested.refusal


def test_imports_are_listed_newest_first_and_only_ones_own(world: World, take_in: Import) -> None:
    first, second = take_in(FIRST), take_in(FIRST | DONE)
    assert list(imports_of(world.transport)) == [second, first]
    assert import_of(world.construction, first.pk) is None
    assert known_until(world.transport) == date(2024, 1, 10)
    assert known_until(world.construction) is None
    assert Path(str(first.file.content.name)).name == first.file.sha256


def test_two_workers_on_one_file_enter_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    requested = request_import(
        agency=world.transport, file_name="a.csv", data=export_csv([FIRST]), by=world.an, now=NOW
    )
    where = "thuocdo.apps.dossiers.services.importing.read_dossiers"

    def slow(*words: Any, **named: Any) -> DossierReading:
        monkeypatch.setattr(where, read_dossiers)
        run_import(import_id=requested.pk, now=NOW)  # the other one, faster
        return read_dossiers(*words, **named)

    monkeypatch.setattr(where, slow)
    ended = run_import(import_id=requested.pk, now=NOW)
    assert (ended.state, ended.counts["new"]) == (ImportState.COMPLETED, 1)
    assert AuditEntry.objects.filter(action="dossiers.import.completed").count() == 1


def test_an_older_file_adds_and_changes_nothing(world: World, take_in: Import) -> None:
    take_in(FIRST | DONE)
    before = list(published_rows(world.transport.code))
    older = take_in(FIRST | {"Ngày hẹn trả": "30/01/2024 08:30"}, SECOND)
    assert (older.counts["new"], older.counts["changed"], older.counts["left_alone"]) == (1, 0, 1)
    assert older.findings[0]["kind"] == "older_file"
    assert "giữ nguyên 1 hồ sơ" in older.findings[0]["message"]
    assert [row for row in published_rows(world.transport.code) if row in before] == before


def test_a_mended_result_leaves_the_state_where_it_was(world: World, take_in: Import) -> None:
    returned = (
        FIRST | DONE | {"Trạng thái": "Đã trả kết quả", "Ngày trả kết quả": "11/01/2024 10:00"}
    )
    take_in(returned)
    take_in(returned | {"Ngày có kết quả": "10/01/2024 09:00"})
    (row,) = published_rows(world.transport.code)
    assert row.state is PortalState.RESULT_RETURNED
    assert row.result_at is not None
    assert row.result_at.minute == 0
    assert rebuild_published() == 0


def test_a_state_reported_back_is_believed(world: World, take_in: Import) -> None:
    take_in(FIRST | {"Trạng thái": "Yêu cầu bổ sung giấy tờ"})
    take_in(FIRST | {"Trạng thái": "Được tiếp nhận"})
    (row,) = published_rows(world.transport.code)
    assert row.state is PortalState.RECEIVED
