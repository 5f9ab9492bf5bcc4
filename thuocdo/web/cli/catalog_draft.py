"""`thuocdo catalog draft`: a draft set from the annex of a decision."""

import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import fact_register, index_set
from thuocdo.apps.rulebooks.writing import texts_of
from thuocdo.core.index_sets.drafting import Draft, SetHead, draft_set
from thuocdo.core.tables.annex import AnnexTable, read_annex
from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.cli import refuse
from thuocdo.web.cli.draft_summary import summary
from thuocdo.web.cli.inputs import plain_number, read_input

__all__ = ["draft_command"]

_ID = re.compile(r"[a-z][a-z0-9_]*/(?P<year>\d{4})[a-z]?")


@click.command("draft", help="Lập bản thảo bộ chỉ số từ phụ lục quyết định (Word, Excel, văn bản).")
@click.argument("file", metavar="TỆP")
@click.option("--id", "set_id", help="Mã của bộ, ví dụ department/2027")
@click.option("--compare", "before_id", help="Bộ để so sánh, ví dụ department/2024")
@click.option("--out", "out", metavar="THƯ_MỤC", help="Ghi các tệp YAML vào thư mục này")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def draft_command(
    *, file: str, set_id: str | None, before_id: str | None, out: str | None, as_json: bool
) -> None:
    """Print what was read; exit 2 with one line when the file or an option cannot be read."""
    try:
        table = read_annex(open_document(*read_input(file)))
        before = index_set(before_id) if before_id else None
        draft = draft_set(table, _head(table, set_id), fact_register(), before)
        written = _write(draft, out) if out else []
    except (UnreadableFile, CatalogueError) as error:
        raise refuse(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_json(draft), ensure_ascii=False, indent=1))
    else:
        click.echo(summary(Path(file).name, draft, written))


def _head(table: AnnexTable, set_id: str | None) -> SetHead:
    if set_id is None:
        if table.year is None:
            raise UnreadableFile(
                "Không thấy năm của bộ chỉ số trong tệp; hãy ghi thêm --id, ví dụ --id department/2027."
            )
        return SetHead(f"draft/{table.year}", date(table.year, 1, 1))
    found = _ID.fullmatch(set_id)
    if found is None or not int(found["year"]):
        raise UnreadableFile(
            f"«{set_id}» không phải mã của bộ chỉ số; ghi họ và năm, ví dụ department/2027."
        )
    return SetHead(set_id, date(int(found["year"]), 1, 1))


def _write(draft: Draft, out: str) -> list[str]:
    """Write the files; never over a folder that has something in it."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UnreadableFile(f"Thư mục «{out}» đã có tệp; hãy chọn một thư mục mới hoặc trống.")
        paths = []
        for name, text in texts_of(draft.index_set, draft.facts).items():
            (folder / name).write_text(text, encoding="utf-8")
            paths.append(str(folder / name))
    except OSError as error:
        raise UnreadableFile(f"Không ghi được vào thư mục «{out}».") from error
    return paths


def _as_json(draft: Draft) -> dict[str, Any]:
    compared = draft.comparison
    return {
        "set": draft.index_set.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "facts": [one.model_dump(mode="json", exclude_unset=True) for one in draft.facts],
        "criteria": [
            {**asdict(one), "max_points": plain_number(one.max_points)} for one in draft.criteria
        ],
        "stated_total": plain_number(draft.stated_total),
        "findings": [_finding(one) for one in draft.findings],
        "changes": [asdict(change) for change in compared.changes] if compared else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "sheet": finding.sheet or None}
