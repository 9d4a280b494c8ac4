"""The elements of HTML by what they are to a reader of text."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborNode

from gipgen.readers.document import Dropped
from gipgen.readers.html.style import Attributes
from gipgen.words import Say, quote


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNREAD = _names(
    "script style template noscript head title input select textarea button datalist option svg map area link meta"
    " base noframes col colgroup param source track wbr rp"
)
"""What holds no text of the page, or is there to be filled in or pressed."""

BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p plaintext pre search section summary"
    " table ul xmp"
)
LISTS = _names("ul ol menu dir")
GROUPS = LISTS | _names("div dl section p center table nav form")
"""What may be a list of links."""
UNSHOWN = _names("tr td th caption thead tbody tfoot img iframe embed object")
"""What leaves nothing behind when it is not shown."""
BOLD = _names("b strong")
ITALIC = _names("i em cite dfn var")
PREFORMATTED = _names("pre listing xmp plaintext")

STRUCK = _names("s strike")

LOOKS = BOLD | ITALIC | PREFORMATTED | STRUCK | _names("a center h1 h2 h3 h4 h5 h6 li table")
"""What changes how text looks, or its level, depth or side, without an attribute that says so."""

OBJECTS: Final = {
    "img": Say("图片", "a picture"),
    "canvas": Say("图形", "a drawing"),
    "iframe": Say("嵌入的页面", "an embedded page"),
    "frame": Say("嵌入的页面", "an embedded page"),
    "embed": Say("嵌入的文件", "an embedded file"),
    "object": Say("嵌入的文件", "an embedded file"),
    "video": Say("视频", "a video"),
    "audio": Say("音频", "a sound"),
    "del": Say("标为删除的文字", "deleted text"),
    "math": Say("公式", "an equation"),
    "rt": Say("注音", "a reading over characters"),
}


def struck(text: str) -> Dropped:
    """Name text that is struck through."""
    return _named(Say("划掉的文字", "text that is struck through"), text)


def dropped(node: LexborNode, tag: str, attributes: Attributes) -> Dropped:
    """Name a picture or another object by its words, else by its file."""
    source = attributes.get("src") or attributes.get("data") or ""
    file = "" if source.startswith("data:") else source
    name = attributes.get("alt") or attributes.get("title") or file or " ".join((node.text() or "").split())
    return _named(OBJECTS[tag], name)


def _named(what: Say, name: str) -> Dropped:
    return Dropped(Say(f"{what.zh}“{quote(name)}”", f"{what.en} “{quote(name)}”") if name else what)
