"""QR codes as pictures for pages."""

__all__ = ["qr_picture"]


def qr_picture(text: str) -> str:
    """Return the address (`data:`) of an SVG that shows `text`, with the quiet zone that scanners need."""
    import segno  # only where a code is shown

    return segno.make(text, error="m", micro=False).svg_data_uri(scale=8, border=4, light="#fff")
