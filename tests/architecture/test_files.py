"""Files that fit in the head, in one Unicode form, without addresses of somebody's machine."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, tracked

LONGEST = 400  # lines; a file that passes it becomes a folder of the same name, split by noun
OURS = {".py", ".html", ".css", ".js"}
BINARY = {".png", ".docx", ".xlsx", ".xls", ".woff2", ".ttf", ".ico", ".jpg", ".zip"}
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "yarn" + "pkg.com"]
MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|mnt|private)" + r"/[\w.-]+")


def texts() -> list[tuple[Path, str]]:
    return [
        (path, (ROOT / path).read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix not in BINARY
    ]


def test_no_file_of_ours_is_longer_than_one_can_keep_in_mind():
    lengths = {
        str(path): text.count("\n")
        for path, text in texts()
        if path.suffix in OURS and "migrations" not in path.parts
    }
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST}


def test_yaml_of_the_catalogue_is_short_enough_to_be_approved_by_reading():
    lengths = {
        str(path): text.count("\n")
        for path, text in texts()
        if path.is_relative_to("thuocdo/catalog")
    }
    assert lengths
    assert not {path: lines for path, lines in lengths.items() if lines > 300}


# Fixtures that are about the other form say so by their name.
def test_texts_are_composed_unicode():
    assert not [
        str(path)
        for path, text in texts()
        if not unicodedata.is_normalized("NFC", text) and "nfd" not in path.stem
    ]


def test_names_of_files_are_ascii():
    assert not [str(path) for path in tracked() if not str(path).isascii()]


def test_lines_end_as_on_unix():
    assert not [
        str(path)
        for path in tracked()
        if path.suffix in OURS | {".md", ".yaml", ".toml"} and b"\r" in (ROOT / path).read_bytes()
    ]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host):
    assert not [str(path) for path, text in texts() if host in text]


def test_no_file_names_a_path_of_somebodys_machine():
    found = [f"{path}: {hit.group()}" for path, text in texts() for hit in MACHINE.finditer(text)]
    assert not found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_locked_requirements_have_hashes_and_no_address(path):
    text = path.read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line, re.IGNORECASE)]
    assert pinned
    assert all(re.match(r"[\w.\-\[\],]+==[^ ;]+", line) for line in pinned)
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_of_the_front_end_has_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert fetched
    assert not [name for name, package in fetched.items() if not package.get("integrity")]
    assert not [name for name, package in fetched.items() if "resolved" in package]


def test_pictures_of_the_docs_are_small():
    pictures = [path for path in tracked() if path.parts[:2] == ("docs", "images")]
    assert not [str(path) for path in pictures if (ROOT / path).stat().st_size > 200_000]
