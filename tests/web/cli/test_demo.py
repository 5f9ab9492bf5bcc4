"""`thuocdo demo`: what it says before it serves anything."""

import socket

from click.testing import CliRunner

from thuocdo.web.cli import main
from thuocdo.web.cli.serving import ADDRESS


def test_a_busy_port_names_both_ways_to_another() -> None:
    with socket.create_server((ADDRESS, 0)) as busy:
        port = busy.getsockname()[1]
        result = CliRunner().invoke(main, ["demo", "--port", str(port)])
    other = port + 1 if port < 65_535 else port - 1
    assert result.exit_code == 2
    assert result.stderr == (
        f"Cổng {port} đang bận. Chạy lại với cổng khác: "
        f"PORT={other} make demo, hoặc thuocdo demo --port {other}\n"
    )
