"""The real plan of 2024 against the transcription made by hand.

Both are read where they lie beside the project; see `conftest.py`.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from thuocdo.adapters.tables.text import read_text
from thuocdo.core.tables.plan import read_plan

REFERENCE = Path(__file__).parents[5] / "shared" / "reference"
PLAN = REFERENCE / "documents" / "002-transport-department-index-improvement-plan-2024.txt"
ORACLE = REFERENCE / "index_sets" / "transport_department_2024.yaml"


@pytest.fixture(scope="module")
def table():
    return read_plan(read_text(PLAN.name, PLAN.read_bytes()))


@pytest.fixture(scope="module")
def oracle():
    return yaml.safe_load(ORACLE.read_text(encoding="utf-8"))


def test_rows_leaves_and_points(table):
    assert (len(table.rows), len(table.leaves), table.total_points) == (56, 44, 62)
    points = [table.points_under(area.code) for area in table.areas]
    assert points == [11, Decimal("7.5"), Decimal("12.5"), 4, 9, 6, 12]


def test_every_row_equals_the_transcription(table, oracle):
    def expected(row):
        effective = {**row, **row.get("effective", {})}
        points = row["max_points"]
        return {
            "code": row["code"],
            "parent": row["parent"],
            "is_leaf": row["is_leaf"],
            "title": row["title"],
            "max_points": None if points is None else Decimal(str(points)),
            "lead": effective["lead"] or "",
            "support": row.get("co_op_normalised") or effective["co_op"] or "",
            "requirement": effective["requirement"] or "",
            "note": effective["note"] or "",
            "source_rows": tuple(row["source_lines"]),
        }

    wanted = [expected(row) for row in oracle["criteria"]]
    read = [{name: getattr(row, name) for name in wanted[0]} for row in table.rows]
    assert read == wanted


def test_findings_are_those_of_the_study(table):
    counts = Counter(finding.kind for finding in table.findings)
    assert counts == {
        "threshold_in_prose": 13,
        "vague_lead": 13,
        "date_in_prose": 8,
        "last_year_result": 8,
        "past_deadline": 4,
        "split_row": 4,
        "inherited_blank": 3,
        "person_and_unit": 3,
        "other_year": 2,
        "copied_requirement": 1,
        "district_level": 1,
        "doubled_word": 1,
        "points_outside_table": 1,
        "repaired_text": 1,
        "rule_in_title": 1,
        "same_deadline_twice": 1,
    }


def test_33_points_are_in_nobodys_task(table):
    finding = next(f for f in table.findings if f.kind == "points_outside_table")
    assert finding.message == "33 điểm của thang 95 không nằm trong nhiệm vụ của ai."
