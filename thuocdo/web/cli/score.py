"""`thuocdo score`: from two files to a score sheet, without a database."""

from collections.abc import Sequence

import click

from thuocdo.adapters.tables.exports import open_export
from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.queries import fact_register, index_set
from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope
from thuocdo.core.index_sets import score_sheet
from thuocdo.core.periods import calendar_year
from thuocdo.core.tables.dossiers import DossierReading, read_dossiers
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.tables.plan import read_plan
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import ZONE, read_day, read_input
from thuocdo.web.cli.score_output import as_json, as_text

__all__ = ["command"]

HERE = "file"  # the agency of a sheet made from files alone


@click.command(help="Chấm điểm từ bảng kế hoạch và danh sách hồ sơ.")
@click.option("--set", "set_id", required=True, help="Bộ chỉ số, ví dụ department/2024")
@click.option("--plan", "plan_file", help="Bảng kế hoạch (.docx, .xlsx, .xls, .txt)")
@click.option("--dossiers", "dossiers_file", help="Danh sách hồ sơ (.xlsx, .xls, .csv)")
@click.option("--as-of", "as_of_text", help="Số liệu đến hết ngày, dạng 2023-12-31")
@click.option(
    "--declare", "declared", multiple=True, help="TÊN=GIÁ TRỊ, ví dụ dossiers.apology_notes=0"
)
@click.option("--json", "json_asked", is_flag=True, help="In dạng JSON")
def command(
    *,
    set_id: str,
    plan_file: str | None,
    dossiers_file: str | None,
    as_of_text: str | None,
    declared: Sequence[str],
    json_asked: bool,
) -> None:
    """Print the sheet; exit 2 with one line when an input cannot be read."""
    try:
        chosen, given = index_set(set_id), read_day(as_of_text)
        plan = read_plan(open_document(*read_input(plan_file))) if plan_file else None
        reading = None
        if dossiers_file:
            document = open_export(*read_input(dossiers_file))
            reading = read_dossiers(document, zone=ZONE, as_of=given)
        as_of = given or (reading.as_of if reading else None)
        if as_of is None:
            raise refuse("Hãy ghi --as-of: không có tệp hồ sơ để biết số liệu đến ngày nào.")
        scope = FactScope(HERE, calendar_year(as_of), as_of)
        book = _FileBook(fact_register(), scope, reading, declared)
        sheet = score_sheet(chosen, scope, book.fact, fact_register())
    except (CatalogueError, UnreadableFile, UnableToDeclare) as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(as_json(sheet, plan, reading) if json_asked else as_text(sheet, plan, reading))


class _FileBook:
    """Facts from an export and from --declare."""

    def __init__(
        self,
        register: FactRegister,
        scope: FactScope,
        reading: DossierReading | None,
        declared: Sequence[str],
    ) -> None:
        self._register, self._scope = register, scope
        self._declared = dict(_declaration(register, scope, text) for text in declared)
        self._measures = None
        if reading is not None and reading.kept:
            from thuocdo.analytics.fact_book import MeasureBook, RowSource  # 0.4 s of imports

            rows = [read.row for read in reading.dossiers]
            self._measures = MeasureBook(lambda _: RowSource("file", lambda: rows), register, ZONE)

    def fact(self, name: str) -> Fact | None:
        """Return a measure of the file, or what was declared."""
        if name in self._declared:
            return self._declared[name]
        if self._register[name].kind is FactKind.MEASURE and self._measures is not None:
            return self._measures.fact(name, self._scope)
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
