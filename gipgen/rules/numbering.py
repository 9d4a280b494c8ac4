"""Numbers of headings, paragraphs and sections."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.form import normal
from gipgen.patterns import regex
from gipgen.rules.numerals import numeral
from gipgen.rules.registry import rule
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject
from gipgen.words import Say

_LINE = r"(?:^(?:\[bookmark:[^\]]*\])?|(?<=\n))"
_INSIDE = r"(?:^(?:\[bookmark:[^\]]*\])?|(?<=[。；：;:\n]))"
_STYLES = (
    regex(_LINE + r"(?P<n>[一二三四五六七八九十]{1,3})、"),
    regex(_LINE + r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]"),
    regex(_INSIDE + r"(?P<n>[0-9]{1,2})(?:、(?![0-9]{1,2}、)|[.．](?![0-9])|[.．](?=20[0-9]{2}年))"),
    regex(_INSIDE + r"[（(]?(?P<n>[0-9]{1,2})[）)]"),
    regex(_INSIDE + r"(?P<n>[一二三四五六七八九十]{1,2})是"),
)
"""How headings and paragraphs are numbered, the highest first; the last three also within a paragraph."""
_INLINE = len(_STYLES) - 1
_CHINESE = 2
"""The styles before it begin again with 一 only below a heading without a number."""
_HANGING = regex(r"(?:^|(?<=[。；：\n]))(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])+$")
_EXTRA = regex(r"(?P<n>[一二三四五六七八九十]{1,3})[、.．]")

_SKIPPED = Say("跳了号", "numbers are left out before it")
_AGAIN = Say("与前面重号", "the number was used before")
_ALONE = Say(
    "编号后面没有内容，多半是文字处理软件自动加的",
    "nothing follows the number, which a word processor probably put there",
)


@rule("GIP426")
def numbers_follow_on(subject: Subject) -> Iterator[Finding]:
    """Look for numbers of headings and paragraphs that skip or repeat, and for numbers with nothing behind them."""
    last: dict[int, int] = {}
    passage = None
    headings = {section.heading for section in subject.report.form.sections}
    for stretch in subject.stretches:
        if stretch.text in headings:
            continue
        numbers = list(_numbers(stretch))
        if stretch.passage is not passage or (stretch.kind == "#" and not numbers):
            passage, last = stretch.passage, {}
        for start, end, style, number in numbers:
            before = last.get(style, 0)
            anew = number == 1 and (before != 1 or style >= _CHINESE)
            if number != before + 1 and not anew:
                yield stretch.finding("GIP426", start, end, {"what": _AGAIN if number <= before else _SKIPPED})
            last = {
                kept: value for kept, value in last.items() if kept < style or (kept == _INLINE and style >= _CHINESE)
            }
            last[style] = number
        hanging = _HANGING.search(stretch.text)
        if hanging:
            yield stretch.finding("GIP426", *hanging.span(), {"what": _ALONE})


def _numbers(stretch: Stretch) -> Iterator[tuple[int, int, int, int]]:
    """Yield place, style and number of each numbered beginning; lists of Markdown are numbered when they are printed."""
    found = []
    for style, pattern in enumerate(_STYLES):
        if style == _INLINE or stretch.kind != "-":
            found += [(match.start(), match.end(), style, match["n"]) for match in pattern.finditer(stretch.text)]
    for start, end, style, written in sorted(found):
        told = numeral(written)
        if told is not None and end < len(stretch.text):
            yield start, end, style, int(told.value)


@rule("GIP427")
def headings_stand_once(subject: Subject) -> Iterator[Finding]:
    """Look for statutory headings in prose: the section's own, or another's with its number."""
    form = subject.report.form
    headings = {section.heading for section in form.sections}
    own: dict[tuple[str | int, ...], set[str]] = {
        (section.id,): set(map(normal, (section.label, *section.spellings[:-1]))) for section in form.prose
    }
    for stretch in subject.stretches:
        bare = stretch.text.rstrip("：:。")
        repeated = normal(bare) in own.get(stretch.passage.path, ()) or bare in headings
        if repeated:
            yield stretch.finding("GIP427", 0, len(stretch.text), {})


@rule("GIP428")
def extra_sections_follow_on(subject: Subject) -> Iterator[Finding]:
    """Expect the sections after the statutory ones to be numbered behind them."""
    following = len(subject.report.form.sections) + 1
    headings = [passage for passage in subject.passages if passage.path[0] == "extra_sections" and not passage.prose]
    for passage in headings:
        found = _EXTRA.match(passage.text)
        number = numeral(found["n"]) if found else None
        if found and number:
            if number.value != following:
                wanted = f"{_chinese(following)}、"
                words: dict[str, object] = {"text": passage.text, "wanted": wanted}
                yield passage.finding("GIP428", passage.place(*found.span()), words, wanted, found[0])
            following = int(number.value)
        following += 1


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (f"{digits[tens] if tens > 1 else ''}十" if tens else "") + (digits[ones] if ones else "")
