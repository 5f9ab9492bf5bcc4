"""`thuocdo backup FILE`, `thuocdo backup verify FILE`."""

from pathlib import Path

import click

from thuocdo.web.cli import refuse
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]


class FileOrVerb(click.Group):
    """A group whose first word, when it is no verb of it, is the file to write."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["make", *args]
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "TỆP | verify TỆP")


@click.group(cls=FileOrVerb, help="Sao lưu cơ sở dữ liệu và các tệp vào một tệp, cả khi đang chạy.")
def command() -> None:
    """Group of backup commands."""


@command.command("make", help="Ghi bản sao lưu ra TỆP (cũng là thuocdo backup TỆP).")
@click.argument("file", type=click.Path(path_type=Path))
def make(*, file: Path) -> None:
    """Write the archive; exit 1 when a kept file was no longer there to be copied."""
    set_up_django()
    from django.utils import timezone

    from thuocdo.core.vietnamese import format_number
    from thuocdo.kit.backup import BackupRefused, make_backup
    from thuocdo.kit.formats import size

    try:
        made = make_backup(file, now=timezone.now())
    except BackupRefused as refusal:
        raise refuse(str(refusal)) from refusal
    found = made.manifest
    click.echo(
        f"Đã sao lưu {format_number(found.rows)} dòng của {len(found.tables)} bảng và "
        f"{format_number(len(found.files))} tệp vào «{file}» ({size(made.size)})."
    )
    for name in found.missing:
        click.echo(f"Thiếu tệp «{name}»: cơ sở dữ liệu có ghi mà kho tệp không còn.", err=True)
    if found.missing:
        raise click.exceptions.Exit(1)


@command.command("verify", help="Đọc lại toàn bộ TỆP, nêu phần nào thiếu hoặc bị thay đổi.")
@click.argument("file", type=click.Path(path_type=Path))
def verify(*, file: Path) -> None:
    """Compare every part with the manifest; exit 1 at a fault, each fault on its line."""
    set_up_django()
    from thuocdo.core.vietnamese import format_number
    from thuocdo.kit.backup import BackupRefused, DamagedBackup, verify_backup

    try:
        found = verify_backup(file)
    except DamagedBackup as damaged:
        for fault in damaged.faults:
            click.echo(fault, err=True)
        raise click.exceptions.Exit(1) from damaged
    except BackupRefused as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(
        f"Nguyên vẹn: phiên bản {found.version}, {found.database}, lúc {found.at}, "
        f"{format_number(found.rows)} dòng, {format_number(len(found.files))} tệp."
    )
