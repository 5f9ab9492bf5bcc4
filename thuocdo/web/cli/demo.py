"""`thuocdo demo`: load the invented department once, then serve it."""

import click

from thuocdo.web.cli import refuse
from thuocdo.web.cli.serving import (
    port_is_free,
    run_together,
    server_command,
    set_up_django,
    worker_command,
)

__all__ = ["command"]

_LAST_PORT = 65_535


@click.command(help="Chạy thử với một sở không có thật; dừng bằng Ctrl-C.")
@click.option(
    "--port", type=click.IntRange(1, _LAST_PORT), default=8000, envvar="PORT", show_default=True
)
@click.option("--data", "data_dir", default="var/demo", show_default=True, help="Thư mục dữ liệu")
@click.option("--code", "code_only", is_flag=True, help="Chỉ in mã bước hai đang dùng được.")
def command(*, port: int, data_dir: str, code_only: bool) -> None:
    """Migrate, load, print where to go, serve until Ctrl-C."""
    if code_only:
        set_up_django(data_dir, demo=True)
        _say_codes()
        return
    if not port_is_free(port):
        other = port + 1 if port < _LAST_PORT else port - 1
        raise refuse(
            f"Cổng {port} đang bận. Chạy lại với cổng khác: "
            f"PORT={other} make demo, hoặc thuocdo demo --port {other}"
        )
    set_up_django(data_dir, demo=True)
    from django.core.management import call_command
    from django.utils import timezone

    from thuocdo.web.demo.loading import ACCOUNTS, is_loaded, load_demo

    call_command("migrate", verbosity=0, interactive=False)
    if not is_loaded():
        click.echo("Đang tạo dữ liệu trình diễn…")
        load_demo(timezone.now())
    click.echo(f"\nThước Đo đang chạy ở http://localhost:{port}\n")
    for account in ACCOUNTS:
        click.echo(
            f"  {account.username:<6} mật khẩu {account.password}   {account.job_title}, xem {account.sees}"
        )
    _say_codes()
    click.echo("\nDừng: Ctrl-C")
    ended = run_together(server_command(port), worker_command())
    if ended:
        raise refuse("Trang hoặc việc nền đã tự dừng; xem các dòng ở trên để biết vì sao.")


def _say_codes() -> None:
    """Print the code of everybody whose password is not enough; it changes every half minute."""
    from django.db import DatabaseError
    from django.utils import timezone

    from thuocdo.web.demo.loading import ACCOUNTS
    from thuocdo.web.demo.second_step import code_of

    now = timezone.now()
    left = 30 - int(now.timestamp()) % 30
    for account in ACCOUNTS:
        if not account.second_step:
            continue
        try:
            code = code_of(account.username, now)
        except DatabaseError as error:
            raise refuse("Chưa có bản dùng thử; chạy thuocdo demo trước.") from error
        if not code:
            raise refuse("Chưa có bản dùng thử; chạy thuocdo demo trước.")
        click.echo(
            f"\n  Mã bước hai của {account.username}: {code} (còn {left} giây). "
            "Lấy mã mới: thuocdo demo --code"
        )
