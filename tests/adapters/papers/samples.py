"""One of each paper, as the counter would fill it in."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.apps.rulebooks.papers import read_forms
from thuocdo.core.papers import (
    Apology,
    Applicant,
    Contact,
    ControlSlip,
    Form,
    Handover,
    Letterhead,
    PaperKind,
    PaperPart,
    Receipt,
    Refusal,
    Register,
    RegisterPlace,
    RegisterRow,
    Signer,
    StopNotice,
    SupplementRequest,
)
from thuocdo.core.procedures.model import DocumentCopy
from thuocdo.core.worktime import Timeliness

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


SIGNER = Signer(authority="KT. Giám đốc", title="Phó Giám đốc", name="Phạm Quốc Cường")
RECIPIENTS = ("Như trên;", "Bộ phận Tiếp nhận và Trả kết quả;", "Lưu: VT, QLVT.")


def supplement_request(**changes: object) -> SupplementRequest:
    words: dict[str, object] = {
        "form": form(PaperKind.SUPPLEMENT_REQUEST),
        "head": head(number="15/HDHS"),
        "code": CODE,
        "lookup": LOOKUP,
        "applicant": applicant(),
        "request": REQUEST,
        "demands": (
            "Bổ sung bản sao văn bằng của người trực tiếp điều hành vận tải",
            "Sửa số điện thoại liên hệ trong giấy đề nghị cho đúng với giấy chứng nhận đăng ký hộ kinh doanh",
        ),
        "reason": "Hồ sơ chưa đủ thành phần theo Điều 18 Nghị định 158/2024/NĐ-CP",
        "contact": Contact(name="Trần Văn Ặng", phone="0263 3822 022"),
        "officer": "Trần Văn Ặng",
        "until": DUE,
    }
    return SupplementRequest(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes


def refusal(**changes: object) -> Refusal:
    words: dict[str, object] = {
        "form": form(PaperKind.REFUSAL),
        "head": head(number="03/TCHS"),
        "applicant": applicant(),
        "request": REQUEST,
        "reasons": (
            "Hồ sơ thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường Lâm Viên - Đà Lạt",
            "Giấy chứng nhận đăng ký hộ kinh doanh đã hết hiệu lực",
        ),
        "officer": "Trần Văn Ặng",
    }
    return Refusal(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes


def apology(**changes: object) -> Apology:
    words: dict[str, object] = {
        "form": form(PaperKind.APOLOGY),
        "head": head(office="", number="27/PXL-SXD"),
        "code": CODE,
        "lookup": LOOKUP,
        "applicant": applicant(),
        "request": REQUEST,
        "received_at": RECEIVED,
        "due_at": DUE,
        "new_due_at": datetime(2026, 4, 16, 1, 37, tzinfo=UTC),
        "reasons": ("Cơ quan phối hợp chưa có ý kiến về hạ tầng bến xe nơi đăng ký khai thác",),
        "signer": SIGNER,
        "recipients": RECIPIENTS,
    }
    return Apology(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes


def stop_notice(**changes: object) -> StopNotice:
    words: dict[str, object] = {
        "form": form(PaperKind.STOP_NOTICE),
        "head": head(office="", number="28/TB-SXD"),
        "code": CODE,
        "lookup": LOOKUP,
        "applicant": applicant(),
        "request": REQUEST,
        "received_at": RECEIVED,
        "stopped_at": datetime(2026, 3, 24, 9, 0, tzinfo=UTC),
        "reasons": (
            "Quá thời hạn bổ sung mà hồ sơ chưa được hoàn thiện",
            "Người nộp hồ sơ không trả lời yêu cầu bổ sung lần thứ nhất",
        ),
        "next_steps": (
            "Nộp hồ sơ mới khi đã đủ thành phần",
            "Nhận lại giấy tờ đã nộp tại Bộ phận Tiếp nhận và Trả kết quả",
        ),
        "signer": SIGNER,
        "recipients": RECIPIENTS,
    }
    return StopNotice(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes


def handovers(count: int = 4) -> tuple[Handover, ...]:
    names = ("Trần Văn Ặng", "Lê Thị Mỹ Hạnh", "Đỗ Quang Thắng", "Phạm Quốc Cường")
    places = (
        "Phòng Quản lý vận tải, phương tiện",
        "Lãnh đạo Sở",
        "Văn thư",
        "Bộ phận Tiếp nhận và Trả kết quả",
    )
    outcomes = (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.OVERDUE, None)
    return tuple(
        Handover(
            agency=places[i % 4],
            giver=names[i % 4],
            receiver=names[(i + 1) % 4],
            given_at=RECEIVED + timedelta(days=i, minutes=40),
            received_at=RECEIVED + timedelta(days=i, hours=2) if i + 1 < count else None,
            timeliness=outcomes[i % 4],
            note="Chờ ý kiến của Công an tỉnh" if i % 4 == 2 else "",
        )
        for i in range(count)
    )


def control_slip(**changes: object) -> ControlSlip:
    words: dict[str, object] = {
        "form": form(PaperKind.CONTROL_SLIP),
        "head": head(),
        "code": CODE,
        "lookup": LOOKUP,
        "request": REQUEST,
        "lead": "Phòng Quản lý vận tải, phương tiện và người lái",
        "supporting": ("Công an tỉnh", "Sở Tài chính"),
        "handovers": handovers(),
    }
    return ControlSlip(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes


def rows(count: int = 12) -> tuple[RegisterRow, ...]:
    states = ("đã trả kết quả", "đã xử lý xong", "đang xử lý", "yêu cầu bổ sung giấy tờ")
    return tuple(
        RegisterRow(
            number=str(i + 1),
            code=f"000.00.10.H36-260305-{i + 1:04}",
            request=REQUEST if i % 2 else "Cấp đổi Giấy phép lái xe",
            applicant="Nguyễn Thị Hường Đặng" if i % 3 else "Công ty TNHH Vận tải Thành Bưởi",
            contact="Phường Lâm Viên - Đà Lạt; 0912 345 678",
            lead="Phòng Quản lý vận tải",
            received_at=RECEIVED + timedelta(minutes=7 * i),
            due_at=DUE,
            done_at=DUE - timedelta(days=2) if i % 4 < 2 else None,
            returned_at=DUE - timedelta(days=1) if i % 4 == 0 else None,
            returned_by="Bưu chính công ích" if i % 4 == 0 else "",
            state=states[i % 4],
            note="Hồ sơ nộp trực tuyến" if i % 5 == 0 else "",
        )
        for i in range(count)
    )


def register(**changes: object) -> Register:
    words: dict[str, object] = {
        "form": form(PaperKind.REGISTER),
        "head": head(),
        "book": "01",
        "first": date(2026, 3, 1),
        "last": date(2026, 3, 31),
        "rows": rows(),
    }
    return Register(**(words | changes))  # type: ignore[arg-type]  # a test names its own changes
