"""Run every benchmark; exit 1 if one is over its limit. `python -m benchmarks reading` runs one."""

import importlib
import pkgutil
import sys
from pathlib import Path


def names() -> list[str]:
    """Return the benchmarks: every module beside this one that has a `run`."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in found if not module.name.startswith("_"))


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all; return how many were over a limit, at most 1."""
    over = []
    for name in chosen or names():
        print(f"== {name}")
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            print(f"   {figure}")
            if not figure.within:
                over.append(figure.title)
    if over:
        print(f"Over the limit: {', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
