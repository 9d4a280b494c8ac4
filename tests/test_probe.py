"""Own templates that render without a fault and still lose, move or hide a part of the report are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from gipgen.cli import cli
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.render.text_lint import lint_texts
from gipgen.render.word.lint import lint_word
from gipgen.rulebook import level, message
from tests.word_files import DATA, DOCUMENT, changed, dump, parts

FORMS = packaged_forms()
WORD = (TEMPLATES / "word" / "form-2021.docx").read_bytes()
HEADERS = ("word/header1.xml", "word/header2.xml")

Edit = Callable[[str], str]


def swap(first: str, second: str) -> Edit:
    """Put each of two texts in the place of the other."""

    def edit(text: str) -> str:
        assert text.count(first) == text.count(second) == 1
        return text.replace(first, "\0").replace(second, first).replace("\0", second)

    return edit


def put(old: str, new: str) -> Edit:
    """Put a text in the place of another."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def word(folder: Path, *edits: tuple[str, Edit]) -> list[Finding]:
    """Lint the packaged Word template with parts edited."""
    template = WORD
    for part, edit in edits:
        template = changed(template, part, edit)
    path = folder / "form-2021.docx"
    path.write_bytes(template)
    return lint_word(path, FORMS, "2021")


def text(folder: Path, name: str, edit: Edit) -> list[Finding]:
    """Lint an own folder with one packaged text template edited."""
    path = folder / "own" / name
    path.parent.mkdir(parents=True)
    path.write_text(edit((TEMPLATES / name).read_text("utf-8")), "utf-8")
    return lint_texts(folder / "own", FORMS.extended("2021"))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, message(finding, "zh").partition("：")[2]) for finding in findings]


ISSUED, IN_FORCE = "{{ proactive_disclosure.regulations.issued }}", "{{ proactive_disclosure.regulations.in_force }}"


def test_figures_in_each_others_cells_are_misplaced(tmp_path: Path) -> None:
    """All tags are there, and every report would be wrong."""
    (found,) = told(word(tmp_path, (DOCUMENT, swap(ISSUED, IN_FORCE))))
    assert found == ("GIP506", "二 › 规章 › 本年制发件数、二 › 规章 › 本年废止件数。")


def test_heads_in_each_others_places_are_misplaced(tmp_path: Path) -> None:
    """A label that stands beside another row makes that row wrong."""
    ((rule, _),) = told(word(tmp_path, (DOCUMENT, swap(">行政处罚<", ">行政强制<"))))
    assert rule == "GIP506"


def test_prose_under_another_heading_is_misplaced(tmp_path: Path) -> None:
    """The order of the sections is the statute's."""
    (found,) = told(word(tmp_path, (DOCUMENT, swap("{{p overview }}", "{{p other_matters }}"))))
    assert found == ("GIP506", "“一、总体情况”的文字、“六、其他需要报告的事项”的文字。")


@pytest.mark.parametrize(
    "instead",
    [
        "{{ 0 if proactive_disclosure.regulations.issued else 1 }}",
        "{% if proactive_disclosure.regulations.issued %}0{% endif %}",
        "{{ proactive_disclosure.regulations.issued[:-1] }}",
        "{# proactive_disclosure.regulations.issued #}",
        "1{{ proactive_disclosure.regulations.issued }}",
        "{{ proactive_disclosure.regulations.issued }}0",
        "{{ proactive_disclosure.regulations.issued }} 件",
    ],
)
def test_a_figure_that_is_read_but_not_shown_is_missing(tmp_path: Path, instead: str) -> None:
    """What counts is what stands on the page, not what the tags name."""
    assert told(word(tmp_path, (DOCUMENT, put(ISSUED, instead)))) == [("GIP504", "二 › 规章 › 本年制发件数。")]


def test_a_hidden_figure_is_missing(tmp_path: Path) -> None:
    """Word's hidden text is no text of the report."""
    hide = put(f"<w:r><w:t>{ISSUED}", f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{ISSUED}")
    assert told(word(tmp_path, (DOCUMENT, hide))) == [("GIP504", "二 › 规章 › 本年制发件数。")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:styleId="TableText">', 'w:styleId="TableText"><w:rPr><w:vanish/></w:rPr>'),
        ('w:styleId="TableText">', 'w:styleId="TableText"><w:rPr><w:sz w:val="2"/></w:rPr>'),
    ],
)
def test_figures_in_a_hidden_style_are_missing(tmp_path: Path, old: str, new: str) -> None:
    """A style hides as well as a run does, and so does one point."""
    (rule, words), *_others = told(word(tmp_path, ("word/styles.xml", put(old, new))))
    assert rule == "GIP504"
    assert "二 › 表头“信息内容”" in words  # the styles of the heads are based on that of the figures


def test_two_figures_in_one_cell_are_missing(tmp_path: Path) -> None:
    """Each figure has its cell for itself."""
    both = put(ISSUED, ISSUED + IN_FORCE)
    empty = put(f"<w:t>{IN_FORCE}</w:t>", "<w:t></w:t>")
    ((rule, words),) = told(word(tmp_path, (DOCUMENT, empty), (DOCUMENT, both)))
    assert (rule, words) == ("GIP504", "二 › 规章 › 本年制发件数、二 › 规章 › 现行有效件数。")


@pytest.mark.parametrize("condition", ["year == 2021", "year &lt; 2025", "year != 2022"])
def test_what_only_some_years_show_is_missing(tmp_path: Path, condition: str) -> None:
    """Templates serve all years of their form."""
    shown = put("{{ date }}", f"{{% if {condition} %}}{{{{ date }}}}{{% endif %}}")
    assert told(word(tmp_path, (DOCUMENT, shown))) == [("GIP504", "成文日期。")]


def test_styles_that_hide_are_asked_about(tmp_path: Path) -> None:
    """What a style sheet does is only seen in a browser, so a line that hides is a warning at its place."""
    path = tmp_path / "own" / "html" / "style.css"
    path.parent.mkdir(parents=True)
    path.write_text("p { color: red }\n.gip-form td { display: none }\n", "utf-8")
    (finding,) = lint_texts(tmp_path / "own", FORMS.extended("2021"))
    assert (finding.rule, finding.place.line, level(finding)) == ("GIP507", 2, "warning")


def test_files_that_are_never_used_are_named(tmp_path: Path) -> None:
    """A copy, an old Word file, a template in the wrong folder: none would be missed before the first report."""
    (tmp_path / "own" / "word").mkdir(parents=True)
    for name in (
        "word/form-2021.docx",
        "word/form-2021 - 副本.docx",
        "word/form-2021.doc",
        "form-2021.docx",
        "word/~$form-2021.docx",
    ):
        (tmp_path / "own" / name).write_bytes(WORD)
    result = CliRunner().invoke(cli, ["template", "lint", str(tmp_path / "own"), "--lang", "zh"])
    assert (result.exit_code, result.output.count("GIP508")) == (0, 3)
    assert "form-2021 - 副本.docx 不会用到" in result.output


def test_a_zero_left_blank_is_missing(tmp_path: Path) -> None:
    """A cell without a figure is no 0."""
    name = ISSUED[3:-3]
    ((rule, parts_),) = told(
        word(tmp_path, (DOCUMENT, put(ISSUED, f"{{% if {name} != '0' %}}{{{{ {name} }}}}{{% endif %}}")))
    )
    assert rule == "GIP504"
    assert parts_.startswith("二 › ")


@pytest.mark.parametrize("header", HEADERS)
def test_a_draft_that_is_not_marked_on_every_page_is_found(tmp_path: Path, header: str) -> None:
    """Odd pages, even pages and a first page of its own each say that they are a draft."""
    assert told(word(tmp_path, (header, put("草稿 · 不得公布", "")))) == [("GIP505", "草稿不是每页都有“草稿”字样。")]


def test_a_first_page_without_the_mark_is_found(tmp_path: Path) -> None:
    """A template may give its first page a header of its own, which is empty until it is written."""
    first = put("<w:docGrid", "<w:titlePg/><w:docGrid")
    assert [rule for rule, _ in told(word(tmp_path, (DOCUMENT, first)))] == ["GIP505"]


def test_a_mark_on_every_report_is_found(tmp_path: Path) -> None:
    """A report to be published must not say that it is a draft."""
    always = put("{%p if draft %}", "{%p if true %}")
    ((rule, problem),) = told(word(tmp_path, *((header, always) for header in HEADERS)))
    assert (rule, problem) == ("GIP505", "不是草稿的年报上也有“草稿”字样。")


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "part"),
    [
        ("html/header.html", "{% if report.draft %}", "{% if false %}", "GIP505", "草稿"),
        ("html/header.html", "{{ prose(report.preamble) }}", "", "GIP504", "前言"),
        ("html/header.html", "{{ report.contact }}", "-", "GIP504", "联系方式"),
        ("html/header.html", "<dd>{{ value }}</dd>", "", "GIP504", "目录"),
        ("html/signature.html", "{{ report.signed_on }}", "", "GIP504", "成文日期"),
        ("html/signature.html", "<p>{{ report.signature }}</p>", "<!-- {{ report.signature }} -->", "GIP504", "落款"),
        ("html/signature.html", "<p>{{", '<p style="display: none">{{', "GIP504", "落款"),
        ("html/report.html", "{{ prose(part.blocks) }}", "", "GIP504", "总体情况"),
        ("html/report.html", "{{ prose(section.blocks) }}", "", "GIP504", "附加部分的文字"),
        ("html/report.html", "for part in report.parts if", "for part in report.parts | reverse if", "GIP506", ""),
        ("html/row.html", "{{ report.texts[cell.cell] }}", "{{ report.texts[0] }}", "GIP504", "二 › 规章"),
        ("html/row.html", "{{ report.texts[cell.cell] }}", "{{ report.texts[-1 - cell.cell] }}", "GIP506", "二 › 规章"),
        ("html/row.html", ">{{ report.texts", " hidden>{{ report.texts", "GIP504", "二 › 规章"),
        ("html/row.html", ">{{ report.texts", ">1{{ report.texts", "GIP504", "二 › 规章"),
        ("html/row.html", "report.texts[cell.cell] }}", "report.texts[cell.cell] if report.texts[cell.cell] != '0' else '' }}", "GIP504", "二 › "),
        ("html/table.html", "{% for rows in bodies(grid) %}", "{% for rows in bodies(grid)[1:] %}", "GIP504", "二 › "),
        ("markdown/report.md", "{{ table(part.section) }}", "", "GIP504", "二 › "),
        ("markdown/report.md", "> **草稿 · 不得公布**", "", "GIP505", "草稿"),
        ("markdown/report.md", "{% if report.draft %}", "{% if true %}", "GIP505", "不是草稿"),
        ("markdown/report.md", "{{ escape(report.contact) }}", "", "GIP504", "联系方式"),
        ("markdown/report.md", "{{ escape(report.contact) }}", "[//]: # ({{ escape(report.contact) }})", "GIP504", "联系方式"),
        ("markdown/report.md", "{{ table(part.section) }}", "```\n{{ table(part.section) }}\n```", "GIP504", "二 › "),
        ("markdown/report.md", "{{ prose(section.blocks) }}", "<!-- {{ prose(section.blocks) }} -->", "GIP504", "附加部分的文字"),
    ],
)  # fmt: skip
def test_text_templates_that_lose_a_part_are_refused(
    tmp_path: Path, name: str, old: str, new: str, rule: str, part: str
) -> None:
    """Pages and Markdown: a part left out, in a comment, hidden, out of order, or under a wrong label."""
    findings = told(text(tmp_path, name, put(old, new)))
    assert rule in {found for found, _ in findings}
    assert part in "".join(words for _, words in findings)


@pytest.mark.parametrize("name", ["html/report.html", "html/row.html", "html/style.css", "markdown/report.md"])
def test_packaged_text_templates_are_sound(tmp_path: Path, name: str) -> None:
    """A copy of ours is an own template without findings."""
    assert not text(tmp_path, name, str)


def test_what_a_clerk_changes_is_no_finding(tmp_path: Path) -> None:
    """Fonts, notes, a line below the title, figures beside the tables: nothing is lost."""
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    assert not word(
        tmp_path,
        (DOCUMENT, put(title, f"<w:p><w:r><w:t>县政府办公室印发（{{{{ year }}}}）</w:t></w:r></w:p>{title}")),
        (DOCUMENT, put(">总计<", ">总　计<")),
        ("word/footer1.xml", put("— </w:t>", "{{ agency }} — </w:t>")),
    )


def test_build_refuses_what_lint_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 2, nothing written in any format, one finding for each data file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(dump(DATA), "utf-8")
    text(tmp_path, "html/report.html", put("{{ prose(part.blocks) }}", ""))
    result = CliRunner().invoke(cli, ["build", "a.yaml", "--templates", "own", "--lang", "zh"])
    assert (result.exit_code, result.output.count("GIP504")) == (2, 1)
    assert "；1 份没有生成。" in result.output
    assert not (tmp_path / "dist").exists()
    assert CliRunner().invoke(cli, ["build", "a.yaml", "--templates", "own", "--format", "md,docx"]).exit_code == 0


def test_reports_without_a_local_addition_do_not_need_its_rows(tmp_path: Path) -> None:
    """The packaged template of 2019 knows 吉林's row; a copy of it serves reports with it and without."""
    path = tmp_path / "form-2019.docx"
    path.write_bytes((TEMPLATES / "word" / "form-2019.docx").read_bytes())
    for form in (FORMS.get("2019"), FORMS.extended("2019")):
        assert not lint_word(path, FORMS, "2019", form)
    row = re.compile(r"<w:tr>(?:(?!</w:tr>).)*\{%tr if local\.jilin.*?\{%tr endif %\}.*?</w:tr>", re.DOTALL)
    path.write_bytes(changed(path.read_bytes(), DOCUMENT, lambda xml: row.sub("", xml)))
    assert b"jilin" not in parts(path.read_bytes())[DOCUMENT]
    assert not lint_word(path, FORMS, "2019")
    assert [finding.rule for finding in lint_word(path, FORMS, "2019", FORMS.extended("2019"))] == ["GIP504"]


@pytest.mark.parametrize("bomb", ["'a' * 10**10", "[0] * 10**9", "9**9**9**9", "2 * ('a' * 3)"])
def test_one_expression_cannot_fill_the_memory(tmp_path: Path, bomb: str) -> None:
    """The sandbox multiplies numbers only."""
    (finding,) = text(
        tmp_path, "html/header.html", put("{{ report.title }}", f"{{{{ {bomb} }}}}{{{{ report.title }}}}")
    )
    assert finding.rule == "GIP604"
    assert "SecurityError" in message(finding, "en")
