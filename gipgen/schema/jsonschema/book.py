"""What is said more than once: definitions to refer to, and words for people."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Json = dict[str, Any]


class Book(Struct):
    """The definitions of a schema, each written once and referred to by name."""

    definitions: Json

    def put(self, name: str, schema: Json) -> Json:
        """Define a schema under a name, numbered when another schema has it, and refer to it."""
        numbered, number = name, 1
        while self.definitions.setdefault(numbered, schema) != schema:
            number += 1
            numbered = f"{name}-{number}"
        return ref(numbered)


def ref(name: str) -> Json:
    """Refer to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def about(title: str, description: str = "") -> Json:
    """Say what a key is, for an editor to show."""
    return {"title": title, **({"description": description} if description else {})}


def told(words: Json, value: Json, *shapes: Json) -> Json:
    """Put the words for people to a value of several shapes.

    They come first among the shapes too: yaml-language-server shows the first words that it meets there, and remembers
    in a shared definition the title of the last key that referred to it.
    """
    return {**words, **value, "allOf": [words, *shapes]}
