"""The paragraphs of a passage as rules read them: without spaces, digits in one script, lines wrapped by hand joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from unicodedata import normalize

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.passages import Passage
from gipgen.source import Place

_CHINESE_YEAR = regex(r"二[〇○零0Oo][〇○零0Oo一二三四五六七八九][〇○零0Oo一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_SENTENCE = regex(r"[^。！？!?\n]+[。！？!?]?")
_ENDED = regex(r"[。；：！？:;!?]\s*$")
_WIDE = regex("[０-ｚ％．]")
_WORD = regex(r"\S+")
_BULLET = regex(r"\s*[-+]\s")
_NUMBERED = regex(
    r"\s*(?:[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9一二三四五六七八九十]{1,3}[、.．]|[一二三四五六七八九十]是)"
)


class Stretch(Struct, frozen=True, dict=True):
    """A paragraph, heading, item of a list or row of a table; `at` says where in the passage each character stands.

    A line end stays where a sentence ends or a number begins. `head` is the heading over it.
    """

    passage: Passage
    text: str
    at: tuple[int, ...]
    kind: str
    head: str

    def place(self, start: int, end: int) -> Place:
        """Return where a part is written."""
        return self.passage.place(self.at[start], self.at[end - 1] + 1)

    def quote(self, start: int, end: int) -> str:
        """Return a part as it is written."""
        return self.passage.text[self.at[start] : self.at[end - 1] + 1]

    def finding(
        self,
        rule: str,
        start: int,
        end: int,
        words: dict[str, object],
        expected: str | None = None,
        actual: str | None = None,
    ) -> Finding:
        """Return a finding about a part; it quotes the part unless the words say what to quote."""
        told = {"text": self.quote(start, end), **words}
        return self.passage.finding(rule, self.place(start, end), told, expected, actual)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends; a semicolon does not end one."""
        return tuple(found.span() for found in _SENTENCE.finditer(self.text))


def stretches(passages: Iterable[Passage]) -> Iterator[Stretch]:
    """Yield the paragraphs of texts in their order, and the rows of their tables."""
    for passage in passages:
        head = ""
        for kind, lines in _blocks(passage):
            stretch = _stretch(passage, kind, lines, head)
            if kind == "#":
                head = stretch.text
            if stretch.text:
                yield stretch


def _blocks(passage: Passage) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield kind and lines of each block, with the offset of each line."""
    at, kind = 0, ""
    held: list[tuple[int, str]] = []
    lines = passage.text.split("\n")
    for number, line in enumerate(lines):
        own = passage.kinds[number] if number < len(passage.kinds) else ""
        if held and (own or not line.strip() or kind in {"#", "|"}):
            yield kind, held
            held = []
        if line.strip():
            kind = kind if held else own
            held.append((at, line))
        at += len(line) + 1
    if held:
        yield kind, held


def _stretch(passage: Passage, kind: str, lines: list[tuple[int, str]], head: str) -> Stretch:
    kept: list[str] = []
    places: list[int] = []
    for number, (offset, line) in enumerate(lines):
        if number and (_ENDED.search(lines[number - 1][1]) or _NUMBERED.match(line)):
            kept.append("\n")
            places.append(offset - 1)
        bullet = _BULLET.match(line) if kind == "-" and not number else None
        for word in _WORD.finditer(plain(line), bullet.end() if bullet else 0):
            kept.append(word[0])
            places += range(offset + word.start(), offset + word.end())
    return Stretch(passage, "".join(kept), tuple(places), kind, head)


def plain(text: str) -> str:
    """Write digits, letters and years in one script, character for character."""
    text = _WIDE.sub(lambda found: _one(found[0]), text)
    return _CHINESE_YEAR.sub(lambda found: "2" + found[0][1:].translate(_DIGITS), text)


def _one(character: str) -> str:
    simple = normalize("NFKC", character)
    return simple if simple.isalnum() or simple in ".%" else character
