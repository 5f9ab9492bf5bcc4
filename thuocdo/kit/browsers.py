"""Naming a browser by what it says of itself, for people."""

__all__ = ["browser"]

# In this order: later ones claim to be earlier ones.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser(said: str) -> str:
    """Return `Chrome trên Windows`; what is not known is said so."""
    name = next((name for mark, name in _BROWSERS if mark in said), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return f"{name} trên {system}" if system else name
