"""Markdown of a data file → blocks that every output sets in its own way."""

from gipgen.prose.blocks import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Picture,
    ProseTable,
    Strong,
    Text,
    block_texts,
    plain_text,
)
from gipgen.prose.parse import parse
from gipgen.prose.pictures import PictureError, load_picture
from gipgen.prose.problem import BRACES, Problem

__all__ = [
    "BRACES",
    "Block",
    "Break",
    "Emphasis",
    "Heading",
    "Inline",
    "Items",
    "Link",
    "Paragraph",
    "Picture",
    "PictureError",
    "Problem",
    "ProseTable",
    "Strong",
    "Text",
    "block_texts",
    "load_picture",
    "parse",
    "plain_text",
]
