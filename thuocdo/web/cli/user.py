"""`thuocdo user`: accounts of people, and the roles they hold."""

from datetime import date
from typing import TYPE_CHECKING

import click

from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import read_day
from thuocdo.web.cli.serving import set_up_django

if TYPE_CHECKING:
    from thuocdo.apps.organisations.models import Agency, User

__all__ = ["command"]

# As the roles of the database, in the manner of the command line; a test holds them together.
ROLES = click.Choice(
    [
        "reform-officer",
        "head-of-unit",
        "counter-clerk",
        "handling-official",
        "director",
        "appraiser",
        "panel-member",
        "survey-officer",
        "auditor",
        "administrator",
    ]
)


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
@click.option("--role", type=ROLES, default="reform-officer", show_default=True, help="Vai trò.")
@click.password_option(prompt="Mật khẩu", confirmation_prompt="Nhập lại mật khẩu")
def add(  # noqa: PLR0913 - click passes one argument per option
    *,
    username: str,
    agency_code: str,
    family_name: str,
    given_name: str,
    job_title: str,
    email: str,
    role: str,
    password: str,
) -> None:
    """Check the password by the installation's rules, then create the account."""
    set_up_django()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from thuocdo.apps.organisations.models import Role
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
        role=Role[role.replace("-", "_").upper()],
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


@command.command(help="Phân công một vai trò ở một cơ quan, hoặc ở một đơn vị trong đó.")
@click.argument("username")
@click.argument("role", type=ROLES)
@click.option("--agency", "agency_code", required=True, help="Mã định danh của cơ quan.")
@click.option("--unit", "unit_code", help="Mã đơn vị trong cơ quan; không ghi thì cả cơ quan.")
@click.option("--title", default="", help="Tên chức vụ; không ghi thì như vai trò.")
@click.option("--from", "start", metavar="NGÀY", help="Từ ngày; không ghi thì hôm nay.")
@click.option("--to", "end", metavar="NGÀY", help="Hết hiệu lực từ ngày.")
def assign(  # noqa: PLR0913 - click passes one argument per option
    username: str,
    role: str,
    agency_code: str,
    unit_code: str | None,
    title: str,
    start: str | None,
    end: str | None,
) -> None:
    """Let a person hold a role from a day on."""
    valid_from, valid_to = _day(start), _day(end)
    set_up_django()
    from django.utils import timezone

    from thuocdo.apps.organisations.models import Role
    from thuocdo.apps.organisations.queries import unit_of
    from thuocdo.apps.organisations.services import assign_role
    from thuocdo.kit.refusals import NotAllowed

    user, agency = _found(username, agency_code)
    unit = unit_of(agency, unit_code) if unit_code else None
    if unit_code and unit is None:
        raise refuse(f"{agency.name} không có đơn vị mang mã {unit_code}.")
    now = timezone.now()
    if valid_to is not None and valid_to <= (valid_from or timezone.localdate(now)):
        raise refuse("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    try:
        held = assign_role(
            user=user,
            role=Role[role.replace("-", "_").upper()],
            agency=agency,
            unit=unit,
            title=title,
            valid_from=valid_from or timezone.localdate(now),
            valid_to=valid_to,
            now=now,
        )
    except NotAllowed as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(f"{user}: {held.get_role_display()}, {agency.name}, từ {held.valid_from:%d/%m/%Y}.")


@command.command("end-role", help="Kết thúc một vai trò đang giữ ở một cơ quan.")
@click.argument("username")
@click.argument("role", type=ROLES)
@click.option("--agency", "agency_code", required=True, help="Mã định danh của cơ quan.")
@click.option("--to", "end", metavar="NGÀY", help="Ngày đầu không còn giữ; mặc định hôm nay.")
def finish(username: str, role: str, agency_code: str, end: str | None) -> None:
    """End every open assignment of the role there."""
    valid_to = _day(end)
    set_up_django()
    from django.utils import timezone

    from thuocdo.apps.organisations.models import Role
    from thuocdo.apps.organisations.queries import open_assignments
    from thuocdo.apps.organisations.services import end_role
    from thuocdo.kit.refusals import NotAllowed

    user, agency = _found(username, agency_code)
    kind, now = Role[role.replace("-", "_").upper()], timezone.now()
    held = open_assignments(user, agency, kind)
    if not held:
        raise refuse(f"{user} không giữ vai trò {kind.label} ở {agency.name}.")
    for one in held:
        try:
            end_role(assignment=one, valid_to=valid_to or timezone.localdate(now), now=now)
        except NotAllowed as refusal:
            raise refuse(str(refusal)) from refusal
    click.echo(f"{user}: thôi {kind.label} ở {agency.name}.")


def _day(text: str | None) -> date | None:
    try:
        return read_day(text)
    except UnreadableFile as error:
        raise refuse(str(error)) from error


def _found(username: str, code: str) -> "tuple[User, Agency]":
    from thuocdo.apps.organisations.queries import agency_by_code, user_by_name

    user, agency = user_by_name(username), agency_by_code(code)
    if user is None:
        raise refuse(f"Không có người dùng tên {username}; thêm bằng thuocdo user add.")
    if agency is None:
        raise refuse(f"Không có cơ quan mang mã {code}; thêm bằng thuocdo agency add.")
    return user, agency


@command.command("reset-steps", help="Gỡ bước hai của người mất điện thoại, khóa và mã dự phòng.")
@click.argument("username")
def reset_steps(username: str) -> None:
    """Take the second step away; whoever owes one sets it up anew at the next sign-in."""
    set_up_django()
    from allauth.mfa.models import Authenticator
    from django.db import transaction
    from django.utils import timezone

    from thuocdo.apps.organisations.queries import user_by_name
    from thuocdo.apps.organisations.services import record

    user = user_by_name(username)
    if user is None:
        raise refuse(f"Không có người dùng tên {username}.")
    with transaction.atomic():
        count, _ = Authenticator.objects.filter(user=user).delete()
        record(
            now=timezone.now(),
            by=None,
            agency=user.agency,
            action="organisations.second_step.reset",
            subject=user,
            before={"authenticators": count},
        )
    click.echo(f"Đã gỡ bước hai của {user}.")
