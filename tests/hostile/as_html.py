"""A draft as a page: as an editor writes it, as it is pasted from Word, as a site shows it."""

from __future__ import annotations

from html import escape
from random import Random

from tests.hostile.draft import Draft, Table, Text

SITE = (
    '<div class="header"><ul class="nav">{above}</ul></div>',
    '<nav>{above}</nav><div id="crumbs"></div>',
    '<div class="top"><table><tr><td>{above}</td></tr></table></div>',
)


def write_html(draft: Draft, rng: Random) -> bytes:
    """Write a whole page."""
    above = [one.text for one in draft.texts("nav")] if "site" in draft.style else []
    below = [one.text for one in draft.texts("foot")]
    shown = [
        one
        for one in draft.blocks
        if not (isinstance(one, Text) and one.role in ({"nav", "foot"} if above else {"foot"}))
    ]
    parts: list[str] = []
    for at, block in enumerate(shown):
        if isinstance(block, Table):
            parts.append(_table(block, draft, rng))
        elif block.marker == "run in":
            below_it = shown[at + 1]
            assert isinstance(below_it, Text)
            parts.append(f"<p><strong>{escape(block.text)}</strong>。{escape(below_it.text)}</p>")
        elif not (at and isinstance(before := shown[at - 1], Text) and before.marker == "run in"):
            parts.append(_paragraph(block, draft, rng))
    body = "\n".join(parts)
    for _ in range(draft.style.get("layout", 0)):
        body = f'<table width="100%"><tbody><tr><td valign="top">{body}</td></tr></tbody></table>'
    if "site" in draft.style:
        body = _site(draft, above, below, body, rng)
    title = escape(draft.texts("title")[0].text if draft.texts("title") else "")
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'.encode()


def _site(draft: Draft, above: list[str], below: list[str], body: str, rng: Random) -> str:
    number = draft.style["site"]
    item = ("<li><a href='/a/'>{}</a></li>", "<a href='/b/'>{}</a>", "<p>{}</p>")[number]
    top = SITE[number].format(above="".join(item.format(escape(text)) for text in above))
    end = "".join(item.format(escape(text)) for text in below)
    end = (f'<div class="footer"><ul>{end}</ul></div>', f"<footer>{end}</footer>", f'<div class="foot">{end}</div>')[
        number
    ]
    script = "<script>var a='<table>';document.write(a)</script><style>.a{}</style>"
    return f'{script}{top}<div class="article" id="zoom">{body}</div>{end}{script}'


def _paragraph(one: Text, draft: Draft, rng: Random) -> str:
    text = escape(one.text).replace("\n", "<br>")
    level = {"title": 1, "heading": 2, "sub": 3}.get(one.role) if "styled" in draft.style else None
    if level:
        return f"<h{level}>{one.marker}{text}</h{level}>"
    if one.role == "heading":
        if one.marker and one.marker[0].isdigit() and one.marker.endswith("."):
            return f'<ol start="{one.marker[:-1]}"><li><b>{text}</b></li></ol>'
        return f"<p><strong>{one.marker}{text}</strong></p>"
    if "pieces" in draft.style:
        return (
            f'<p class="MsoNormal" style="text-indent:32pt"><span><font face="仿宋">{text}</font></span><o:p></o:p></p>'
        )
    return rng.choice(
        [
            "<p>{}</p>",
            '<p style="text-indent:2em">{}</p>',
            "<div>{}</div>",
            "<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>",
            "<p>　　{}</p>",
        ]
    ).format(text)


def _table(table: Table, draft: Draft, rng: Random) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        cells = "".join(
            "<td{}{}>{}</td>".format(
                f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
                f' colspan="{cell.columns}"' if cell.columns > 1 else "",
                _content(cell.text, draft, rng, figure=bool(cell.path)),
            )
            for cell in row
        )
        hide = (
            rng.choice([' style="display:none"', " hidden", ' style="height:0; DISPLAY: none"'])
            if number in table.hidden
            else ""
        )
        rows.append(f"<tr{hide}>{cells}</tr>")
    return f'<table border="1" cellspacing="0"><tbody>{"".join(rows)}</tbody></table>'


def _content(text: str, draft: Draft, rng: Random, *, figure: bool) -> str:
    if "pieces" not in draft.style:
        return escape(text).replace("\n", rng.choice(["<br>", "<br/>\n"]))
    if figure and len(text) > 1:
        at = rng.randint(1, len(text) - 1)
        return f'<p class=MsoNormal><span lang=EN-US>{text[:at]}</span><span style="font-size:10pt"><font>{text[at:]}</font></span><o:p></o:p></p>'
    return "".join(f"<p><span><span>{escape(part)}</span></span></p>" for part in text.split("\n"))
