"""`thuocdo serve`: the pages of an installation, behind a proxy that speaks TLS."""

import click

from thuocdo.web.cli.serving import run_together, server_command, set_up_django

__all__ = ["command"]


@click.command(help="Chạy các trang; việc nền chạy bằng thuocdo worker.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=8000, envvar="PORT", show_default=True
)
@click.option("--address", default="127.0.0.1", show_default=True)
def command(*, port: int, address: str) -> None:
    """Migrate and serve."""
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    raise click.exceptions.Exit(run_together(server_command(port, address)))
