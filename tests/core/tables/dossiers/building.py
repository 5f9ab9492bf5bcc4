"""Lists of dossiers as a sheet would hold them, for tests."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from thuocdo.core.tables.dossiers import DossierReading, read_dossiers
from thuocdo.core.tables.grid import CellValue, Document, Grid

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

HEADINGS = {
    "number": "STT",
    "code": "Mã hồ sơ",
    "procedure": "Mã TTHC",
    "applicant": "Chủ hồ sơ",
    "channel": "Hình thức nộp",
    "received": "Ngày tiếp nhận",
    "due": "Ngày hẹn trả",
    "result": "Ngày có kết quả",
    "returned": "Ngày trả kết quả",
    "state": "Trạng thái",
    "supplements": "Số lần yêu cầu bổ sung",
    "parts": "Số hóa thành phần hồ sơ",
    "digital": "Kết quả điện tử",
    "paid": "Thanh toán trực tuyến",
}
PLACES = {name: place for place, name in enumerate(HEADINGS)}

_serial = iter(range(1, 1_000_000))


def local(year, month, day, *hour) -> datetime:
    """Return a time as a sheet's cell holds it: local, with no zone."""
    return datetime(year, month, day, *hour)


def good(**changed: CellValue) -> dict[str, CellValue]:
    """Return the cells of a good dossier with a code of its own."""
    number = next(_serial)
    cells: dict[str, CellValue] = {
        "number": number,
        "code": f"000.00.15.H99-240105-{number:06d}",
        "procedure": "1.002809.000.00.00.H99",
        "applicant": "Nguyễn Văn Cường",
        "channel": "Trực tiếp",
        "received": "05/01/2024 08:30",
        "due": "12/01/2024 08:30",
        "result": "10/01/2024 15:00",
        "returned": "11/01/2024 09:00",
        "state": "Đã trả kết quả",
        "supplements": "",
        "parts": "x",
        "digital": "",
        "paid": "",
    }
    return cells | changed


def still_open(**changed: CellValue) -> dict[str, CellValue]:
    """Return the cells of a dossier that nobody has finished."""
    return good(result="", returned="", state="Đang xử lý", digital="") | changed


def grid(
    *dossiers: dict[str, CellValue] | Sequence[CellValue],
    sheet: str = "DanhSach",
    above: Sequence[Sequence[CellValue]] = (),
    without: tuple[str, ...] = (),
) -> Grid:
    """Return a sheet: rows above, headings, then dossiers (or rows as they are)."""
    names = [name for name in HEADINGS if name not in without]
    cells = [
        [dossier[name] for name in names] if isinstance(dossier, dict) else list(dossier)
        for dossier in dossiers
    ]
    return Grid(sheet, [*above, [HEADINGS[name] for name in names], *cells])


def read_grids(*grids: Grid, as_of: date | None = None) -> DossierReading:
    """Read sheets as one file."""
    return read_dossiers(Document("ho-so.xlsx", grids), zone=ZONE, as_of=as_of)


def read(
    *dossiers: dict[str, CellValue] | Sequence[CellValue],
    as_of: date | None = date(2024, 12, 31),
    above: Sequence[Sequence[CellValue]] = (),
    without: tuple[str, ...] = (),
) -> DossierReading:
    """Read one sheet."""
    return read_grids(grid(*dossiers, above=above, without=without), as_of=as_of)


def kinds(reading: DossierReading) -> list[str]:
    """Return the kinds of all findings, in their order."""
    return [finding.kind for finding in reading.findings]
