"""The data of simulations that ships: levers with their efforts, and how uncertain forecasts are."""

from dataclasses import dataclass
from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml, validate
from thuocdo.core.facts import FactRegister
from thuocdo.core.simulation import Forecast, Levers

__all__ = ["SimulationData", "check_simulation", "read_simulation"]

_FOLDER = Path("simulation")


@dataclass(frozen=True, slots=True)
class SimulationData:
    """What simulations rest on besides the rules."""

    levers: Levers
    forecast: Forecast


def read_simulation(root: Path) -> SimulationData:
    """Read `simulation` below `root`.

    Raises:
        CatalogueError: a file is wrong; every complaint has its file and line.
    """
    levers = read_yaml(root / _FOLDER / "levers.yaml", root=root)
    forecast = read_yaml(root / _FOLDER / "forecast.yaml", root=root)
    return SimulationData(validate(Levers, levers), validate(Forecast, forecast))


def check_simulation(root: Path, register: FactRegister) -> tuple[str, ...]:
    """Return every complaint about the data of simulations; a catalogue may have none."""
    if not (root / _FOLDER).exists():
        return ()
    try:
        data = read_simulation(root)
    except CatalogueError as error:
        return error.complaints
    file = (_FOLDER / "levers.yaml").as_posix()
    return tuple(
        f"{file}: không có số liệu «{name}» trong danh mục; sửa tên hoặc thêm vào facts"
        for name in data.levers.unknown(register)
    )
