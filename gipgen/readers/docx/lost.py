"""What a Word file holds besides the text that is read, named for people."""

from __future__ import annotations

from gipgen.words import Say, quote

QUOTED_FROM = 200
"""Characters of a text that are enough for the quotation."""
_KINDS = {
    "deleted": Say("修订中删除的文字", "deleted text"),
    "hidden": Say("隐藏文字", "hidden text"),
    "merged": Say("合并单元格中被遮住的文字", "text covered by a merged cell"),
    "field": Say("域代码", "code of a field"),
    "comments": Say("批注", "comment"),
    "footnotes": Say("脚注", "footnote"),
    "endnotes": Say("尾注", "endnote"),
    "picture": Say("图片", "picture"),
    "chart": Say("图表", "chart"),
    "diagram": Say("SmartArt 图形", "SmartArt diagram"),
    "object": Say("嵌入的对象", "embedded object"),
    "file": Say("嵌入的文档", "embedded document"),
    "macros": Say("宏", "macros"),
}


def lost(kind: str, text: str = "") -> Say:
    """Name something that is left out, with its text or description."""
    named, text = _KINDS[kind], " ".join(text[:QUOTED_FROM].split())
    return Say(f"{named.zh}“{quote(text)}”", f"{named.en} “{quote(text)}”") if text else named
