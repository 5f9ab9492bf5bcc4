"""YAML as text: strings only, no duplicate keys, NFC, and every complaint with its file and line.

Plain YAML reads criterion `1.10` as 1.1 and the hour `7:30` as 450; here every scalar stays the
string that was written, and the schema gives it its type.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

__all__ = ["CatalogueError", "Yaml", "parse_yaml", "read_yaml", "refuse_aliases", "validate"]

Path_ = tuple[int | str, ...]
_DEEPEST = 50  # far below where Python gives up; an alias inside its own value has no end
M = TypeVar("M", bound=BaseModel)


class CatalogueError(Exception):
    """A catalogue document is wrong. Each of `complaints` says file, line and what to write."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class Yaml:
    """A document's content, and on which line of which file each value stands."""

    content: Any
    file: str
    lines: dict[Path_, int] = field(default_factory=dict)

    def place(self, location: Path_) -> str:
        """Return `file, dòng n` of the nearest value at or above `location`."""
        return self.near(self.untagged(location))

    def near(self, location: Path_) -> str:
        """Return the place of a location that holds no kinds of rule."""
        while location and location not in self.lines:
            location = location[:-1]
        return f"{self.file}, dòng {self.lines.get(location, 1)}"

    def untagged(self, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
        """Return `location` without the kinds of rule that the schema puts between the keys."""
        here: Any = self.content
        kept: list[int | str] = []
        for step in location:
            if isinstance(here, dict) and kept[-1:] == ["rule"] and here.get("kind") == step:
                kept.append("")  # a kind is passed over once; its own key may bear the same name
                continue
            kept.append(step)
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                here = None
        return tuple(step for step in kept if step != "")


def read_yaml(path: Path, *, root: Path) -> Yaml:
    """Read one file; `root` is what its name is shown relative to.

    Raises:
        CatalogueError: the file is not UTF-8 in NFC, not YAML, repeats a key, has a key that is no
            plain text, or nests without end.
    """
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(file, error) from error
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> Yaml:
    """Read one document's text; `file` is what complaints call it.

    Raises:
        CatalogueError: as `read_yaml` does.
    """
    try:
        node = _compose(text, file)
    except yaml.YAMLError as error:
        raise _unreadable(file, error) from error
    if not unicodedata.is_normalized("NFC", text):
        raise CatalogueError([f"{file}: chữ có dấu phải ở dạng dựng sẵn (Unicode NFC)"])
    document = Yaml(None, file)
    content = _plain(node, (), document) if node is not None else {}
    return Yaml(content, file, document.lines)


def refuse_aliases(text: str, file: str) -> None:
    """Refuse values that refer to others: a few of them can stand for endless content.

    Raises:
        CatalogueError: there is one, with its line. What is no YAML is left to `parse_yaml`.
    """
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent) and event.start_mark:
                line = event.start_mark.line + 1
                raise CatalogueError([f"{file}, dòng {line}: ghi thẳng giá trị, không dùng & và *"])
    except (yaml.YAMLError, RecursionError):
        return


def _unreadable(file: str, error: Exception) -> CatalogueError:
    said = " ".join(str(error).split())
    return CatalogueError([f"{file}: không đọc được YAML ({said})"])


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except RecursionError:
        raise _too_deep(file, _deep_line(text)) from None


def _plain(node: yaml.Node, location: Path_, document: Yaml) -> Any:
    if len(location) > _DEEPEST:
        raise _too_deep(document.file, node.start_mark.line + 1)
    document.lines[location] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise CatalogueError([f"{document.file}, dòng {line}: khóa phải là một chữ hay số"])
            if key in result:
                raise CatalogueError([f"{document.file}, dòng {line}: khóa «{key}» bị lặp"])
            result[key] = _plain(value_node, (*location, key), document)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*location, i), document) for i, item in enumerate(node.value)]
    return node.value


def _deep_line(text: str) -> int:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST and event.start_mark:
            return event.start_mark.line + 1
    return 1


def _too_deep(file: str, line: int) -> CatalogueError:
    return CatalogueError([f"{file}, dòng {line}: lồng nhau quá {_DEEPEST} tầng"])


def validate(model: type[M], document: Yaml) -> M:
    """Type a document by its schema.

    Raises:
        CatalogueError: what the schema objects to, one line each, with file and line.
    """
    try:
        return TypeAdapter(model).validate_python(document.content)
    except ValidationError as error:
        complaints = [_complaint(document, e["loc"], e) for e in _causes(error)]
        raise CatalogueError(complaints) from error


def _causes(error: ValidationError) -> Iterator[Any]:
    """Yield what went wrong, without the lists that are too short only because an item is wrong."""
    errors = error.errors()
    for one in errors:
        inside = (other for other in errors if other is not one)
        depth = len(one["loc"])
        if one["type"] != "too_short" or not any(o["loc"][:depth] == one["loc"] for o in inside):
            yield one


_MEMBER = re.compile(r"<[\w.]+: ('[^']*')>")  # how a literal shows a member of an enum
_WORDS = {
    "missing": "thiếu khóa «{last}»",
    "extra_forbidden": "không có khóa nào tên «{last}» ở đây",
    "decimal_parsing": "«{input}» không phải là số (dùng dấu chấm thập phân trong YAML)",
    "greater_than": "«{input}» phải lớn hơn {gt}",
    "greater_than_equal": "«{input}» không được nhỏ hơn {ge}",
    "less_than": "«{input}» phải nhỏ hơn {lt}",
    "less_than_equal": "«{input}» không được lớn hơn {le}",
    "literal_error": "«{input}» không hợp lệ; chọn một trong: {expected}",
    "int_parsing": "«{input}» không phải là số nguyên",
    "bool_parsing": "«{input}» phải là true hoặc false",
    "time_parsing": "«{input}» không phải là giờ (ghi dạng 07:30)",
    "union_tag_invalid": "không có loại quy tắc «{tag}»; chọn một trong: {expected_tags}",
    "union_tag_not_found": "quy tắc phải ghi «kind»",
    "too_short": "cần ít nhất {min_length} mục",
    "enum": "«{input}» không hợp lệ; chọn một trong: {expected}",
    "string_pattern_mismatch": "«{input}» không đúng mẫu {pattern}",
    "date_from_datetime_parsing": "«{input}» không phải là ngày (ghi dạng 2024-06-04)",
    "date_parsing": "«{input}» không phải là ngày (ghi dạng 2024-06-04)",
    "value_error": "{error}",
}


def _complaint(document: Yaml, location: Path_, error: Any) -> str:
    words = _WORDS.get(error["type"], error["msg"])
    known = {
        "input": error["input"],
        "last": location[-1] if location else "",
        **error.get("ctx", {}),
    }
    if "expected" in known:
        known["expected"] = _MEMBER.sub(r"\1", known["expected"])
    return f"{document.place(location)}: {words.format(**known)}"
