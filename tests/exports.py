"""Small exports of one-stop software to test with."""

import csv
import io
from collections.abc import Sequence

__all__ = ["COLUMNS", "export_csv"]

COLUMNS = (
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Chủ hồ sơ",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày có kết quả",
    "Ngày trả kết quả",
    "Trạng thái",
    "Số lần yêu cầu bổ sung",
)
USUAL = {"Mã TTHC": "1.002809", "Hình thức nộp": "Trực tiếp", "Trạng thái": "Đang xử lý"}


def export_csv(rows: Sequence[dict[str, str]]) -> bytes:
    """Return a CSV export; what a row does not say is the usual."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for number, row in enumerate(rows, start=1):
        writer.writerow({"STT": number} | USUAL | row)
    return out.getvalue().encode("utf-8-sig")
