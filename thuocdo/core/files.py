"""What kind of file this is, told by its content; and whether its name says the same."""

import io
import zipfile
import zlib
from dataclasses import dataclass

__all__ = ["KINDS", "FileKind", "UnacceptableFile", "accept", "kind_of"]


class UnacceptableFile(Exception):
    """This file is not taken in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be evidence.

    Attributes:
        media_type: what a browser is told.
        endings: how a name of that kind ends.
    """

    id: str
    title: str
    media_type: str
    endings: tuple[str, ...]

    @property
    def is_image(self) -> bool:
        """Whether a browser shows it as a picture."""
        return self.media_type.startswith("image/")


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.id: kind
    for kind in (
        FileKind("pdf", "PDF", "application/pdf", (".pdf",)),
        FileKind("png", "ảnh PNG", "image/png", (".png",)),
        FileKind("jpeg", "ảnh JPEG", "image/jpeg", (".jpg", ".jpeg", ".jfif")),
        FileKind("webp", "ảnh WebP", "image/webp", (".webp",)),
        FileKind("gif", "ảnh GIF", "image/gif", (".gif",)),
        FileKind("docx", "Word", f"{_OFFICE}.wordprocessingml.document", (".docx",)),
        FileKind("xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
    )
}
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_REFUSED_SIGNATURES = (
    (b"MZ", "là chương trình"),
    (b"\x7fELF", "là chương trình"),
    (b"#!", "là chương trình"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "là tệp Word, Excel kiểu cũ hoặc có mật khẩu"),
    (b"Rar!", "là tệp nén"),
    (b"7z\xbc\xaf", "là tệp nén"),
    (b"\x1f\x8b", "là tệp nén"),
    (b"PK", "là tệp nén hoặc tệp văn phòng kiểu khác"),
    (b"<", "là trang web hoặc tệp đánh dấu"),
)
# A part that every document of the kind has, and the part types that carry macros.
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_MACROS = ("vbaProject.bin", "vbaData.xml")
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
_PDF_WITHIN = 1024  # bytes before which a PDF's mark must stand
_MOST_PARTS = 5_000
_MOST_UNPACKED = 500_000_000  # bytes; beyond it a small file would fill the memory that reads it


def accept(name: str, data: bytes) -> FileKind:
    """Return the kind of a file that may be kept as evidence.

    Args:
        name: what its owner calls it.
        data: its bytes.

    Raises:
        UnacceptableFile: the kind is not taken in, the file is damaged, or its name says another.
    """
    if not data:
        raise UnacceptableFile(f"«{name}» là tệp rỗng. Hãy chọn tệp khác.")
    kind = kind_of(name, data)
    if not name.lower().endswith(kind.endings):
        ending = f".{name.rpartition('.')[2]}" if "." in name else "không có đuôi"
        raise UnacceptableFile(
            f"«{name}» có nội dung là {kind.title} nhưng tên lại là {ending}. "
            f"Hãy đổi đuôi tên tệp thành {kind.endings[0]}, hoặc chọn đúng tệp, rồi gửi lại."
        )
    return kind


def kind_of(name: str, data: bytes) -> FileKind:
    """Return what a file is by its content alone; `name` is only for the message.

    Raises:
        UnacceptableFile: it is none of the kinds, or damaged.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return KINDS[kind]
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return KINDS["webp"]
    if data.startswith(b"PK\x03\x04"):
        office = _office(name, data)
        if office is not None:
            return office
    if b"%PDF-" in data[:_PDF_WITHIN] and not data.startswith((b"MZ", b"<", b"PK")):
        return KINDS["pdf"]
    raise _refused(name, data)


def _office(name: str, data: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            kind = next((kind for part, kind in _PARTS if part in names), None)
            if kind is None or "[Content_Types].xml" not in names:
                return None
            if len(members) > _MOST_PARTS or sum(m.file_size for m in members) > _MOST_UNPACKED:
                raise UnacceptableFile(
                    f"«{name}» phình quá lớn khi mở ra. Hãy bỏ bớt ảnh, trang tính rồi lưu lại."
                )
            if any(part.endswith(_MACROS) for part in names):
                raise UnacceptableFile(
                    f"«{name}» có mã lệnh (macro). Hãy lưu lại thành tệp không có mã lệnh rồi gửi."
                )
            archive.read("[Content_Types].xml")
            return KINDS[kind]
    except _DAMAGE as error:
        raise UnacceptableFile(
            f"«{name}» bị hỏng nên không mở được. Hãy lấy lại tệp gốc rồi gửi lại."
        ) from error


def _refused(name: str, data: bytes) -> UnacceptableFile:
    known = (said for signature, said in _REFUSED_SIGNATURES if data.lstrip().startswith(signature))
    said = next(known, "không thuộc loại tệp nào nhận được")
    return UnacceptableFile(
        f"«{name}» {said}. Tài liệu kiểm chứng nhận PDF, ảnh (PNG, JPEG, WebP, GIF), Word (.docx) và "
        "Excel (.xlsx). Hãy lưu lại thành một trong các loại ấy rồi gửi."
    )
