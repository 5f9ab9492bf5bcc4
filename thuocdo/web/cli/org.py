"""`thuocdo org`: the directory of agencies through time, in and out, and the tree of a day."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from thuocdo.core.agencies import AgencyTree, Complaint, Directory
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_day, read_input
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]

Read = tuple[Directory, Callable[[Complaint], str], str]  # the last names the source
_MOST_SHOWN = 50


@click.group(help="Danh bạ cơ quan theo thời gian.")
def command() -> None:
    """Group of directory commands."""


@command.command(
    "import", help="Nhập danh bạ từ TỆP .xlsx hoặc .yaml; sai một dòng thì không nhập gì."
)
@click.argument("file", metavar="TỆP", required=False, default="")
@click.option("--catalog", "shipped", is_flag=True, help="Nhập danh mục đi kèm thay cho tệp.")
def import_command(*, file: str, shipped: bool) -> None:
    """Take a file in; exit 1 with every complaint, or 2 when it cannot be read at all."""
    if bool(file) == shipped:
        raise refuse("Chỉ một tệp .xlsx, .yaml, hoặc dùng --catalog để nhập danh mục đi kèm.")
    _open()
    from django.utils import timezone

    from thuocdo.apps.organisations.services import DirectoryRefused, import_directory

    try:
        added, place, source = _shipped() if shipped else _read(file)
        done = import_directory(added=added, place=place, source=source, now=timezone.now())
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    except DirectoryRefused as refusal:
        raise _complain(refusal.complaints) from refusal
    click.echo(
        f"Đã nhập {Path(file).name or 'danh mục đi kèm'}: {done.new} cơ quan mới, {done.changed} "
        f"cơ quan có thay đổi, {done.unchanged} cơ quan giữ nguyên, {done.successions} quan hệ kế "
        "thừa mới."
    )


@command.command("export", help="Xuất toàn bộ danh bạ ra TỆP .xlsx; nhập lại được.")
@click.argument("file", metavar="TỆP")
def export_command(file: str) -> None:
    """Write the workbook that `import` reads."""
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise refuse(f"Tên tệp «{file}» phải kết thúc bằng .xlsx.")
    _open()
    from thuocdo.adapters.tables.workbooks import write_workbook
    from thuocdo.apps.organisations.queries import whole_directory
    from thuocdo.core.tables.agencies import as_sheets

    directory = whole_directory()
    try:
        path.write_bytes(write_workbook(as_sheets(directory)))
    except OSError:
        raise refuse(
            f"Không ghi được tệp «{file}»; xem thư mục có tồn tại và ghi được không."
        ) from None
    click.echo(f"Đã ghi {len(directory.agencies)} cơ quan vào {file}.")


@command.command("show", help="In cây cơ quan của một ngày, hoặc phần dưới cơ quan MÃ.")
@click.argument("code", metavar="[MÃ]", required=False, default="")
@click.option("--as-of", "day", help="Ngày cần xem (2025-06-30 hoặc 30/06/2025); mặc định hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def show_command(*, code: str, day: str | None, as_json: bool) -> None:
    """Print the tree; exit 2 when the day is none or the agency was not in being."""
    try:
        asked = read_day(day)
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    _open()
    from django.utils import timezone

    from thuocdo.apps.organisations.queries import tree_as_of

    asked = asked or timezone.localdate()
    tree = tree_as_of(asked)
    if code and code not in tree:
        raise refuse(f"Không có cơ quan mang mã {code} vào ngày {asked:%d/%m/%Y}.")
    if as_json:
        roots = [tree.nodes[code]] if code else tree.roots
        told = {"as_of": asked.isoformat(), "agencies": [_as_json(tree, one.code) for one in roots]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    rows = list(tree.walk(code))
    click.echo(f"{len(rows)} cơ quan, ngày {asked:%d/%m/%Y}")
    for depth, node in rows:
        click.echo(f"{'  ' * depth}{node.name} ({node.code})")


def _as_json(tree: AgencyTree, code: str) -> dict[str, Any]:
    node = tree.nodes[code]
    return {
        "code": node.code,
        "name": node.name,
        "short_name": node.short_name,
        "level": node.level,
        "kind": node.kind or None,
        "children": [_as_json(tree, child.code) for child in tree.children(code)],
    }


def _open() -> None:
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _shipped() -> Read:
    from thuocdo.apps.rulebooks.queries import agency_directory

    return agency_directory(), lambda _: "danh mục đi kèm", "catalog"


def _read(file: str) -> Read:
    _, data = read_input(file)
    directory, place = _read_yaml(file) if _is_yaml(file) else _read_workbook(file, data)
    return directory, place, hashlib.sha256(data).hexdigest()


def _is_yaml(file: str) -> bool:
    return Path(file).suffix.lower() in {".yaml", ".yml"}


def _read_yaml(file: str) -> tuple[Directory, Callable[[Complaint], str]]:
    from thuocdo.apps.rulebooks.agencies import read_agency_file
    from thuocdo.apps.rulebooks.documents import CatalogueError

    path = Path(file)
    try:
        directory, document = read_agency_file(path, root=path.parent)
    except CatalogueError as error:
        raise _complain(error.complaints) from error
    return directory, lambda one: document.place((one.table, one.number, one.field))


def _read_workbook(file: str, data: bytes) -> tuple[Directory, Callable[[Complaint], str]]:
    from thuocdo.adapters.tables.sheets import read_sheets
    from thuocdo.core.tables.agencies import read_workbook

    read = read_workbook(read_sheets(Path(file).name, data))
    if read.directory is None:
        raise _complain(read.complaints)

    def place(one: Complaint) -> str:
        named = read.places.get((one.table, one.number, one.field))
        return named or read.places.get((one.table, one.number, "code"), "cả tệp")

    return read.directory, place


def _complain(complaints: tuple[str, ...]) -> click.exceptions.Exit:
    for complaint in complaints[:_MOST_SHOWN]:
        click.echo(complaint, err=True)
    if len(complaints) > _MOST_SHOWN:
        click.echo(f"… và {len(complaints) - _MOST_SHOWN} lỗi nữa.", err=True)
    click.echo("Không nhập gì; sửa các chỗ trên rồi nhập lại.", err=True)
    return click.exceptions.Exit(1)
