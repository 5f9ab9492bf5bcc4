"""Headings that sort: which way a click goes, what the address keeps."""

import pytest
from django.test import RequestFactory

from thuocdo.kit.sorting import Sorting, TableColumn, headings

COLUMNS = (
    TableColumn("Mã", "ma"),
    TableColumn("Điểm", "diem", numeric=True, most_first=True),
    TableColumn("Ghi chú"),
)
USUAL = Sorting("ma")


def sorted_by(query: str) -> tuple[Sorting, dict[str, tuple[str, str]]]:
    request = RequestFactory().get(f"/?{query}")
    sorting = Sorting.read(request, COLUMNS, USUAL)
    made = headings(request, COLUMNS, sorting)
    return sorting, {one.title: (one.direction, one.url) for one in made}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", USUAL),
        ("xep=diem", Sorting("diem")),
        ("xep=-diem", Sorting("diem", descending=True)),
        ("xep=--diem", USUAL),
        ("xep=-", USUAL),
        ("xep=la", USUAL),
    ],
)
def test_the_address_names_the_column(query, expected):
    assert sorted_by(query)[0] == expected


def test_the_sorted_heading_turns_over_and_the_first_page_comes_back():
    _, made = sorted_by("tim=x&trang=7")
    assert made == {
        "Mã": ("ascending", "?tim=x&xep=-ma"),
        "Điểm": ("", "?tim=x&xep=-diem"),
        "Ghi chú": ("", ""),
    }
    _, made = sorted_by("xep=-diem")
    assert made["Điểm"] == ("descending", "?xep=diem")
    assert made["Mã"] == ("", "?xep=ma")
