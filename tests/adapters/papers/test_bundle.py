"""Several PDFs as one."""

from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from tests.adapters.papers.reading import FONTS, pages
from tests.adapters.papers.samples import control_slip, receipt, register, rows
from thuocdo.adapters.papers.typst import TypstPapers
from thuocdo.core.ports.papers import PaperNotPrinted

PAPERS = TypstPapers(FONTS, ZoneInfo("Asia/Ho_Chi_Minh"))


def test_papers_are_joined_in_order_and_found_by_their_bookmarks():
    given = [
        ("Giấy tiếp nhận", PAPERS.pdf(receipt(both_copies=True))),
        ("Phiếu kiểm soát", PAPERS.pdf(control_slip())),
        ("Sổ theo dõi", PAPERS.pdf(register(rows=rows(30)))),
    ]
    made = PAPERS.bundle(given)
    assert pages(made) == [page for _, data in given for page in pages(data)]
    reader = PdfReader(BytesIO(made))
    found = [
        (one.title, reader.get_destination_page_number(one))
        for one in reader.outline
        if isinstance(one, Destination)
    ]
    assert found == [("Giấy tiếp nhận", 0), ("Phiếu kiểm soát", 2), ("Sổ theo dõi", 3)]


def locked(data: bytes) -> bytes:
    writer = PdfWriter(BytesIO(data))
    writer.encrypt("mật khẩu")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"not a PDF",
        b"%PDF-1.7\ncut",
        PAPERS.pdf(receipt())[:3000],
        locked(PAPERS.pdf(receipt())),
    ],
    ids=["empty", "text", "head", "cut", "locked"],
)
def test_a_file_that_cannot_be_read_is_named(bad):
    with pytest.raises(PaperNotPrinted, match=r"tệp thứ 2 \(«Bản quét»\)"):
        PAPERS.bundle([("Giấy tiếp nhận", PAPERS.pdf(receipt())), ("Bản quét", bad)])


def test_a_bundle_of_nothing_is_refused():
    with pytest.raises(PaperNotPrinted, match="Chưa có giấy tờ nào"):
        PAPERS.bundle([])
