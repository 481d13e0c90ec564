"""What people type, on its way in."""


def storable(text: str) -> str:
    """The text without NUL, which PostgreSQL stores in no text: none gets further in than this."""
    return text.replace("\x00", "")
