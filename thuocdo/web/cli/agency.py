"""`thuocdo agency add`: enter an agency of this installation."""

from datetime import date

import click

from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_day
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]


@click.group(help="Cơ quan.")
def command() -> None:
    """Group of agency commands."""


@command.command(help="Thêm một cơ quan: mã định danh và tên.")
@click.argument("code")
@click.argument("name")
@click.option("--short-name", help="Tên ngắn; không ghi thì như tên.")
@click.option("--parent", "parent_code", help="Mã định danh của cơ quan cấp trên.")
@click.option("--group", default="", help="Nhóm xếp hạng, ví dụ departments.")
@click.option(
    "--level",
    type=click.Choice(["central", "province", "commune"]),
    default="province",
    show_default=True,
    help="Cấp.",
)
@click.option("--since", default="2016-01-01", show_default=True, help="Có hiệu lực từ ngày.")
def add(  # noqa: PLR0913 - click passes one argument per option
    code: str,
    name: str,
    short_name: str | None,
    parent_code: str | None,
    group: str,
    level: str,
    since: str,
) -> None:
    """Migrate if needed, then create the agency."""
    try:
        valid_from = read_day(since) or date.min
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    set_up_django()
    from django.core.management import call_command
    from django.utils import timezone

    from thuocdo.apps.organisations.models import AgencyLevel
    from thuocdo.apps.organisations.queries import agency_by_code
    from thuocdo.apps.organisations.services import UnableToChangeAgency, create_agency

    call_command("migrate", verbosity=0, interactive=False)
    if agency_by_code(code):
        raise refuse(f"Đã có cơ quan mang mã {code}.")
    parent = agency_by_code(parent_code) if parent_code else None
    if parent_code and parent is None:
        raise refuse(f"Không có cơ quan cấp trên mang mã {parent_code}.")
    try:
        create_agency(
            code=code,
            name=name,
            short_name=short_name or name,
            level=AgencyLevel[level.upper()],
            parent=parent,
            ranking_group=group,
            valid_from=valid_from,
            now=timezone.now(),
        )
    except UnableToChangeAgency as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(f"Đã thêm {name} ({code}).")
