"""Names of characters that nobody sees, or that others see differently."""

from __future__ import annotations

import unicodedata

from gipgen.words import Say

_NAMES = {
    "\u00a0": Say("不换行空格", "no-break space"),
    "\u00ad": Say("软连字符", "soft hyphen"),
    "\u200b": Say("零宽空格", "zero-width space"),
    "\u200c": Say("零宽不连字", "zero-width non-joiner"),
    "\u200d": Say("零宽连字", "zero-width joiner"),
    "\u200e": Say("从左到右标记", "left-to-right mark"),
    "\u200f": Say("从右到左标记", "right-to-left mark"),
    "\u2028": Say("行分隔符", "line separator"),
    "\u2029": Say("段分隔符", "paragraph separator"),
    "\u202a": Say("从左到右嵌入", "left-to-right embedding"),
    "\u202b": Say("从右到左嵌入", "right-to-left embedding"),
    "\u202c": Say("方向控制结束", "pop directional formatting"),
    "\u202d": Say("强制从左到右", "left-to-right override"),
    "\u202e": Say("强制从右到左", "right-to-left override"),
    "\u2060": Say("零宽不换行", "word joiner"),
    "\u2066": Say("从左到右隔离", "left-to-right isolate"),
    "\u2067": Say("从右到左隔离", "right-to-left isolate"),
    "\u2068": Say("方向隔离", "first strong isolate"),
    "\u2069": Say("方向隔离结束", "pop directional isolate"),
    "\u3000": Say("全角空格", "full-width space"),
    "\ufeff": Say("字节顺序标记", "byte order mark"),
    "\ufffd": Say("替换字符，原来的字已经丢失", "replacement character: what stood here is lost"),
}
_PRIVATE = Say("自造字", "private use")


def character_name(character: str) -> Say:
    """Name a character by its code and, where it has one, its name."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or (_PRIVATE if unicodedata.category(character) == "Co" else None)
    return Say(f"{code}（{name.zh}）", f"{code} ({name.en})") if name else Say.same(code)
