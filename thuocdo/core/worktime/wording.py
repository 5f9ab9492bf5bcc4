"""Amounts of working time and days as people read them."""

from datetime import date

from thuocdo.core.worktime.stops import StopEffect, StopKind

__all__ = ["EFFECTS", "STOPS", "amount", "day_name"]

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

STOPS = {
    StopKind.SUPPLEMENT: "chờ bổ sung hồ sơ",
    StopKind.PAYMENT: "chờ thanh toán",
    StopKind.OPINION: "chờ ý kiến cơ quan khác",
}
EFFECTS = {
    StopEffect.RESUME: "tính tiếp",
    StopEffect.RESTART: "tính lại từ đầu",
    StopEffect.RUNS: "vẫn tính",
}


def day_name(day: date) -> str:
    """Return `Thứ Năm 21/11/2019`."""
    return f"{_DAYS[day.weekday()]} {day:%d/%m/%Y}"


def amount(minutes: int, hours_per_day: int = 0) -> str:
    """Return working minutes in words: `2 ngày 3 giờ 15 phút`; without days when 0 make one."""
    left = abs(minutes)
    parts = []
    if hours_per_day:
        days, left = divmod(left, hours_per_day * 60)
        parts = [f"{days} ngày"] if days else []
    hours, rest = divmod(left, 60)
    parts += [f"{hours} giờ"] if hours else []
    parts += [f"{rest} phút"] if rest else []
    return " ".join(parts) or "0 phút"
