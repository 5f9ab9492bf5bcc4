"""`thuocdo journal check`: is the journal whole?"""

import click

from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]


@click.group(help="Nhật ký: ai đã làm gì.")
def command() -> None:
    """Group of journal commands."""


@command.command("check", help="Kiểm tra nhật ký có bị sửa hay xóa dòng nào không.")
def check_command() -> None:
    """Recompute the chain of seals; exit 1 at the first entry that does not fit."""
    set_up_django()
    from thuocdo.apps.organisations.services import broken_seal, seal_journal

    seal_journal()
    broken = broken_seal()
    if broken is not None:
        click.echo(f"Nhật ký bị sửa hoặc mất dòng ở số {broken}.", err=True)
        raise click.exceptions.Exit(1)
    click.echo("Nhật ký nguyên vẹn.")
