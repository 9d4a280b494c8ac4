"""Readers of the three outputs that share no code with the renderers: each gives tables and paragraphs."""

from tests.readback.documents import Document, TableCell, TableGrid
from tests.readback.html import read_html
from tests.readback.markdown import read_markdown
from tests.readback.word import read_word

__all__ = ["Document", "TableCell", "TableGrid", "read_html", "read_markdown", "read_word"]
