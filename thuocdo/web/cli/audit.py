"""`thuocdo audit`: is the journal whole; erase somebody's personal data from it; end what is old."""

import click

from thuocdo.web.cli import refuse
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]

_SHOWN = 20


@click.group(help="Nhật ký: ai đã làm gì.")
def command() -> None:
    """Group of commands on the journal."""


@command.command(
    help="Kiểm tra nhật ký có bị sửa, xóa, đổi chỗ dòng nào không, và nói đúng dòng nào."
)
@click.option(
    "--head", "noted", default="", help="Đầu niêm phong đã ghi lại lúc trước, dạng số:mã."
)
def verify(*, noted: str) -> None:
    """Recompute the chain of seals; name every entry that does not fit, and exit 1."""
    set_up_django()
    from thuocdo.apps.organisations.journal.checking import Head
    from thuocdo.apps.organisations.services import check_journal, seal_journal
    from thuocdo.web.journal_head import HeadUnreadable, keep_head, read_head

    number, _, seal = noted.partition(":")
    if noted and not (number.isdecimal() and seal):
        raise refuse(
            f"«{noted}» không phải đầu niêm phong; ghi dạng số:mã, ví dụ 1204:3fa9c0d21b7e."
        )
    while seal_journal():
        pass
    complaint = ""
    apart: Head | None = None
    try:
        apart = Head(int(number), seal) if noted else read_head()
    except HeadUnreadable as error:
        complaint = str(error)
    check = check_journal(apart=apart)
    lines = [complaint] if complaint else []
    lines += [fault.text for fault in check.faults]
    if lines:
        for line in lines[:_SHOWN]:
            click.echo(line, err=True)
        if len(lines) > _SHOWN:
            click.echo(f"Còn {len(lines) - _SHOWN} chỗ khác.", err=True)
        raise click.exceptions.Exit(1)
    keep_head()
    if apart is None:
        click.echo("Chưa có đầu niêm phong giữ riêng để đối chiếu; từ lần này đã có.")
    click.echo(f"Nhật ký nguyên vẹn: {check.sealed} dòng. Đầu niêm phong: {check.head.text}")


@command.command(
    help="Xóa dữ liệu cá nhân của một người khỏi nhật ký; chuỗi niêm phong vẫn nguyên vẹn."
)
@click.option("--subject", required=True, help="Người đó, ví dụ organisations.user:7.")
@click.option("--reason", required=True, help="Yêu cầu hoặc quyết định làm căn cứ; được ghi lại.")
def erase(*, subject: str, reason: str) -> None:
    """Erase, and say from how many entries."""
    set_up_django()
    from django.utils import timezone

    from thuocdo.apps.organisations.services import erase_personal

    erased = erase_personal(about=subject, reason=reason, by=None, now=timezone.now())
    if not erased:
        raise refuse(f"Nhật ký không giữ dữ liệu cá nhân nào của «{subject}».")
    click.echo(f"Đã xóa dữ liệu cá nhân của {subject} khỏi {erased} dòng nhật ký.")


@command.command(help="Bỏ nội dung các dòng đã hết thời hạn lưu; số và mã băm còn lại.")
def retain() -> None:
    """Apply the catalogue's retention, and say what ended."""
    set_up_django()
    from django.utils import timezone

    from thuocdo.apps.organisations.services import apply_retention
    from thuocdo.apps.rulebooks.queries import retention

    done = apply_retention(retention=retention(), now=timezone.now())
    for title, count in done.expired:
        click.echo(f"{title}: {count} dòng hết hạn lưu.")
    click.echo(f"Dữ liệu cá nhân quá hạn: xóa khỏi {done.personal} dòng.")
