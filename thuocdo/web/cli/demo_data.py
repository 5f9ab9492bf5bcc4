"""`thuocdo demo-data`: the demo's files, made from a seed."""

from datetime import date
from pathlib import Path

import click

from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import format_number
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_day
from thuocdo.web.demo.dossiers import write_export
from thuocdo.web.demo.plan import write_plan

__all__ = ["command"]

_AS_OF = date(2024, 12, 31)


@click.command(help="Tạo tệp trình diễn của một sở không có thật: kế hoạch và danh sách hồ sơ.")
@click.argument("folder")
@click.option("--seed", default=1, show_default=True, help="Cùng số này cho cùng tệp.")
@click.option(
    "--dossiers",
    type=click.IntRange(1, 100_000),
    default=8000,
    show_default=True,
    help="Số hồ sơ trong năm.",
)
@click.option("--as-of", metavar="NGÀY", help="Ngày cuối của số liệu.")
def command(folder: str, seed: int, dossiers: int, as_of: str | None) -> None:
    """Write the plan and the export into a folder, which is made if it is not there."""
    try:
        day = read_day(as_of) or _AS_OF
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    target = Path(folder)
    export, plan = target / f"ho-so-{day.year}.xlsx", target / "ke-hoach-2024.docx"
    try:
        target.mkdir(parents=True, exist_ok=True)
        totals = write_export(export, seed=seed, dossiers=dossiers, as_of=day)
        write_plan(plan)
    except OSError as error:
        raise refuse(f"Không ghi được vào thư mục «{folder}».") from error
    click.echo(f"{export}: {format_number(totals.received)} hồ sơ đến {day:%d/%m/%Y}")
    click.echo(f"{plan}: kế hoạch năm 2024")
