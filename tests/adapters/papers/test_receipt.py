"""The receipt as a PDF that is opened again."""

import unicodedata
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.papers.reading import A4, FONTS, fonts, ink, pages, sizes, text
from tests.adapters.papers.samples import CODE, applicant, head, parts, receipt
from thuocdo.adapters.papers.typst import TypstPapers
from thuocdo.core.ports.papers import PaperNotPrinted

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PAPERS = TypstPapers(FONTS, ZONE)


def test_the_receipt_says_everything_in_vietnamese():
    said = text(PAPERS.pdf(receipt()))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ XÂY DỰNG",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Đà Lạt, ngày 05 tháng 3 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hường Đặng",
        "Địa chỉ: Số 12, đường Lữ Gia, phường Lâm Viên - Đà Lạt",
        "Số điện thoại: 0912 345 678",
        "Email: huong.dang@example.vn",
        "Văn bằng, chứng chỉ của người trực tiếp điều hành hoạt động vận tải Bản điện tử 1",
        "Số lượng hồ sơ: 1 (bộ)",
        "theo quy định: 25 ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 37 phút, ngày 05 tháng 3 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 37 phút, ngày 09 tháng 4 năm 2026",
        "Phí: 200.000 đồng",
        "Lệ phí: 135.000 đồng",
        "Đăng ký nhận kết quả tại: Quầy số 3",
        "Vào Sổ theo dõi hồ sơ: Sở Xây dựng, năm 2026, Quyển số: 01, Số thứ tự: 37",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Ặng",
        "Mẫu số 01, Thông tư 03/2025/TT-VPCP",
    ):
        assert words in said, words
    assert "dự kiến" not in said


def test_it_is_one_a4_page_in_embedded_tinos_within_the_margins():
    made = PAPERS.pdf(receipt())
    assert len(pages(made)) == 1
    assert sizes(made) == {A4}
    assert fonts(made) == {
        "Tinos-Regular": True,
        "Tinos-Bold": True,
        "Tinos-Italic": True,
    }
    ((share, (left, top, right, bottom)),) = ink(made)
    assert 0.02 < share < 0.2
    assert left >= 29.5
    assert top >= 19.5
    assert right >= 14.5
    assert bottom >= 10
    assert b"pdfaid:part" in made.replace(b"<pdfaid:part>", b"pdfaid:part")


def test_the_same_receipt_is_the_same_file():
    assert PAPERS.pdf(receipt()) == PAPERS.pdf(receipt())


def test_both_copies_say_whom_they_are_for_and_count_their_own_pages():
    one, two = pages(PAPERS.pdf(receipt(both_copies=True)))
    assert "Liên 1: lưu cùng Phiếu kiểm soát" in one
    assert "Liên 2: giao tổ chức, cá nhân" in two
    assert two.startswith("ỦY BAN")
    said = pages(PAPERS.pdf(receipt(both_copies=True, parts=parts(60))))
    half = len(said) // 2
    assert half > 1
    assert [page.split()[0] for page in said[1:half]] == [str(n) for n in range(2, half + 1)]
    assert said[half].startswith("ỦY BAN")
    assert said[half + 1].split()[0] == "2"


def test_sixty_parts_go_over_pages_under_repeated_headings():
    said = pages(PAPERS.pdf(receipt(parts=parts(60))))
    assert len(said) >= 3
    assert all("Tên giấy tờ" in page for page in said[:-1])
    assert " 60 Bản đăng ký" in " ".join(said)
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in said[-1]


NASTY = "#let x = 1 $sum$ *đậm* _nghiêng_ @ref <nhãn> \\ \"kép\" 'đơn' `mã` = tiêu đề // chú thích /* hết */ #sys.inputs ]{)"


def test_no_value_is_read_as_markup():
    said = text(
        PAPERS.pdf(
            receipt(applicant=replace(applicant(), name=NASTY), request=NASTY, code=NASTY[:40])
        )
    )
    assert said.count(NASTY) >= 2


@pytest.mark.parametrize("name", ["Đ" * 300, "Nguyễn " * 43], ids=["unbroken", "words"])
def test_a_very_long_name_stays_on_the_page(name):
    made = PAPERS.pdf(receipt(applicant=replace(applicant(), name=name), request=name))
    said = text(made)
    assert name[:7].strip() in said
    assert said.replace(" ", "").count(name.strip().replace(" ", "")) >= 2
    for _, (left, _, right, _) in ink(made):
        assert left >= 29.5
        assert right >= 14.5


def test_lines_stay_lines_and_decomposed_letters_are_put_together():
    said = PAPERS.pdf(
        receipt(
            request="Dòng một\nDòng hai\tcó tab\x00\x07",
            officer=unicodedata.normalize("NFD", "Trần Văn Ặng"),
        )
    )
    assert "Dòng một Dòng hai có tab" in text(said)
    assert "Trần Văn Ặng" in text(said)


def test_a_due_time_that_rests_on_a_guessed_year_says_so():
    assert "(dự kiến, sẽ tính lại khi có lịch nghỉ)" in text(PAPERS.pdf(receipt(provisional=True)))


def test_what_is_not_there_has_no_line():
    bare = replace(applicant(), address="", phone="", email="")
    said = text(PAPERS.pdf(receipt(applicant=bare, fee=None, charge=None)))
    for label in ("Địa chỉ", "Số điện thoại", "Email", "Phí:", "Lệ phí"):
        assert label not in said


def test_an_agency_with_a_long_name_keeps_clear_of_the_national_heading():
    long = head(
        agency="Sở Nông nghiệp và Môi trường tỉnh Bà Rịa và các huyện đảo phía Nam", number="12/TN"
    )
    said = text(PAPERS.pdf(receipt(head=long)))
    assert "Số: 12/TN" in said
    assert "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" in said


def test_a_sign_without_a_glyph_is_refused_with_its_place():
    with pytest.raises(PaperNotPrinted, match="Không in được ký tự «😀» trong «Nguyễn 😀 An»"):
        PAPERS.pdf(receipt(applicant=replace(applicant(), name="Nguyễn 😀 An")))


def test_missing_fonts_are_told_with_what_to_do(tmp_path):
    (tmp_path / "Tinos-Bold.ttf").touch()
    with pytest.raises(PaperNotPrinted, match=r"thiếu phông chữ Tinos-Regular\.ttf.*make setup"):
        TypstPapers(tmp_path, ZONE).pdf(receipt())


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        receipt(due_at=datetime(2026, 4, 9, 8, 37))
