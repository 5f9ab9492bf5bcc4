"""Handing in a file of dossiers."""

from typing import Any

from thuocdo.kit.uploads import UploadForm

__all__ = ["ImportForm"]


class ImportForm(UploadForm):
    """The export of the one-stop software."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=".xlsx,.xls,.csv", **kwargs)
        self.fields["file"].label = "Tệp danh sách hồ sơ (.xlsx, .xls, .csv)"
        self.fields[
            "file"
        ].help_text = "Tệp xuất từ phần mềm một cửa, giữ nguyên như khi xuất; nhập lại cùng một tệp không làm thay đổi gì."
