"""Characters that nobody sees, by their names."""

from __future__ import annotations

from gipgen.words import Say

_NAMES = {
    "\u00a0": Say("不换行空格", "no-break space"),
    "\u00ad": Say("软连字符", "soft hyphen"),
    "\u200b": Say("零宽空格", "zero-width space"),
    "\u2028": Say("行分隔符", "line separator"),
    "\u2029": Say("段分隔符", "paragraph separator"),
    "\u3000": Say("全角空格", "full-width space"),
    "\ufeff": Say("字节顺序标记", "byte order mark"),
}


def character_name(character: str) -> Say:
    """Name a character by its code and, where it has one, its name."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character)
    return Say(f"{code}（{name.zh}）", f"{code} ({name.en})") if name else Say(code, code)
