"""The demo's officers: thirty invented people of six units, their training plan and last evaluation."""

from datetime import date, timedelta

from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.core.people.workbook import SHEETS, read_people
from thuocdo.core.tables.agencies import WrittenSheet
from thuocdo.core.tables.sheets import ReadSheets
from thuocdo.web.demo.names import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES

__all__ = ["OFFICERS", "demo_people"]

OFFICERS = 30
# As declared by the end of September: the same share, now counted.
TRAININGS, TRAININGS_DONE = 80, 66
_START = "01/01/2016"
_UNITS = (
    ("VP", "Văn phòng Sở"),
    ("TTS", "Thanh tra Sở"),
    ("KHTC", "Phòng Kế hoạch - Tài chính"),
    ("VTAT", "Phòng Quản lý vận tải và an toàn giao thông"),
    ("KCHT", "Phòng Quản lý kết cấu hạ tầng giao thông"),
    ("PTNL", "Phòng Quản lý phương tiện và người lái"),
)
_COURSES = ("Bồi dưỡng vị trí việc làm", "Chuyển đổi số", "Kỹ năng giao tiếp, ứng xử công vụ")
_MODULUS = 7

Row = tuple[str | date | None, ...]


def demo_people() -> ReadSheets:
    """Return the workbook as it is read: the demo comes in by the same door as everybody's."""
    tables: dict[str, list[Row]] = {
        "units": [(code, name, _START) for code, name in _UNITS],
        "jobs": _jobs(),
        "officers": [_officer(number) for number in range(OFFICERS)],
        "holdings": [_holding(number) for number in range(OFFICERS)],
        "trainings": [_training(number) for number in range(TRAININGS)],
        "evaluations": [_evaluation(number) for number in range(OFFICERS)],
    }
    sheets = [
        WrittenSheet(
            sheet.title, tuple(column.heading for column in sheet.columns), tuple(tables[table])
        )
        for table, sheet in SHEETS.items()
    ]
    return read_people(read_sheets("can-bo.xlsx", write_workbook(sheets)))


def _code(number: int) -> str:
    return f"CB.{number + 1:03}"


def _jobs() -> list[Row]:
    rows: list[Row] = [
        ("VT.GD", "Giám đốc Sở", "", "1", "Lãnh đạo, quản lý", "", _START, ""),
        ("VT.PGD", "Phó Giám đốc Sở", "", "2", "Lãnh đạo, quản lý", "", _START, ""),
    ]
    for code, name in _UNITS:
        rotates = "có" if code in {"KHTC", "TTS", "PTNL"} else ""
        rows += [
            (f"VT.{code}.TP", f"Trưởng đơn vị {name}", code, "1", "Quản lý cấp phòng", "", _START, ""),
            (f"VT.{code}.CV", f"Chuyên môn {name}", code, "4", "Nghiệp vụ chuyên ngành", rotates, _START, ""),
        ]  # fmt: skip
    return rows


def _officer(number: int) -> Row:
    family = FAMILY_NAMES[number % len(FAMILY_NAMES)]
    middle = MIDDLE_NAMES[(number * 3) % len(MIDDLE_NAMES)]
    given = GIVEN_NAMES[(number * 5) % len(GIVEN_NAMES)]
    born = str(1966 + (number * _MODULUS) % 30)
    return _code(number), f"{family} {middle}", given, "công chức", born, _START, ""


def _holding(number: int) -> Row:
    """The first is the head, two are deputies, six lead a unit, the others work in one."""
    leaders, units = 3, len(_UNITS)
    since = date(2019, 3, 1) + timedelta(days=60 * number)
    if number < leaders:
        head = number == 0
        title, job = ("Giám đốc", "VT.GD") if head else ("Phó Giám đốc", "VT.PGD")
        marks = ("có", "") if head else ("", "có")
        return _code(number), title, "", *marks, job, since, "", ""
    unit, _ = _UNITS[(number - leaders) % units]
    if number < leaders + units:
        return _code(number), "Trưởng đơn vị", unit, "có", "", f"VT.{unit}.TP", since, "", ""
    deputy = number < leaders + 2 * units
    title = "Phó Trưởng đơn vị" if deputy else "Chuyên viên"
    mark = "có" if deputy else ""
    return _code(number), title, unit, "", mark, f"VT.{unit}.CV", since, "", ""


def _training(number: int) -> Row:
    done = date(2024, 2, 5) + timedelta(days=3 * number) if number < TRAININGS_DONE else None
    course = _COURSES[number // OFFICERS]
    return _code(number % OFFICERS), "2024", course, done


def _evaluation(number: int) -> Row:
    points = 93 if number % _MODULUS == 0 else 82 if number % _MODULUS < _MODULUS - 1 else 65
    quality = {93: "xuất sắc ", 82: "tốt ", 65: ""}[points]
    return _code(number), "2023", "15/12/2023", str(points), f"hoàn thành {quality}nhiệm vụ"
