"""The programmes' targets that ship: reading them, and checking them against the register of facts."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, read_yaml, validate
from thuocdo.core.facts import FactRegister, Unit
from thuocdo.core.index_sets.targets import Programme, Target

__all__ = ["all_programme_ids", "check_targets", "read_programme"]

_FOLDER = "targets"
_WHOLE = 100  # percent


def all_programme_ids(root: Path) -> list[str]:
    """Return the ids of the programmes, which are the names of their files."""
    return sorted(path.stem for path in (root / _FOLDER).glob("*.yaml"))


def read_programme(programme_id: str, root: Path) -> Programme:
    """Read one programme.

    Raises:
        CatalogueError: there is no such programme, or it cannot be right.
    """
    return _read(programme_id, root)[0]


def _read(programme_id: str, root: Path) -> tuple[Programme, Yaml]:
    known = all_programme_ids(root)
    if programme_id not in known:
        raise CatalogueError(
            [f"Không có chương trình «{programme_id}». Hiện có: {', '.join(known)}"]
        )
    document = read_yaml(root / _FOLDER / f"{programme_id}.yaml", root=root)
    programme = validate(Programme, document)
    if programme.id != programme_id:
        place = document.place(("id",))
        raise CatalogueError([f"{place}: id phải là «{programme_id}» như tên tệp"])
    return programme, document


def check_targets(root: Path, register: FactRegister) -> Iterator[str]:
    """Yield what is wrong with the programmes, with file and line."""
    for programme_id in all_programme_ids(root):
        try:
            programme, document = _read(programme_id, root)
        except CatalogueError as error:
            yield from error.complaints
            continue
        seen: dict[tuple[str, str, int], str] = {}
        for number, target in enumerate(programme.targets):
            for key, said in _wrong(programme, target, register):
                place = document.place(("targets", number, key))
                yield f"{place}: chỉ tiêu {target.code}: {said}"
            same = seen.setdefault((target.fact, target.comparator, target.year), target.code)
            if same != target.code:
                place = document.place(("targets", number, "year"))
                yield f"{place}: chỉ tiêu {target.code}: trùng số liệu và năm với chỉ tiêu {same}"


def _wrong(
    programme: Programme, target: Target, register: FactRegister
) -> Iterator[tuple[str, str]]:
    """Yield the key that is wrong, and why."""
    if not programme.from_year <= target.year <= programme.to_year:
        years = f"{programme.from_year}–{programme.to_year}"
        yield "year", f"năm {target.year} nằm ngoài giai đoạn {years} của chương trình"
    if target.fact not in register:
        yield (
            "fact",
            f"số liệu «{target.fact}» chưa có trong facts/; thêm vào danh mục số liệu hoặc sửa tên",
        )
        return
    if register[target.fact].unit is Unit.PERCENT:
        if not target.denominator:
            yield "fact", "chỉ tiêu tỷ lệ phải ghi «denominator»: tính trên những trường hợp nào"
        if not 0 <= target.value <= _WHOLE:
            yield "value", f"tỷ lệ {target.value} phải từ 0 đến {_WHOLE}"
