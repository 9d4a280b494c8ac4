"""Templates put together at random, as people may write them: filled as text or not, the result is docxtpl's."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from gipgen.render.environment import RenderError
from gipgen.render.word.parts import WordParts
from gipgen.render.word.properties import properties_xml
from gipgen.render.word.prose import WordProse
from gipgen.render.word.render import fill, plainly, prepared_for, word_context
from gipgen.report import Report
from tests.test_word_ways import DRAWING, PACKAGED, full, said, table
from tests.word_files import DOCUMENT, packed, parts, report_on

CASES = 40
VALUES = [
    "agency",
    "year",
    "signature",
    "title",
    "contact_line",
    "date",
    "applications.received.total",
    "draft",
    "notice",
]
TESTS = ("draft", "year > 2023", "not draft", "signature", "agency == “某”", "applications.received.total|int")
WORDS = (
    *["甲", "&", "<", ">", "“", "”", "'", '"', "\xa0", "\u3000", "&amp;", "{_{", "}_}", "{_%", "]]>"],
    " ",
    "  ",
    "丙}",
    "\u2028",
)
FILTERS = (
    *[""] * 30,
    "|default('无')",
    "|int",
    "|length",
    "|upper",
    "|trim",
    "[0]",
    "|join(' ')",
    " ~ '<'",
    " or preamble",
)


def drawn_text(draw: random.Random, depth: int = 0) -> str:
    """Text with tags, as it is typed into Word."""
    made = []
    for _ in range(draw.randint(1, 4)):
        kind = draw.choice(("word", "word", "value", "value", "figure", "if", "for", "comment", "raw"))
        left, right = draw.choice(("", "", "", "-")), draw.choice(("", "", "", "-"))
        if kind in {"word", "raw"} and (kind == "word" or draw.random() < 0.95):
            made.append(draw.choice(WORDS))
        elif kind == "value":
            made.append(f"{{{{{left} {draw.choice(VALUES)}{draw.choice(FILTERS)} {right}}}}}")
        elif kind == "figure":
            made.append("{{ applications.received.total }}")
        elif kind == "comment":
            made.append("{# {{ year }} #}")
        elif kind == "raw":
            made.append("{% raw %}{{ applications.received.total }}{% endraw %}")
        elif depth < 2:
            inner, other = drawn_text(draw, depth + 1), drawn_text(draw, depth + 1)
            if kind == "if":
                made.append(f"{{%{left} if {draw.choice(TESTS)} {right}%}}{inner}{{% else %}}{other}{{% endif %}}")
            else:
                made.append(f"{{% for item in catalogue %}}{{{{ item.value }}}}{inner}{{%{left} endfor {right}%}}")
    return "".join(made)


def runs(draw: random.Random) -> str:
    """Text in runs that end anywhere, in tags too, some in a link, a content control or an insertion."""
    text = drawn_text(draw)
    cuts = sorted(draw.sample(range(len(text) + 1), min(len(text), draw.choice((0, 0, 1, 3)))))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    made = []
    for piece in pieces:
        space = draw.choice(("", ' xml:space="preserve"'))
        escaped = piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        made.append(f"<w:r><w:rPr><w:b/></w:rPr><w:t{space}>{escaped}</w:t></w:r>")
    return draw.choice(AROUND_RUNS).replace("…", "".join(made))


AROUND_RUNS = (
    *("…",) * 8,
    '<w:hyperlink w:anchor="a">…</w:hyperlink>',
    '<w:bookmarkStart w:id="0" w:name="a"/>…<w:bookmarkEnd w:id="0"/>',
    '<w:ins w:id="9" w:author="a">…</w:ins>',
    '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>…</w:sdtContent></w:sdt>',
    '<w:fldSimple w:instr=" PAGE ">…</w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {{ year }}</w:instrText></w:r>…',
    '<w:commentRangeStart w:id="0"/>…<w:commentRangeEnd w:id="0"/><w:r><w:tab/><w:br/></w:r>',
    '<w:r><w:pict><w:txbxContent xmlns:v="urn:v"><w:p>…</w:p></w:txbxContent></w:pict></w:r>',
)


def paragraph(draw: random.Random) -> str:
    return f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr>{runs(draw)}</w:p>'


def tagged(kind: str, tag: str) -> str:
    text = said(f"{{%{kind} {tag} %}}")
    return text if kind == "p" else f"<w:tr><w:tc><w:tcPr/>{text}</w:tc></w:tr>"


def around(draw: random.Random, kind: str, inner: str) -> str:
    """Put paragraphs or rows into a statement, or leave them."""
    if draw.random() < 0.5:
        return inner
    opening, closing = draw.choice((("if draft", "endif"), ("for item in catalogue", "endfor"), ("if year", "endif")))
    return tagged(kind, opening) + inner + tagged(kind, closing)


def drawn_table(draw: random.Random) -> str:
    columns = draw.randint(1, 3)
    rows = []
    for _ in range(draw.randint(1, 3)):
        cells = columns + draw.choice((0, 0, 0, 0, 1, -1))
        made = "".join(f"<w:tc><w:tcPr/>{paragraph(draw)}</w:tc>" for _ in range(max(1, cells)))
        rows.append(around(draw, "tr", f"<w:tr>{made}</w:tr>"))
    return table(*rows, columns=columns)


def blocks(draw: random.Random) -> str:
    makers: tuple[Callable[[random.Random], str], ...] = (
        paragraph,
        paragraph,
        paragraph,
        drawn_table,
        lambda _: DRAWING,
        lambda draw: said(draw.choice(("{{p preamble }}", "{{p overview }}", "{{p agency }}", "{%p set x = year %}"))),
        lambda draw: f"<w:sdt><w:sdtContent>{paragraph(draw)}</w:sdtContent></w:sdt>",
    )
    return "".join(around(draw, "p", draw.choice(makers)(draw)) for _ in range(draw.randint(1, 3)))


def drawn_template(seed: int) -> bytes:
    """A small template: our parts, its own body, and sometimes its own header and footer."""
    draw = random.Random(seed)
    files = parts(PACKAGED)
    files[DOCUMENT] = re.sub(
        r"(?s)(<w:body>).*(?=<w:sectPr)", lambda found: found[1] + blocks(draw), files[DOCUMENT].decode()
    ).encode()
    for name in ("word/header1.xml", "word/footer1.xml"):
        if draw.random() < 0.3:
            xml = files[name].decode()
            files[name] = re.sub(r"(?=</w:(hdr|ftr)>)", lambda _: paragraph(draw), xml).encode()
    return packed(files)


def outcome(make: Callable[[], bytes]) -> dict[str, bytes] | str:
    try:
        return parts(make())
    except Exception as error:  # noqa: BLE001  # whatever a template raises
        return type(error.__cause__ if isinstance(error, RenderError) else error).__name__


def tried(seed: int, path: Path, reports: tuple[Report, ...]) -> bool | None:
    """Demand that both ways agree on a template, and say whether it is filled as text; None when it is not usable."""
    path.write_bytes(drawn_template(seed))
    try:
        prepared = prepared_for(reports[0].form, path)
    except RenderError:
        return None
    for report in reports:
        word = WordParts(prepared.template)
        context = word_context(report, WordProse(word))

        def plain(report: Report = report, word: WordParts = word, context: dict[str, object] = context) -> bytes:
            return plainly(path, context, word, properties_xml(report, prepared.kept, context))

        filled, ours = outcome(lambda report=report: fill(path, report, path)), outcome(plain)  # type: ignore[misc]
        assert filled == ours, seed
        if prepared.text and isinstance(filled, dict):
            for name, data in filled.items():
                assert not name.endswith((".xml", ".rels")) or etree.fromstring(data) is not None
            assert Document(io.BytesIO(packed(filled)))
    return prepared.text is not None


@pytest.fixture(scope="module")
def some_reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, ...]:
    folder = tmp_path_factory.mktemp("reports")
    return full(folder), report_on(folder)


@pytest.mark.parametrize("seed", range(CASES))
def test_a_template_of_any_make_is_filled_as_docxtpl_would(
    seed: int, some_reports: tuple[Report, ...], tmp_path: Path
) -> None:
    tried(seed, tmp_path / "form-2021.docx", some_reports)
