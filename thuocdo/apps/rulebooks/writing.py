"""An index set and its facts as the catalogue's YAML: reading it gives the same again."""

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.model import IndexSet

__all__ = ["area_file", "document_text", "rule_text", "texts_of"]

_WIDTH = 110
_SHORT = 100  # characters of a mapping that still stands on one line


class _Dumper(yaml.SafeDumper):
    """Writes strings without quotes where they need none: our reader takes every scalar as text."""

    yaml_implicit_resolvers: dict[Any, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - PyYAML's own
        super().increase_indent(flow=flow, indentless=False)


def _mapping(dumper: _Dumper, data: dict[str, Any]) -> yaml.Node:
    plain = all(isinstance(value, str) for value in data.values())
    length = sum(len(key) + len(value) + 4 for key, value in data.items()) if plain else 0
    on_one_line = (
        plain and 0 < length <= _SHORT and ("reference" not in data and "code" not in data)
    )
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=on_one_line)


_Dumper.add_representer(dict, _mapping)


def area_file(number: int) -> str:
    """Return the name of an area's file."""
    return f"area-{number}.yaml"


def texts_of(index_set: IndexSet, facts: Sequence[FactDefinition] = ()) -> dict[str, str]:
    """Return the text of each file by its name: `set.yaml`, `area-N.yaml`, `facts.yaml`."""
    whole = _data(index_set)
    areas = whole.pop("areas")
    texts = {"set.yaml": _written(whole)}
    texts |= {area_file(number): _written(area) for number, area in enumerate(areas, 1)}
    if facts:
        texts["facts.yaml"] = _written([_data(fact) for fact in facts])
    return texts


def rule_text(rule: BaseModel) -> str:
    """Return one rule as YAML."""
    return _written(_data(rule))


def document_text(document: BaseModel) -> str:
    """Return one whole document as YAML."""
    return _written(_data(document))


def _written(data: Any) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )


def _data(model: BaseModel) -> dict[str, Any]:
    # What was never set is the schema's own default; a rule's kind is always set.
    data: dict[str, Any] = _texts(model.model_dump(mode="json", by_alias=True, exclude_unset=True))
    return data


def _texts(value: Any) -> Any:
    """Return data with every scalar as the text that the catalogue has for it."""
    match value:
        case dict():
            keys = sorted(value, key=lambda key: (key != "name", key != "kind" or "title" in value))
            return {key: _texts(value[key]) for key in keys if value[key] is not None}
        case list() | tuple():
            return [_texts(one) for one in value]
        case bool():
            return str(value).lower()
        case _:
            return str(value)
