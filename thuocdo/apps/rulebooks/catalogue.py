"""The catalogue that ships with the package: reading it, and checking that it holds together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from thuocdo.apps.rulebooks.agencies import check_agencies
from thuocdo.apps.rulebooks.banks import check_banks
from thuocdo.apps.rulebooks.calendars import check_calendars
from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, parse_yaml, read_yaml, validate
from thuocdo.apps.rulebooks.one_stop import check_one_stop
from thuocdo.apps.rulebooks.papers import check_forms
from thuocdo.apps.rulebooks.people import check_people_rules
from thuocdo.apps.rulebooks.procedures import check_procedures
from thuocdo.apps.rulebooks.retention import check_retention
from thuocdo.apps.rulebooks.rule_checks import check_rules
from thuocdo.apps.rulebooks.simulation import check_simulation
from thuocdo.apps.rulebooks.targets import check_targets
from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.strict import Strict

__all__ = [
    "CATALOGUE",
    "all_index_set_ids",
    "check",
    "read_facts",
    "read_index_set",
    "read_texts",
]

CATALOGUE = Path(__file__).resolve().parents[2] / "catalog"


class _Facts(Strict):
    facts: tuple[FactDefinition, ...]


def read_facts(root: Path = CATALOGUE) -> dict[str, FactDefinition]:
    """Read the register of facts.

    Raises:
        CatalogueError: a file is wrong, or a name stands twice.
    """
    paths = sorted((root / "facts").glob("*.yaml"))
    return read_fact_documents(read_yaml(path, root=root) for path in paths)


def read_fact_documents(documents: Iterable[Yaml]) -> dict[str, FactDefinition]:
    """Type documents of facts.

    Raises:
        CatalogueError: one is wrong, or a name stands twice.
    """
    register: dict[str, FactDefinition] = {}
    complaints = []
    for document in documents:
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
    return _read(set_id, root)[0]


def _read(set_id: str, root: Path) -> tuple[IndexSet, Yaml]:
    folder = root / "index_sets" / set_id
    if set_id not in all_index_set_ids(root):
        known = ", ".join(all_index_set_ids(root))
        raise CatalogueError([f"Không có bộ chỉ số «{set_id}». Các bộ hiện có: {known}"])
    head = read_yaml(folder / "set.yaml", root=root)
    files = sorted(folder.glob("area-*.yaml"), key=lambda path: _area_number(path.stem))
    index_set, whole = join_set(head, [read_yaml(path, root=root) for path in files])
    if index_set.id != set_id:
        raise CatalogueError([f"{head.place(('id',))}: id phải là «{set_id}» như tên thư mục"])
    return index_set, whole


def join_set(head: Yaml, areas: list[Yaml]) -> tuple[IndexSet, Yaml]:
    """Type a set from its head and its areas; the document still knows every file and line.

    Raises:
        CatalogueError: it cannot be right.
    """
    if not isinstance(head.content, dict):
        raise CatalogueError([f"{head.file}: phần đầu của bộ phải là các dòng «khóa: giá trị»"])
    whole = _Joined(head, areas)
    return validate(IndexSet, whole), whole


def read_texts(texts: Mapping[str, str]) -> tuple[IndexSet, dict[str, FactDefinition], Yaml]:
    """Read a set from its files' texts by name: `set.yaml`, `area-N.yaml`, `facts.yaml`.

    Raises:
        CatalogueError: what is wrong, with file and line.
    """
    index_set, facts, whole = _read_texts(tuple(sorted(texts.items())))
    return index_set, dict(facts), whole


@lru_cache(maxsize=32)  # a page of a draft is looked at more often than the draft changes
def _read_texts(
    files: tuple[tuple[str, str], ...],
) -> tuple[IndexSet, Mapping[str, FactDefinition], Yaml]:
    texts = dict(files)
    areas = sorted((name for name in texts if name.startswith("area-")), key=_area_number)
    if "set.yaml" not in texts or not areas:
        raise CatalogueError(["Bộ chỉ số cần tệp set.yaml và ít nhất một tệp area-1.yaml."])
    facts = read_fact_documents(
        parse_yaml(texts[name], name) for name in sorted(texts) if name == "facts.yaml"
    )
    head = parse_yaml(texts["set.yaml"], "set.yaml")
    index_set, whole = join_set(head, [parse_yaml(texts[name], name) for name in areas])
    return index_set, facts, whole


def _area_number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)


class _Joined(Yaml):
    """The parts of a set as one document that still knows in which file each value stands."""

    def __init__(self, head: Yaml, areas: list[Yaml]) -> None:
        content = {**head.content, "areas": [area.content for area in areas]}
        super().__init__(content, head.file, head.lines)
        object.__setattr__(self, "areas", areas)

    areas: list[Yaml]

    def place(self, location: tuple[int | str, ...]) -> str:
        match self.untagged(location):
            case ("areas", int(number), *rest) if number < len(self.areas):
                return self.areas[number].near(tuple(rest))
            case other:
                return self.near(other)


def check(root: Path = CATALOGUE) -> tuple[str, ...]:
    """Return every complaint about the catalogue; empty when it holds together."""
    try:
        register = read_facts(root)
    except CatalogueError as error:
        return error.complaints
    complaints: list[str] = []
    read: list[tuple[IndexSet, Yaml]] = []
    for set_id in all_index_set_ids(root):
        try:
            read.append(_read(set_id, root))
        except CatalogueError as error:
            complaints += error.complaints
    for index_set, document in read:
        complaints += check_rules(index_set, document, register)
    complaints += [*_in_force_together(read), *check_targets(root, register)]
    complaints += [*check_calendars(root), *check_agencies(root)]
    complaints += [*check_retention(root), *check_people_rules(root)]
    complaints += check_procedures(root)
    complaints += check_one_stop(root)
    complaints += [*check_retention(root), *check_people_rules(root), *check_forms(root)]
    complaints += check_banks(root)
    return (*complaints, *check_simulation(root, register))


def _in_force_together(read: list[tuple[IndexSet, Yaml]]) -> Iterator[str]:
    families: dict[str, list[tuple[IndexSet, Yaml]]] = {}
    for index_set, document in read:
        families.setdefault(index_set.id.partition("/")[0], []).append((index_set, document))
    for family in families.values():
        for (old, document), (new, _) in pairwise(
            sorted(family, key=lambda one: one[0].valid_from)
        ):
            if old.valid_to is None or old.valid_to > new.valid_from:
                yield (
                    f"{document.place(('valid_to',))}: {old.id} và {new.id} cùng có hiệu lực từ "
                    f"{new.valid_from:%d/%m/%Y}; ghi «valid_to: {new.valid_from}» cho {old.id}"
                )
