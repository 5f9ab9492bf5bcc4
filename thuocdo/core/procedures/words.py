"""What people read for the codes of a procedure."""

from collections.abc import Mapping

from thuocdo.core.procedures.model import (
    DocumentCopy,
    FeeKind,
    FeeTime,
    HandlerRole,
    OnlineLevel,
    ProcedureLevel,
    StepDecision,
)
from thuocdo.core.worktime import TimeUnit

__all__ = [
    "COPIES",
    "DECISIONS",
    "FEE_KINDS",
    "FEE_TIMES",
    "HANDLERS",
    "LEVELS",
    "ONLINE",
    "TIME_UNITS",
]

LEVELS: Mapping[ProcedureLevel, str] = {
    ProcedureLevel.MINISTRY: "cấp bộ",
    ProcedureLevel.PROVINCE: "cấp tỉnh",
    ProcedureLevel.COMMUNE: "cấp xã",
}
COPIES: Mapping[DocumentCopy, str] = {
    DocumentCopy.ORIGINAL: "bản chính",
    DocumentCopy.COPY: "bản sao",
    DocumentCopy.ELECTRONIC: "bản điện tử",
}
FEE_KINDS: Mapping[FeeKind, str] = {FeeKind.FEE: "phí", FeeKind.CHARGE: "lệ phí"}
FEE_TIMES: Mapping[FeeTime, str] = {
    FeeTime.AT_RECEIPT: "nộp khi tiếp nhận",
    FeeTime.AT_SUPPLEMENT: "nộp khi bổ sung",
    FeeTime.AT_RETURN: "nộp khi trả kết quả",
}
HANDLERS: Mapping[HandlerRole, str] = {
    HandlerRole.COUNTER_CLERK: "cán bộ bộ phận một cửa",
    HandlerRole.HANDLING_OFFICIAL: "người giải quyết hồ sơ",
    HandlerRole.HEAD_OF_UNIT: "trưởng đơn vị",
    HandlerRole.DIRECTOR: "thủ trưởng cơ quan",
}
DECISIONS: Mapping[StepDecision, str] = {
    StepDecision.ASK_SUPPLEMENT: "yêu cầu bổ sung",
    StepDecision.ASK_OPINION: "lấy ý kiến",
    StepDecision.ASK_PAYMENT: "yêu cầu nộp tiền",
    StepDecision.REFUSE: "từ chối",
    StepDecision.STOP: "dừng giải quyết",
    StepDecision.APPROVE: "duyệt kết quả",
}
ONLINE: Mapping[OnlineLevel, str] = {
    OnlineLevel.NONE: "chưa trực tuyến",
    OnlineLevel.LEVEL_1: "mức độ 1",
    OnlineLevel.LEVEL_2: "mức độ 2",
    OnlineLevel.LEVEL_3: "mức độ 3",
    OnlineLevel.LEVEL_4: "mức độ 4",
    OnlineLevel.PARTLY: "một phần",
    OnlineLevel.FULLY: "toàn trình",
}
TIME_UNITS: Mapping[TimeUnit, str] = {
    TimeUnit.WORKING_DAYS: "ngày làm việc",
    TimeUnit.HALF_DAYS: "buổi làm việc",
    TimeUnit.WORKING_HOURS: "giờ làm việc",
    TimeUnit.CALENDAR_DAYS: "ngày",
    TimeUnit.MONTHS: "tháng",
    TimeUnit.SAME_DAY: "trong ngày",
}
