"""The catalogue that ships with the package: reading it, and checking that it holds together."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from thuocdo.apps.rulebooks.calendars import check_calendars
from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, read_yaml, validate
from thuocdo.core.facts import FactDefinition, Unit
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.scoring.rules import Bands, Judged, Linear, Parts, Rule, facts_of
from thuocdo.core.strict import Strict

__all__ = ["CATALOGUE", "all_index_set_ids", "check", "read_facts", "read_index_set"]

CATALOGUE = Path(__file__).resolve().parents[2] / "catalog"


class _Facts(Strict):
    facts: tuple[FactDefinition, ...]


def read_facts(root: Path = CATALOGUE) -> dict[str, FactDefinition]:
    """Read the register of facts.

    Raises:
        CatalogueError: a file is wrong, or a name stands twice.
    """
    register: dict[str, FactDefinition] = {}
    complaints = []
    for path in sorted((root / "facts").glob("*.yaml")):
        document = read_yaml(path, root=root)
        lines = {("facts", *location): line for location, line in document.lines.items()}
        shaped = Yaml({"facts": document.content}, document.file, lines)
        for number, fact in enumerate(validate(_Facts, shaped).facts):
            if fact.name in register:
                place = shaped.place(("facts", number))
                complaints.append(f"{place}: số liệu «{fact.name}» đã có ở chỗ khác; đặt tên khác")
            register[fact.name] = fact
    if complaints:
        raise CatalogueError(complaints)
    return register


def all_index_set_ids(root: Path = CATALOGUE) -> list[str]:
    """Return the ids of the sets: `department/2024`."""
    folder = root / "index_sets"
    return sorted(
        path.parent.relative_to(folder).as_posix() for path in folder.glob("*/*/set.yaml")
    )


def read_index_set(set_id: str, root: Path = CATALOGUE) -> IndexSet:
    """Read one set: `set.yaml` and its `area-N.yaml` in the order of N.

    Raises:
        CatalogueError: there is no such set, or it cannot be right.
    """
    folder = root / "index_sets" / set_id
    if set_id not in all_index_set_ids(root):
        known = ", ".join(all_index_set_ids(root))
        raise CatalogueError([f"Không có bộ chỉ số «{set_id}». Các bộ hiện có: {known}"])
    head = read_yaml(folder / "set.yaml", root=root)
    files = sorted(folder.glob("area-*.yaml"), key=lambda path: int(re.sub(r"\D", "", path.stem)))
    areas = [read_yaml(path, root=root) for path in files]
    whole = _Joined(head, areas)
    index_set = validate(IndexSet, whole)
    if index_set.id != set_id:
        raise CatalogueError([f"{head.place(('id',))}: id phải là «{set_id}» như tên thư mục"])
    return index_set


class _Joined(Yaml):
    """The parts of a set as one document that still knows in which file each value stands."""

    def __init__(self, head: Yaml, areas: list[Yaml]) -> None:
        content = {**head.content, "areas": [area.content for area in areas]}
        super().__init__(content, head.file, head.lines)
        object.__setattr__(self, "areas", areas)

    areas: list[Yaml]

    def place(self, location: tuple[int | str, ...]) -> str:
        match location:
            case ("areas", int(number), *rest) if number < len(self.areas):
                return self.areas[number].place(tuple(rest))
            case _:
                return Yaml.place(self, location)


def check(root: Path = CATALOGUE) -> tuple[str, ...]:
    """Return every complaint about the catalogue; empty when it holds together."""
    try:
        register = read_facts(root)
    except CatalogueError as error:
        return error.complaints
    complaints: list[str] = []
    for set_id in all_index_set_ids(root):
        try:
            index_set = read_index_set(set_id, root)
        except CatalogueError as error:
            complaints += error.complaints
            continue
        complaints += [f"index_sets/{set_id}: {said}" for said in _check_facts(index_set, register)]
    return (*complaints, *check_calendars(root))


def _check_facts(index_set: IndexSet, register: Mapping[str, FactDefinition]) -> Iterator[str]:
    for leaf in index_set.leaves():
        assert leaf.rule is not None  # noqa: S101 - the model guarantees it for a leaf
        for name in facts_of(leaf.rule):
            if name not in register:
                yield (
                    f"tiêu chí {leaf.code}: số liệu «{name}» chưa có trong facts/; "
                    "thêm vào danh mục số liệu hoặc sửa tên"
                )
        yield from _check_no_case(leaf.code, leaf.rule, register)


def _check_no_case(code: str, rule: Rule, register: Mapping[str, FactDefinition]) -> Iterator[str]:
    match rule:
        case Parts():
            for part in rule.parts:
                yield from _check_no_case(code, part.rule, register)
        case Bands() | Linear():
            known = register.get(rule.fact)
            ratio = rule.per is not None or (known is not None and known.unit is Unit.PERCENT)
            if ratio and rule.no_case is None:
                yield f"tiêu chí {code}: tỷ lệ phải ghi «no_case» (full hoặc zero) khi không có trường hợp nào"
        case Judged():
            known = register.get(rule.fact)
            if known is not None and known.unit is not Unit.POINTS:
                yield f"tiêu chí {code}: quy tắc «judged» cần số liệu có đơn vị points"
        case _:
            pass
