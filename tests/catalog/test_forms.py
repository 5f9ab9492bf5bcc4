"""The forms that ship, and how mistakes in them are told."""

from datetime import date

import pytest

from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.apps.rulebooks.papers import check_forms, read_forms
from thuocdo.core.papers import PaperKind

BOOK = read_forms(CATALOGUE)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (
            date(2024, 6, 4),
            {"RECEIPT": "01", "SUPPLEMENT_REQUEST": "02", "REFUSAL": "03", "APOLOGY": "04",
             "CONTROL_SLIP": "05", "REGISTER": "06"},
        ),
        (
            date(2026, 3, 5),
            {"RECEIPT": "01", "SUPPLEMENT_REQUEST": "02", "REFUSAL": "03", "APOLOGY": "04",
             "STOP_NOTICE": "05", "CONTROL_SLIP": "06", "REGISTER": "07"},
        ),
    ],
)  # fmt: skip
def test_each_circular_numbers_the_forms_its_own_way(day, numbers):
    assert {kind: BOOK.form(PaperKind(kind), day).number for kind in numbers} == numbers


def test_what_was_taken_for_the_annexes_is_told():
    assert all(one.assumed and one.assumption for one in BOOK.sets)


def test_a_mistake_is_told_with_file_and_line(tmp_path):
    (tmp_path / "papers").mkdir()
    text = (CATALOGUE / "papers" / "forms.yaml").read_text(encoding="utf-8")
    (tmp_path / "papers" / "forms.yaml").write_text(
        text.replace("    valid_to: 2025-09-15\n", ""), encoding="utf-8"
    )
    (complaint,) = check_forms(tmp_path)
    assert "papers/forms.yaml" in complaint
    assert "cùng có hiệu lực" in complaint
