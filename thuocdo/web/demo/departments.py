"""Last year's ranking of the invented province: ours is 13th of 21, with 80,36 of 95 points."""

from dataclasses import dataclass
from decimal import Decimal

from thuocdo.web.demo.names import AGENCY_CODE, DEPARTMENT_SHORT, PROVINCE_CODE

__all__ = ["DEPARTMENTS", "LAST_YEAR", "OURS", "DepartmentResult"]

LAST_YEAR = 2023


@dataclass(frozen=True, slots=True)
class DepartmentResult:
    """What a department reached in a year. The scale leaves out what does not apply to it."""

    code: str
    name: str
    points: Decimal
    scale: Decimal


_TABLE = (
    ("01", "Văn phòng Ủy ban nhân dân tỉnh", "91.42", "97"),
    ("02", "Sở Nội vụ", "93.85", "100"),
    ("03", "Sở Tư pháp", "92.10", "100"),
    ("04", "Sở Kế hoạch và Đầu tư", "89.37", "98"),
    ("05", "Sở Tài chính", "90.64", "99"),
    ("06", "Sở Thông tin và Truyền thông", "90.02", "98"),
    ("07", "Sở Khoa học và Công nghệ", "86.90", "97"),
    ("08", "Sở Công Thương", "88.15", "100"),
    ("09", "Sở Văn hóa, Thể thao và Du lịch", "84.76", "98"),
    ("10", "Sở Ngoại vụ", "78.93", "90"),
    ("11", "Sở Giáo dục và Đào tạo", "86.31", "100"),
    ("12", "Ban Quản lý các khu công nghiệp", "80.20", "94"),
    ("13", "Sở Nông nghiệp và Phát triển nông thôn", "83.88", "100"),
    ("14", "Thanh tra tỉnh", "74.05", "89"),
    ("16", "Sở Lao động - Thương binh và Xã hội", "82.97", "100"),
    ("17", "Sở Y tế", "81.44", "99"),
    ("18", "Ban Dân tộc", "70.12", "86"),
    ("19", "Sở Xây dựng", "80.07", "100"),
    ("20", "Sở Tài nguyên và Môi trường", "79.36", "100"),
    ("21", "Ban Quản lý khu kinh tế cửa khẩu", "72.51", "93"),
)

OURS = DepartmentResult(AGENCY_CODE, DEPARTMENT_SHORT, Decimal("80.36"), Decimal(95))
DEPARTMENTS = (
    OURS,
    *(
        DepartmentResult(f"000.00.{number}.{PROVINCE_CODE}", name, Decimal(points), Decimal(scale))
        for number, name, points, scale in _TABLE
    ),
)
