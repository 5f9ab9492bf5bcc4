"""A small office for the tests of pages: a plan, sixty dossiers of 2023, last year's results."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.exports import export_csv
from tests.people import World, make_world
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.dossiers.services import request_import, run_import
from thuocdo.apps.plans.services import take_in_plan

__all__ = ["AS_OF", "DANGER", "NOW", "PLAN", "Office", "dossiers_csv", "open_office"]

NOW = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)
AS_OF = "2023-12-29"
DANGER = "<script>alert(1)</script>"
DOSSIERS, TWICE_ASKED, LATE, ONLINE = 60, 7, 3, 20

PLAN = (
    "TT\tNhiệm vụ\tĐiểm tối đa\tChủ trì\tPhối hợp\tNội dung yêu cầu\tGhi chú\n"
    "3\tCẢI CÁCH THỦ TỤC HÀNH CHÍNH\t\t\t\t\t\n"
    "3.3\tCơ chế một cửa\t1\t\t\t\t\n"
    "3.3.1\tTiếp nhận tại Trung tâm\t0,5\tVăn phòng Sở\tCác phòng\tĐủ danh mục\t\n"
    f"3.3.2\tTiếp nhận thành phần hồ sơ\t0,5\tPhòng Vận tải {DANGER}\t\t\t\n"
).encode()


@dataclass(frozen=True)
class Office(World):
    """The people and what they work on."""


def dossiers_csv() -> bytes:
    """Return an export: 60 received, 57 on time, 3 overdue, 7 asked twice, 20 online."""
    rows = []
    for number in range(DOSSIERS):
        received = date(2023, 1, 3) + timedelta(days=number * 6)
        due, late = received + timedelta(days=5), number < LATE
        result = due + timedelta(days=1 if late else -1)
        rows.append(
            {
                "Mã hồ sơ": f"H99.15-23-{number:04}",
                "Mã TTHC": "1.002809" if number % 2 else "1.001919",
                "Hình thức nộp": "Trực tuyến" if number < ONLINE else "Trực tiếp",
                "Ngày tiếp nhận": f"{received:%d/%m/%Y} 08:00",
                "Ngày hẹn trả": f"{due:%d/%m/%Y} 08:00",
                "Ngày có kết quả": f"{result:%d/%m/%Y} 09:00",
                "Trạng thái": "Đã xử lý xong",
                "Số lần yêu cầu bổ sung": "2" if number < TWICE_ASKED else "0",
            }
        )
    return export_csv(rows)


def open_office() -> Office:
    """Load everything through the services that the pages use."""
    world = make_world()
    take_in_plan(
        agency=world.transport, year=2023, file_name="ke-hoach.txt", data=PLAN, by=world.an, now=NOW
    )
    requested = request_import(
        agency=world.transport,
        file_name="ho-so.csv",
        data=dossiers_csv(),
        by=world.an,
        now=NOW,
    )
    run_import(import_id=requested.pk, now=NOW)
    for agency, points in ((world.transport, "80.36"), (world.construction, "80.36")):
        publish_result(agency=agency, year=2022, points=Decimal(points), scale=Decimal(95), now=NOW)
    return Office(**vars(world))
