"""What kind of file this is, told by its content, and why some kinds cannot be read."""

import io
import re
import zipfile
import zlib
from copy import copy

from thuocdo.core.tables.grid import UnreadableFile

__all__ = ["check_readable", "kind_of"]

_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STREAMS = (  # names in the directory of an OLE2 file, in UTF-16, and what they mean
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
)
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "opendocument"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"mime-version:")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 4000  # bytes at the head of a file
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1e\x1f")
_MOST_CONTROLS = 0.02  # of a sample; a text in any 8-bit encoding has next to none
# Bytes unpacked: for sheets ten times a list of 50 000 dossiers; Word's XML is held as a tree.
_MOST_UNPACKED = {"xlsx": 600_000_000, "docx": 100_000_000}
# Rows times columns of one sheet up to its last cell with content: 32 bytes each, below 400 MB.
_MOST_CELLS = 12_000_000
_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
_ENCRYPTED = 0x1  # flag of a zip member

_REFUSALS = {
    "empty": "«{name}» là tệp rỗng, không có nội dung nào để đọc.",
    "pdf": "«{name}» là tệp PDF; hãy dùng tệp Word (.docx) hoặc Excel (.xlsx) gốc của văn bản này.",
    "rtf": "«{name}» là tệp RTF; hãy mở bằng Word, chọn Lưu thành (Save As) kiểu .docx rồi thử lại.",
    "picture": "«{name}» là ảnh, không phải bảng; hãy dùng tệp Word (.docx) hoặc Excel (.xlsx) gốc.",
    "archive": "«{name}» là tệp nén; hãy giải nén rồi chọn tệp Word hoặc Excel bên trong.",
    "zip": "«{name}» là tệp nén nhưng không phải Word (.docx) hay Excel (.xlsx).",
    "doc": "«{name}» là tệp Word kiểu cũ (.doc); hãy mở bằng Word, chọn Lưu thành (Save As) "
    "kiểu «Word Document (.docx)» rồi thử lại với tệp mới.",
    "encrypted": "«{name}» được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lại.",
    "markup": "«{name}» là trang web hoặc XML mang đuôi khác; hãy mở bằng Excel hoặc Word, "
    "chọn Lưu thành (Save As) kiểu .xlsx hoặc .docx rồi thử lại.",
    "ole2": "«{name}» thuộc loại tệp Office cũ không phải Word hay Excel nên không đọc được.",
    "xlsb": "«{name}» là tệp Excel nhị phân (.xlsb); hãy mở bằng Excel, chọn Lưu thành (Save As) "
    "kiểu .xlsx rồi thử lại.",
    "opendocument": "«{name}» là tệp OpenDocument; hãy lưu thành .docx hoặc .xlsx rồi thử lại.",
    "binary": "«{name}» không phải tệp Word, Excel hay văn bản nên không đọc được.",
    "cut": "«{name}» bị hỏng hoặc tải chưa hết; hãy lấy lại tệp gốc rồi thử lại.",
}


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "cut"
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return "encrypted"
    names = {member.filename.replace("\\", "/").lower() for member in members}
    return next((kind for part, kind in _PARTS if part in names), "zip")


def _kind_of_ole2(data: bytes) -> str:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole2")


def _is_text(sample: bytes) -> bool:
    if sample.startswith(_BYTE_ORDER_MARKS):
        return True
    zeros = max(sample[::2].count(0), sample[1::2].count(0))
    if zeros > len(sample) // 10 and min(sample[::2].count(0), sample[1::2].count(0)) == 0:
        return True  # UTF-16 without its mark: zeros in every second place only
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _MOST_CONTROLS * len(sample)


def kind_of(name: str, data: bytes) -> str:  # noqa: ARG001 - the name may lie; part of the interface
    """Tell what a file is by its content; its name is not believed.

    `docx`, `xlsx`, `xls` and `text` can be read; the others (`doc`, `pdf`, `encrypted`, `cut`,
    `empty` …) cannot: see `check_readable`.
    """
    sample = data[:_SAMPLE]
    if not sample.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "empty"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE2):
        return _kind_of_ole2(data)
    if not _is_text(sample):
        found = (kind for signature, kind in _SIGNATURES if data.startswith(signature))
        return next(found, "binary")
    if data.startswith((b"%PDF", b"{\\rtf")):
        return "pdf" if data.startswith(b"%PDF") else "rtf"
    return "markup" if sample.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP) else "text"


def check_readable(name: str, data: bytes) -> str:
    """Return the kind of a file that can be read.

    Raises:
        UnreadableFile: it cannot; the message says why and what to do. Also for an archive that
            would unpack to more than any plan or list needs, and for a damaged one.
    """
    kind = kind_of(name, data)
    if kind in _REFUSALS:
        raise UnreadableFile(_REFUSALS[kind].format(name=name))
    if kind in _MOST_UNPACKED:
        try:
            _check_unpacked(data, _MOST_UNPACKED[kind])
        except _TooLargeError as error:
            raise UnreadableFile(f"«{name}» {error} nên không được mở.") from error
        except _DAMAGE as error:
            raise UnreadableFile(_REFUSALS["cut"].format(name=name)) from error
    return kind


class _TooLargeError(Exception):
    """Opening the archive would take more memory than any plan or list needs."""


def _check_unpacked(data: bytes, most: int) -> None:
    """Unpack once, keeping nothing: what the archive says about its own size is not believed."""
    left = most
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            whole = copy(member)
            # Else reading stops at the size it claims; above the limit by what is read at once.
            whole.file_size = most + 2 * _CHUNK
            extent = _Extent()
            with archive.open(whole) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise _TooLargeError(f"bung ra quá lớn (trên {most // 1_000_000} MB)")
                    extent.add(chunk)
            extent.close()


class _Extent:
    """How far a sheet's cells reach, told from their references in its XML.

    Readers of sheets reserve room for every cell up to the last one, so that two cells in
    opposite corners of a sheet are enough to exhaust the memory.
    """

    # A row from the 10 000th on, or a cell beyond column Z: what is nearer is never too much.
    _REFERENCE = rb"(?:([A-Za-z]{2,3})(\d{1,7})|(\d{5,7}))"
    # Rows and cells that hold a format only are left out: they take no room.
    _REST = rb'(?:\s[\w:.]{1,30}="[^"<>]{0,60}"){0,12}\s?'
    _BLANK = rb"(?!" + _REST + rb"(?:/>|>(?:<c" + _REST + rb"/>){0,50}</row>))"
    _USUAL = re.compile(rb' r="' + _REFERENCE + rb'"' + _BLANK)
    # XML allows other quotation marks and spaces; no program writes them, and they take 20 times
    # as long to look for.
    _UNUSUAL = re.compile(rb"(?<=\s)r\s*=\s*[\"']" + _REFERENCE + rb"[\"']" + _BLANK)
    _LONGEST = 4096  # bytes of a row without content, told from others only when it is whole
    _OVERLAP = 40  # bytes of a reference with its quotation marks

    def __init__(self) -> None:
        self._tail = b""
        self._rows, self._columns = 10_000, 26

    def add(self, chunk: bytes) -> None:
        """Look at the next piece of the member.

        Raises:
            _TooLargeError: the cells reach too far.
        """
        text = self._tail + chunk
        near = max(0, len(text) - self._LONGEST)
        cut = max(text.rfind(b"<row", near), near)
        self._look_at(text[:cut])
        self._tail = text[max(0, cut - self._OVERLAP) :] if cut == near else text[cut:]

    def close(self) -> None:
        """Look at what is left at the end of the member.

        Raises:
            _TooLargeError: the cells reach too far.
        """
        self._look_at(self._tail)
        self._tail = b""

    def _look_at(self, text: bytes) -> None:
        usual = text.count(b"=") == text.count(b'="') and text.count(b'r="') == text.count(b' r="')
        found = set((self._USUAL if usual else self._UNUSUAL).findall(text))
        rows = (int(row or alone) for _, row, alone in found)
        columns = (_column_number(letters) for letters in {letters for letters, _, _ in found})
        self._rows = max(self._rows, *rows, 0)
        self._columns = max(self._columns, *columns, 0)
        if self._rows * self._columns > _MOST_CELLS:
            raise _TooLargeError(f"có bảng tính trải tới hàng {self._rows}, cột {self._columns}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
