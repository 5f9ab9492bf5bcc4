"""The journal in words: each action as a predicate that follows the person, each field as a label."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps

__all__ = ["ACTIONS", "action_title", "cell", "field_label", "predicate", "subject_title"]

# action: (its title in the filter, what somebody did). {subject} is what it was done to.
ACTIONS: dict[str, tuple[str, str]] = {
    "assessments.result.published": ("Công bố kết quả", "đã công bố {subject}"),
    "documents.consultation.answered": ("Trả lời ý kiến", "đã trả lời {subject}"),
    "documents.consultation.asked": ("Xin ý kiến", "đã gửi {subject}"),
    "documents.evidence.added": ("Thêm tài liệu kiểm chứng", "đã thêm {subject}"),
    "documents.evidence.read": ("Xem tài liệu nhạy cảm", "đã xem {subject}"),
    "documents.evidence.renewed": ("Thêm bản mới", "đã thêm bản mới của {subject}"),
    "documents.evidence.withdrawn": ("Rút tài liệu", "đã rút {subject}"),
    "dossiers.applicant.added": ("Thêm người nộp hồ sơ", "đã thêm {subject}"),
    "dossiers.applicant.mended": ("Sửa người nộp hồ sơ", "đã sửa {subject}"),
    "dossiers.dossier.digitised": ("Số hóa hồ sơ", "đã số hóa {subject}"),
    "dossiers.dossier.extended": ("Xin lỗi và hẹn lại", "đã xin lỗi và hẹn lại {subject}"),
    "dossiers.dossier.fee_collected": ("Thu phí, lệ phí", "đã thu phí, lệ phí của {subject}"),
    "dossiers.dossier.handed_over": ("Chuyển bước hồ sơ", "đã chuyển bước {subject}"),
    "dossiers.dossier.leg_ended": (
        "Nhận lại từ cơ quan phối hợp",
        "đã nhận lại {subject} từ cơ quan phối hợp",
    ),
    "dossiers.dossier.leg_started": (
        "Chuyển cơ quan phối hợp",
        "đã chuyển {subject} cho cơ quan phối hợp",
    ),
    "dossiers.dossier.opinion_asked": ("Lấy ý kiến về hồ sơ", "đã lấy ý kiến về {subject}"),
    "dossiers.dossier.opinion_given": ("Ghi ý kiến trả lời", "đã ghi ý kiến trả lời về {subject}"),
    "dossiers.dossier.paid": ("Ghi nhận thanh toán", "đã ghi nhận thanh toán của {subject}"),
    "dossiers.dossier.paper_issued": ("In giấy tờ của hồ sơ", "đã in giấy tờ của {subject}"),
    "dossiers.dossier.payment_requested": ("Yêu cầu nộp tiền", "đã yêu cầu nộp tiền cho {subject}"),
    "dossiers.dossier.rated": ("Người nộp đánh giá", "đã nhận đánh giá của {subject}"),
    "dossiers.dossier.received": ("Tiếp nhận hồ sơ", "đã tiếp nhận {subject}"),
    "dossiers.dossier.refused": ("Từ chối hồ sơ", "đã từ chối {subject}"),
    "dossiers.dossier.registered": ("Đăng ký hồ sơ trực tuyến", "đã đăng ký {subject}"),
    "dossiers.dossier.result_ready": ("Ghi có kết quả", "đã ghi có kết quả của {subject}"),
    "dossiers.dossier.result_returned": ("Trả kết quả", "đã trả kết quả {subject}"),
    "dossiers.dossier.stopped": ("Dừng giải quyết hồ sơ", "đã dừng giải quyết {subject}"),
    "dossiers.dossier.supplement_requested": ("Yêu cầu bổ sung", "đã yêu cầu bổ sung {subject}"),
    "dossiers.dossier.supplemented": ("Nhận bổ sung", "đã nhận bổ sung cho {subject}"),
    "dossiers.dossier.taken_up": ("Nhận bàn giao hồ sơ", "đã nhận bàn giao {subject}"),
    "dossiers.dossier.withdrawn": ("Cho rút hồ sơ", "đã cho rút {subject}"),
    "dossiers.earlier_results.imported": ("Nhập kết quả đã cấp", "đã nhập sổ kết quả đã cấp"),
    "dossiers.import.completed": ("Nhập xong hồ sơ", "đã nhập xong {subject}"),
    "dossiers.import.refused": ("Không nhập được hồ sơ", "không nhập được {subject}"),
    "dossiers.import.requested": ("Gửi tệp hồ sơ", "đã gửi tệp cho {subject}"),
    "dossiers.payment.ordered": ("Lập mã chuyển khoản", "đã lập {subject}"),
    "dossiers.payment.told": ("Ngân hàng báo tiền về", "đã nhận tiền cho {subject}"),
    "dossiers.postal.cancelled": ("Hủy bưu gửi", "đã hủy {subject}"),
    "dossiers.postal.ordered": ("Đặt bưu gửi", "đã đặt {subject}"),
    "dossiers.postal.told": ("Bưu chính báo", "đã hỏi bưu chính về {subject}"),
    "dossiers.rating.invited": ("Mời đánh giá", "đã mời đánh giá {subject}"),
    "dossiers.procedure.made_public": ("Ghi nơi công khai thủ tục", "đã ghi {subject}"),
    "dossiers.procedure.offered": ("Nhận giải quyết thủ tục", "đã ghi giải quyết {subject}"),
    "dossiers.procedure.reviewed": ("Rà soát thủ tục", "đã ghi {subject}"),
    "dossiers.procedure.withdrawn": ("Thôi giải quyết thủ tục", "đã ghi thôi giải quyết {subject}"),
    "organisations.agency.created": ("Thêm cơ quan", "đã thêm {subject}"),
    "organisations.agency.ended": ("Kết thúc cơ quan", "đã ghi ngày kết thúc của {subject}"),
    "organisations.agency.moved": ("Chuyển cấp trên", "đã chuyển {subject} sang cấp trên khác"),
    "organisations.agency.renamed": ("Đổi tên cơ quan", "đã đổi tên {subject}"),
    "organisations.directory.imported": ("Nhập danh mục cơ quan", "đã nhập {subject}"),
    "organisations.job_position.added": ("Thêm vị trí việc làm", "đã thêm {subject}"),
    "organisations.job_position.reviewed": ("Rà soát vị trí việc làm", "đã rà soát {subject}"),
    "organisations.journal.expired": ("Hết hạn lưu", "đã bỏ nội dung các dòng hết hạn lưu"),
    "organisations.journal.read": ("Xuất nhật ký", "đã xuất nhật ký ra tệp"),
    "organisations.merger.carried_out": ("Thực hiện sáp nhập", "đã thực hiện {subject}"),
    "organisations.merger.confirmed": ("Xác nhận sáp nhập", "đã xác nhận {subject}"),
    "organisations.merger.undone": ("Hoàn tác sáp nhập", "đã hoàn tác {subject}"),
    "organisations.officer.added": ("Thêm cán bộ", "đã thêm {subject}"),
    "organisations.officer.delegated": ("Ủy quyền", "đã ghi ủy quyền của {subject}"),
    "organisations.officer.delegation_taken_back": (
        "Thôi ủy quyền",
        "đã kết thúc ủy quyền của {subject}",
    ),
    "organisations.officer.disciplined": ("Ghi kỷ luật", "đã ghi {subject}"),
    "organisations.officer.evaluated": ("Đánh giá cán bộ", "đã ghi {subject}"),
    "organisations.officer.left_position": ("Thôi chức vụ", "đã ghi thôi chức vụ của {subject}"),
    "organisations.officer.linked": ("Gắn tài khoản", "đã gắn tài khoản của {subject}"),
    "organisations.officer.read": (
        "Xem dữ liệu cá nhân của cán bộ",
        "đã xem dữ liệu cá nhân của {subject}",
    ),
    "organisations.officer.took_position": ("Giữ chức vụ", "đã ghi chức vụ của {subject}"),
    "organisations.people.imported": ("Nhập sổ cán bộ", "đã nhập {subject}"),
    "organisations.personal.erased": (
        "Xóa dữ liệu cá nhân",
        "đã xóa dữ liệu cá nhân của {subject} khỏi nhật ký",
    ),
    "organisations.personal.read": (
        "Xem dữ liệu cá nhân",
        "đã xem dữ liệu cá nhân trong {subject}",
    ),
    "organisations.position.added": ("Thêm chức vụ", "đã thêm {subject}"),
    "organisations.role.assigned": ("Phân công vai trò", "đã lập {subject}"),
    "organisations.role.ended": ("Kết thúc vai trò", "đã kết thúc {subject}"),
    "organisations.second_step.reset": ("Gỡ bước hai", "đã gỡ bước hai của {subject}"),
    "organisations.role.withdrawn": ("Rút lại vai trò", "đã rút lại {subject}"),
    "organisations.token.created": ("Tạo khóa tích hợp", "đã tạo {subject}"),
    "organisations.token.revoked": ("Thu hồi khóa tích hợp", "đã thu hồi {subject}"),
    "organisations.succession.added": ("Ghi cơ quan kế tiếp", "đã ghi {subject}"),
    "organisations.training.completed": ("Hoàn thành đào tạo", "đã ghi hoàn thành {subject}"),
    "organisations.training.planned": ("Lập kế hoạch đào tạo", "đã thêm {subject}"),
    "organisations.unit.added": ("Thêm đơn vị", "đã thêm {subject}"),
    "organisations.user.created": ("Thêm người dùng", "đã thêm {subject}"),
    "organisations.user.email_changed": ("Đổi địa chỉ thư", "đã đổi địa chỉ thư của {subject}"),
    "plans.plan.taken_in": ("Nhận kế hoạch", "đã nhận {subject}"),
    "reports.fact.declared": ("Khai số liệu", "đã khai {subject}"),
    "rulebooks.procedure.drafted": ("Lập bản thảo thủ tục", "đã lập {subject}"),
    "rulebooks.procedure.dropped": ("Bỏ bản thảo thủ tục", "đã bỏ {subject}"),
    "rulebooks.procedure.ended": (
        "Kết thúc hiệu lực thủ tục",
        "đã ghi ngày hết hiệu lực của {subject}",
    ),
    "rulebooks.procedure.mended": ("Sửa bản thảo thủ tục", "đã sửa {subject}"),
    "rulebooks.procedure.published": ("Công bố thủ tục", "đã công bố {subject}"),
    "rulebooks.set.drafted": ("Lập bản thảo bộ chỉ số", "đã lập {subject}"),
    "rulebooks.set.ended": (
        "Kết thúc hiệu lực bộ chỉ số",
        "đã ghi ngày hết hiệu lực của {subject}",
    ),
    "rulebooks.set.mended": ("Sửa bản thảo bộ chỉ số", "đã sửa {subject}"),
    "rulebooks.set.published": ("Công bố bộ chỉ số", "đã công bố {subject}"),
}
_FIELDS = {
    "agency": "Cơ quan",
    "allowance": "Thời hạn (ngày làm việc)",
    "changed": "Có thay đổi",
    "code": "Mã",
    "count": "Số dòng",
    "criterion": "Tiêu chí",
    "denominator": "Mẫu số",
    "entries": "Mã băm các dòng",
    "file": "Mã băm của tệp",
    "filter": "Điều kiện lọc",
    "finished": "Đã có kết quả",
    "job_title": "Chức vụ",
    "kept": "Nhận được",
    "kind": "Loại",
    "more_than_one_supplement": "Bổ sung trên 1 lần",
    "name": "Họ tên",
    "new": "Mới",
    "number": "Số",
    "numerator": "Tử số",
    "on_time": "Đúng hạn, trước hạn",
    "online": "Nộp trực tuyến",
    "open": "Đang giải quyết",
    "overdue": "Quá hạn",
    "owed_by": "Cơ quan được hỏi",
    "points": "Điểm",
    "read": "Đã đọc",
    "reason": "Lý do",
    "received": "Tiếp nhận trong kỳ",
    "refused": "Không nhận",
    "scale": "Thang điểm",
    "tasks": "Số nhiệm vụ",
    "unchanged": "Giữ nguyên",
    "username": "Tên đăng nhập",
    "verdict": "Ý kiến",
    "version": "Bản",
    "year": "Năm",
}
_NAMED_SUBJECTS = {
    "organisations.journal": "nhật ký",
    "organisations.retention": "thời hạn lưu",
    "reports.fact": "số liệu",
}


def action_title(action: str) -> str:
    """Return what an action is called in the filter."""
    return ACTIONS[action][0] if action in ACTIONS else action


def predicate(action: str, subject: str) -> str:
    """Return what somebody did: `đã khai số liệu dossiers.apology_notes`."""
    if action not in ACTIONS:
        return f"đã làm việc «{action}» với {subject_title(subject)}"
    return ACTIONS[action][1].format(subject=subject_title(subject))


def subject_title(subject: str) -> str:
    """Return `người dùng số 7` for `organisations.user:7`."""
    kind, _, key = subject.partition(":")
    if kind in _NAMED_SUBJECTS:
        return f"{_NAMED_SUBJECTS[kind]} {key}".strip()
    try:
        return f"{apps.get_model(kind)._meta.verbose_name} số {key}"
    except (LookupError, ValueError):
        return f"«{subject}»" if subject else "đối tượng không còn được lưu"


def field_label(name: str) -> str:
    """Return what a field of before and after is called."""
    return _FIELDS.get(name, name)


def cell(value: Any) -> str:
    """Return a value as a cell of the small table."""
    match value:
        case None | "":
            return "–"
        case bool():
            return "có" if value else "không"
        case Mapping():
            return "; ".join(f"{field_label(str(key))}: {cell(one)}" for key, one in value.items())
        case list():
            return ", ".join(cell(one) for one in value)
        case _:
            return str(value)
