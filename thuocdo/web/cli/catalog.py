"""`thuocdo catalog check`: does the catalogue hold together?"""

import click

from thuocdo.apps.rulebooks.catalogue import all_index_set_ids, check


@click.group(help="Danh mục: bộ chỉ số và số liệu.")
def command() -> None:
    """Group of catalogue commands."""


@command.command("check", help="Kiểm tra toàn bộ danh mục; lỗi nêu tệp và dòng.")
def check_command() -> None:
    """Print every complaint; exit 1 when there is one."""
    complaints = check()
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise click.exceptions.Exit(1)
    click.echo(f"Danh mục đúng: {len(all_index_set_ids())} bộ chỉ số.")
