"""Characters that were read as marks and were probably meant as they stand, and links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gipgen.patterns import regex
from gipgen.prose.problem import BRACES, Problem
from gipgen.prose.slips import slip
from gipgen.words import Say

_STARTS_LATE = regex(r"[，。；：、！？）】》”’]")
_ENDS_EARLY = regex(r"[，、；（]$")
_PAUSE = regex(r"[，。；：、！？]")
_ELSEWHERE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]")
_PICTURE = regex(r"\.(?:png|jpe?g|gif)$", re.IGNORECASE)


def changed(written: str, printed: Say, instead: str) -> Problem:
    """Return the problem of characters that are printed as others."""
    return Problem("GIP432", written, {"text": written, "printed": printed, "instead": instead})


def stray_stars(sign: str, before: str, inner: str) -> Problem | None:
    """Return the problem of signs that stand around text by chance, as in 带*号的必填，其余*号选填 or 张**、李**.

    What is emphasised on purpose does not begin with punctuation; in italics it does not break off with any either, and
    hardly begins right behind a word and goes on beyond a comma.
    """
    italic = len(sign) == 1
    chance = bool(_STARTS_LATE.match(inner))
    if italic and not chance:
        chance = bool(_ENDS_EARLY.search(inner) or (before.isalnum() and _PAUSE.search(inner)))
    style = Say("斜体", "italic") if italic else Say("粗体", "bold")
    printed = Say(f"{style.zh}的“{inner}”", f"“{inner}” in {style.en}")
    return changed(f"{sign}{inner}{sign}", printed, f"\\{sign[0]}" * len(sign)) if chance else None


def link_slips(href: str, before: str, files: Callable[[str], bool], *, seen: bool) -> Iterator[Problem]:
    """Yield what is wrong with a link: meant as a picture, nothing to be `seen` of it, or nothing that it leads to."""
    if before == "！" and _PICTURE.search(href):
        help_ = Say(
            "图片写成 ![说明](文件)，感叹号用半角。", "A picture is written ![words](file), with a half-width sign."
        )
        yield slip("！[", help_)
    elif not seen:
        reason = Say("没有文字，不会印出来", "has no words and is not printed")
        yield Problem("GIP433", href, {"text": href, "reason": reason})
    elif not (_ELSEWHERE.match(href) or BRACES.search(href) or (href and files(href))):
        reason = Say("既不是网址，也不是数据文件旁边的文件", "is neither a web address nor a file beside the data file")
        yield Problem("GIP433", href or "]()", {"text": href, "reason": reason})
