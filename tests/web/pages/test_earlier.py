"""The register of earlier results: a workbook in, all or nothing, and the year's target."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.office import Office
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.apps.dossiers.models import EarlierResult
from thuocdo.core.procedures.earlier import template
from thuocdo.core.tables.agencies import WrittenSheet

GOOD = [
    ("1.002809", "GPLX 1", "01/02/2015", "", "10/03/2023", "có"),
    ("1.002809", "GPLX 2", "01/02/2016", "", "", ""),
    ("2.002288", "KDVT 7", "05/05/2020", "05/05/2027", "06/06/2022", ""),
]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2024, 6, 30, 3, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def book(rows: Sequence[tuple[str, ...]]) -> SimpleUploadedFile:
    head = template()[0]
    return SimpleUploadedFile(
        "so.xlsx", write_workbook([WrittenSheet(head.title, head.headings, tuple(rows))])
    )


def hand_in(client: Client, rows: Sequence[tuple[str, ...]]):
    return client.post("/ho-so/ket-qua-da-cap/", {"file": book(rows)})


def test_the_register_is_counted_against_the_years_target(
    an: Client, django_assert_max_num_queries
) -> None:
    assert "Sổ chưa có kết quả nào" in an.get("/ho-so/ket-qua-da-cap/").text
    assert hand_in(an, GOOD).status_code == 302
    with django_assert_max_num_queries(15):
        shown = an.get("/ho-so/ket-qua-da-cap/").text
    assert "<strong>80 %</strong>" in shown
    assert "Đã nhập: 3 kết quả mới" in shown
    assert "50,00 %" in shown
    assert "✕ còn thiếu 1" in shown
    assert "✓ đạt" in shown
    assert "66,67 %" in shown
    assert "Đổi giấy phép lái xe" in shown


def test_the_same_workbook_again_changes_nothing_and_a_mended_one_its_rows(an: Client) -> None:
    hand_in(an, GOOD)
    hand_in(an, GOOD)
    assert "0 kết quả mới, 0 thay đổi, 3 giữ nguyên" in an.get("/ho-so/ket-qua-da-cap/").text
    mended = [GOOD[0], ("1.002809", "GPLX 2", "01/02/2016", "", "29/06/2024", "có")]
    hand_in(an, mended)
    assert "0 kết quả mới, 1 thay đổi, 1 giữ nguyên" in an.get("/ho-so/ket-qua-da-cap/").text
    assert EarlierResult.objects.filter(signed=True).count() == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1.002809", "A", "01/02/2030", "", "", ""), "ô C3: ngày cấp 01/02/2030 chưa đến"),
        (("1.002809", "A", "01/02/2020", "01/02/2020", "", ""), "ô D3: ngày hết hiệu lực"),
        (("1.002809", "A", "01/02/2020", "", "01/01/2020", ""), "ô E3: ngày số hóa"),
        (("1.002809", "A", "01/02/2020", "", "", "có"), "ô F3: đã ký số"),
        (("1.002809", "GPLX 1", "01/02/2020", "", "", ""), "ô B3: số GPLX 1 đã ghi ở"),
        (("1.002809", "", "01/02/2020", "", "", ""), "ô B3: thiếu số kết quả"),
        (("1.002809", "A", "hôm qua", "", "", ""), "ô C3: «hôm qua» không phải là ngày"),
    ],
)
def test_one_wrong_cell_keeps_everything_out(an: Client, row: tuple[str, ...], said: str) -> None:
    answered = hand_in(an, [GOOD[0], row])
    assert answered.status_code == 422
    assert said in answered.text
    assert not EarlierResult.objects.exists()


def test_an_empty_workbook_and_no_workbook_are_told(an: Client) -> None:
    assert "không có dòng nào" in hand_in(an, []).text
    wrong = SimpleUploadedFile("so.xlsx", b"khong phai excel")
    assert an.post("/ho-so/ket-qua-da-cap/", {"file": wrong}).status_code == 422


def test_others_look_and_do_not_write(office: Office, client: Client) -> None:
    client.force_login(office.cuong)
    assert client.get("/ho-so/ket-qua-da-cap/?co-quan=H99.15").status_code == 403
    assert client.get("/ho-so/ket-qua-da-cap/mau/").status_code == 200
