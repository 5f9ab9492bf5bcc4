"""Invented names. No such province exists, and nobody is meant."""

__all__ = [
    "AGENCY_CODE",
    "DEPARTMENT",
    "DEPARTMENT_SHORT",
    "FAMILY_NAMES",
    "GIVEN_NAMES",
    "MIDDLE_NAMES",
    "PROVINCE",
    "PROVINCE_CODE",
]

PROVINCE = "tỉnh Thanh Giang"
PROVINCE_CODE = "H99"  # no province has it
DEPARTMENT = f"Sở Giao thông vận tải {PROVINCE}"
DEPARTMENT_SHORT = "Sở Giao thông vận tải"
AGENCY_CODE = f"000.00.15.{PROVINCE_CODE}"

FAMILY_NAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"),
    *("Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Cao"),
)
MIDDLE_NAMES = ("Văn", "Thị", "Minh", "Đức", "Ngọc", "Quang", "Thanh", "Hữu", "Thu", "Xuân")
GIVEN_NAMES = (
    *("An", "Bình", "Cường", "Dũng", "Giang", "Hạnh", "Hằng", "Hùng", "Khánh", "Lan", "Long"),
    *("Mỹ", "Nam", "Nga", "Phúc", "Phượng", "Quân", "Sơn", "Thảo", "Thủy", "Tuấn", "Vinh", "Yến"),
)
