"""JSON schemas for editors: fresh, and in agreement with what the catalogue check takes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.core.index_sets.schema import schemas

# Altair brings it; the schemas are for editors, the product itself never validates by them.
jsonschema = pytest.importorskip("jsonschema")

FILES = {
    "agencies.json": sorted(CATALOGUE.glob("agencies/*.yaml")),
    "set.json": sorted(CATALOGUE.glob("index_sets/*/*/set.yaml")),
    "area.json": sorted(CATALOGUE.glob("index_sets/*/*/area-*.yaml")),
    "facts.json": sorted(CATALOGUE.glob("facts/*.yaml")),
    "procedure_review.json": [CATALOGUE / "procedures" / "review.yaml"],
    "procedures.json": sorted(CATALOGUE.glob("procedures/*/*.yaml")),
    "targets.json": sorted(CATALOGUE.glob("targets/*.yaml")),
}
PAIRS = [(schema, path) for schema, paths in FILES.items() for path in paths]


def as_an_editor_reads(path: Path) -> Any:
    # YAML 1.2 knows no word for true but `true`; the old reader here takes the key `on` for one.
    text = path.read_text(encoding="utf-8").replace("\n  on: ", '\n  "on": ')
    content = yaml.safe_load(text)
    return json.loads(json.dumps(content, default=date.isoformat))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_schema_is_fresh(name: str) -> None:
    written = (CATALOGUE / "schema" / name).read_text(encoding="utf-8")
    assert written == schemas()[name], "run .venv/bin/python docs/generate.py"


def test_there_is_no_other_schema() -> None:
    assert {path.name for path in (CATALOGUE / "schema").iterdir()} == set(schemas())


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(*pair, id=f"{pair[1].parent.name}/{pair[1].name}") for pair in PAIRS],
)
def test_what_ships_is_right_for_an_editor_too(name: str, path: Path) -> None:
    jsonschema.validate(as_an_editor_reads(path), json.loads(schemas()[name]))


def test_an_editor_marks_what_the_check_refuses() -> None:
    area = as_an_editor_reads(FILES["area.json"][0])
    area["criteria"][0]["max_point"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(area, json.loads(schemas()["area.json"]))
