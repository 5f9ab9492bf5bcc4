from dataclasses import asdict
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import docx
import pytest
from click.testing import CliRunner

from thuocdo.adapters.tables.exports import open_export
from thuocdo.core.ranking import rank
from thuocdo.core.tables.dossiers import read_dossiers
from thuocdo.web.cli import main
from thuocdo.web.demo.departments import DEPARTMENTS, OURS
from thuocdo.web.demo.dossiers import write_export
from thuocdo.web.demo.plan import HEADINGS, write_plan
from thuocdo.web.demo.plan_rows import ROWS

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def read_export(path):
    return read_dossiers(open_export(path.name, path.read_bytes()), zone=ZONE)


@pytest.mark.parametrize(
    ("seed", "dossiers", "as_of"),
    [
        (1, 2000, date(2024, 12, 31)),
        (2, 300, date(2024, 4, 15)),
        (3, 1, date(2024, 1, 1)),
        (4, 25, date(2023, 7, 2)),
    ],
)
def test_the_reader_finds_what_the_generator_knows(tmp_path, seed, dossiers, as_of):
    totals = write_export(tmp_path / "a.xlsx", seed=seed, dossiers=dossiers, as_of=as_of)
    reading = read_export(tmp_path / "a.xlsx")
    counts = reading.counts()
    found = asdict(counts) | {name: getattr(reading, name) for name in ("read", "kept", "refused")}
    assert found == asdict(totals)
    assert reading.as_of == as_of
    assert totals.received == dossiers


def test_a_list_without_mistakes_has_none(tmp_path):
    write_export(
        tmp_path / "a.xlsx", seed=1, dossiers=500, as_of=date(2024, 12, 31), mistakes=False
    )
    assert [finding.kind for finding in read_export(tmp_path / "a.xlsx").findings] == [
        "skipped_rows"
    ]


def test_the_same_seed_gives_the_same_files(tmp_path):
    for folder, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        arguments = ["demo-data", str(tmp_path / folder), "--seed", seed, "--dossiers", "100"]
        assert CliRunner().invoke(main, arguments).exit_code == 0
    first, second, third = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in "abc"
    )
    assert first == second
    assert sorted(first) == ["ho-so-2024.xlsx", "ke-hoach-2024.docx"]
    assert first["ho-so-2024.xlsx"] != third["ho-so-2024.xlsx"]


def test_what_cannot_be_made_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "taken" / "ho-so-2024.xlsx").mkdir(parents=True)
    places = [[str(tmp_path / "file")], [str(tmp_path / "taken")]]
    for arguments in (*places, [str(tmp_path), "--as-of", "mai"]):
        result = CliRunner().invoke(main, ["demo-data", *arguments])
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def points(code):
    children = [row for row in ROWS if row.code.rpartition(".")[0] == code]
    stated = next(row.points for row in ROWS if row.code == code).replace(",", ".")
    summed = sum((points(child.code) for child in children), Decimal(0))
    assert not (stated and children) or Decimal(stated) == summed, code
    return Decimal(stated) if stated else summed


def test_the_plan_has_the_sets_codes_and_points():
    assert len(ROWS) == 56
    areas = [points(str(number)) for number in range(1, 8)]
    assert [str(area) for area in areas] == ["11", "7.5", "12.5", "4", "9", "6.0", "12.0"]
    parents = {"2.2": "1.5", "2.3": "1.5", "3.3": "1.0", "3.4": "5", "3.5": "2"}
    assert {code: str(points(code)) for code in parents} == parents | {"3.3": "1"}


def test_the_plan_is_a_table_in_two_pieces_with_a_row_cut_in_two(tmp_path):
    write_plan(tmp_path / "plan.docx")
    upper, lower = docx.Document(str(tmp_path / "plan.docx")).tables
    for table in (upper, lower):
        assert [cell.text for cell in table.rows[0].cells] == list(HEADINGS)
    assert upper.rows[-1].cells[0].text == "3.3.2"
    assert lower.rows[1].cells[0].text == ""
    written = [row.cells[0].text for table in (upper, lower) for row in table.rows[1:]]
    assert [code for code in written if code] == [row.code for row in ROWS]


def test_we_are_thirteenth_of_twenty_one():
    assert len(DEPARTMENTS) == len({department.code for department in DEPARTMENTS}) == 21
    ranked = rank((one.code, one.points, one.scale) for one in DEPARTMENTS)
    assert [one.rank for one in ranked] == list(range(1, 22))
    ours = ranked[12]
    assert (ours.agency, ours.points, ours.scale) == (OURS.code, Decimal("80.36"), Decimal(95))
    assert str(ours.percent) == "84.59"
    assert all(department.points <= department.scale for department in DEPARTMENTS)


def test_we_have_won_three_places_since_the_year_before():
    before = rank((one.code, one.points_before, one.scale) for one in DEPARTMENTS)
    assert [one.rank for one in before] == list(range(1, 22))
    assert before[15].agency == OURS.code
    assert len([one for one in DEPARTMENTS if one.not_comparable]) == 1
    assert not OURS.not_comparable
