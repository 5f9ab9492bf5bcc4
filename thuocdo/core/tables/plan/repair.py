"""Joining rows that pages cut, and giving back what merged cells left blank."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.plan.model import RawRow
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.vietnamese import clean, fold

__all__ = ["blanks_from_above", "join_split_rows", "same_words"]

SHARED = ("lead", "support", "requirement", "note", "due")
"""The fields whose cells are merged over several rows; points and titles never are."""

_HEADING_WORDS = 3
_FEWEST_ALIKE = 3  # other cells with the right spelling, before one is taken for misspelt


def _is_heading(row: RawRow) -> bool:
    """Return whether a codeless row is an area's title in capitals, not the rest of a sentence."""
    title = row.text("title")
    others = any(text for name, text in row.cells.items() if name != "title")
    return title.isupper() and len(title.split()) >= _HEADING_WORDS and not others


def _continues(row: RawRow, before: RawRow, *, coded: bool) -> bool:
    """Return whether a row is the rest of the row before it, cut by the end of a page.

    `coded` says that the table has codes, so that a row without one is likely such a rest.
    """
    if row.text("code"):
        return False
    title = row.text("title")
    if row.text("max_points"):
        # With points of its own it is a task without a code, unless in mid-sentence.
        return not before.text("max_points") and (not title or title[0].islower())
    if not coded:
        return not title or title[0].islower()
    return not _is_heading(row) or before.text("title").isupper()


def _joined(before: RawRow, row: RawRow) -> RawRow:
    names = [*before.cells, *(name for name in row.cells if name not in before.cells)]
    return replace(
        before,
        source_rows=before.source_rows + row.source_rows,
        cells={name: clean(f"{before.text(name)} {row.text(name)}") for name in names},
    )


def _split_remark(remarks: Remarks, row: RawRow, before: RawRow) -> Finding:
    names = [name for name, text in row.cells.items() if text]
    return remarks.note(
        "split_row",
        before,
        f"Hàng bị cắt qua trang: phần ở dòng {row.source_rows[0]} đã được nối vào "
        f"«{before.text('code') or before.text('title')[:40]}» ở dòng {before.source_rows[0]}.",
        names[0] if len(names) == 1 else "",
    )


def join_split_rows(rows: Sequence[RawRow], remarks: Remarks) -> tuple[list[RawRow], list[Finding]]:
    """Join the rows that page breaks cut in two or more, in whatever columns words were cut."""
    coded = any(row.text("code") for row in rows)
    joined: list[RawRow] = []
    findings: list[Finding] = []
    for row in rows:
        if joined and _continues(row, joined[-1], coded=coded):
            findings.append(_split_remark(remarks, row, joined[-1]))
            joined[-1] = _joined(joined[-1], row)
        else:
            joined.append(row)
    return joined, findings


def blanks_from_above(row: RawRow, earlier: RawRow | None, *, merged_known: bool) -> dict[str, str]:
    """Return what a leaf's blank cells inherit: field and text.

    Args:
        row: the leaf.
        earlier: the nearest sibling before it that states its lead, or None.
        merged_known: the file tells merged cells apart, so nothing needs to be guessed.

    Where the file does not tell (text), a task without a lead and without support shares the
    merged cells of its earlier sibling; a task that has a lead has its own blanks.
    """
    if merged_known:
        return {name: row.above[name] for name in SHARED if row.above.get(name)}
    if earlier is None or row.text("lead"):
        return {}
    blank = [name for name in SHARED if not row.text(name)]
    if len(blank) < len(SHARED):  # its own requirement or note: only who does it was merged
        blank = [name for name in blank if name in {"lead", "support"}]
    if row.text("support"):
        blank = ["lead"]
    return {name: earlier.text(name) for name in blank if earlier.text(name)}


def same_words(
    rows: Sequence[RawRow], name: str, remarks: Remarks
) -> tuple[list[RawRow], list[Finding]]:
    """Mend a cell that lost a mark (`đơn vi`) where others of its column have the same words.

    Only where the other spelling is common in the column and this one stands alone.
    """
    counts = Counter(row.text(name) for row in rows if row.text(name))
    common = {
        fold(text): text for text, count in reversed(counts.most_common()) if count >= _FEWEST_ALIKE
    }
    mended: list[RawRow] = []
    findings: list[Finding] = []
    for row in rows:
        text = row.text(name)
        right = common.get(fold(text), text)
        if text == right or counts[text] > 1:
            mended.append(row)
            continue
        mended.append(replace(row, cells={**row.cells, name: right}))
        message = f"«{text}» đã được đọc là «{right}» như ở các hàng khác."
        findings.append(remarks.note("repaired_text", row, message, name))
    return mended, findings
