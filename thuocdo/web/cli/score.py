"""`thuocdo score`: from files to a score sheet, without a database."""

from typing import Any

import click

from thuocdo.apps.rulebooks.shipped import fact_register
from thuocdo.core.index_sets import score_sheet
from thuocdo.web.cli.score_output import as_json, as_text
from thuocdo.web.cli.sheet_inputs import Asked, read_sheet_inputs, sheet_options

__all__ = ["command"]


@click.command(help="Chấm điểm từ bảng kế hoạch, danh sách hồ sơ, tệp số liệu.")
@sheet_options
def command(**options: Any) -> None:
    """Print the sheet; exit 2 with one line when an input cannot be read."""
    asked = Asked(**options)
    given = read_sheet_inputs(asked)
    sheet = score_sheet(
        given.index_set,
        given.scope,
        lambda name: given.fact(name, given.scope),
        fact_register(),
    )
    said = as_json if asked.json_asked else as_text
    click.echo(said(sheet, given.plan, given.reading))
