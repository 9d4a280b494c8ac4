"""What a Word file holds besides the text that is read, named for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from gipgen.readers.docx.package import Relationship
from gipgen.words import Say, quote

QUOTED_FROM = 200
"""Characters of a text that are enough for the quotation."""
_KINDS = {
    "deleted": Say("修订中删除的文字", "deleted text"),
    "hidden": Say("隐藏文字", "hidden text"),
    "struck": Say("划掉的文字", "text that is struck through"),
    "merged": Say("合并单元格中被遮住的文字", "text covered by a merged cell"),
    "field": Say("域代码", "code of a field"),
    "reading": Say("注音", "reading over characters"),
    "comments": Say("批注", "comment"),
    "footnotes": Say("脚注", "footnote"),
    "endnotes": Say("尾注", "endnote"),
    "picture": Say("图片", "picture"),
    "chart": Say("图表", "chart"),
    "ink": Say("墨迹", "ink"),
    "equation": Say("公式", "equation"),
    "diagram": Say("SmartArt 图形", "SmartArt diagram"),
    "object": Say("嵌入的对象", "embedded object"),
    "file": Say("嵌入的文档", "embedded document"),
    "macros": Say("宏", "macros"),
}

_OUTSIDE = {
    "image": Say("链接的图片", "linked picture"),
    "attachedTemplate": Say("附加的模板", "attached template"),
    "oleObject": Say("链接的对象", "linked object"),
    "subDocument": Say("子文档", "subdocument"),
    "aFChunk": Say("插入的文档", "inserted document"),
    "video": Say("视频", "video"),
}
_NAMED = 5
"""Files outside that are named one by one."""


def outside(found: Sequence[Relationship]) -> Say:
    """Name what lies in other files, each by the name of the file alone: its folder may tell a person's name."""
    told = dict.fromkeys(_file(one) for one in found)
    zh, en = "、".join(one.zh for one in [*told][:_NAMED]), ", ".join(one.en for one in [*told][:_NAMED])
    more = Say(f" 等 {len(told)} 个", f" and others, {len(told)} in all") if len(told) > _NAMED else Say("", "")
    return Say(f"文档以外的文件，没有打开（{zh}{more.zh}）", f"files outside, which were not opened ({en}{more.en})")


def _file(one: Relationship) -> Say:
    kind = _OUTSIDE.get(one.kind, Say("其他文件", "other file"))
    name = quote(unquote(re.split(r"[?#]", one.target)[0]).replace("\\", "/").rstrip("/").rpartition("/")[2])
    return Say(f"{kind.zh}“{name}”", f"{kind.en} “{name}”")


def lost(kind: str, text: str = "") -> Say:
    """Name something that is left out, with its text or description."""
    named, text = _KINDS[kind], " ".join(text[:QUOTED_FROM].split())
    return Say(f"{named.zh}“{quote(text)}”", f"{named.en} “{quote(text)}”") if text else named
