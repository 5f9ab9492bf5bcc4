"""Earlier results still in force: their workbook, and how much of the stock is digitised. Pure.

Law: Nghị định 45/2020/NĐ-CP, Điều 25; Quyết định 468/QĐ-TTg (a yearly share until all of it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Annotated

from pydantic import Field

from thuocdo.core.tables.agencies import WrittenSheet
from thuocdo.core.tables.sheets import Sheet, SheetColumn
from thuocdo.core.worktime.written import Written

__all__ = ["SHEETS", "EarlierStock", "StockDigitisation", "stock_on", "template"]

ALL = Decimal(100)
SHEETS = {
    "results": Sheet(
        "Kết quả còn hiệu lực",
        (
            SheetColumn("procedure", "Mã thủ tục", required=True, longest=40),
            SheetColumn("number", "Số kết quả", required=True, longest=80),
            SheetColumn("issued_on", "Ngày cấp", "day", required=True),
            SheetColumn("expires_on", "Hết hiệu lực từ", "day"),
            SheetColumn("digitised_on", "Số hóa ngày", "day"),
            SheetColumn("signed", "Ký số", "mark"),
        ),
    )
}


class StockDigitisation(Written):
    """How much of the stock is to be digitised: a share more each year until all of it."""

    first_year: int
    yearly_share: Annotated[Decimal, Field(gt=0, le=100)]
    law: str

    def target(self, year: int) -> Decimal:
        """Return the percent that is to be reached by the end of a year."""
        return max(Decimal(0), min(ALL, self.yearly_share * (year - self.first_year + 1)))


@dataclass(frozen=True, slots=True)
class EarlierStock:
    """Of one procedure: results in force on a day, and those of them digitised and signed."""

    procedure: str
    in_force: int
    digitised: int
    signed: int

    def missing(self, target: Decimal) -> int:
        """Return how many more are to be digitised for a target in percent."""
        return max(0, ceil(self.in_force * target / ALL) - self.digitised)


def stock_on(
    day: date, results: Iterable[tuple[str, date, date | None, date | None, bool]]
) -> tuple[EarlierStock, ...]:
    """Count results by procedure: (procedure, issued, expires or None, digitised or None, signed)."""
    counts: dict[str, list[int]] = {}
    for procedure, issued, expires, digitised, signed in results:
        if issued > day or (expires is not None and expires <= day):
            continue
        count = counts.setdefault(procedure, [0, 0, 0])
        count[0] += 1
        if digitised is not None and digitised <= day:
            count[1] += 1
            count[2] += signed
    return tuple(EarlierStock(code, *count) for code, count in sorted(counts.items()))


def template() -> list[WrittenSheet]:
    """Return the sheet with its headings and nothing below."""
    return [
        WrittenSheet(sheet.title, tuple(column.heading for column in sheet.columns), ())
        for sheet in SHEETS.values()
    ]
