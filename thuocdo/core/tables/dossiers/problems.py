"""What can be wrong with a row, in words that its owner understands and can act on."""

from datetime import datetime

from thuocdo.core.rows import CODE_LENGTH, PROCEDURE_LENGTH, DossierRow, PortalState
from thuocdo.core.tables.dossiers.cells import shown, text_of
from thuocdo.core.tables.dossiers.headings import Column
from thuocdo.core.tables.dossiers.reading import ReadDossier
from thuocdo.core.tables.dossiers.remarks import Remark
from thuocdo.core.tables.dossiers.words import CHANNELS, STATES
from thuocdo.core.tables.findings import Severity
from thuocdo.core.tables.grid import CellValue

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

MISSING_CODE = Remark(
    "missing_code",
    _ERROR,
    "Dòng có dữ liệu nhưng không có mã hồ sơ; không tính. Hãy điền mã rồi đọc lại.",
    Column.CODE,
)
MISSING_RECEIVED = Remark(
    "missing_received",
    _ERROR,
    "Hồ sơ không có ngày tiếp nhận; không tính. Hãy điền ngày tiếp nhận rồi đọc lại.",
    Column.RECEIVED,
)
NOT_RECEIVED = Remark(
    "not_received",
    _ERROR,
    "Hồ sơ chưa hoặc không được tiếp nhận (không có ngày tiếp nhận) nên không thuộc diện tính.",
    Column.RECEIVED,
)
MISSING_DUE = Remark(
    "missing_due",
    _ERROR,
    "Hồ sơ đã có kết quả nhưng không có ngày hẹn trả, không biết đúng hạn hay quá hạn;"
    " không tính. Hãy điền ngày hẹn trả.",
    Column.DUE,
)
OPEN_WITHOUT_DUE = Remark(
    "open_without_due",
    _WARNING,
    "Hồ sơ đang giải quyết không có ngày hẹn trả; vẫn tính, nhưng không xét được quá hạn hay chưa.",
    Column.DUE,
)
FINISHED_WITHOUT_RESULT = Remark(
    "finished_without_result",
    _ERROR,
    "Trạng thái là đã xong nhưng không có ngày có kết quả lẫn ngày trả kết quả; không tính."
    " Hãy điền ngày có kết quả.",
    Column.RESULT,
)
ENDED_WITHOUT_DATE = Remark(
    "ended_without_date",
    _WARNING,
    "Hồ sơ đã rút, dừng hoặc bị từ chối nhưng không ghi ngày kết thúc;"
    " vẫn tính là chưa giải quyết xong.",
    Column.RESULT,
)
RESULT_FROM_RETURNED = Remark(
    "result_from_returned",
    _NOTE,
    "Không có ngày có kết quả; dùng ngày trả kết quả để xét đúng hạn.",
    Column.RESULT,
)
RETURNED_BEFORE_RESULT = Remark(
    "returned_before_result",
    _WARNING,
    "Ngày trả kết quả sớm hơn ngày có kết quả; vẫn tính theo ngày có kết quả.",
    Column.RETURNED,
)
MISSING_CHANNEL = Remark(
    "missing_channel",
    _WARNING,
    "Không ghi hình thức nộp; hồ sơ vẫn tính, nhưng không tính là trực tuyến.",
    Column.CHANNEL,
)
MISSING_STATE = Remark(
    "missing_state",
    _NOTE,
    "Không ghi trạng thái; suy ra từ ngày có kết quả và ngày trả kết quả.",
    Column.STATE,
)


def _known(words: dict[str, str]) -> str:
    return ", ".join(f"{word} ({code})" for code, word in words.items())


_KNOWN_CHANNELS = _known({str(n): word for n, word in enumerate(CHANNELS.values(), 1)})
_KNOWN_STATES = _known({str(state.value): word for state, word in STATES.items()})


def unusable_code(value: CellValue) -> Remark:
    """Return the remark on a code that is too long or holds characters that nobody sees."""
    message = (
        f"Mã hồ sơ «{shown(value)}» dài quá {CODE_LENGTH} ký tự hoặc có ký tự điều khiển;"
        " không tính dòng này. Hãy ghi lại đúng mã."
    )
    return Remark("unusable_code", _ERROR, message, Column.CODE)


def unknown_channel(value: CellValue) -> Remark:
    """Return the remark on a channel in words that are not known."""
    message = (
        f"Không hiểu hình thức nộp «{shown(value)}»; không tính dòng này."
        f" Các hình thức đọc được: {_KNOWN_CHANNELS}."
    )
    return Remark("unknown_channel", _ERROR, message, Column.CHANNEL)


def unknown_state(value: CellValue) -> Remark:
    """Return the remark on a state in words that are not known."""
    message = (
        f"Không hiểu trạng thái «{shown(value)}»; không tính dòng này."
        f" Các trạng thái đọc được: {_KNOWN_STATES}."
    )
    return Remark("unknown_state", _ERROR, message, Column.STATE)


def unreadable_time(column: Column, value: CellValue, guess: str | None) -> Remark:
    """Return the remark on a cell that holds no time; `guess` swaps day and month."""
    hint = f" Có phải {guess} không?" if guess else ""
    message = (
        f"Không đọc được ngày «{shown(value)}»; không tính dòng này."
        f" Hãy ghi theo ngày/tháng/năm giờ:phút, ví dụ 05/01/2024 09:30.{hint}"
    )
    return Remark("unreadable_date", _ERROR, message, column, guess)


def unreadable_count(value: CellValue) -> Remark:
    """Return the remark on a cell that should hold how often supplements were requested."""
    message = (
        f"Không đọc được số lần «{shown(value)}»; không tính dòng này."
        " Hãy ghi một số nguyên từ 0 đến 99."
    )
    return Remark("unreadable_count", _ERROR, message, Column.SUPPLEMENTS)


def unclear_tick(column: Column, value: CellValue) -> Remark:
    """Return the remark on a mark that says neither yes nor no."""
    message = (
        f"Không hiểu «{shown(value)}» là có hay không; coi như không rõ. Hãy ghi x hoặc để trống."
    )
    return Remark("unclear_mark", _WARNING, message, column)


def long_procedure(value: CellValue) -> Remark:
    """Return the remark on a procedure's text of which only the beginning is kept."""
    message = (
        f"Mã thủ tục «{shown(value)}» dài quá {PROCEDURE_LENGTH} ký tự;"
        f" chỉ giữ {PROCEDURE_LENGTH} ký tự đầu. Hãy ghi mã thay cho tên thủ tục."
    )
    return Remark("long_procedure", _WARNING, message, Column.PROCEDURE)


def unusual_procedure(value: CellValue, procedure: str) -> Remark:
    """Return the remark on a procedure's code that is not written as a national one."""
    text = shown(value)
    if procedure == text_of(value):
        message = f"«{text}» không phải mã thủ tục hành chính quốc gia; giữ nguyên như trong tệp."
        return Remark("unusual_procedure", _NOTE, message, Column.PROCEDURE)
    message = f"Mã thủ tục «{text}» thiếu số 0 ở cuối; đọc là {shown(procedure)}."
    return Remark("procedure_repaired", _NOTE, message, Column.PROCEDURE, procedure)


_BEFORE_RECEIVED = {
    Column.RESULT: ("finished_before_received", "Có kết quả"),
    Column.DUE: ("due_before_received", "Hẹn trả"),
}


def before_received(column: Column, moment: datetime, received: datetime) -> Remark:
    """Return the remark on a result or a promise older than its dossier."""
    kind, what = _BEFORE_RECEIVED[column]
    message = (
        f"{what} lúc {_local(moment)}, trước khi tiếp nhận lúc {_local(received)};"
        " không tính. Hãy kiểm tra hai ngày này."
    )
    return Remark(kind, _ERROR, message, column)


def state_still_open(state: PortalState) -> Remark:
    """Return the remark on a dossier with a result whose state has not followed."""
    message = (
        f"Trạng thái là «{STATES[state]}» nhưng đã có ngày có kết quả; tính là đã giải quyết xong."
    )
    return Remark("state_disagrees", _WARNING, message, Column.STATE)


def lateness_disagrees(*, late: bool) -> Remark:
    """Return the remark on a state that says late or in time, against the times."""
    said, found = ("đúng hạn", "quá hạn") if late else ("quá hạn", "đúng hạn")
    message = f"Trạng thái ghi {said}, nhưng theo ngày có kết quả và ngày hẹn trả là {found}; tính {found}."
    return Remark("lateness_disagrees", _WARNING, message, Column.STATE)


def duplicate(dossier: DossierRow, first: ReadDossier) -> Remark:
    """Return the remark on a row whose code an earlier row had."""
    where = f"dòng {first.row_number}" + (f" của trang {first.sheet}" if first.sheet else "")
    same = (
        "hai dòng giống hệt nhau"
        if dossier == first.row
        else "hai dòng khác nhau, hãy kiểm tra xem mã nào ghi sai"
    )
    message = f"Mã {shown(dossier.code)} đã có ở {where}; {same}. Chỉ tính dòng đầu."
    return Remark("duplicate_code", _ERROR, message, Column.CODE)


def _local(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"
