"""Signs of the symbol fonts that Word files name by number."""

from __future__ import annotations

_WINGDINGS = dict(zip(
    (0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x74, 0x75, 0x76, 0xA1, 0xA8, 0xFB, 0xFC, 0xFD, 0xFE, 0xD8, 0xE0, 0xF0),
    "●■□❑❒⧫◆❖○◻✗✓☒☑➢→⇨",
    strict=True,
)) | {0x81 + step: chr(ord("①") + step) for step in range(10)} | {0x8C + step: chr(ord("❶") + step) for step in range(10)}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"}
_SYMBOL = {0xB7: "•", 0xB4: "×", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB8: "÷", 0xB0: "°", 0xB9: "≠", 0xAE: "→"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000


def symbol(font: str, code: str) -> str:
    """Return the sign that a font shows for a hexadecimal code; one that is not known here stays as it is."""
    try:
        at = int(code, 16)
        character = chr(at)
    except (ValueError, OverflowError):
        return ""
    return (
        _FONTS.get(font.lower(), {}).get(at & 0xFF, character)
        if at >= _PRIVATE or font.lower() in _FONTS
        else character
    )
