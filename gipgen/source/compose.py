"""Text → tree, by PyYAML's C composer with everything YAML 1.1 guesses switched off."""

from __future__ import annotations

from typing import Any

import yaml
from yaml._yaml import CParser

from gipgen.patterns import regex
from gipgen.source.characters import character_name
from gipgen.source.problems import begins_at_context, explain_problem
from gipgen.source.suspects import REFERENCE, odd_indent, suspect
from gipgen.source.text import SourceError, split_lines
from gipgen.source.tree import FIRST, Mapping, Node, Place, Scalar, Sequence, cut_off

DEPTH = 24
"""Levels of nesting; a report has five."""
NODES = 20_000
"""Keys and values of one file, aliases counted each time; a full report has about 900."""
REPEATS = 3
"""From how many keys on that stand twice at the top a file is taken to hold two reports."""

_NOT_TEXT = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, and line ends that only YAML knows."""

_NOT_XML = regex("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape in double quotes can smuggle in and no document can hold (XML 1.0, 2.2)."""

_new = tuple.__new__
"""Makes a named tuple in half the time; a report has some 600 places."""

_PLAIN = "?"  # the tag of every untagged node: the text is kept and the schema reads it


class _Composer(CParser):
    """The C parser with the hooks its composer calls; bounds depth and number while it reads."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.nodes = 0

    def descend_resolver(self, parent: Any, _index: Any) -> None:
        self.depth += 1
        self.nodes += 1
        if self.depth > DEPTH:
            raise SourceError("GIP006", _start(parent.start_mark), limit=DEPTH)
        if self.nodes > NODES:
            raise SourceError("GIP007", _start(parent.start_mark), limit=NODES)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return _PLAIN


def compose(text: str) -> tuple[Node | None, list[SourceError]]:
    """Compose the one document of a file into a tree; None when it is empty.

    Repeated keys, tags and merge keys are returned as errors beside the tree.
    Raises SourceError for what leaves no tree: a syntax error, several documents, a bound passed.
    """
    if odd := _NOT_TEXT.search(text):
        raise SourceError("GIP009", _offset(text, odd.start()), character=character_name(odd[0]))
    composer = _Composer(text)
    try:
        if not composer.check_node():
            return None, []
        root = composer.get_node()
        if composer.check_node():
            raise SourceError("GIP005", _next_document(text, root))
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from error
    finally:
        composer.dispose()
    grower = _Grower(text)
    tree = grower.grow(root, 0)
    empty = isinstance(tree, Scalar) and tree.blank
    return None if empty else tree, grower.errors


def _next_document(text: str, root: Any) -> Place:
    """Find the mark of the document after the first one."""
    lines = split_lines(text)
    for number in range(root.end_mark.line, len(lines)):
        if lines[number].startswith("---"):
            return Place(number + 1, 1, number + 1, 4)
    return _place(root.end_mark, root.end_mark)


class _Grower:
    """Turns PyYAML's nodes into our tree and collects what a data file may not contain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.errors: list[SourceError] = []
        self._nodes = 0
        self._aliases = "*" in text
        """Whether a node may stand in several places; without aliases the composer has bounded all there is."""
        self._tags = "!" in text
        self._scalars: dict[int, Scalar] = {}

    def grow(self, node: Any, depth: int) -> Node:
        start, end = node.start_mark, node.end_mark
        place = _new(Place, (start.line + 1, start.column + 1, end.line + 1, end.column + 1))
        if self._aliases:
            self._bound(place, depth)
            if id(node) in self._scalars:
                return self._scalars[id(node)]  # what an alias stands for is looked at once
        kind = type(node)
        if node.tag != _PLAIN or (self._tags and kind is yaml.ScalarNode and self._at(node).startswith("!")):
            tag = "!" if node.tag == _PLAIN else node.tag.replace("tag:yaml.org,2002:", "!!")
            self.errors.append(SourceError("GIP008", place, tag=tag))
        if kind is yaml.ScalarNode:
            return self._scalar(node, place)
        if kind is yaml.SequenceNode:
            return Sequence(tuple([self.grow(item, depth + 1) for item in node.value]), place)
        if self._at(node) == "{{":
            self.errors.append(SourceError("GIP003", place, problem=REFERENCE))
            return Scalar(self._text[start.index : end.index], '"', place)
        return Mapping(tuple(self._items(node, depth)), place)

    def _bound(self, place: Place, depth: int) -> None:
        self._nodes += 1
        if self._nodes > NODES:
            raise SourceError("GIP007", place, limit=NODES)
        if depth > DEPTH:
            raise SourceError("GIP006", place, limit=DEPTH)

    def _at(self, node: Any) -> str:
        """Return the two characters with which a node begins; C marks count characters from the beginning of the text."""
        return self._text[node.start_mark.index : node.start_mark.index + 2]

    def _scalar(self, node: Any, place: Place) -> Scalar:
        if node.style == '"' and (odd := _NOT_XML.search(node.value)):  # escapes can hold what the text itself cannot
            self.errors.append(SourceError("GIP009", place, character=character_name(odd[0])))
        scalar = Scalar(node.value, node.style, place)
        if self._aliases:
            self._scalars[id(node)] = scalar
        return scalar

    def _items(self, node: Any, depth: int) -> list[tuple[Scalar, Node]]:
        items: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        again: list[Scalar] = []
        for key_node, value_node in node.value:
            key = self.grow(key_node, depth + 1)
            if not isinstance(key, Scalar):
                self.errors.append(SourceError("GIP010", key.place))
            elif key.text == "<<" and not key.style:
                self.errors.append(SourceError("GIP011", key.place))
            elif key.text in seen and not (value_node.value == "" and cut_off(key, self.grow(value_node, depth + 1))):
                again.append(key)
            else:
                seen[key.text] = key.place.line
                items.append((key, self.grow(value_node, depth + 1)))
        self.errors += _repeated(again, seen, at_the_top=depth == 0)
        return items


def _repeated(keys: list[Scalar], first: dict[str, int], *, at_the_top: bool) -> list[SourceError]:
    """Return an error for each repeated key, or a single one when a whole report seems to begin again."""
    count = len({key.text for key in keys})
    if at_the_top and count >= REPEATS:
        return [SourceError("GIP014", keys[0].place, key=keys[0].text, count=count)]
    return [SourceError("GIP004", key.place, key=key.text, first=first[key.text]) for key in keys]


def _syntax_error(error: yaml.MarkedYAMLError, text: str) -> SourceError:
    at_context = error.context_mark is not None and begins_at_context(error.context or "", error.problem or "")
    mark = error.context_mark if at_context else error.problem_mark or error.context_mark
    place = _start(mark) if mark is not None else FIRST
    lines = split_lines(text.rstrip())
    if odd := odd_indent(lines, place.line):
        return SourceError("GIP012", odd[0], what=odd[1])
    problem = error.problem or ""
    if found := suspect(lines, place.line, problem):
        return SourceError("GIP003", found[0], problem=found[1])
    return SourceError("GIP003", _inside(lines, place), problem=explain_problem(problem))


def _inside(lines: list[str], place: Place) -> Place:
    """Keep a place inside its file; a syntax error at the end is noticed behind the last line."""
    if place.line <= len(lines):
        return place
    end = len(lines[-1])
    return Place(len(lines), end + 1, len(lines), end + 2)


def _place(start: Any, end: Any) -> Place:
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _start(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _offset(text: str, position: int) -> Place:
    before = text[:position].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Place(line, column, line, column + 1)
