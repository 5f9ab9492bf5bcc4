"""A file of facts: `name: value`, or `name: numerator/denominator`, each as its unit asks."""

from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml
from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope
from thuocdo.core.tables.grid import UnreadableFile

__all__ = ["fact_as_told", "read_facts_file"]


def read_facts_file(file: str, register: FactRegister, scope: FactScope) -> dict[str, Fact]:
    """Read every fact of the file; a number that is else measured counts as declared here.

    Raises:
        UnreadableFile: there is no such file.
        CatalogueError: what is wrong in it, with file and line.
    """
    path = Path(file)
    try:
        document = read_yaml(path, root=path.parent)
    except OSError:
        raise UnreadableFile(f"Không mở được tệp «{file}».") from None
    if not isinstance(document.content, dict):
        raise CatalogueError([f"{document.file}: ghi mỗi dòng «tên: giá trị»"])
    facts, complaints = {}, []
    for name, value in document.content.items():
        try:
            facts[name] = fact_as_told(name, value, register, scope)
        except UnableToDeclare as refusal:
            complaints.append(f"{document.place((name,))}: {refusal}")
    if complaints:
        raise CatalogueError(complaints)
    return facts


def fact_as_told(name: str, value: object, register: FactRegister, scope: FactScope) -> Fact:
    """Return a fact as somebody tells it, be it one that is else measured.

    Raises:
        UnableToDeclare: nobody knows the name, or the value does not fit it.
    """
    definition = register.get(name)
    if definition is None:
        raise UnableToDeclare(
            f"không có số liệu tên «{name}» trong danh mục{_near(name, register)}"
        )
    source = FactKind.DECLARED if definition.kind is FactKind.MEASURE else definition.kind
    as_declared = definition.model_copy(update={"kind": source})
    above, below = read_declaration(as_declared, _text(name, value))
    return Fact(name, scope, above, below, definition.unit, source, definition.title)


def _text(name: str, value: object) -> str:
    match value:
        case str():
            return value.replace(".", ",")  # in YAML a point is the decimal point, never thousands
        case {"numerator": str(above), "denominator": str(below), **rest} if not rest:
            return f"{above}/{below}".replace(".", ",")
    raise UnableToDeclare(f"«{name}» ghi một số, hoặc tử số/mẫu số như 45/50")


def _near(name: str, register: FactRegister) -> str:
    room = name.partition(".")[0]
    near = [other for other in register if other.partition(".")[0] == room]
    return f"; trong «{room}» có: {', '.join(near[:8])}" if near else ""
