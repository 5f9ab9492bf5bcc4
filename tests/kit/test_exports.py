"""What leaves the house opens without doing anything, and says its own hash."""

import hashlib
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from thuocdo.kit.exports import as_csv, as_xlsx, attachment

NOW = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', " =1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_neutralises_what_a_spreadsheet_would_run(text):
    line = as_csv(["Mã"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")


def test_csv_has_a_mark_and_leaves_numbers_alone():
    data = as_csv(["Số"], [[Decimal("-1.5")], [7], [True], [None]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == 'Số\r\n-1.5\r\n7\r\nCó\r\n""\r\n'


@pytest.mark.parametrize("text", DANGEROUS)
def test_xlsx_keeps_dangerous_text_as_text(text):
    data = as_xlsx("Hồ sơ", ["Mã"], [[text]], now=NOW)
    (row,) = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[3:]
    assert str(row[0]).replace("_x000D_", "\r").strip() == text.strip()
    assert b"<f>" not in _sheet_xml(data)


def test_xlsx_writes_times_as_times_of_viet_nam():
    data = as_xlsx("Hồ sơ", ["Lúc", "Số"], [[NOW, 3]], now=NOW)
    (row,) = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[3:]
    assert row == [datetime(2024, 1, 2, 10, 4), 3.0]


def test_attachment_tells_its_hash():
    response = attachment(b"abc", stem="ho-so", kind="csv")
    digest = hashlib.sha256(b"abc").hexdigest()
    assert response["X-Content-SHA256"] == digest
    assert response["Content-Disposition"] == f'attachment; filename="ho-so-{digest[:12]}.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def _sheet_xml(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
