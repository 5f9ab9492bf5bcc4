"""Two departments that are about to merge: open dossiers of 2024 beside the office's finished ones."""

from datetime import UTC, date, datetime
from typing import Any

from tests.exports import export_csv
from tests.web.office import Office
from thuocdo.apps.dossiers.services import request_import, run_import
from thuocdo.apps.organisations.models import Merger
from thuocdo.apps.organisations.queries import MergerPlan
from thuocdo.apps.organisations.services import carry_out_merger

__all__ = ["AT", "EFFECTIVE", "OPEN", "TODAY", "carry_out", "merger_of", "open_csv", "take_in_open"]

EFFECTIVE, TODAY = date(2024, 3, 1), date(2024, 3, 4)
AT = datetime(2024, 3, 4, 2, 0, tzinfo=UTC)
OPEN = 5


def open_csv(prefix: str = "H99.15-24") -> bytes:
    """Return an export of five open dossiers, due on 20 March."""
    return export_csv(
        [
            {
                "Mã hồ sơ": f"{prefix}-{number:04}",
                "Mã TTHC": "1.002809",
                "Hình thức nộp": "Trực tuyến",
                "Ngày tiếp nhận": "26/02/2024 08:00",
                "Ngày hẹn trả": "20/03/2024 08:00",
                "Ngày có kết quả": "",
                "Trạng thái": "Đang xử lý",
                "Số lần yêu cầu bổ sung": "0",
            }
            for number in range(OPEN)
        ]
    )


def take_in_open(office: Office, prefix: str = "H99.15-24") -> None:
    """Let An's department have open dossiers."""
    requested = request_import(
        agency=office.transport, file_name="mo.csv", data=open_csv(prefix), by=office.an, now=AT
    )
    assert run_import(import_id=requested.pk, now=AT).refusal == ""


def merger_of(office: Office, **changes: Any) -> MergerPlan:
    """Return what merges transport and construction into a new Sở Xây dựng."""
    values: dict[str, Any] = {
        "predecessors": (office.transport, office.construction),
        "code": "H99.33",
        "name": "Sở Xây dựng",
        "short_name": "Sở XD",
        "effective_on": EFFECTIVE,
        "decision_number": "12/NQ-HĐND",
        "decided_on": date(2024, 2, 18),
    }
    return MergerPlan(**(values | changes))


def carry_out(office: Office, **changes: Any) -> Merger:
    """Let Bình carry it out."""
    return carry_out_merger(plan=merger_of(office, **changes), by=office.binh, today=TODAY, now=AT)
