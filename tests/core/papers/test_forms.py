"""Which form is used on which day."""

from datetime import date

import pytest
from pydantic import ValidationError

from thuocdo.core.papers import FormBook, FormNotInForce, PaperKind

OLD = {
    "valid_from": "2019-01-08",
    "valid_to": "2025-09-15",
    "reference": "Thông tư cũ",
    "forms": {"APOLOGY": {"number": "04", "lines": ["Phiếu xin lỗi"]}},
}
NEW = {
    "valid_from": "2025-09-15",
    "reference": "Thông tư mới",
    "forms": {
        "APOLOGY": {"number": "04", "lines": ["Văn bản xin lỗi"]},
        "STOP_NOTICE": {"number": "05", "lines": ["Thông báo dừng"]},
    },
}
BOOK = FormBook.model_validate({"sets": [OLD, NEW]})


@pytest.mark.parametrize(
    ("day", "title", "reference"),
    [
        (date(2025, 9, 14), "Phiếu xin lỗi", "Thông tư cũ"),
        (date(2025, 9, 15), "Văn bản xin lỗi", "Thông tư mới"),
    ],
)
def test_the_form_of_the_day_is_used_with_its_circular(day, title, reference):
    form = BOOK.form(PaperKind.APOLOGY, day)
    assert (form.title, form.reference) == (title, reference)


def test_a_form_that_was_not_there_yet_is_refused_with_the_day_it_came():
    with pytest.raises(FormNotInForce, match=r"14/09/2025.*«Thông báo dừng».*15/09/2025"):
        BOOK.form(PaperKind.STOP_NOTICE, date(2025, 9, 14))


def test_a_form_that_no_circular_has_is_refused_with_the_file_to_mend():
    with pytest.raises(FormNotInForce, match=r"catalog/papers/forms\.yaml"):
        BOOK.form(PaperKind.REGISTER, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([OLD | {"valid_to": None}, NEW], "cùng có hiệu lực"),
        ([OLD | {"valid_to": "2018-01-01"}], "phải sau"),
        ([OLD | {"assumed": "true"}], "phải đi cùng"),
        (
            [
                NEW
                | {
                    "forms": {
                        key: {"number": "04", "lines": ["Một"]}
                        for key in ("APOLOGY", "STOP_NOTICE")
                    }
                }
            ],
            "cùng số",
        ),
    ],
)
def test_a_book_that_does_not_hold_together_is_refused(sets, said):
    with pytest.raises(ValidationError, match=said):
        FormBook.model_validate({"sets": sets})
