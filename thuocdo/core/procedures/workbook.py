"""The workbook of procedures: six sheets, read strictly; an empty one is the template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from thuocdo.core.procedures.model import Procedure
from thuocdo.core.procedures.words import (
    COPIES,
    DECISIONS,
    FEE_KINDS,
    FEE_TIMES,
    HANDLERS,
    LEVELS,
    ONLINE,
    TIME_UNITS,
)
from thuocdo.core.tables.agencies import WrittenSheet
from thuocdo.core.tables.dossiers.words import CHANNELS
from thuocdo.core.tables.grid import Document
from thuocdo.core.tables.sheets import Sheet, SheetColumn, SheetRow, read_named_sheets
from thuocdo.core.vietnamese import fold

__all__ = ["SHEETS", "ReadProcedure", "ReadProcedures", "read_procedure_book", "template"]

_LONG = 2_000
_CODE = SheetColumn("code", "Mã thủ tục", required=True, longest=40)
_AMOUNT = SheetColumn("amount", "Thời hạn", "points")


def _word(name: str, heading: str, words: Mapping[Any, str], *, required: bool = True) -> SheetColumn:  # fmt: skip
    return SheetColumn(name, heading, "word", required, {str(k): v for k, v in words.items()})


_UNIT = _word("unit", "Đơn vị thời hạn", TIME_UNITS)
SHEETS = {
    "procedures": Sheet(
        "Thủ tục",
        (
            _CODE,
            SheetColumn("title", "Tên thủ tục", required=True, longest=300),
            SheetColumn("sector", "Lĩnh vực", required=True, longest=120),
            _word("level", "Cấp thực hiện", LEVELS),
            SheetColumn("agency", "Cơ quan quyết định", required=True),
            SheetColumn("decision", "Quyết định công bố", required=True),
            SheetColumn("valid_from", "Có hiệu lực từ", "day", required=True),
            SheetColumn("valid_to", "Hết hiệu lực từ", "day"),
            SheetColumn("legal_basis", "Căn cứ pháp lý", required=True, longest=_LONG),
            SheetColumn("copies", "Số bộ", "whole"),
            _AMOUNT,
            _UNIT,
            SheetColumn("committed", "Thời hạn cam kết", "points"),
            SheetColumn("clock_rule", "Cách tính thời hạn", longest=60),
            SheetColumn("channels", "Hình thức nộp", required=True),
            SheetColumn("result", "Kết quả", required=True, longest=300),
            SheetColumn("result_months", "Kết quả có giá trị (tháng)", "whole"),
        ),
    ),
    "parts": Sheet(
        "Thành phần",
        (
            _CODE,
            SheetColumn("name", "Tên thành phần", required=True, longest=500),
            _word("copy_kind", "Loại bản", COPIES),
            SheetColumn("count", "Số lượng", "whole"),
            SheetColumn("when", "Trường hợp", longest=300),
        ),
    ),
    "fees": Sheet(
        "Phí, lệ phí",
        (
            _CODE,
            SheetColumn("title", "Tên khoản thu", required=True, longest=300),
            _word("kind", "Loại", FEE_KINDS),
            SheetColumn("amount", "Số tiền (đồng)", "points", required=True),
            _word("when", "Khi nộp", FEE_TIMES, required=False),
            SheetColumn("reference", "Căn cứ", required=True, longest=300),
        ),
    ),
    "steps": Sheet(
        "Quy trình",
        (
            _CODE,
            SheetColumn("id", "Mã bước", required=True, longest=40),
            SheetColumn("title", "Tên bước", required=True),
            _word("role", "Vai trò", HANDLERS),
            SheetColumn("unit", "Phòng"),
            SheetColumn("share", "Tỷ lệ thời gian (%)", "points", required=True),
            SheetColumn("may", "Được quyết định"),
        ),
    ),
    "legs": Sheet(
        "Chặng liên thông",
        (
            _CODE,
            SheetColumn("agency", "Cơ quan phối hợp", required=True),
            SheetColumn("what", "Nội dung", required=True, longest=500),
            SheetColumn("after", "Sau bước", required=True, longest=40),
            _AMOUNT,
            _UNIT,
        ),
    ),
    "online": Sheet(
        "Mức độ trực tuyến",
        (
            _CODE,
            SheetColumn("valid_from", "Từ ngày", "day", required=True),
            _word("level", "Mức độ", ONLINE),
            SheetColumn("reference", "Căn cứ", required=True, longest=300),
        ),
    ),
}
_LISTS = {"legal_basis": None, "channels": CHANNELS, "may": DECISIONS}
_TIMED = {"procedures": "time", "legs": "time"}


@dataclass(frozen=True, slots=True)
class ReadProcedure:
    """A procedure, and where its row stands."""

    procedure: Procedure
    row: SheetRow


@dataclass(frozen=True, slots=True)
class ReadProcedures:
    """What a workbook says; nothing of it counts while there is a complaint."""

    procedures: tuple[ReadProcedure, ...]
    complaints: tuple[str, ...]


def template() -> list[WrittenSheet]:
    """Return the sheets with their headings and nothing below."""
    return [
        WrittenSheet(sheet.title, tuple(column.heading for column in sheet.columns), ())
        for sheet in SHEETS.values()
    ]


def read_procedure_book(document: Document) -> ReadProcedures:
    """Read the sheets; every complaint says sheet, row and cell."""
    read = read_named_sheets(document, SHEETS)
    if read.complaints:
        return ReadProcedures((), read.complaints)
    book = _Book(read.rows)
    found = [one for row in read.rows["procedures"] if (one := book.procedure(row))]
    book.look_for_strays(read.rows["procedures"])
    if not read.rows["procedures"]:
        book.complaints.append("trang «Thủ tục»: chưa có thủ tục nào; ghi mỗi thủ tục một dòng")
    return ReadProcedures(tuple(found), tuple(book.complaints))


class _Book:
    """The rows by procedure, and what is wrong with them."""

    def __init__(self, rows: Mapping[str, Sequence[SheetRow]]) -> None:
        self.rows = rows
        self.complaints: list[str] = []
        self._codes: dict[str, str] = {}

    def procedure(self, row: SheetRow) -> ReadProcedure | None:
        code = row.values["code"]
        if code in self._codes:
            self._complain(row, "code", f"thủ tục {code} đã có ở {self._codes[code]}")
            return None
        self._codes[code] = row.place("code")
        before = len(self.complaints)
        below = {name: self._of(name, code) for name in SHEETS if name != "procedures"}
        data = self._data("procedures", row) | {
            name: [self._data(name, one, drop="code") for one in found]
            for name, found in below.items()
        }
        if len(self.complaints) > before:
            return None
        try:
            return ReadProcedure(Procedure.model_validate(data), row)
        except ValidationError as error:
            self.complaints += [_says(one, row, below) for one in error.errors()]
        return None

    def look_for_strays(self, listed: Iterable[SheetRow]) -> None:
        """Complain of rows whose procedure stands on no row of the first sheet."""
        known = {row.values["code"] for row in listed}
        for name in SHEETS:
            for row in self.rows[name]:
                if row.values["code"] not in known:
                    said = (
                        f"không có thủ tục {row.values['code']} ở trang «Thủ tục»; thêm hoặc sửa mã"
                    )
                    self._complain(row, "code", said)

    def _of(self, name: str, code: str) -> list[SheetRow]:
        return [row for row in self.rows[name] if row.values["code"] == code]

    def _data(self, name: str, row: SheetRow, drop: str = "") -> dict[str, Any]:
        data = {key: value for key, value in row.values.items() if key != drop}
        for key, words in _LISTS.items():
            if key in data:
                data[key] = self._list(row, key, words)
        if name in _TIMED:
            unit = data.pop("unit", "")
            data["time"] = {"amount": data.pop("amount", 0), "unit": unit}
            if "committed" in data:
                data["committed"] = {"amount": data["committed"], "unit": unit}
        return data

    def _list(self, row: SheetRow, key: str, words: Mapping[Any, str] | None) -> list[str]:
        parts = [part.strip() for part in row.values[key].split(";") if part.strip()]
        if words is None:
            return parts
        codes = {fold(text): str(code) for code, text in words.items()}
        codes |= {fold(str(code)): str(code) for code in words}
        for part in parts:
            if fold(part) not in codes:
                known = "; ".join(text.lower() for text in words.values())
                self._complain(row, key, f"không hiểu «{part}»; chọn trong: {known}")
        return [codes.get(fold(part), part) for part in parts]

    def _complain(self, row: SheetRow, name: str, said: str) -> None:
        self.complaints.append(f"{row.place(name)}: {said}")


_WORDS = {
    "string_pattern_mismatch": "«{input}» không đúng mẫu của mã, ví dụ 1.002809 hay thu-ly",
    "greater_than_equal": "«{input}» không được nhỏ hơn {ge}",
    "less_than_equal": "«{input}» không được lớn hơn {le}",
    "too_short": "cần ít nhất {min_length} dòng ở trang «{sheet}»",
    "value_error": "{error}",
}
_COLUMN = {"time": "amount"}


def _says(error: Any, row: SheetRow, below: Mapping[str, Sequence[SheetRow]]) -> str:
    """Return a complaint of the schema with the cell that it is about."""
    where, key = row, ""
    match error["loc"]:
        case (str(table), int(number), *rest) if table in below:
            where = below[table][number]
            key = str(rest[0]) if rest else ""
        case (str(name), *_):
            key = name
    sheet = SHEETS[key].title if key in SHEETS else ""
    known = {"input": error["input"], "sheet": sheet, **error.get("ctx", {})}
    said = _WORDS.get(error["type"], error["msg"]).format(**known)
    return f"{where.place(_COLUMN.get(key, key))}: {said}"
