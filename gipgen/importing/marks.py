"""Pictures, links and bold type of a report that a document does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gipgen.importing.difference import Difference
from gipgen.importing.told import Told, bare
from gipgen.readers import Document, Paragraph
from gipgen.words import Say, quote

_PICTURE = "图片"
"""What every reader calls a picture that it leaves out, with its description behind."""


def lost_pictures(passages: Sequence[Told], document: Document) -> Iterator[Difference]:
    """Yield the pictures whose description no picture of the document has; some without one may be any."""
    theirs = Counter(one.what.zh for one in document.dropped)
    spare = theirs[_PICTURE]
    for passage in passages:
        for piece in (piece for line in passage.lines for piece in line.pieces if piece.picture):
            name = f"{_PICTURE}“{quote(piece.picture)}”"
            if theirs[name]:
                theirs[name] -= 1
            elif spare:
                spare -= 1
            else:
                label = Say(f"{passage.label.zh}的图片", f"a picture in {passage.label.en}")
                yield Difference((passage.id,), label, piece.picture, "")


def lost_styles(passages: Sequence[Told], document: Document) -> Iterator[Difference]:
    """Yield the links that lead nowhere or elsewhere in the document, and the bold text that is not bold there."""
    runs = [run for block in document.blocks if isinstance(block, Paragraph) for run in block.runs]
    headed = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.level]
    bold = bare("", "".join([*(run.text for run in runs if run.bold), *headed]))
    links: dict[str, str] = {}
    for run in runs:
        if run.link:
            links[run.link] = links.get(run.link, "") + run.text
    for passage in passages:
        for line in passage.lines:
            for piece in line.pieces:
                if piece.link and not any(_leads(piece.link, one) for one in links):
                    label = Say(
                        f"{passage.label.zh}里“{quote(piece.text)}”的链接",
                        f"the link of {quote(piece.text)} in {passage.label.en}",
                    )
                    other = next((link for link, text in links.items() if piece.text in text), "")
                    yield Difference((passage.id,), label, piece.link, other)
            strong = bare("", "".join(piece.text for piece in line.pieces if piece.bold))
            if strong and not line.heading and strong not in bold:
                label = Say(f"{passage.label.zh}的加粗", f"bold type in {passage.label.en}")
                yield Difference((passage.id,), label, quote(strong), "")


def _leads(ours: str, theirs: str) -> bool:
    """Say whether two addresses are one; pages write those of their own site in full."""
    one, other = ours.rstrip("/"), theirs.rstrip("/")
    return one == other or ("://" not in one and bool(one) and other.endswith(one.lstrip("./")))
