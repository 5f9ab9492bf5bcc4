"""The whole draft of one invented annex: it loads, it scores, and it says what is open."""

from datetime import date
from decimal import Decimal

import pytest

from tests.adapters.tables import annex_files
from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.catalogue import read_facts, read_index_set, read_texts
from thuocdo.apps.rulebooks.rule_checks import check_rules
from thuocdo.apps.rulebooks.writing import texts_of
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.index_sets import score_sheet
from thuocdo.core.index_sets.drafting import Confidence, Draft, RuleKind, SetHead, draft_set
from thuocdo.core.periods import calendar_year
from thuocdo.core.scoring.rules import Judged
from thuocdo.core.tables.annex import read_annex
from thuocdo.core.tables.grid import Document, Grid

DAY = date(2027, 12, 31)
SCOPE = FactScope("H99.15", calendar_year(DAY), DAY)


def drafted(*rows: list[str], set_id: str = "department/2027") -> Draft:
    grid = Grid("Bảng 1", [["TT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm"], *rows])
    table = read_annex(Document("phu-luc.docx", [grid]))
    return draft_set(table, SetHead(set_id, date(2027, 1, 1)), read_facts())


@pytest.fixture(scope="module")
def draft() -> Draft:
    table = read_annex(open_document("pl.docx", annex_files.word()))
    head = SetHead("department/2027", date(2027, 1, 1))
    return draft_set(table, head, read_facts(), read_index_set("department/2024"))


def test_tree_points_sections_and_decision_are_those_of_the_annex(draft: Draft) -> None:
    found = draft.index_set
    assert [(area.code, area.max_points, area.section) for area in found.areas] == [
        ("I", 6, "scale"),
        ("II", 4, "scale"),
        ("III", 2, "penalty"),
    ]
    assert found.scale == 10
    assert found.groups == ("departments",)  # as last year's
    assert (found.issued.document, found.issued.on) == (
        "Quyết định 4512/QĐ-UBND",
        date(2026, 12, 15),
    )
    assert found.areas[0].criteria[0].reference.place == "Phụ lục, mục 1"
    differing = found.areas[1].sum_differs
    assert differing == "Văn bản ghi 4 điểm, các mục con cộng lại 3,5 điểm."


def test_each_rule_bears_its_kind_and_confidence(draft: Draft) -> None:
    assert [(one.code, one.kind, one.confidence) for one in draft.criteria] == [
        ("I.1.1", RuleKind.LEVELS, Confidence.CERTAIN),
        ("I.1.2", RuleKind.LINEAR, Confidence.LIKELY),
        ("I.2", RuleKind.YES_NO, Confidence.CERTAIN),
        ("I.3", RuleKind.COUNT, Confidence.CERTAIN),
        ("I.4", RuleKind.JUDGED, Confidence.UNREAD),
        ("II.1", RuleKind.LINEAR, Confidence.LIKELY),
        ("II.2", RuleKind.DEDUCTION, Confidence.LIKELY),
        ("III.1", RuleKind.COUNT, Confidence.CERTAIN),
    ]
    for one, leaf in zip(draft.criteria, draft.index_set.leaves(), strict=True):
        assert leaf.assumed == (one.confidence is not Confidence.CERTAIN)
        assert leaf.counting == "; ".join(one.prose.split(" ¶ "))
    unread = next(leaf for leaf in draft.index_set.leaves() if leaf.code == "I.4")
    assert isinstance(unread.rule, Judged)
    assert "Chưa hiểu được cách chấm" in unread.assumption


def test_a_fact_is_taken_from_last_years_criterion_of_that_title_else_drafted(draft: Draft) -> None:
    on_time = next(leaf for leaf in draft.index_set.leaves() if leaf.code == "II.1")
    assert on_time.rule is not None
    assert on_time.rule.model_dump()["fact"] == "dossiers.on_time_rate"
    names = {one.name for one in draft.facts}
    assert names == {
        "department.c2027_i_1_1",
        "department.c2027_i_1_2",
        "department.c2027_i_2",
        "department.c2027_i_3",
        "department.c2027_i_4",
        "department.c2027_ii_2",
        "department.c2027_iii_1",
    }
    levels = next(one for one in draft.facts if one.name == "department.c2027_i_1_1")
    assert levels.title == (
        "Ban hành kế hoạch: mức (0 Không ban hành; 1 Không kịp thời; 2 Kịp thời)"
    )


def test_an_alike_fact_is_only_proposed() -> None:
    draft = drafted(
        ["1", "Tỷ lệ văn bản trao đổi và được ký số", "1", "Từ 90% trở lên: 1; dưới 90%: 0"]
    )
    assert draft.criteria[0].proposed == {"department.c2027_1": "digital.signed_documents_share"}


def test_the_draft_loads_scores_and_its_yaml_reads_the_same(draft: Draft) -> None:
    register = read_facts() | {one.name: one for one in draft.facts}
    texts = texts_of(draft.index_set, draft.facts)
    index_set, facts, document = read_texts(texts)
    assert index_set == draft.index_set
    assert list(facts.values()) == list(draft.facts)
    assert list(check_rules(index_set, document, register)) == []
    values = {
        "department.c2027_i_1_1": (1, 1),
        "department.c2027_i_1_2": (80, 100),
        "department.c2027_i_3": (3, 1),
        "dossiers.on_time_rate": (9, 10),
        "department.c2027_iii_1": (1, 1),
    }

    def look_up(name: str) -> Fact | None:
        if name not in values:
            return None
        above, below = map(Decimal, values[name])
        known = register[name]
        return Fact(name, SCOPE, above, below, known.unit, known.kind)

    sheet = score_sheet(index_set, SCOPE, look_up, register)
    assert {one.code: one.points for one in sheet.scores if one.points is not None} == {
        "I.1.1": Decimal("0.50"),
        "I.1.2": Decimal("0.80"),
        "I.3": Decimal("1.50"),
        "II.1": Decimal("1.80"),
        "III.1": Decimal("0.50"),
    }
    assert sheet.total == Decimal("4.10")


def test_differences_to_last_years_set_are_found_by_title(draft: Draft) -> None:
    assert draft.comparison is not None
    assert draft.comparison.crosswalk["3.4.1"] == "II.1"
    assert {change.new for change in draft.comparison.of("added")} >= {"I.4", "III.1"}


def test_what_does_not_hold_together_is_said(draft: Draft) -> None:
    kinds = {finding.kind for finding in draft.findings}
    assert kinds >= {"parent_mismatch", "total_mismatch", "unread_rule"}
    unread = next(one for one in draft.findings if one.kind == "unread_rule")
    assert "I.4" in unread.message
    assert "Theo nhận xét của Tổ kiểm tra" in unread.message


def test_missing_points_and_too_many_points_are_left_to_a_person() -> None:
    draft = drafted(
        ["1", "Kế hoạch", "", "Có: 1; không: 0"],
        ["2", "Báo cáo", "1", "Từ 95% trở lên: 3 điểm; dưới 95%: 0"],
    )
    kinds = {finding.kind for finding in draft.findings}
    assert kinds >= {"made_up_points", "rule_exceeds_maximum", "unknown_decision"}
    assert draft.criteria[0].confidence is Confidence.DOUBTFUL
    assert draft.criteria[1].confidence is Confidence.UNREAD


def test_codes_that_the_catalogue_does_not_take_are_made_ones_that_it_does() -> None:
    draft = drafted(
        ["1", "Kế hoạch", "1", "Có: 1; không: 0"],
        ["1", "Báo cáo", "1", "Có: 1; không: 0"],
        ["đ", "Tuyên truyền", "1", "Có: 1; không: 0"],
        set_id="qd766/2027b",
    )
    assert [leaf.code for leaf in draft.index_set.leaves()] == ["1", "1.2.dd"]
    assert all(one.name.startswith("qd.c2027b_") for one in draft.facts)
