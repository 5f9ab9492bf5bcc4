"""Run every benchmark; exit 1 if one is over its limit or could not be measured.

`python -m benchmarks reading` runs one.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

from benchmarks._figures import NotMeasured


def names() -> list[str]:
    """Return the benchmarks: every module beside this one that has a `run`."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in found if not module.name.startswith("_"))


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all; return 1 when not every figure was seen to keep its limit."""
    over, unknown = [], []
    for name in chosen or names():
        print(f"== {name}")
        try:
            for figure in importlib.import_module(f"benchmarks.{name}").run():
                print(f"   {figure}")
                if not figure.within:
                    over.append(figure.title)
        except NotMeasured as why:
            print(f"   Not measured: {why}.")
            unknown.append(name)
    if over:
        print(f"Over the limit: {', '.join(over)}")
    if unknown:
        print(f"Not measured, so not passed: {', '.join(unknown)}")
    return 1 if over or unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
