"""What is damaged, newer or has no empty place is refused; nothing half-restored is left."""

from pathlib import Path

import pytest
from django.db import connection

from tests.people import NOW
from tests.web.archives import rewritten
from tests.web.installations import Place, a_place, rows_in
from tests.web.office import open_office
from thuocdo.kit.backup import BackupRefused, DamagedBackup, make_backup, verify_backup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "here" / "files"
    open_office()
    make_backup(tmp_path / "a.zip", now=NOW)
    return tmp_path / "a.zip"


def refused(file: Path, tmp_path: Path) -> str:
    """Try to restore; assert that the place is as empty as before, and return what was said."""
    with a_place(tmp_path / "there", connection.vendor) as there:
        done = there.run("restore", str(file))
        assert done.returncode == 2, done.stderr
        assert done.stderr.count("\n") == 1
        assert there.url.startswith("sqlite") or rows_in(there) == {}
        left = {path.name for path in there.folder.iterdir()} - {"secret-key"}
        assert not {name for name in left if "restoring" in name or name == "files"}
        assert tables_of(there) == 0
    return done.stderr


def tables_of(there: Place) -> int:
    return len(rows_in(there))


def faults(file: Path) -> list[str]:
    with pytest.raises(DamagedBackup) as damaged:
        verify_backup(file)
    return damaged.value.faults


def test_a_file_cut_short(backup, tmp_path):
    backup.write_bytes(backup.read_bytes()[:-400])
    assert faults(backup) == ["Tệp bị cắt ngắn khi chép, hoặc không phải là bản sao lưu."]
    assert "bị cắt ngắn" in refused(backup, tmp_path)


def test_a_byte_that_flipped(backup, tmp_path):
    data = bytearray(backup.read_bytes())
    at = data.index(b"tables/dossiers.dossierevent.jsonl") + 400
    data[at] ^= 0xFF
    backup.write_bytes(data)
    assert faults(backup) == ["«tables/dossiers.dossierevent.jsonl» bị hỏng, không đọc được."]
    assert "dossiers.dossierevent.jsonl" in refused(backup, tmp_path)


def test_what_is_missing_changed_or_added_is_named(backup, tmp_path):
    with_files = sorted(path for path in _names(backup) if path.startswith("files/"))

    def change(parts, manifest):
        del parts[with_files[0]]
        parts[with_files[1]] = parts[with_files[1]][:-1] + b"~"  # of the same size
        parts["tables/la.jsonl"] = b""

    other = rewritten(backup, change)
    assert faults(other) == [
        f"Thiếu «{with_files[0]}».",
        f"«{with_files[1]}» đã bị thay đổi.",
        "Thừa «tables/la.jsonl» không có trong bản kê.",
    ]
    said = refused(other, tmp_path)
    assert with_files[0] in said
    assert with_files[1] in said


def test_verify_says_each_fault_on_its_line(backup, tmp_path):
    other = rewritten(backup, lambda parts, _: parts.pop("tables/plans.plan.jsonl"))
    with a_place(tmp_path / "there", "sqlite") as there:
        done = there.run("backup", "verify", str(other))
    assert done.returncode == 1
    assert done.stderr == "Thiếu «tables/plans.plan.jsonl».\n"


def test_something_else_or_nothing_is_no_backup(tmp_path):
    other = tmp_path / "x.zip"
    assert faults(other) == ["Không có tệp này."]
    other.write_bytes(b"PK something else")
    assert "không phải là bản sao lưu" in faults(other)[0]


def test_a_path_that_leads_out_of_the_folder_is_no_backup(backup):
    def change(parts, manifest):
        manifest["files"][0]["path"] = "files/../../x"
        parts["files/../../x"] = b"x"

    assert "bản kê" in faults(rewritten(backup, change))[0]


def test_rows_that_do_not_fit_together_leave_nothing(backup, tmp_path):
    def change(parts, _):
        parts["tables/organisations.agency.jsonl"] = b""  # their people are still there

    assert "không khớp nhau" in refused(rewritten(backup, change, hashes=True), tmp_path)


def test_a_value_of_the_wrong_kind_leaves_nothing(backup, tmp_path):
    def change(parts, _):
        agencies = parts["tables/organisations.agency.jsonl"]
        parts["tables/organisations.agency.jsonl"] = agencies.replace(b"2016-01-01", b"hom qua")

    said = refused(rewritten(backup, change, hashes=True), tmp_path)
    assert "không khớp nhau (ValidationError, đến bảng organisations.Agency)" in said


def test_a_newer_schema_is_refused(backup, tmp_path):
    newer = rewritten(
        backup, lambda _, manifest: manifest["migrations"]["plans"].append("0999_later")
    )
    said = refused(newer, tmp_path)
    assert "mới hơn chương trình này (plans.0999_later)" in said


def test_a_newer_form_of_archive_is_refused(backup):
    def change(_, manifest):
        manifest["form"] = 2
        manifest["version"] = "9.0"

    with pytest.raises(BackupRefused, match=r"phiên bản 9\.0"):
        verify_backup(rewritten(backup, change))


def test_only_an_empty_place_is_restored_into(backup, tmp_path):
    with a_place(tmp_path / "there", connection.vendor) as there:
        assert there.run("agency", "add", "H1", "Sở Đã Có").returncode == 0
        before = rows_in(there)
        done = there.run("restore", str(backup))
        assert done.returncode == 2
        assert "Chỉ phục hồi vào chỗ trống, mà cơ sở dữ liệu đã có" in done.stderr
        assert "THUOCDO_DATA_DIR" in done.stderr
        assert rows_in(there) == before
    with a_place(tmp_path / "other", connection.vendor) as other:
        (other.folder / "files").mkdir()
        (other.folder / "files" / "a").write_bytes(b"x")
        done = other.run("restore", str(backup))
        assert done.returncode == 2
        assert "đã có tệp" in done.stderr
        assert tables_of(other) == 0


def test_a_database_that_does_not_answer_is_said_and_nothing_is_left(backup, tmp_path):
    nowhere = Place(tmp_path / "there", "postgresql://thuocdo@127.0.0.1:9/thuocdo")
    for words in (("restore", str(backup)), ("backup", str(tmp_path / "b.zip"))):
        done = nowhere.run(*words)
        assert done.returncode == 2
        assert done.stderr.startswith("Cơ sở dữ liệu không trả lời")
        assert done.stderr.count("\n") == 1
    assert not (nowhere.folder / "files").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("b.zip")]


def test_a_folder_that_cannot_be_written_is_named(backup, tmp_path):
    with a_place(tmp_path / "there", connection.vendor) as there:
        (there.folder / "files.restoring").write_bytes(b"in the way")
        done = there.run("restore", str(backup))
        assert done.returncode == 2
        assert f"Không ghi được vào «{there.folder}»" in done.stderr
        assert tables_of(there) == 0


def _names(file: Path) -> list[str]:
    return [part.path for part in verify_backup(file).parts]
