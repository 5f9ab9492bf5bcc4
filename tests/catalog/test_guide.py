"""The expert's guide is a whole set: its examples are put into a catalogue, checked and scored."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check, read_facts, read_index_set
from thuocdo.apps.rulebooks.documents import read_yaml
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.index_sets import score_sheet
from thuocdo.core.index_sets.schema import schemas
from thuocdo.core.periods import calendar_year

GUIDE = CATALOGUE.parents[1] / "docs" / "how-to" / "write-an-index-set.md"
SET = "commune_example/2027"
END = date(2027, 12, 31)
SCOPE = FactScope("any", calendar_year(END), END)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guide") / "catalog"
    shutil.copytree(CATALOGUE, root)
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    folder = root / "index_sets" / SET
    folder.mkdir(parents=True)
    places = [folder / "set.yaml", root / "facts" / "example.yaml", folder / "area-1.yaml"]
    places.append(folder / "example.test.yaml")
    for place, text in zip(places, blocks, strict=True):
        place.write_text(text, encoding="utf-8")
    return root


def test_the_set_of_the_guide_holds_together(root: Path) -> None:
    assert check(root) == ()
    assert len(list(read_index_set(SET, root).leaves())) == 10


def test_the_scenarios_of_the_guide_hold(root: Path) -> None:
    index_set, register = read_index_set(SET, root), read_facts(root)
    scenarios: list[dict[str, Any]] = read_yaml(
        root / "index_sets" / SET / "example.test.yaml", root=root
    ).content
    assert len(scenarios) >= 6
    for scenario in scenarios:
        facts = {}
        for name, text in scenario["facts"].items():
            above, _, below = text.partition("/")
            definition = register[name]
            numbers = Decimal(above), Decimal(below or 1)
            facts[name] = Fact(name, SCOPE, *numbers, definition.unit, definition.kind)
        sheet = score_sheet(index_set, SCOPE, facts.get, register)
        score = next(one for one in sheet.scores if one.code == scenario["criterion"])
        expected = scenario["expect"]["points"]
        assert score.points == (None if expected == "none" else Decimal(expected)), score.reason


def test_the_guide_shows_every_kind_of_rule() -> None:
    kinds = set(re.findall(r'"const": "(\w+)"', schemas()["area.json"]))
    assert {"bands", "cases", "formula", "parts"} <= kinds
    listed = set(
        re.findall(r"^\| .* \| `(\w+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert listed - {"kind"} == kinds  # the heading of the table is in the same form
