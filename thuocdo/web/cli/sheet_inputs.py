"""What a sheet is made of on the command line: a set, files, declared numbers, a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, TypeVar

import click

from thuocdo.adapters.tables.exports import open_export
from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import fact_register, index_set
from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope
from thuocdo.core.index_sets import IndexSet
from thuocdo.core.periods import Period, calendar_year
from thuocdo.core.tables.dossiers import DossierReading, read_dossiers
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.tables.plan import PlanTable, read_plan
from thuocdo.web.cli import refuse
from thuocdo.web.cli.facts_file import read_facts_file
from thuocdo.web.cli.inputs import ZONE, read_day, read_input

__all__ = ["Asked", "SheetInputs", "read_sheet_inputs", "sheet_options"]

HERE = "file"  # the agency of a sheet made from files alone
F = TypeVar("F", bound=Callable[..., Any])
PERIODS: dict[str, Callable[[date], Period]] = {
    "year": calendar_year,
    "quarter": lambda day: _months(day, 3),
    "month": lambda day: _months(day, 1),
}
_OPTIONS = (
    click.option("--set", "set_id", required=True, help="Bộ chỉ số, ví dụ department/2024"),
    click.option("--plan", "plan_file", help="Bảng kế hoạch (.docx, .xlsx, .xls, .txt)"),
    click.option("--dossiers", "dossiers_file", help="Danh sách hồ sơ (.xlsx, .xls, .csv)"),
    click.option("--facts", "facts_file", help="Tệp số liệu (.yaml): mỗi dòng «tên: giá trị»"),
    click.option("--as-of", "as_of_text", help="Số liệu đến hết ngày, dạng 2023-12-31"),
    click.option(
        "--period",
        "period_kind",
        type=click.Choice(sorted(PERIODS)),
        default="year",
        help="Kỳ chứa ngày đó: year (năm), quarter (quý), month (tháng)",
    ),
    click.option(
        "--declare", "declared", multiple=True, help="TÊN=GIÁ TRỊ, ví dụ dossiers.apology_notes=0"
    ),
    click.option("--json", "json_asked", is_flag=True, help="In dạng JSON"),
)


def sheet_options(command: F) -> F:
    """Give a command the options that make a sheet."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def _months(day: date, many: int) -> Period:
    """Return the period of so many months that holds `day`."""
    first = (day.month - 1) // many * many
    after = first + many
    return Period(date(day.year, first + 1, 1), date(day.year + after // 12, after % 12 + 1, 1))


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one call."""

    set_id: str
    plan_file: str | None
    dossiers_file: str | None
    facts_file: str | None
    as_of_text: str | None
    period_kind: str
    declared: Sequence[str]
    json_asked: bool


@dataclass(frozen=True, slots=True)
class SheetInputs:
    """All that was read; `fact` tells a fact of a scope, or None."""

    index_set: IndexSet
    scope: FactScope
    fact: Callable[[str, FactScope], Fact | None]
    plan: PlanTable | None
    reading: DossierReading | None


def read_sheet_inputs(asked: Asked) -> SheetInputs:
    """Read the files of one call.

    Raises:
        click.exceptions.Exit: an input cannot be read; one line on standard error says why.
    """
    try:
        chosen, given = index_set(asked.set_id), read_day(asked.as_of_text)
        plan = read_plan(open_document(*read_input(asked.plan_file))) if asked.plan_file else None
        reading = None
        if asked.dossiers_file:
            document = open_export(*read_input(asked.dossiers_file))
            reading = read_dossiers(document, zone=ZONE, as_of=given)
        as_of = given or (reading.as_of if reading else None)
        if as_of is None and asked.facts_file:
            as_of = datetime.now(ZONE).date()
        if as_of is None:
            raise refuse("Hãy ghi --as-of: không có tệp hồ sơ để biết số liệu đến ngày nào.")
        scope = FactScope(HERE, PERIODS[asked.period_kind](as_of), as_of)
        book = _FileBook(fact_register(), scope, reading, asked)
    except (CatalogueError, UnreadableFile, UnableToDeclare) as refusal:
        raise refuse(str(refusal)) from refusal
    return SheetInputs(chosen, scope, book.fact, plan, reading)


class _FileBook:
    """Facts from an export, from a file of facts and from --declare, which goes before both."""

    def __init__(
        self,
        register: FactRegister,
        scope: FactScope,
        reading: DossierReading | None,
        asked: Asked,
    ) -> None:
        self._register, self._scope = register, scope
        self._declared: dict[str, Fact] = {}
        if asked.facts_file:
            self._declared = read_facts_file(asked.facts_file, register, scope)
        self._declared |= dict(_declaration(register, scope, text) for text in asked.declared)
        self._measures = None
        if reading is not None and reading.kept:
            from thuocdo.analytics.fact_book import MeasureBook, RowSource  # 0.4 s of imports

            rows = [read.row for read in reading.dossiers]
            self._measures = MeasureBook(lambda _: RowSource("file", lambda: rows), register, ZONE)

    def fact(self, name: str, scope: FactScope) -> Fact | None:
        """Return a measure of the file, or what was declared for the scope of the sheet."""
        if scope == self._scope and name in self._declared:
            return self._declared[name]
        if self._register[name].kind is FactKind.MEASURE and self._measures is not None:
            return self._measures.fact(name, scope)
        return None


def _declaration(register: FactRegister, scope: FactScope, text: str) -> tuple[str, Fact]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UnableToDeclare(f"«{text}»: ghi dạng TÊN=GIÁ TRỊ, ví dụ dossiers.apology_notes=0")
    definition = register.get(name.strip())
    if definition is None:
        raise UnableToDeclare(f"Không có số liệu tên «{name}» trong danh mục.")
    numerator, denominator = read_declaration(definition, value)
    return definition.name, Fact(
        name=definition.name,
        scope=scope,
        numerator=numerator,
        denominator=denominator,
        unit=definition.unit,
        source=definition.kind,
        title=definition.title,
    )
