"""`thuocdo catalog`: does it hold together, what changed, which targets, drafts from decisions."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from thuocdo.apps.rulebooks.catalogue import all_index_set_ids, check
from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml
from thuocdo.apps.rulebooks.shipped import index_set, procedures, programme_ids
from thuocdo.core.index_sets.versions import Crosswalk, VersionComparison, compare_versions
from thuocdo.web.cli import refuse, targets
from thuocdo.web.cli.catalog_draft import draft_command
from thuocdo.web.cli.draft_summary import CHANGES


@click.group(help="Danh mục: bộ chỉ số và số liệu.")
def command() -> None:
    """Group of catalogue commands."""


command.add_command(targets.command)
command.add_command(draft_command)


@command.command("check", help="Kiểm tra toàn bộ danh mục; lỗi nêu tệp và dòng.")
def check_command() -> None:
    """Print every complaint; exit 1 when there is one."""
    complaints = check()
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise click.exceptions.Exit(1)
    sets, programmes = len(all_index_set_ids()), len(programme_ids())
    codes = len({one.code for one in procedures().values()})
    click.echo(
        f"Danh mục đúng: {sets} bộ chỉ số, chỉ tiêu của {programmes} chương trình, {codes} thủ tục."
    )


@command.command("compare", help="So hai phiên bản của bộ chỉ số: thêm, bỏ, chuyển, đổi điểm.")
@click.argument("old")
@click.argument("new")
@click.option("--crosswalk", "crosswalk_file", help="Tệp .yaml: mỗi dòng «mã cũ: mã mới»")
@click.option("--json", "json_asked", is_flag=True, help="In dạng JSON")
def compare_command(*, old: str, new: str, crosswalk_file: str | None, json_asked: bool) -> None:
    """Print what differs; exit 2 with one line when a version or the crosswalk cannot be read."""
    try:
        crosswalk = _read(crosswalk_file) if crosswalk_file else None
        compared = compare_versions(index_set(old), index_set(new), crosswalk)
    except (CatalogueError, ValueError) as refusal:
        raise refuse(str(refusal)) from refusal
    click.echo(_as_json(old, new, compared) if json_asked else _as_text(old, new, compared))


def _read(file: str) -> Crosswalk:
    path = Path(file)
    try:
        content = read_yaml(path, root=path.parent).content
    except OSError:
        raise CatalogueError([f"Không mở được tệp «{file}»."]) from None
    if not isinstance(content, dict) or not all(isinstance(one, str) for one in content.values()):
        raise CatalogueError([f"{path.name}: ghi mỗi dòng «mã cũ: mã mới», mã mới trống là bỏ"])
    return content


def _as_json(old: str, new: str, compared: VersionComparison) -> str:
    said = {
        "old": old,
        "new": new,
        "changes": [asdict(change) for change in compared.changes],
        "unchanged": compared.unchanged,
        "crosswalk": compared.crosswalk,
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _as_text(old: str, new: str, compared: VersionComparison) -> str:
    lines = [f"{old} → {new}: {len(compared.unchanged)} tiêu chí không đổi."]
    for kind, title in CHANGES.items():
        changes = [change for change in compared.changes if change.kind == kind]
        lines += ["", f"{title} ({len(changes)})"] if changes else []
        lines += [f"  {one.new or one.old:<7} {one.title}: {one.text}" for one in changes]
    return "\n".join(lines)
