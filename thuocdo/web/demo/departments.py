"""Two years' rankings of the invented province: ours is 13th of 21 with 80,36 of 95 points, 16th before."""

from dataclasses import dataclass
from decimal import Decimal

from thuocdo.web.demo.names import AGENCY_CODE, DEPARTMENT_SHORT, PROVINCE_CODE

__all__ = ["DEPARTMENTS", "LAST_YEAR", "OURS", "DepartmentResult"]

LAST_YEAR = 2023
# Its last year is another agency's: by number, why.
_NOT_COMPARABLE = {"12": "Khác đơn vị: nhận thêm các cụm công nghiệp từ 01/3/2023"}


@dataclass(frozen=True, slots=True)
class DepartmentResult:
    """What a department reached in the last year and the one before it.

    Attributes:
        scale: of both years; it leaves out what does not apply to the department.
        not_comparable: why its two years may not be compared; empty where they may.
    """

    code: str
    name: str
    points_before: Decimal
    points: Decimal
    scale: Decimal
    not_comparable: str = ""


# number, name, points of the year before, points of the last year, scale
_TABLE = (
    ("01", "Văn phòng Ủy ban nhân dân tỉnh", "90.15", "91.42", "97"),
    ("02", "Sở Nội vụ", "93.20", "93.85", "100"),
    ("03", "Sở Tư pháp", "90.42", "92.10", "100"),
    ("04", "Sở Kế hoạch và Đầu tư", "88.05", "89.37", "98"),
    ("05", "Sở Tài chính", "90.10", "90.64", "99"),
    ("06", "Sở Thông tin và Truyền thông", "86.74", "90.02", "98"),
    ("07", "Sở Khoa học và Công nghệ", "86.38", "86.90", "97"),
    ("08", "Sở Công Thương", "86.90", "88.15", "100"),
    ("09", "Sở Văn hóa, Thể thao và Du lịch", "83.95", "84.76", "98"),
    ("10", "Sở Ngoại vụ", "74.16", "78.93", "90"),
    ("11", "Sở Giáo dục và Đào tạo", "85.37", "86.31", "100"),
    ("12", "Ban Quản lý các khu công nghiệp", "78.05", "80.20", "94"),
    ("13", "Sở Nông nghiệp và Phát triển nông thôn", "83.12", "83.88", "100"),
    ("14", "Thanh tra tỉnh", "71.80", "74.05", "89"),
    ("16", "Sở Lao động - Thương binh và Xã hội", "83.60", "82.97", "100"),
    ("17", "Sở Y tế", "82.91", "81.44", "99"),
    ("18", "Ban Dân tộc", "69.94", "70.12", "86"),
    ("19", "Sở Xây dựng", "78.36", "80.07", "100"),
    ("20", "Sở Tài nguyên và Môi trường", "79.04", "79.36", "100"),
    ("21", "Ban Quản lý khu kinh tế cửa khẩu", "70.33", "72.51", "93"),
)

OURS = DepartmentResult(
    AGENCY_CODE, DEPARTMENT_SHORT, Decimal("77.50"), Decimal("80.36"), Decimal(95)
)
DEPARTMENTS = (
    OURS,
    *(
        DepartmentResult(
            f"000.00.{number}.{PROVINCE_CODE}",
            name,
            Decimal(before),
            Decimal(points),
            Decimal(scale),
            _NOT_COMPARABLE.get(number, ""),
        )
        for number, name, before, points, scale in _TABLE
    ),
)
