"""A backup holds everything, as of one moment, and comes back whole in an empty place."""

import json
import threading
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from tests.people import NOW
from tests.web.archives import manifest_of
from tests.web.installations import Place, a_place, files_in, here, rows_in
from tests.web.office import Office, open_office
from thuocdo.apps.documents.models import File
from thuocdo.apps.organisations.models import Agency, AuditEntry
from thuocdo.apps.organisations.services import record, seal_journal
from thuocdo.kit.backup import BackupRefused, make_backup
from thuocdo.kit.backup.connecting import snapshot

pytestmark = pytest.mark.django_db(transaction=True)
VERSION = version("thuocdo")
NOT_KEPT = {"django_session", "django_migrations"}


@pytest.fixture
def place(settings, tmp_path: Path) -> Place:
    settings.MEDIA_ROOT = tmp_path / "here" / "files"
    return here(tmp_path / "here")


@pytest.fixture
def office(place: Place) -> Office:
    return open_office()


@pytest.mark.parametrize("vendor", ["the same", "sqlite"])
def test_every_table_and_file_comes_back(vendor, place, office, tmp_path, client):
    client.force_login(office.an)
    seal_journal()
    file = tmp_path / "sao-luu.zip"
    made = place.run("backup", str(file))
    assert made.returncode == 0, made.stderr
    assert "2 tệp" in made.stdout
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads a backup"
    verified = place.run("backup", "verify", str(file))
    assert verified.stdout.startswith(f"Nguyên vẹn: phiên bản {VERSION}, {connection.vendor}, ")
    vendor = connection.vendor if vendor == "the same" else vendor
    with a_place(tmp_path / "there", vendor) as there:
        done = there.run("restore", str(file))
        assert done.returncode == 0, done.stderr
        assert "Nhật ký nguyên vẹn: " in there.run("audit", "verify").stdout
        assert files_in(there.folder / "files") == files_in(place.folder / "files")
        restored = rows_in(there)
        again = tmp_path / "lan-hai.zip"
        there.run("backup", str(again))
        with_new_number = there.run("agency", "add", "H99.77", "Sở Mới")
    before = rows_in(place)
    assert restored["django_session"] == []
    assert before["django_session"] != []
    assert set(restored) == set(before)
    assert {name: len(rows) for name, rows in restored.items() if name not in NOT_KEPT} == {
        name: len(rows) for name, rows in before.items() if name not in NOT_KEPT
    }
    if vendor == connection.vendor:
        for name in set(before) - NOT_KEPT:
            assert restored[name] == before[name], name
    first, second = manifest_of(file), manifest_of(again)
    assert (first["tables"], first["files"]) == (second["tables"], second["files"])
    assert first["migrations"] == second["migrations"]
    assert with_new_number.returncode == 0, "numbers go on where they were"


def test_the_manifest_tells_what_is_inside(place, office, tmp_path):
    file = tmp_path / "a.zip"
    make_backup(file, now=NOW)
    manifest = manifest_of(file)
    assert (manifest["version"], manifest["database"]) == (VERSION, connection.vendor)
    assert manifest["at"] == NOW.isoformat()
    assert "0001_initial" in manifest["migrations"]["organisations"]
    assert {part["path"] for part in manifest["files"]} == {
        f"files/{kept.sha256[:2]}/{kept.sha256}" for kept in File.objects.all()
    }
    for part in manifest["files"]:
        assert part["path"].endswith(part["sha256"]), "a file is called by its content"
    with zipfile.ZipFile(file) as archive:
        names = [part["path"] for part in [*manifest["tables"], *manifest["files"]]]
        assert archive.namelist() == [*names, "manifest.json"]
    assert not Session.objects.exists()


def test_a_snapshot_neither_waits_for_writers_nor_makes_them_wait(office):
    count = AuditEntry.objects.count()

    def write() -> None:
        with transaction.atomic():
            record(now=NOW, by=None, agency=None, action="test.written", subject="x")
        connection.close()

    with snapshot():
        assert AuditEntry.objects.count() == count
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(10)
        assert not writer.is_alive(), "the writer waits for the backup"
        assert AuditEntry.objects.count() == count
    assert AuditEntry.objects.count() == count + 1


def test_a_backup_while_others_write_is_of_one_moment(office, tmp_path):
    """Each transaction counts one up and says so in the journal: no backup may see half of it."""
    Agency.objects.filter(pk=office.transport.pk).update(short_name="0")
    stop, faults = threading.Event(), []

    def write() -> None:
        try:
            while not stop.is_set():
                with transaction.atomic():
                    agency = Agency.objects.select_for_update().get(pk=office.transport.pk)
                    agency.short_name = str(int(agency.short_name) + 1)
                    agency.save(update_fields=["short_name"])
                    record(now=NOW, by=None, agency=agency, action="test.counted", subject="x")
        except Exception as fault:  # noqa: BLE001 - a thread's fault must reach the test
            faults.append(fault)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    for number in range(4):
        make_backup(tmp_path / f"{number}.zip", now=timezone.now())
        counted, told = _counted(tmp_path / f"{number}.zip", office.transport.code)
        assert counted == told
        seen.append(counted)
    stop.set()
    writer.join()
    assert faults == []
    assert seen[0] < seen[-1], "the writer went on"


def _counted(file: Path, code: str) -> tuple[int, int]:
    tables = {table["model"]: table for table in manifest_of(file)["tables"]}
    with zipfile.ZipFile(file) as archive:

        def rows(model: str) -> list[dict]:
            lines = archive.read(tables[model]["path"]).splitlines()
            return [
                dict(zip(tables[model]["columns"], json.loads(line), strict=True)) for line in lines
            ]

        (agency,) = [row for row in rows("organisations.Agency") if row["code"] == code]
        told = [r for r in rows("organisations.AuditEntry") if r["action"] == "test.counted"]
    return int(agency["short_name"]), len(told)


def test_a_kept_file_that_is_gone_is_named(place, office, tmp_path):
    kept = File.objects.first()
    (place.folder / "files" / kept.content.name).unlink()
    done = place.run("backup", str(tmp_path / "a.zip"))
    assert done.returncode == 1
    assert f"Thiếu tệp «{kept.content.name}»" in done.stderr
    with a_place(tmp_path / "there", "sqlite") as there:
        restored = there.run("restore", str(tmp_path / "a.zip"))
    assert restored.returncode == 0, "what there is can still be had"
    assert str(kept.content.name) in restored.stderr


def test_a_file_is_never_written_over(office, tmp_path):
    file = tmp_path / "a.zip"
    file.write_bytes(b"older")
    with pytest.raises(BackupRefused, match="hãy đặt tên khác"):
        make_backup(file, now=NOW)
    assert file.read_bytes() == b"older"
    with pytest.raises(BackupRefused, match="Không ghi được"):
        make_backup(tmp_path / "khong-co" / "a.zip", now=NOW)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.zip"]


def test_an_installation_that_was_never_opened_has_nothing_to_back_up(tmp_path):
    with a_place(tmp_path / "new", connection.vendor) as new:
        refused = new.run("backup", str(tmp_path / "a.zip"))
    assert refused.returncode == 2
    assert "Hãy chạy thuocdo serve một lần" in refused.stderr
    assert not (tmp_path / "a.zip").exists()
