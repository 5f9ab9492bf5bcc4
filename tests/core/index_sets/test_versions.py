"""What changed between two versions, on a copy of the set that ships, changed on purpose."""

from decimal import Decimal
from typing import Any

import pytest

from thuocdo.apps.rulebooks.catalogue import read_index_set
from thuocdo.core.index_sets import IndexSet
from thuocdo.core.index_sets.versions import carry_over, compare_versions, propose

OLD = read_index_set("department/2024")


def changed() -> IndexSet:
    """Reword 1.1, re-weight 1.2 against 1.3, change the rule of 3.3.2, swap 3.1 and 3.2, drop 6.6 for 6.7."""
    said: dict[str, Any] = OLD.model_dump(by_alias=True, mode="json")
    said["id"] = "department/2025"
    by_code = {one["code"]: one for area in said["areas"] for one in area["criteria"]}
    by_code["1.1"]["title"] = "Kế hoạch cải cách hành chính của năm"
    by_code["3.1"]["code"], by_code["3.2"]["code"] = "3.2", "3.1"
    supplements = by_code["3.3"]["children"][1]
    supplements["rule"]["irreversible"] = False
    by_code["6.6"] |= {"code": "6.7", "title": "Công khai ngân sách"}
    for code, more in (("1.2", Decimal("0.5")), ("1.3", Decimal("-0.5"))):
        by_code[code]["max_points"] = str(Decimal(by_code[code]["max_points"]) + more)
    return IndexSet.model_validate(said)


NEW = changed()


def test_a_version_compared_with_itself_has_not_changed() -> None:
    compared = compare_versions(OLD, OLD)
    assert compared.changes == ()
    assert all(old == new for old, new in compared.crosswalk.items())


def test_every_change_is_told_once_and_by_its_kind() -> None:
    compared = compare_versions(OLD, NEW)
    told = {(change.kind, change.old, change.new) for change in compared.changes}
    assert told == {
        ("reworded", "1.1", "1.1"),
        ("reweighted", "1.2", "1.2"),
        ("reweighted", "1.3", "1.3"),
        ("rule_changed", "3.3.2", "3.3.2"),
        ("moved", "3.1", "3.2"),
        ("moved", "3.2", "3.1"),
        ("removed", "6.6", ""),
        ("added", "", "6.7"),
    }
    assert len(compared.changes) == len(told)
    assert "7.2" in compared.unchanged
    (moved,) = (change for change in compared.of("moved") if change.old == "3.1")
    assert moved.text == "từ 3.1 (lĩnh vực 3) sang 3.2 (lĩnh vực 3)"


def test_codes_are_carried_over() -> None:
    compared = compare_versions(OLD, NEW)
    tasks = {"3.1": "Phòng A", "3.3.2": "Phòng B", "6.6": "Phòng C"}
    assert carry_over(tasks, compared) == {"3.2": "Phòng A", "3.3.2": "Phòng B"}


def test_a_persons_crosswalk_goes_before_the_proposal() -> None:
    compared = compare_versions(OLD, NEW, {**propose(OLD, NEW), "6.6": "6.7"})
    assert not compared.of("removed")
    assert {change.kind for change in compared.changes if change.old == "6.6"} == {
        "moved",
        "reworded",
    }


def test_a_criterion_moved_into_another_area_is_moved() -> None:
    said: dict[str, Any] = OLD.model_dump(by_alias=True, mode="json")
    first, fourth = said["areas"][0], said["areas"][3]
    one = fourth["criteria"].pop()
    first["criteria"].append({**one, "code": "1.9"})
    first["max_points"] = str(Decimal(first["max_points"]) + Decimal(one["max_points"]))
    fourth["max_points"] = str(Decimal(fourth["max_points"]) - Decimal(one["max_points"]))
    (change,) = compare_versions(OLD, IndexSet.model_validate(said)).changes
    assert (change.kind, change.old, change.new) == ("moved", "4.2", "1.9")


@pytest.mark.parametrize(
    ("crosswalk", "said"),
    [
        ({"9.9": "1.1"}, "bộ cũ không có tiêu chí 9.9"),
        ({"1.1": "9.9"}, "bộ mới không có tiêu chí 9.9"),
        ({"1.1": "1.2", "1.3": "1.2"}, "nhiều tiêu chí cũ cùng chuyển thành 1.2"),
    ],
)
def test_a_crosswalk_that_cannot_be_is_refused(crosswalk: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        compare_versions(OLD, OLD, crosswalk)
