"""One annex in four kinds of file reads the same."""

from decimal import Decimal

import pytest

from tests.adapters.tables import annex_files
from thuocdo.adapters.tables.opening import open_document
from thuocdo.core.tables.annex import read_annex

LINES = ("- Kịp thời: 1; - Không kịp thời: 0,5; - Không ban hành: 0",)  # text has no lines in cells


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("pl.docx", annex_files.word),
        ("pl.xlsx", annex_files.excel),
        ("pl.xls", annex_files.old_excel),
        ("pl.txt", annex_files.text),
    ],
)
def test_the_annex_reads_the_same_from_every_kind_of_file(name, build) -> None:
    table = read_annex(open_document(name, build()))
    expected = [
        (code, points, LINES if code == "I.1.1" and name == "pl.txt" else method)
        for code, points, method in annex_files.EXPECTED
    ]
    read = [(row.code, f"{row.max_points:f}", row.method) for row in table.rows]
    assert read == expected
    assert table.decision.document == "Quyết định 4512/QĐ-UBND"
    assert table.decision.by == "Ủy ban nhân dân tỉnh Thử"
    assert (table.year, table.stated_total) == (2027, Decimal(12))
    kinds = {finding.kind for finding in table.findings}
    assert {"parent_mismatch", "total_mismatch"} <= kinds
