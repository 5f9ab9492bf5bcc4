"""`thuocdo user add`: make an account for a person of an agency."""

import click

from thuocdo.web.cli import refuse
from thuocdo.web.cli.serving import set_up_django

__all__ = ["command"]


@click.group(help="Người dùng.")
def command() -> None:
    """Group of user commands."""


@command.command(help="Thêm một người dùng của cơ quan; mật khẩu được hỏi, không hiện ra.")
@click.argument("username")
@click.option("--agency", "agency_code", required=True, help="Mã định danh của cơ quan.")
@click.option("--family-name", required=True, help="Họ và tên đệm.")
@click.option("--given-name", required=True, help="Tên.")
@click.option("--job-title", default="", help="Chức vụ.")
@click.option("--email", default="", help="Địa chỉ nhận thư báo.")
@click.password_option(prompt="Mật khẩu", confirmation_prompt="Nhập lại mật khẩu")
def add(  # noqa: PLR0913 - click passes one argument per option
    *,
    username: str,
    agency_code: str,
    family_name: str,
    given_name: str,
    job_title: str,
    email: str,
    password: str,
) -> None:
    """Check the password by the installation's rules, then create the account."""
    set_up_django()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from thuocdo.apps.organisations.queries import agency_by_code, has_user
    from thuocdo.apps.organisations.services import create_user

    agency = agency_by_code(agency_code)
    if agency is None:
        raise refuse(f"Không có cơ quan mang mã {agency_code}; thêm bằng thuocdo agency add.")
    if has_user(username):
        raise refuse(f"Đã có người dùng tên {username}.")
    _check_address(email)
    try:
        validate_password(password)
    except ValidationError as error:
        raise refuse(" ".join(error.messages)) from error
    create_user(
        username=username,
        password=password,
        family_name=family_name,
        given_name=given_name,
        job_title=job_title,
        agency=agency,
        email=email,
        now=timezone.now(),
    )
    click.echo(f"Đã thêm {family_name} {given_name} ({username}), {agency.name}.")


@command.command(
    "email", help="Đổi địa chỉ nhận thư báo của một người dùng; để trống thì thôi nhận."
)
@click.argument("username")
@click.argument("email", default="")
def email_command(*, username: str, email: str) -> None:
    """Say where a person's letters go."""
    set_up_django()
    from django.utils import timezone

    from thuocdo.apps.organisations.queries import user_by_name
    from thuocdo.apps.organisations.services import change_email

    user = user_by_name(username)
    if user is None:
        raise refuse(f"Không có người dùng tên {username}; thêm bằng thuocdo user add.")
    _check_address(email)
    change_email(user=user, email=email, now=timezone.now())
    click.echo(f"{username} {'nhận thư báo ở ' + email if email else 'không nhận thư báo nữa'}.")


def _check_address(email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise refuse(f"«{email}» không phải là địa chỉ thư, ví dụ an@so.tinh.gov.vn.") from error
