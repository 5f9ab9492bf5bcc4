"""What a file is, by its content; names that say otherwise are refused kindly."""

import io
import zipfile

import pytest

from thuocdo.core.files import KINDS, UnacceptableFile, accept

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n1 0 obj\n"


def office(*parts: str, size: int = 1) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, b"x" * size)
    return data.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", b"\n\n" + PDF, "pdf"),
        ("a.png", PNG, "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0x", "jpeg"),
        ("a.JPG", b"\xff\xd8\xff\xe0x", "jpeg"),
        ("a.gif", b"GIF89a", "gif"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        ("a.docx", DOCX, "docx"),
        ("a.xlsx", XLSX, "xlsx"),
    ],
)
def test_the_content_tells_the_kind(name: str, data: bytes, kind: str) -> None:
    assert accept(name, data) == KINDS[kind]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", PNG, r"nội dung là ảnh PNG nhưng tên lại là \.pdf.*đổi đuôi tên tệp thành \.png"),
        ("a.docx", XLSX, r"nội dung là Excel nhưng tên lại là \.docx"),
        ("a", PDF, "nhưng tên lại là không có đuôi"),
        ("a.pdf.exe", PDF, r"tên lại là \.exe"),
        ("a.pdf", b"MZ\x90\0" + PDF, "là chương trình"),
        ("a.pdf", b"<html>%PDF-1.7", "là trang web"),
        ("a.png", b"  <svg onload='x'>", "là trang web hoặc tệp đánh dấu"),
        ("a.docx", office("x.txt"), "là tệp nén hoặc tệp văn phòng kiểu khác"),
        ("a.docx", office("word/document.xml"), "là tệp nén hoặc"),
        ("a.docx", DOCX[:-30], "bị hỏng"),
        (
            "a.docx",
            office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "macro",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ hoặc có mật khẩu"),
        ("a.txt", "chữ".encode(), "không thuộc loại tệp nào"),
        ("a.pdf", b"", "là tệp rỗng"),
    ],
)
def test_other_files_are_refused_with_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnacceptableFile, match=said) as refusal:
        accept(name, data)
    assert str(refusal.value).startswith(f"«{name}»")
    assert "Hãy" in str(refusal.value)


def test_a_file_that_swells_when_it_is_opened_is_refused(monkeypatch) -> None:
    monkeypatch.setattr("thuocdo.core.files._MOST_UNPACKED", 1_000_000)
    swelling = office("[Content_Types].xml", "word/document.xml", size=600_000)
    assert len(swelling) < 5_000
    with pytest.raises(UnacceptableFile, match="phình quá lớn"):
        accept("a.docx", swelling)
