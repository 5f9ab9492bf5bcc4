"""Codes become unique and find their parents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.tables.plan.numbering import Numbering, gaps, parse_code, split_code


def place_all(codes):
    numbering = Numbering()
    places = [numbering.place(parse_code(code)) for code in codes.split()]
    return [(place.code, place.parent) for place in places]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2.2.1", ("2", "2", "1")),
        ("1.", ("1",)),
        (" 1 . 2 ", ("1", "2")),
        ("a)", ("a",)),
        ("đ", ("đ",)),
        ("II.", ("II",)),
        ("I.1", ("I", "1")),
        ("1,5", ("1", "5")),
        ("Tiêu chí 3", ("3",)),
        ("-", ("-",)),
        ("", ()),
        ("Văn phòng", ()),
        ("1..2", ()),
        ("2024", ()),
    ],
)
def test_codes_are_parsed(text, parts):
    assert parse_code(text) == parts


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("I. Công tác chỉ đạo", ("I", "Công tác chỉ đạo")),
        ("Phần II: TÀI CHÍNH CÔNG", ("Phần II", "TÀI CHÍNH CÔNG")),
        ("1.2. Báo cáo quý", ("1.2", "Báo cáo quý")),
        ("1.2 Báo cáo quý", ("1.2", "Báo cáo quý")),
        ("2.2.1 Đối thoại", ("2.2.1", "Đối thoại")),
        ("II.1 Ý kiến", ("II.1", "Ý kiến")),
        ("II.1. Ý kiến", ("II.1", "Ý kiến")),
        ("Kế hoạch số 5", None),
        ("5 Kế hoạch", None),
        ("1.5 triệu đồng", None),
        ("1,5 điểm", None),
    ],
)
def test_code_and_title_in_one_cell_are_parted(text, parted):
    assert split_code(text) == parted


@pytest.mark.parametrize(
    ("codes", "placed"),
    [
        ("1 1.1 1.1.1 1.2 2 2.1", "1 1.1<1 1.1.1<1.1 1.2<1 2 2.1<2"),
        ("I 1 2 II 1", "I I.1<I I.2<I II II.1<II"),
        ("I 1 a b 2 II 1 a", "I I.1<I I.1.a<I.1 I.1.b<I.1 I.2<I II II.1<II II.1.a<II.1"),
        ("I 1 1.1 1.2 2 II 1 1.1", "I I.1<I I.1.1<I.1 I.1.2<I.1 I.2<I II II.1<II II.1.1<II.1"),
        ("I 1.1 1.1.1 1.2 II 2.1", "I 1.1<I 1.1.1<1.1 1.2<I II 2.1<II"),
        ("I 1.1 II 1.1", "I 1.1<I II II.1.1<II"),
        ("I 1 2 II 3", "I I.1<I I.2<I II II.3<II"),
        ("I I.1 I.2 II II.1", "I I.1<I I.2<I II II.1<II"),
        ("A I 1 II 1 B I 1", "A A.I<A A.I.1<A.I A.II<A A.II.1<A.II B B.I<B B.I.1<B.I"),
        ("A B C D", "A B C D"),
        ("G 1 H 1 I 1", "G G.1<G H H.1<H I I.1<I"),
        ("1 1.a 1.b 2", "1 1.a<1 1.b<1 2"),
        ("I 1 1.a", "I I.1<I I.1.a<I.1"),
        ("IV 1 V 1 VI 1", "IV IV.1<IV V V.1<V VI VI.1<VI"),
        ("1 - - 2 -", "1 1.1<1 1.2<1 2 2.1<2"),
        ("1.1 1.2", "1.1 1.2"),
        ("1 1.1 1.1 1.2", "1 1.1<1 1.1 (2)<1 1.2<1"),
    ],
)
def test_places(codes, placed):
    wanted = [tuple((part.replace("_", " ") + "<").split("<")[:2]) for part in split(placed)]
    assert place_all(codes) == [(code, parent or None) for code, parent in wanted]


def split(placed):
    return placed.replace(" (2)", "_(2)").split()


@given(
    st.lists(
        st.sampled_from(["I", "II", "A", "B", "1", "2", "1.1", "1.2", "2.1.1", "a", "b", "-"]),
        max_size=30,
    )
)
def test_codes_are_unique_and_parents_come_before_their_children(codes):
    seen = set()
    for code, parent in place_all(" ".join(codes)):
        assert code not in seen
        assert parent is None or parent in seen
        seen.add(code)


def test_gaps():
    assert gaps(["1", "1.1", "1.3", "2", "4"]) == [("1.3", "1.2"), ("4", "3")]
    assert gaps(["I.1", "II.3", "II.4", "a", "2.2"]) == []
