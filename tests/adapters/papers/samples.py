"""One of each paper, as the counter would fill it in."""

from datetime import UTC, date, datetime
from decimal import Decimal

from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.apps.rulebooks.papers import read_forms
from thuocdo.core.papers import (
    Applicant,
    Form,
    Letterhead,
    PaperKind,
    PaperPart,
    Receipt,
    RegisterPlace,
)
from thuocdo.core.procedures.model import DocumentCopy

DAY = date(2026, 3, 5)
CODE = "000.00.10.H36-260305-0001"
LOOKUP = f"https://thuocdo.example/tra-cuu/{CODE}"
RECEIVED = datetime(2026, 3, 5, 1, 37, tzinfo=UTC)  # 08:37 in Hà Nội
DUE = datetime(2026, 4, 9, 1, 37, tzinfo=UTC)
REQUEST = "Cấp giấy phép kinh doanh vận tải bằng xe ô tô cho hộ kinh doanh vận tải hành khách"


def form(kind: PaperKind, day: date = DAY) -> Form:
    return read_forms(CATALOGUE).form(kind, day)


def head(**changes: str) -> Letterhead:
    words = {
        "parent": "Ủy ban nhân dân tỉnh Lâm Đồng",
        "agency": "Sở Xây dựng",
        "office": "Bộ phận Tiếp nhận và Trả kết quả",
        "place": "Đà Lạt",
    }
    return Letterhead(on=DAY, **(words | changes))


def applicant() -> Applicant:
    return Applicant(
        name="Nguyễn Thị Hường Đặng",
        address="Số 12, đường Lữ Gia, phường Lâm Viên - Đà Lạt, tỉnh Lâm Đồng",
        phone="0912 345 678",
        email="huong.dang@example.vn",
    )


def parts(count: int = 5) -> tuple[PaperPart, ...]:
    names = (
        "Giấy đề nghị cấp Giấy phép kinh doanh theo mẫu",
        "Giấy chứng nhận đăng ký hộ kinh doanh",
        "Văn bằng, chứng chỉ của người trực tiếp điều hành hoạt động vận tải",
        "Quyết định thành lập và quy định chức năng, nhiệm vụ của bộ phận quản lý điều kiện an toàn",
        "Bản đăng ký chất lượng dịch vụ vận tải",
    )
    kinds = list(DocumentCopy)
    return tuple(
        PaperPart(name=names[i % 5], copy_kind=kinds[i % 3], count=1 + i % 2) for i in range(count)
    )


def receipt(**changes: object) -> Receipt:
    words: dict[str, object] = {
        "form": form(PaperKind.RECEIPT),
        "head": head(),
        "code": CODE,
        "lookup": LOOKUP,
        "applicant": applicant(),
        "request": REQUEST,
        "parts": parts(),
        "allowance": "25 ngày làm việc",
        "received_at": RECEIVED,
        "due_at": DUE,
        "result_at": "Quầy số 3, Trung tâm Phục vụ hành chính công tỉnh",
        "register": RegisterPlace(register="Sở Xây dựng, năm 2026", book="01", number="37"),
        "officer": "Trần Văn Ặng",
        "fee": Decimal(200000),
        "charge": Decimal(135000),
    }
    return Receipt(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes
