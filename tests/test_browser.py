"""The HTML pages as Chromium shows and prints them: self-contained, harmless, and whole on A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import lxml.html
import pytest
from msgspec.structs import replace

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.render.html import render_html
from gipgen.report import Report
from gipgen.source import Source
from tests.conftest import HOUSE, check_sample
from tests.readback import read_html
from tests.readback.documents import FIGURE
from tests.word_files import DATA, dump, png, report_on

pytestmark = pytest.mark.browser

PRINTED = ["huaian-2024", "malugou-2020", "tianchi-2021", "suqian-2024"]


def browse(folder: Path, *arguments: str) -> str:
    """Run Chromium with a profile of its own; return what it writes to standard output."""
    profile = folder / "profile"
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={profile}",
    ]
    result = subprocess.run([*command, *arguments], capture_output=True, check=True, encoding="utf-8", timeout=60)
    return result.stdout


def sample(name: str) -> Report:
    report = check_sample(HOUSE / "samples" / f"{name}.yaml").report
    assert report is not None
    return report


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of some samples, one of them as a draft, printed to PDF."""
    if not (shutil.which("pdftotext") and shutil.which("pdfinfo")):
        pytest.skip("pdftotext and pdfinfo (poppler) are not installed")
    folder = tmp_path_factory.mktemp("browser")
    reports = {name: sample(name) for name in PRINTED}
    reports["draft"] = replace(reports["huaian-2024"], draft=True)
    for name, report in reports.items():
        page = folder / f"{name}.html"
        page.write_bytes(render_html(report))
        browse(folder, f"--print-to-pdf={folder / name}.pdf", "--no-pdf-header-footer", page.as_uri())
    return {name: folder / f"{name}.pdf" for name in reports}


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.parametrize("name", [*PRINTED, "draft"])
def test_a_page_prints_on_a4(printed: dict[str, Path], name: str) -> None:
    """Every sheet is A4 upright, and their number is plausible."""
    pages = re.findall(
        r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told("pdfinfo", "-f", "1", "-l", "99", str(printed[name]))
    )
    assert all((float(width), float(height)) == pytest.approx((595.3, 841.9), abs=1) for width, height in pages)
    assert 2 <= len(pages) <= 8


@pytest.mark.parametrize("name", [*PRINTED, "draft"])
def test_a_printed_page_has_all_figures(printed: dict[str, Path], name: str) -> None:
    """The figures of the three tables stand on paper in the order of the page."""
    text = told("pdftotext", "-raw", str(printed[name]), "-").split()
    page = read_html((printed[name].parent / f"{name}.html").read_bytes())
    at = 0
    found = [word for word in text if FIGURE.fullmatch(word)]
    for figure in (figure for table in page.tables for figure in table.figures if figure):
        assert figure in found[at:], figure
        at = found.index(figure, at) + 1


def test_a_printed_draft_is_marked_on_every_sheet(printed: dict[str, Path]) -> None:
    """Paper does not scroll: the mark is repeated; other pages have none."""
    for sheet in told("pdftotext", str(printed["draft"]), "-").split("\f")[:-1]:
        assert "草稿" in sheet
    assert "草稿" not in told("pdftotext", str(printed["huaian-2024"]), "-")


# --- what a page asks for ---------------------------------------------------------------------------------------

ADDRESS = re.compile(r"""(?:url\(|@import\s+)\s*["']?([^"')\s]+)""")


@pytest.mark.parametrize("name", PRINTED)
def test_a_page_names_nothing_from_elsewhere(name: str) -> None:
    """No address in src, href, srcset, action, data or url() but those of links that a reader may follow."""
    root: Any = lxml.html.document_fromstring(render_html(sample(name)).decode())
    for element in root.iter("*"):
        for attribute in ("src", "srcset", "href", "action", "data", "poster", "background", "formaction", "ping"):
            address = element.get(attribute)
            assert address is None or element.tag == "a" or address.startswith("data:image/"), (element.tag, address)
        assert not [attribute for attribute in element.attrib if attribute.lower().startswith("on")]
    assert not list(root.iter("script", "iframe", "object", "embed", "link", "base", "form", "video", "audio"))
    styles = " ".join([*(style.text or "" for style in root.iter("style")), *(e.get("style", "") for e in root.iter())])
    assert not ADDRESS.findall(styles)


@contextmanager
def server(page: bytes) -> Iterator[tuple[str, list[str]]]:
    """Serve one page under every path of this machine; yield its address and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}", asked
        http.shutdown()


HOSTILE = """首段 <script>document.title="x"</script> <img src=x onerror="document.title='x'">

<svg onload="document.title='x'"></svg> <iframe src="/frame"></iframe> <style>@import "/style.css"</style>

</p></section></main><script>document.title="x"</script> <!-- ]]> --> {{ "{{" }}

<a href="javascript:document.title='x'">a</a> &lt;script&gt; &#60;script&#62;

![图" onerror="document.title='x'](a.png) [链接" onclick="document.title='x'](/followed "t\\" onmouseover=\\"x")

| <script>document.title="x"</script> | b |
|---|---|
| <img src="/image"> | <link rel=stylesheet href="/link"> |
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report whose every text would like to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.png").write_bytes(png(40, 30))
    attack = '"><script>document.title="x"</script>'
    return report_on(
        folder,
        机关=f"甲{attack}",
        标题=f"标题</title><script>document.title='x'</script>{attack}",
        目录={"索引号": attack, "关键词": attack},
        联系方式={"联系单位": attack},
        前言=HOSTILE.replace('{{ "{{" }}', ""),
        总体情况=HOSTILE.replace('{{ "{{" }}', "{{ 申请.本年新收.总计 }}"),
        附加部分=[{"标题": f"七、{attack}", "内容": attack}],
    )


def test_hostile_prose_runs_nothing_and_asks_for_nothing(hostile: Report, tmp_path: Path) -> None:
    """In a real browser the title stays, every attack is read as text, and the page is the only thing asked for."""
    with server(render_html(hostile)) as (address, asked):
        dom = browse(tmp_path, "--dump-dom", "--virtual-time-budget=2000", f"{address}/page")
    root: Any = lxml.html.document_fromstring(dom)
    assert root.findtext(".//title") == hostile.title
    assert set(asked) <= {"/page", "/favicon.ico"}
    assert "/page" in asked
    assert not list(root.iter("script", "iframe", "svg", "link"))
    for element in root.iter("*"):
        assert not [name for name in element.attrib if name.startswith("on")], lxml.html.tostring(element)
    shown = " ".join(root.text_content().split())
    assert """首段 <script>document.title="x"</script> <img src=x onerror="document.title='x'">""" in shown
    assert "<!-- ]]> -->" in shown
    assert [image.get("src", "")[:22] for image in root.iter("img")] == ["data:image/png;base64,"] * 2
    assert {link.get("href") for link in root.iter("a")} == {"/followed"}


def test_links_that_run_something_are_refused(tmp_path: Path) -> None:
    """A javascript: address never becomes a link, in whatever way it is written; the data file is in error."""
    written = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "java\\&#115;cript:x",
    ]
    prose = "\n\n".join(f"[a](<{address}>)" for address in written)
    checked = check_source(Source("x.yaml", dump({**DATA, "总体情况": prose})), packaged_forms(), tmp_path, tmp_path)
    assert [finding.rule for finding in checked.findings].count("GIP405") == len(written) - 1  # the last is no scheme
    assert checked.report is not None
    page = tmp_path / "page.html"
    page.write_bytes(render_html(checked.report))
    root: Any = lxml.html.document_fromstring(browse(tmp_path, "--dump-dom", page.as_uri()))
    for link in root.iter("a"):
        assert not re.match(r"\s*(javascript|data|vbscript):", link.get("href", ""), re.IGNORECASE)


def test_a_request_would_be_seen(tmp_path: Path) -> None:
    """The server of these tests hears what a page asks for, and Chromium runs a script that is one."""
    with server(b"<title>a</title><img src=/seen><script>document.title='x'</script>") as (address, asked):
        dom = browse(tmp_path, "--dump-dom", f"{address}/page")
    assert {"/page", "/seen"} <= set(asked)
    assert "<title>x</title>" in dom


@pytest.mark.parametrize("name", ["huaian-2024", "suqian-2024"])
def test_a_page_makes_no_request(name: str, tmp_path: Path) -> None:
    """A whole report is shown from the one answer of its server."""
    with server(render_html(sample(name))) as (address, asked):
        dom = browse(tmp_path, "--dump-dom", f"{address}/report.html")
    assert set(asked) <= {"/report.html", "/favicon.ico"}
    assert len(list(lxml.html.document_fromstring(dom).iter("table"))) >= 3
