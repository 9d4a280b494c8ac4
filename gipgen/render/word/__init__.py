"""Report → Word, and the template that it is made from."""

from gipgen.render.word.render import render_word

__all__ = ["render_word"]
