"""A document as blocks, by its kind."""

from thuocdo.core.previews import Preview, UnableToPreview

__all__ = ["preview"]


def preview(kind: str, data: bytes) -> Preview:
    """Return what a page can show of a Word document or a workbook.

    Raises:
        UnableToPreview: the kind has no such preview, or the file cannot be opened.
    """
    if kind == "docx":
        from thuocdo.adapters.previews.docx import preview_docx

        return preview_docx(data)
    if kind == "xlsx":
        from thuocdo.adapters.previews.xlsx import preview_xlsx

        return preview_xlsx(data)
    raise UnableToPreview("Loại tệp này không xem trước được trên trang.")
