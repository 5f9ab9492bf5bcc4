"""The command line. Each command's module is imported only when the command is used."""

import sys
from importlib import import_module

import click

__all__ = ["main", "refuse"]

# command: (module, one line for the help)
COMMANDS = {
    "score": ("thuocdo.web.cli.score", "Chấm điểm từ bảng kế hoạch và danh sách hồ sơ"),
    "simulate": (
        "thuocdo.web.cli.simulate",
        "Mô phỏng: nếu thì, còn được trễ, đường rẻ nhất, thứ hạng",
    ),
    "catalog": ("thuocdo.web.cli.catalog", "Kiểm tra danh mục bộ chỉ số, số liệu"),
    "clock": ("thuocdo.web.cli.clock", "Tính và giải thích thời hạn theo lịch làm việc"),
    "plan": ("thuocdo.web.cli.plan", "Đọc bảng kế hoạch (Word, Excel, văn bản)"),
    "dossiers": ("thuocdo.web.cli.dossiers", "Đọc danh sách hồ sơ xuất từ phần mềm một cửa"),
    "demo-data": ("thuocdo.web.cli.demo_data", "Tạo dữ liệu trình diễn"),
    "demo": ("thuocdo.web.cli.demo", "Chạy thử với dữ liệu trình diễn"),
    "serve": ("thuocdo.web.cli.serve", "Chạy các trang"),
    "agency": ("thuocdo.web.cli.agency", "Thêm cơ quan"),
    "org": ("thuocdo.web.cli.org", "Danh bạ cơ quan theo thời gian: nhập, xuất, xem"),
    "people": ("thuocdo.web.cli.people", "Cán bộ, vị trí việc làm, đào tạo, đánh giá"),
    "procedures": ("thuocdo.web.cli.procedures", "Thủ tục hành chính: danh mục, nhập từ Excel"),
    "user": ("thuocdo.web.cli.user", "Thêm người dùng"),
    "backup": ("thuocdo.web.cli.backup", "Sao lưu dữ liệu và tệp; kiểm tra bản sao lưu"),
    "restore": ("thuocdo.web.cli.restore", "Phục hồi từ bản sao lưu vào chỗ trống"),
    "audit": ("thuocdo.web.cli.audit", "Nhật ký: kiểm tra, xóa dữ liệu cá nhân, hết hạn lưu"),
    "worker": ("thuocdo.web.cli.worker", "Chạy việc nền"),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong entry above is a bug
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click calls it so
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, help="Thước Đo: từ quầy một cửa đến chỉ số cải cách hành chính.")
def main() -> None:
    """Entry point of `thuocdo`."""
    for stream in (sys.stdout, sys.stderr):  # Windows consoles default to a code page without ữ
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # always a TextIOWrapper


def refuse(message: str) -> click.exceptions.Exit:
    """Say in one line on standard error why nothing was done; raise what this returns (exit 2)."""
    click.echo(" ".join(message.split()), err=True)
    return click.exceptions.Exit(2)
