"""JSON schemas for editors, made from the very types that read the catalogue."""

import json
from typing import Any

from pydantic import TypeAdapter, create_model

from thuocdo.core.agencies import Directory
from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.model import Area, IndexSet
from thuocdo.core.index_sets.targets import Programme
from thuocdo.core.procedures.compliance import ReviewRules
from thuocdo.core.procedures.document import ProcedureFile
from thuocdo.core.retention import Retention
from thuocdo.core.strict import Strict

__all__ = ["schemas"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file: `set.json` is for `set.yaml`."""
    head = {
        name: (field.annotation, field)
        for name, field in IndexSet.model_fields.items()
        if name != "areas"
    }
    # The areas stand in files of their own, so the head's schema must not ask for them.
    set_file: Any = create_model("SetFile", __base__=Strict, **head)  # type: ignore[call-overload]  # fields by name
    made: dict[str, Any] = {
        "agencies.json": Directory,
        "set.json": set_file,
        "area.json": Area,
        "facts.json": tuple[FactDefinition, ...],
        "targets.json": Programme,
        "procedures.json": ProcedureFile,
        "procedure_review.json": ReviewRules,
        "retention.json": Retention,
    }
    return {name: _written(TypeAdapter(kind).json_schema()) for name, kind in made.items()}


def _written(schema: dict[str, Any]) -> str:
    """Write a schema with one definition a line, so that a change of one shows as one line."""
    plain = _for_editors(schema)
    definitions = plain.pop("$defs", {})
    lines = [f'"{key}": {_line(value)}' for key, value in {"$schema": _DRAFT, **plain}.items()]
    inside = ",\n".join(f'"{name}": {_line(definitions[name])}' for name in sorted(definitions))
    return "{\n" + ",\n".join([*lines, f'"$defs": {{\n{inside}\n}}']) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _for_editors(schema: Any) -> Any:
    """Let text be written like a number: editors read `code: 3.1` as one, our reader does not."""
    if isinstance(schema, list):
        return [_for_editors(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _for_editors(value) for key, value in schema.items() if key != "discriminator"}
    free = kept.get("type") == "string" and not {"enum", "const", "format"} & kept.keys()
    return kept | {"type": ["string", "number"]} if free else kept
