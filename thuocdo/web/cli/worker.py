"""`thuocdo worker`: background tasks from the database's queue, and the journal's seal."""

import threading

import click

from thuocdo.web.cli.serving import seal_every_second, set_up_django

__all__ = ["command"]


@click.command(help="Chạy việc nền: nhập tệp, niêm phong nhật ký.")
def command() -> None:
    """Work until a signal; a task under way is ended first."""
    set_up_django()
    from django.core.management import call_command

    from thuocdo.apps.dossiers.services import take_up_interrupted_imports

    take_up_interrupted_imports()
    stop = threading.Event()
    sealing = threading.Thread(target=seal_every_second, args=(stop,), daemon=True)
    sealing.start()
    try:
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)
    finally:
        stop.set()
        sealing.join(5)
