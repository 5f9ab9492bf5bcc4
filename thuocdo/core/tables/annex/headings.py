"""The columns of an annex, by the wording of their headings."""

import re
from collections.abc import Mapping

from thuocdo.core.tables.plan.headings import TableKind

__all__ = ["ANNEX"]

_WORDINGS = (
    ("code", r"(s ?)?tt|so thu tu|so tt|ma( so)?( tieu chi| chi tieu)?|muc|no"),
    ("note", r".*\bghi chu\b.*"),
    ("", r".*\b(tu (danh gia|cham)|tham dinh|dat duoc|diem dat|dieu tra|nam truoc|chi so \w+)\b.*"),
    ("evidence", r".*\b(minh chung|kiem chung|tai lieu|ho so kem)\b.*"),
    ("data", r".*\b(so lieu|ke khai)\b.*"),
    (
        "method",
        r".*\b(cach (tinh|cham|danh gia|thuc|xac dinh|cho)|phuong phap|huong dan|cong thuc"
        r"|quy dinh (cham|danh gia|diem)|can cu (cham|danh gia)|nguyen tac (cham|tinh))\b.*",
    ),
    ("max_points", r".*\b(diem (toi da|chuan|quy dinh)|(thang|so|muc) diem)\b.*|diem"),
    ("title", r".*\blinh vuc\b.*\btieu chi\b.*|tieu chi\b.*\btieu chi thanh phan|.*\btieu chi,.*"),
    ("area", r"(ten )?(linh vuc|nhom tieu chi)( danh gia)?"),
    ("component", r"(ten )?(tieu chi (thanh phan|con|chi tiet)|noi dung thanh phan)"),
    ("title", r".*\b(tieu chi|noi dung|chi tieu|nhiem vu|linh vuc)\b.*"),
    ("", r".*\b(don vi|co quan|phong|chu tri|phu trach)\b.*"),
)


def _is_annex(columns: Mapping[str, int]) -> bool:
    return "max_points" in columns and not columns.keys().isdisjoint({"title", "component"})


ANNEX = TableKind(
    name="bảng tiêu chí",
    needs="cột tiêu chí (nội dung) và cột điểm tối đa; cách tính điểm ở một cột riêng hoặc ở các "
    "dòng dưới tiêu chí",
    patterns=[(name, re.compile(pattern)) for name, pattern in _WORDINGS],
    again="method",  # "Tiêu chí | Nội dung đánh giá": how it is assessed
    fits=_is_annex,
)
