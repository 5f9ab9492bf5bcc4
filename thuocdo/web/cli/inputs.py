"""What commands read: files, days, numbers for JSON."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day
from thuocdo.core.tables.grid import UnreadableFile

__all__ = ["ZONE", "plain_number", "read_day", "read_input"]

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def read_input(file: str) -> tuple[str, bytes]:
    """Return a file's name and bytes.

    Raises:
        UnreadableFile: there is no such file, or it cannot be opened.
    """
    path = Path(file)
    try:
        if path.is_dir():
            raise UnreadableFile(f"«{file}» là thư mục; hãy chỉ một tệp.")
        return path.name, path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"Không có tệp «{file}».") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"Không mở được tệp «{file}».") from error


def read_day(text: str | None) -> date | None:
    """Return the day that an option names (2023-12-31 or 31/12/2023).

    Raises:
        UnreadableFile: it is no day; the message shows how to write one.
    """
    if text is None:
        return None
    try:
        return parse_day(text)
    except UnreadableTime:
        raise UnreadableFile(f"«{text}» không phải là ngày; ghi dạng 2023-12-31.") from None


def plain_number(number: Decimal | None) -> str | None:
    """Write a number for JSON: with a point, without exponent and without trailing zeros."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
