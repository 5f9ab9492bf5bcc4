"""Every form as a PDF that is opened again: what it says, how it looks, what it must survive."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import segno
from pydantic import BaseModel

from tests.adapters.papers import samples
from tests.adapters.papers.reading import A4, FONTS, fonts, ink, pages, sizes, text
from thuocdo.adapters.papers.typst import TEMPLATES, TypstPapers
from thuocdo.core.papers import PaperKind

PAPERS = TypstPapers(FONTS, ZoneInfo("Asia/Ho_Chi_Minh"))
KINDS = [kind.name.lower() for kind in PaperKind]
SAID = {
    "receipt": ["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mẫu số 01"],
    "supplement_request": [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Số: 15/HDHS",
        "Hồ sơ của: Nguyễn Thị Hường Đặng",
        "1. Bổ sung bản sao văn bằng",
        "2. Sửa số điện thoại",
        "Lý do: Hồ sơ chưa đủ thành phần theo Điều 18",
        "trước: 08 giờ 37 phút, ngày 09 tháng 4 năm 2026",
        "liên hệ với Trần Văn Ặng, số điện thoại 0263 3822 022, để được hướng dẫn",
        "NGƯỜI HƯỚNG DẪN",
        "Mẫu số 02",
    ],
    "refusal": [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: 1. Hồ sơ thuộc thẩm quyền",
        "2. Giấy chứng nhận đăng ký hộ kinh doanh đã hết hiệu lực",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Mẫu số 03",
    ],
    "apology": [
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Số: 27/PXL-SXD",
        "Kính gửi: Nguyễn Thị Hường Đặng",
        "tiếp nhận hồ sơ của ông (bà), tổ chức vào lúc 08 giờ 37 phút, ngày 05 tháng 3 năm 2026",
        "Thời gian hẹn trả kết quả: 08 giờ 37 phút, ngày 09 tháng 4 năm 2026",
        "Cơ quan phối hợp chưa có ý kiến",
        "xin lỗi ông (bà), tổ chức",
        "vào lúc 08 giờ 37 phút, ngày 16 tháng 4 năm 2026",
        "Nơi nhận: - Như trên;",
        "- Lưu: VT, QLVT.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Phạm Quốc Cường",
        "Mẫu số 04",
    ],
    "stop_notice": [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Số: 28/TB-SXD",
        "từ 16 giờ 00 phút, ngày 24 tháng 3 năm 2026 với lý do sau: 1. Quá thời hạn bổ sung",
        "tổ chức có thể: 1. Nộp hồ sơ mới",
        "PHÓ GIÁM ĐỐC",
        "Mẫu số 05",
    ],
    "control_slip": [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "giải quyết hồ sơ: Phòng Quản lý vận tải, phương tiện và người lái",
        "phối hợp giải quyết hồ sơ: Công an tỉnh; Sở Tài chính",
        "Giao: 09 giờ 17 phút, ngày 05/03/2026 Người giao: Trần Văn Ặng",
        "Nhận: 10 giờ 37 phút, ngày 05/03/2026 Người nhận: Lê Thị Mỹ Hạnh",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Nhận: chưa Người nhận: Trần Văn Ặng",
        "Chờ ý kiến của Công an tỉnh",
        "Mẫu số 06",
    ],
    "register": [
        "SỔ THEO DÕI HỒ SƠ",
        "Quyển số: 01",
        "Từ ngày 01 tháng 3 năm 2026 đến ngày 31 tháng 3 năm 2026: 12 hồ sơ",
        "Công ty TNHH Vận tải Thành Bưởi",
        "08:37 05/03/2026",
        "Bưu chính công ích",
        "đang xử lý",
        "Mẫu số 07",
    ],
}


def sample(kind, **changes):
    return getattr(samples, kind)(**changes)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_says_what_the_law_asks(kind):
    said = text(PAPERS.pdf(sample(kind)))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "Độc lập - Tự do - Hạnh phúc" in said
    assert "Đà Lạt, ngày 05 tháng 3 năm 2026" in said
    for words in SAID[kind]:
        assert words in said, words


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_a4_in_embedded_tinos_and_has_ink_within_its_margins(kind):
    made = PAPERS.pdf(sample(kind))
    lying = kind == "register"
    assert sizes(made) == {A4[::-1] if lying else A4}
    found = fonts(made)
    assert set(found) <= {
        "Tinos-Regular",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }
    assert all(found.values())
    assert b"pdfaid" in made
    for share, (left, top, right, bottom) in ink(made):
        assert 0.005 < share < 0.2
        assert left >= (19.5 if lying else 29.5)
        assert top >= 8
        assert right >= 14
        assert bottom >= 8


def test_a_long_register_repeats_its_headings_and_keeps_every_row():
    said = pages(PAPERS.pdf(samples.register(rows=samples.rows(200))))
    assert len(said) > 15
    assert all("Người nộp" in page for page in said)
    joined = " ".join(said).replace(" ", "")
    assert all(f"260305-{n:04}" in joined for n in range(1, 201))
    assert [page.split()[0] for page in said[1:]] == [str(n) for n in range(2, len(said) + 1)]


def test_an_older_letter_is_printed_on_the_form_of_its_day():
    day = date(2024, 6, 4)
    form = samples.form(PaperKind.APOLOGY, day)
    said = text(PAPERS.pdf(samples.apology(form=form, head=replace(samples.head(), on=day))))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in said
    assert "Mẫu số 04, Thông tư 01/2018/TT-VPCP" in said
    assert "Đà Lạt, ngày 04 tháng 6 năm 2024" in said


def every_text(value, word):
    """Return the paper with `word` in place of every text that is no enum and not of the form."""
    if type(value) is str:
        return word
    if isinstance(value, BaseModel):
        return value
    if isinstance(value, tuple):
        return tuple(every_text(one, word) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: every_text(getattr(value, f.name), word) for f in fields(value)}
        return replace(value, **changed)
    return value


NASTY = "#let x = 1 $sum$ *đậm* _ng_ @ref <nhãn> \\ \"kép\" 'đơn' `mã` // hết */ #sys.inputs ]{)"


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_of_any_form_is_read_as_markup(kind):
    made = PAPERS.pdf(every_text(sample(kind), NASTY))
    bare = text(made).replace(" ", "")
    assert bare.count(NASTY.replace(" ", "")) + bare.count(NASTY.upper().replace(" ", "")) >= 4


@pytest.mark.parametrize("word", ["W" * 300, "Nguyễn Đặng Thị " * 20], ids=["unbroken", "words"])
@pytest.mark.parametrize("kind", KINDS)
def test_long_texts_everywhere_stay_on_the_page(kind, word):
    fewer = {"rows": samples.rows(2)} if kind == "register" else {"lookup": ""}
    made = PAPERS.pdf(every_text(sample(kind, **fewer), word))
    for _, (left, _, right, bottom) in ink(made):
        assert left >= (19.5 if kind == "register" else 29.5)
        assert right >= 13
        assert bottom >= 8
    assert text(made).replace(" ", "").count(word.replace(" ", "")[:12]) >= 4


def test_lines_of_a_reason_stay_lines():
    said = text(PAPERS.pdf(samples.stop_notice(reasons=("Dòng một\n\nDòng hai",))))
    assert "Dòng một Dòng hai" in said


def test_the_square_is_the_qr_code_of_the_lookup_address():
    page = pypdfium2.PdfDocument(PAPERS.pdf(samples.receipt()))[0]
    scale = 8
    dots = page.render(scale=scale, grayscale=True).to_numpy()
    dark = dots.reshape(dots.shape[0], dots.shape[1]) < 128
    modules = [[bool(one) for one in row] for row in segno.make(samples.LOOKUP, error="m").matrix]
    millimetre = scale * 72 / 25.4
    strip = dark[:, int(29 * millimetre) : int(54.5 * millimetre)]
    full = strip[:, int(1.2 * millimetre)]  # the left side of the finder patterns
    top = int(next(y for y in range(len(full)) if full[y : y + int(2 * millimetre)].all()))
    side = 24 * millimetre / len(modules)
    seen = [
        [
            bool(strip[int(top + (y + 0.5) * side), int(1 * millimetre + (x + 0.5) * side)])
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert seen == modules


def test_every_kind_of_paper_has_a_template_and_every_template_a_kind():
    found = {path.stem for path in TEMPLATES.glob("*.typ")}
    assert found == {"paper", *KINDS}
    assert set(SAID) == set(KINDS)
