"""Every release's backup comes back in the present code, on the database that is being tested."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.web.archives import manifest_of, rewritten
from tests.web.installations import a_place, rows_in
from thuocdo.apps.organisations.models import Role

pytestmark = pytest.mark.django_db
RELEASES = sorted((Path(__file__).resolve().parents[1] / "upgrades").glob("v*.zip"))
SMALL = 300_000  # bytes; a dump of a release is read by every run of the tests


def test_there_is_a_dump_of_the_first_release():
    assert RELEASES[0].name == "v0.1.zip"
    assert all(release.stat().st_size < SMALL for release in RELEASES)


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_an_office_of_that_release_is_upgraded(release, tmp_path):
    before = manifest_of(release)
    with a_place(tmp_path / "there", connection.vendor) as there:
        done = there.run("restore", str(release))
        assert done.returncode == 0, done.stderr
        journal = there.run("audit", "verify")
        assert journal.returncode == 0, journal.stderr
        assert "Nhật ký nguyên vẹn: " in journal.stdout
        rows = rows_in(there)
        again = tmp_path / "again.zip"
        assert there.run("backup", str(again)).returncode == 0, "the schema is today's"
        checked = there.run("catalog", "check")
        assert checked.returncode == 0
    assert len(rows["dossiers_dossier"]) == 60
    assert len(rows["organisations_user"]) == 3
    after = {table["model"]: table["rows"] for table in manifest_of(again)["tables"]}
    for table in before["tables"]:
        name = table["model"]
        if name not in {"auth.Permission", "contenttypes.ContentType"}:  # new models add to these
            assert after[name] == table["rows"], name
    assert manifest_of(again)["files"] == before["files"]


def test_an_entry_changed_before_the_upgrade_shows_after_it(tmp_path):
    """The chain is not sealed anew on the way: what was forged in the archive is found."""

    def forge(parts, _):
        journal = "tables/organisations.auditentry.jsonl"
        parts[journal] = parts[journal].replace(b'"read":60', b'"read":61', 1)

    copy = tmp_path / "v.zip"
    copy.write_bytes(RELEASES[0].read_bytes())
    forged = rewritten(copy, forge, hashes=True)
    with a_place(tmp_path / "there", connection.vendor) as there:
        assert there.run("restore", str(forged)).returncode == 0
        journal = there.run("audit", "verify")
    assert journal.returncode == 1
    assert "bị sửa" in journal.stderr


def test_who_was_let_into_the_journal_becomes_an_auditor_and_nothing_else(tmp_path):
    """Before there were roles `is_staff` opened the journal; it opened no door to write."""
    users = "tables/organisations.user.jsonl"

    def let_in(parts, manifest):
        table = next(one for one in manifest["tables"] if one["path"] == users)
        rows = [json.loads(line) for line in parts[users].splitlines()]
        at = table["columns"].index("is_staff")
        assert not any(row[at] for row in rows)
        rows[0][at] = True
        parts[users] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    copy = tmp_path / "v.zip"
    copy.write_bytes(RELEASES[0].read_bytes())
    changed = rewritten(copy, let_in, hashes=True)
    for archive, auditors in ((RELEASES[0], 0), (changed, 1)):
        with a_place(tmp_path / archive.stem, connection.vendor) as there:
            assert there.run("restore", str(archive)).returncode == 0
            roles = Counter(_roles(there))
        assert roles["AUDITOR"] == auditors
        assert roles["REFORM_OFFICER"] == 3 - auditors


def _roles(place):
    held = rows_in(place)["organisations_assignment"]
    return [value for row in held for value in row if value in Role.names]


def test_the_next_ones_dump_is_made_by_one_command(tmp_path):
    subprocess.run([sys.executable, "-m", "tests.upgrades", "v9", str(tmp_path)], check=True)
    made = manifest_of(tmp_path / "v9.zip")
    assert {table["model"]: table["rows"] for table in made["tables"]}["dossiers.Dossier"] == 60
