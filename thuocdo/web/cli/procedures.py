"""`thuocdo procedures`: which are in force, a workbook taken in, an empty one written."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_day, read_input
from thuocdo.web.cli.serving import set_up_django

if TYPE_CHECKING:
    from thuocdo.apps.organisations.models import Agency, User

__all__ = ["command"]

_MOST_SHOWN = 50


@click.group(help="Thủ tục hành chính: danh mục, nhập từ Excel.")
def command() -> None:
    """Group of commands about procedures."""


@command.command("list", help="Liệt kê thủ tục có hiệu lực một ngày, đi kèm và công bố tại đây.")
@click.option(
    "--on", "on", metavar="NGÀY", help="Ngày cần xem, ví dụ 30/09/2024 (mặc định hôm nay)"
)
@click.option("--agency", "code", default="", help="Chỉ thủ tục mà cơ quan mang mã này giải quyết.")
def list_command(*, on: str | None, code: str) -> None:
    """Print code, allowance, online level and title of each."""
    _open()
    from django.utils import timezone

    from thuocdo.apps.dossiers.procedure_queries import offered_codes
    from thuocdo.apps.rulebooks.queries import procedures_in_force
    from thuocdo.core.procedures.words import ONLINE

    try:
        day = read_day(on) or timezone.localdate()
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    found = procedures_in_force(day)
    if code:
        codes = offered_codes(_agency(code), day)
        found = tuple(one for one in found if one.code in codes)
    for one in found:
        online = ONLINE[one.online_on(day)]
        click.echo(f"{one.code}  {one.allowance.text:<18} {online:<16} {one.title}")
    click.echo(f"{len(found)} thủ tục có hiệu lực ngày {day:%d/%m/%Y}.")


@command.command("import", help="Nhập sổ Excel TỆP thành bản thảo; sai một ô thì không nhập gì.")
@click.argument("file", metavar="TỆP")
@click.option("--agency", "code", default="", help="Mã cơ quan; bỏ được khi chỉ có một cơ quan.")
@click.option("--by", "username", required=True, help="Tên đăng nhập của người chịu trách nhiệm.")
@click.option("--publish", is_flag=True, help="Công bố luôn và ghi cơ quan giải quyết từ ngày đó.")
def import_command(*, file: str, code: str, username: str, publish: bool) -> None:
    """Take a workbook in; exit 1 with every complaint, or 2 when it cannot be read at all."""
    _open()
    from django.utils import timezone

    from thuocdo.adapters.tables.sheets import read_sheets
    from thuocdo.apps.dossiers.services import Book, ProceduresRefused, import_procedures
    from thuocdo.core.procedures.workbook import read_procedure_book
    from thuocdo.kit.refusals import NotAllowed

    agency, by = _agency(code), _person(username)
    try:
        name, data = read_input(file)
        read = read_procedure_book(read_sheets(name, data))
        done = import_procedures(
            agency=agency,
            book=Book(read, name, hashlib.sha256(data).hexdigest()),
            publish=publish,
            by=by,
            now=timezone.now(),
        )
    except (UnreadableFile, NotAllowed) as error:
        raise refuse(str(error)) from error
    except ProceduresRefused as refusal:
        raise _complain(refusal.complaints) from refusal
    click.echo(
        f"Đã nhập {name} cho {agency.name}: {done.drafted} bản thảo, {done.published} phiên bản công "
        f"bố, {done.unchanged} đã có."
    )


@command.command("template", help="Ghi sổ Excel mẫu, chưa có dòng nào, vào TỆP.")
@click.argument("file", metavar="TỆP")
def template_command(file: str) -> None:
    """Write the sheets with their headings."""
    from thuocdo.adapters.tables.workbooks import write_workbook
    from thuocdo.core.procedures.workbook import template

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


def _person(username: str) -> "User":
    from thuocdo.apps.organisations.queries import user_by_name

    found = user_by_name(username)
    if found is None:
        raise refuse(f"Không có người dùng «{username}»; thêm bằng thuocdo user add.")
    return found


def _complain(complaints: tuple[str, ...]) -> click.exceptions.Exit:
    for complaint in complaints[:_MOST_SHOWN]:
        click.echo(complaint, err=True)
    if len(complaints) > _MOST_SHOWN:
        click.echo(f"… và {len(complaints) - _MOST_SHOWN} lỗi nữa.", err=True)
    click.echo("Không nhập gì; sửa các chỗ trên rồi nhập lại.", err=True)
    return click.exceptions.Exit(1)
