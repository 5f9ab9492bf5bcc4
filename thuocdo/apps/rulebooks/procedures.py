"""The procedures that ship and those that are published here: reading and checking them."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import yaml

from thuocdo.apps.rulebooks.calendars import ClockData, read_clock_data
from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, parse_yaml, read_yaml, validate
from thuocdo.core.procedures.compliance import ReviewRules
from thuocdo.core.procedures.document import ProcedureFile, together
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.worktime import CommitmentNotAllowed, TimeUnit, WrongAllowance

__all__ = [
    "PROCEDURE_FILE",
    "check_procedure",
    "check_procedures",
    "read_kept_procedure",
    "read_procedure_text",
    "read_procedures",
    "read_review_rules",
]

PROCEDURE_FILE = "procedure.yaml"
_FOLDER = "procedures"
_REVIEW = f"{_FOLDER}/review.yaml"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_procedures(root: Path) -> dict[str, Procedure]:
    """Read every version below `procedures`, by version.

    Raises:
        CatalogueError: a file is wrong, or one version stands twice.
    """
    found: dict[str, Procedure] = {}
    complaints: list[str] = []
    for path in _files(root):
        try:
            document = read_yaml(path, root=root)
            versions = validate(ProcedureFile, document).versions
        except CatalogueError as error:
            complaints += error.complaints
            continue
        for index, one in enumerate(versions):
            if one.version in found:
                place = document.place(("versions", index))
                complaints.append(f"{place}: phiên bản {one.version} đã có ở chỗ khác")
            found[one.version] = one
    if complaints:
        raise CatalogueError(complaints)
    return found


def read_review_rules(root: Path) -> ReviewRules:
    """Read where procedures are made public and how a simplification is counted.

    Raises:
        CatalogueError: the file is wrong.
    """
    return validate(ReviewRules, read_yaml(root / _REVIEW, root=root))


def _files(root: Path) -> list[Path]:
    return sorted((root / _FOLDER).glob("*/*.yaml"))


def read_procedure_text(text: str, file: str = PROCEDURE_FILE) -> tuple[Procedure, Yaml]:
    """Read one version as it was written; complaints name file and line.

    Raises:
        CatalogueError: it cannot be right.
    """
    document = parse_yaml(text, file)
    return validate(Procedure, document), document


def read_kept_procedure(texts: Mapping[str, str]) -> Procedure:
    """Read a version that was checked when it was kept: fast, without places."""
    content = yaml.load(texts[PROCEDURE_FILE], Loader=_Loader)  # noqa: S506 - builds strings only
    return Procedure.model_validate(content)


def check_procedures(root: Path) -> tuple[str, ...]:
    """Return every complaint about the procedures; empty when they hold together."""
    try:
        clocks = read_clock_data(root)
    except CatalogueError:
        clocks = None  # the check of calendars says what is wrong there
    complaints = _review_complaints(root)
    seen: dict[str, str] = {}
    for path in _files(root):
        try:
            document = read_yaml(path, root=root)
            versions = validate(ProcedureFile, document).versions
        except CatalogueError as error:
            complaints += error.complaints
            continue
        complaints += _file_complaints(document, versions, clocks, seen)
    return tuple(complaints)


def _review_complaints(root: Path) -> list[str]:
    if not (root / _REVIEW).exists():
        return []
    try:
        read_review_rules(root)
    except CatalogueError as error:
        return list(error.complaints)
    return []


def _file_complaints(
    document: Yaml,
    versions: tuple[Procedure, ...],
    clocks: ClockData | None,
    seen: dict[str, str],
) -> Iterator[str]:
    for index, one in enumerate(versions):
        here = ("versions", index)
        if one.code != Path(document.file).stem:
            place = document.place((*here, "code"))
            yield f"{place}: mã phải là «{Path(document.file).stem}» như tên tệp"
        elif seen.setdefault(one.code, document.file) != document.file:
            yield f"{document.place(here)}: thủ tục {one.code} đã có ở {seen[one.code]}"
        if clocks is not None:
            for location, said in check_procedure(one, clocks):
                yield f"{document.place((*here, *location))}: {said}"
    for (first, old), (second, new) in combinations(enumerate(versions), 2):
        if together(old, [new]) or old.version == new.version:
            late = second if new.valid_from >= old.valid_from else first
            start = max(old.valid_from, new.valid_from)
            place = document.place(("versions", second + first - late, "valid_to"))
            yield (
                f"{place}: hai phiên bản của {one.code} cùng có hiệu lực từ {start:%d/%m/%Y}; "
                f"ghi «valid_to: {start}» cho phiên bản trước"
            )


def check_procedure(one: Procedure, clocks: ClockData) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what the clock objects to in a version: the key, and what is wrong with it."""
    if one.clock_rule not in clocks.rules:
        known = ", ".join(clocks.rules)
        yield ("clock_rule",), f"không có cách tính «{one.clock_rule}»; chọn một trong: {known}"
    if one.committed is None or one.committed.unit is TimeUnit.SAME_DAY:
        return  # the shortest promise of all; there is no share to compute
    try:
        clocks.commitment.share(one.time.allowance, one.committed.allowance)
    except (CommitmentNotAllowed, WrongAllowance) as error:
        yield ("committed",), str(error)
