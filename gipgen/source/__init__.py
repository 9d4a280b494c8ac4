"""YAML text → tree with the place of every key and value."""

from gipgen.source.compose import compose
from gipgen.source.data import plain_data
from gipgen.source.text import STDIN, Source, SourceError, decode, read_source, read_start, real
from gipgen.source.tree import FIRST, Mapping, Node, Place, Scalar, Sequence, cut_off

__all__ = [
    "FIRST",
    "STDIN",
    "Mapping",
    "Node",
    "Place",
    "Scalar",
    "Sequence",
    "Source",
    "SourceError",
    "compose",
    "cut_off",
    "decode",
    "plain_data",
    "read_source",
    "read_start",
    "real",
]
