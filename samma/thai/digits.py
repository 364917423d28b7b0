"""Thai digits and arabic digits, one into the other; every reader and writer of numbers begins here."""

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)


def thai_digits(text: str) -> str:
    """The text with 0–9 written ๐–๙."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ written 0–9."""
    return text.translate(_TO_ARABIC)
