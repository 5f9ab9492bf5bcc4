"""The banks that ship."""

from datetime import date

import pytest

from thuocdo.apps.rulebooks.banks import check_banks, read_banks
from thuocdo.apps.rulebooks.catalogue import CATALOGUE

BOOK = read_banks(CATALOGUE)


def test_a_bank_is_found_by_its_number_on_its_days():
    bank = BOOK.bank("970436", date(2026, 3, 5))
    assert bank is not None
    assert bank.short == "Vietcombank"
    assert BOOK.bank("970436", date(2020, 1, 1)) is None
    assert BOOK.bank("123456", date(2026, 3, 5)) is None
    assert len(BOOK.banks) >= 12


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('bin: "970415"', 'bin: "970405"', "BIN xuất hiện hai lần: 970405"),
        ('bin: "970415"', 'bin: "97041"', "dòng 8: «97041» không đúng mẫu"),
        ("assumed: true\n", "", "phải đi cùng"),
    ],
)
def test_a_mistake_is_told_with_the_file(tmp_path, old, new, said):
    (tmp_path / "payments").mkdir()
    text = (CATALOGUE / "payments" / "banks.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "payments" / "banks.yaml").write_text(text.replace(old, new), encoding="utf-8")
    (complaint,) = check_banks(tmp_path)
    assert "payments/banks.yaml" in complaint
    assert said in complaint
