"""How a text is written in the source: where its words stand, and what YAML makes of its lines."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct, field

from gipgen.patterns import regex
from gipgen.prose import Problem
from gipgen.source import Place, Source

_PROPERTIES = regex(r"(?:[&!]\S*\s+)*")
"""Anchors and tags, which stand before the value itself."""
_ANY_COMMENT = regex(r"\s+#(?!! )(?=\s*\S)")
"""What YAML takes for a comment; `#! ` begins a remark on the line, as the project's own tests have them."""
_GLUED_COMMENT = regex(r"\s+#(?!!? |$)")
_LOST_HEADING = regex(r"\s+##")


class Written(Struct, dict=True):
    """One text of a data file in its source."""

    source: Source
    place: Place
    _next: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    """Where to look for the next place of a word, by the word and the line where the search began."""

    @cached_property
    def opening(self) -> str:
        """The line on which it begins, behind tags and names of YAML."""
        line = self.source.lines[self.place.line - 1]
        start = _PROPERTIES.match(line, self.place.column - 1)
        return line[start.end() if start else 0 :]

    @property
    def block(self) -> bool:
        """Say whether the text stands below a bar, which keeps its lines."""
        return self.opening.startswith("|")

    @property
    def joined(self) -> bool:
        """Say whether the text stands on several lines that YAML joins with spaces."""
        first, last = self.place.line, self.place.end_line
        if self.opening.startswith(("|", ">")):
            below = self.source.lines[first : last - (self.place.end_column == 1)]
            return not self.block and sum(bool(line.strip()) for line in below) > 1
        return last > first

    @property
    def plain(self) -> bool:
        """Say whether the text stands without quotes or a mark before it, so that a space and # end it."""
        return not self.opening.startswith(("|", ">", '"', "'"))

    def swallowed(self, *, glued: bool) -> Place | None:
        """Return where YAML takes words behind the text for a comment.

        With `glued` only a # right before a word counts, since a remark has a space between.
        """
        line, column = self.place.end_line, self.place.end_column
        rest = self.source.lines[line - 1]
        found = (_GLUED_COMMENT if glued else _ANY_COMMENT).match(rest, column - 1) if self.plain else None
        return Place(line, found.end(), line, len(rest.rstrip()) + 1) if found else None

    def words(self, place: Place) -> str:
        """Return what the source says at a place in one line."""
        return self.source.lines[place.line - 1][place.column - 1 : place.end_column - 1]

    @property
    def beheaded(self) -> bool:
        """Say whether a line below begins like a heading, which YAML drops as a comment."""
        below = next((line for line in self.source.lines[self.place.end_line :] if line.strip()), "")
        return not self.block and bool(_LOST_HEADING.match(below))

    def find(self, problem: Problem) -> Place:
        """Return the next place of a problem's words, or that of the whole text when they are not written like that.

        In a block the lines of the source are those of the text, so the search begins where the paragraph does.
        """
        first = self.place.line + 1 + problem.line if self.block else self.place.line
        mark = (problem.needle, problem.line)
        line, column = self._next.get(mark, (first, self.place.column - 1 if first == self.place.line else 0))
        while problem.needle and line <= min(self.place.end_line, len(self.source.lines)):
            at = self.source.lines[line - 1].find(problem.needle, column)
            if at >= 0:
                self._next[mark] = (line, at + len(problem.needle))
                return Place(line, at + 1, line, at + 1 + len(problem.needle))
            line, column = line + 1, 0
        return self.place
