"""`thuocdo people`: take a workbook of officers in, write an empty one, make published rows anew."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_input
from thuocdo.web.cli.serving import set_up_django

if TYPE_CHECKING:
    from thuocdo.apps.organisations.models import Agency

__all__ = ["command"]

_MOST_SHOWN = 50


@click.group(help="Cán bộ, vị trí việc làm, đào tạo, đánh giá của cơ quan.")
def command() -> None:
    """Group of commands about people."""


@command.command("import", help="Nhập sổ Excel TỆP; sai một ô thì không nhập gì.")
@click.argument("file", metavar="TỆP")
@click.option("--agency", "code", default="", help="Mã cơ quan; bỏ được khi chỉ có một cơ quan.")
def import_command(*, file: str, code: str) -> None:
    """Take a workbook in; exit 1 with every complaint, or 2 when it cannot be read at all."""
    _open()
    from django.utils import timezone

    from thuocdo.adapters.tables.sheets import read_sheets
    from thuocdo.apps.organisations.services import PeopleRefused, import_people
    from thuocdo.apps.rulebooks.shipped import people_rules
    from thuocdo.core.people.workbook import read_people

    agency = _agency(code)
    try:
        name, data = read_input(file)
        done = import_people(
            agency=agency,
            read=read_people(read_sheets(name, data)),
            source=hashlib.sha256(data).hexdigest(),
            rules=people_rules(),
            now=timezone.now(),
        )
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    except PeopleRefused as refusal:
        raise _complain(refusal.complaints) from refusal
    click.echo(
        f"Đã nhập {name} cho {agency.name}: {done.new} bản ghi mới, {done.changed} bản ghi thay "
        f"đổi, {done.unchanged} bản ghi giữ nguyên."
    )


@command.command("template", help="Ghi sổ Excel mẫu, chưa có dòng nào, vào TỆP.")
@click.argument("file", metavar="TỆP")
def template_command(file: str) -> None:
    """Write the sheets with their headings."""
    from thuocdo.adapters.tables.workbooks import write_workbook
    from thuocdo.core.people.workbook import template

    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise refuse(f"Tên tệp «{file}» phải kết thúc bằng .xlsx.")
    try:
        path.write_bytes(write_workbook(template()))
    except OSError:
        raise refuse(
            f"Không ghi được tệp «{file}»; xem thư mục có tồn tại và ghi được không."
        ) from None
    click.echo(f"Đã ghi sổ mẫu vào {file}.")


@command.command("rebuild", help="Lập lại các dòng công bố cho phép đo từ bản ghi của cơ quan.")
@click.option("--agency", "code", default="", help="Mã cơ quan; bỏ được khi chỉ có một cơ quan.")
def rebuild_command(code: str) -> None:
    """Make an agency's published rows anew."""
    _open()
    from thuocdo.apps.organisations.published import rebuild_staff_rows

    agency = _agency(code)
    click.echo(f"Đã lập lại {rebuild_staff_rows(agency)} dòng công bố của {agency.name}.")


def _open() -> None:
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _agency(code: str) -> "Agency":
    from thuocdo.apps.organisations.queries import agency_by_code, only_agency

    found = agency_by_code(code) if code else only_agency()
    if found is not None:
        return found
    if code:
        raise refuse(f"Không có cơ quan mang mã {code}; thêm bằng thuocdo agency add.")
    raise refuse("Ở đây không có, hoặc có nhiều cơ quan; chỉ cơ quan bằng --agency MÃ.")


def _complain(complaints: tuple[str, ...]) -> click.exceptions.Exit:
    for complaint in complaints[:_MOST_SHOWN]:
        click.echo(complaint, err=True)
    if len(complaints) > _MOST_SHOWN:
        click.echo(f"… và {len(complaints) - _MOST_SHOWN} lỗi nữa.", err=True)
    click.echo("Không nhập gì; sửa các chỗ trên rồi nhập lại.", err=True)
    return click.exceptions.Exit(1)
