"""Why a time could not be counted. Each message is one Vietnamese sentence for the person who asked."""

from datetime import date

__all__ = [
    "CommitmentNotAllowed",
    "UnableToCount",
    "UnusableCalendar",
    "WrongAllowance",
    "WrongStop",
    "YearNotDecreed",
    "YearNotInCalendar",
    "ZoneMissing",
]


class UnableToCount(Exception):
    """The base of every refusal of the clock."""


class YearNotInCalendar(UnableToCount):
    """The count leaves the years that the calendar knows. Attribute `year`: the first such year."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(
            f"Lịch làm việc chỉ có các năm {first}–{last}, thời hạn này cần năm {year}."
        )
        self.year = year


class YearNotDecreed(UnableToCount):
    """A score may not rest on a year whose notice is not out. Attribute `year`: that year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Năm {year} chưa có thông báo ngày nghỉ nên chưa dùng để chấm điểm được.")
        self.year = year


class ZoneMissing(UnableToCount):
    """A time without its zone could mean two moments."""

    def __init__(self) -> None:
        super().__init__("Thời điểm phải kèm múi giờ, ví dụ +07:00.")


class WrongAllowance(UnableToCount):
    """No such allowance: nothing, a negative, or finer than its unit can be counted."""


class WrongStop(UnableToCount):
    """A stop that ends before it starts."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            f"Lần dừng từ {start:%d/%m/%Y} kết thúc trước khi bắt đầu ({end:%d/%m/%Y})."
        )


class CommitmentNotAllowed(UnableToCount):
    """The committed time is not shorter than the law's by a share that is allowed."""


class UnusableCalendar(UnableToCount):
    """The years given do not follow one another, or an office has no hours."""
