"""`thuocdo restore FILE`: into the empty place that the settings name."""

from pathlib import Path

import click

from thuocdo.web.cli import refuse
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]


@click.command(
    help="Phục hồi TỆP vào cơ sở dữ liệu và thư mục dữ liệu đang đặt; hai nơi ấy phải trống."
)
@click.argument("file", type=click.Path(path_type=Path))
def command(*, file: Path) -> None:
    """Verify, restore beside, migrate, put in place; all or nothing."""
    set_up_django()
    from thuocdo.core.vietnamese import format_number
    from thuocdo.kit.backup import BackupRefused, restore_backup

    try:
        found = restore_backup(file)
    except BackupRefused as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(
        f"Đã phục hồi {format_number(found.rows)} dòng và {format_number(len(found.files))} tệp "
        f"(sao lưu lúc {found.at}, phiên bản {found.version}). Mọi người cần đăng nhập lại; hãy "
        "chạy thuocdo audit verify để kiểm tra nhật ký."
    )
    for name in found.missing:
        click.echo(f"Thiếu tệp «{name}»: đã thiếu từ lúc sao lưu.", err=True)
