"""Own templates: what is wrong with them is told with its place, before and while reports are built."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.render.text_lint import lint_texts
from gipgen.render.word import render_word
from gipgen.render.word.lint import lint_word
from gipgen.rulebook import advice, message
from tests.word_files import DATA, DOCUMENT, W, changed, dump, packed, paragraphs, parts, report_on, text_of, tree

FORMS = packaged_forms()
FORM = FORMS.get("2021")
PACKAGED = (TEMPLATES / "word" / "form-2021.docx").read_bytes()

Edit = Callable[[str], str]


def swap(old: str, new: str) -> Edit:
    """Replace the first place of a text."""

    def edit(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return edit


def lint(folder: Path, *edits: Edit, part: str = DOCUMENT) -> list[Finding]:
    """Lint the packaged template with one part edited."""
    template = PACKAGED
    for edit in edits:
        template = changed(template, part, edit)
    path = folder / "form-2021.docx"
    path.write_bytes(template)
    return lint_word(path, FORMS, "2021")


def words(finding: Finding) -> str:
    return message(finding, "zh").partition("docx 的")[2] or message(finding, "zh")


def built(project: Path) -> set[str]:
    """Return the names of what was built, without the manifest."""
    return {path.name for path in (project / "dist").glob("[!.]*")}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--lang", "zh"])


# --- fields -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", packaged_forms().ids)
def test_the_packaged_templates_are_sound(id_: str) -> None:
    """Nothing is found in them, with the local additions of their forms and without."""
    assert not lint_word(TEMPLATES / "word" / f"form-{id_}.docx", FORMS, id_)


def test_an_unknown_field_is_named_with_its_paragraph(tmp_path: Path) -> None:
    """GIP501 says the part and the paragraph, counted as Word shows them, in both languages."""
    (finding,) = lint(tmp_path, swap("{{ title }}", "{{ mayor }}"))
    assert finding.rule == "GIP501"
    assert message(finding, "zh").endswith("form-2021.docx 的正文第 4 段里有不认识的字段 mayor。")
    assert message(finding, "en").endswith("form-2021.docx, body, paragraph 4: unknown field mayor.")
    assert finding.file.endswith("form-2021.docx")


def test_an_unknown_field_in_a_table_is_named_with_its_cell(tmp_path: Path) -> None:
    """GIP501 says table, row and cell."""
    field = "applications.received.total"
    (unknown,) = lint(tmp_path, swap(f"{{{{ {field} }}}}", "{{ applications.recieved.total }}"))
    assert unknown.rule == "GIP501"
    assert words(unknown) == "正文表 2 第 4 行第 8 格里有不认识的字段 applications.recieved.total。"
    assert "body, table 2, row 4, cell 8: unknown field" in message(unknown, "en")
    assert field in advice(unknown, "zh")
    assert field in advice(unknown, "en")


def test_a_misspelt_field_gets_a_guess(tmp_path: Path) -> None:
    """The nearest known field is offered."""
    (finding,) = lint(tmp_path, swap("{{ signature }}", "{{ signatur }}"))
    assert "signature" in advice(finding, "zh")
    assert "signature" in advice(finding, "en")


def test_an_unknown_field_inside_a_loop_is_found(tmp_path: Path) -> None:
    """What a loop walks over has fields of its own, and the guess is one of them."""
    (finding,) = lint(tmp_path, swap("{{ item.value }}", "{{ item.valeu }}"))
    assert (finding.rule, finding.words["field"]) == ("GIP501", "item.valeu")
    assert words(finding).startswith("正文第 2 段")
    assert "item.value" in advice(finding, "zh")


def test_an_unknown_field_to_walk_over_is_found(tmp_path: Path) -> None:
    """The list of a loop is a field like others."""
    findings = lint(tmp_path, swap("for item in catalogue", "for item in katalogue"))
    assert [(finding.rule, finding.words["field"]) for finding in findings] == [("GIP501", "katalogue")]


def test_an_unknown_field_in_a_condition_is_found(tmp_path: Path) -> None:
    """A misspelt condition would stop every build, or leave something out in every report."""
    (finding,) = lint(tmp_path, swap("{%p if contact_line %}", "{%p if contact_lin %}"))
    assert (finding.rule, finding.words["field"]) == ("GIP501", "contact_lin")


@pytest.mark.parametrize("part", ["word/header1.xml", "word/footer2.xml"])
def test_headers_and_footers_are_read(tmp_path: Path, part: str) -> None:
    """The place says which of them it is, and in English too."""
    old = "草稿 · 不得公布" if "header" in part else "— </w:t>"
    new = old.replace("草稿 · 不得公布", "{{ agenci }}").replace("— ", "{{ agenci }}")
    (finding,) = lint(tmp_path, swap(old, new), part=part)
    zh, en = ("页眉第 2 段", "header, paragraph 2") if "header" in part else ("页脚第 1 段", "footer, paragraph 1")
    assert words(finding).startswith(zh)
    assert en in message(finding, "en")
    assert "agency" in advice(finding, "zh")


def test_a_local_addition_that_does_not_exist_is_found(tmp_path: Path) -> None:
    """Rows under a misspelt addition would never be shown, and nobody would be told."""
    path = tmp_path / "form-2019.docx"
    template = (TEMPLATES / "word" / "form-2019.docx").read_bytes()
    path.write_bytes(changed(template, DOCUMENT, swap("local.jilin", "local.jilim")))
    (finding,) = lint_word(path, FORMS, "2019")
    assert (finding.rule, finding.words["field"]) == ("GIP501", "local.jilim")
    assert "local.jilin" in advice(finding, "zh")


def test_names_that_a_template_sets_are_known(tmp_path: Path) -> None:
    """Loops over two names, assignments and what Jinja itself knows are no unknown fields."""
    own = "{% set x = agency %}{% for a, b in [(1, 2)] %}{{ a }}{{ loop.index }}{% endfor %}{% for n in range(2) %}{{ n }}{% endfor %}{{ x }}"
    assert not lint(tmp_path, swap("{{ title }}", own + "{{ title }}"))


# --- tags -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{%p if contact_line %}", "", "正文第 8 段：{%p endif %} 没有对应的开头。"),
        ("{%p if draft %}", "{%p if draft", "{% 不成对"),
        ("{%p endfor %}", "", "正文第 1 段：{%p for item in catalogue %} 没有结束。"),
        ("{{ title }}", "{{ title }", "正文第 4 段：{{ 不成对。"),
        ("{{ title }}", "{ title }}", "正文第 4 段：}} 不成对。"),
        ("{{ title }}", "{{ title | }}", "正文第 4 段：{{ title | }} 写得不对"),
        ("{%p if signature %}", "{%p else %}", "不在 if 或 for 里"),
        ("{{p preamble }}", "{{ preamble }}", "{{ preamble }} 要写成 {{p preamble }}"),
        ("{{ title }}", "{{p title }}", "{{p title }} 要写成 {{ title }}"),
        ("{{p preamble }}", "前言：{{p preamble }}", "{{p preamble }} 要单独成段"),
    ],
)
def test_tags_that_do_not_fit_are_found(tmp_path: Path, old: str, new: str, told: str) -> None:
    """GIP502: no partner, no end, no beginning, bad syntax, paragraphs where characters belong or the other way."""
    part = "word/header1.xml" if "draft" in old else DOCUMENT
    findings = lint(tmp_path, swap(old, new), part=part)
    assert {finding.rule for finding in findings} == {"GIP502"}
    assert any(told in words(finding) for finding in findings), [words(finding) for finding in findings]
    assert all("docx" in message(finding, "en") for finding in findings)


def test_ends_are_matched_inside_one_part(tmp_path: Path) -> None:
    """An if in the header is not ended by an endif in the body."""
    findings = lint(tmp_path, swap("{%p endif %}", ""), part="word/header2.xml")
    assert [finding.rule for finding in findings] == ["GIP502"]
    assert "页眉" in words(findings[0])


SPLIT = "<w:r><w:t>{{ ti</w:t></w:r>{}<w:r><w:rPr>{}</w:rPr><w:t>tle }}}}</w:t></w:r>"


def split(between: str, properties: str) -> Edit:
    """Break the tag of the title into two runs."""
    whole = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{{ title }}</w:t></w:r>'
    first, second = "<w:r><w:t>{{ ti</w:t></w:r>", f"<w:r><w:rPr>{properties}</w:rPr><w:t>tle }}}}</w:t></w:r>"
    return swap(whole, first + between + second)


def test_a_tag_split_by_formatting_is_a_warning_and_still_works(tmp_path: Path) -> None:
    """GIP503 says where; the report shows the title all the same."""
    (finding,) = lint(tmp_path, split('<w:proofErr w:type="spellStart"/>', "<w:b/>"))
    assert (finding.rule, words(finding)) == ("GIP503", "正文第 4 段：标签 {{ title }} 被不同的格式分成了几段。")
    (tmp_path / "word").mkdir()
    (tmp_path / "form-2021.docx").rename(tmp_path / "word" / "form-2021.docx")
    report = report_on(tmp_path)
    assert "\n".join(report.title_lines) in paragraphs(render_word(report, tmp_path))


@pytest.mark.parametrize(
    "properties", ["", '<w:lang w:eastAsia="zh-CN"/>', "<w:noProof/>", '<w:rFonts w:hint="eastAsia"/>']
)
def test_a_tag_that_word_splits_for_itself_is_no_finding(tmp_path: Path, properties: str) -> None:
    """Spelling, language and keyboard split runs too; nobody sees it, and docxtpl joins them."""
    assert not lint(tmp_path, split('<w:proofErr w:type="gramStart"/>', properties))


def test_tags_in_content_controls_and_text_boxes_are_found_once(tmp_path: Path) -> None:
    """A row inside a content control counts as a row, and a text box's tag stands in its own paragraph."""
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{ mayor }}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    row = "<w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>{{ clerk }}</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt>"
    table = "<w:tbl><w:tblPr/><w:tblGrid/>" + row + "</w:tbl>"
    findings = lint(tmp_path, swap("<w:body>", f"<w:body>{box}{table}"))
    assert [(finding.words["field"], words(finding).partition("里有")[0]) for finding in findings] == [
        ("mayor", "正文第 2 段"),
        ("clerk", "正文表 1 第 1 行第 1 格"),
    ]


def test_a_deleted_figure_is_found(tmp_path: Path) -> None:
    """GIP504 names the cells of the form that a template does not show: a few, and how many there are."""
    (one,) = lint(tmp_path, swap("{{ proactive_disclosure.regulations.issued }}", ""))
    assert one.rule == "GIP504"
    assert message(one, "zh").endswith("没有显示：二 › 规章 › 本年制发件数。")

    def emptied(xml: str) -> str:
        return re.sub(r"\{\{ applications\.[^}]*\}\}", "", xml)

    (many,) = lint(tmp_path, emptied)
    assert many.rule == "GIP504"
    count = len([cell for cell in FORM.cells if cell.section == "applications"])
    assert message(many, "zh").endswith(f" 等 {count} 处。")
    assert f"and {count - 5} more" in message(many, "en")


# --- files ------------------------------------------------------------------------------------------------------


def no_word(folder: Path) -> dict[str, bytes]:
    """Return files that are no Word documents, by what is wrong with them."""
    files = parts(PACKAGED)
    macros = packed({**files, "[Content_Types].xml": files["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")})  # fmt: skip
    with ZipFile(folder / "plain.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "a")
    return {
        "text": "不是 Word 文件".encode(),
        "empty": b"",
        "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "zip": (folder / "plain.zip").read_bytes(),
        "no body": packed({name: content for name, content in files.items() if name != DOCUMENT}),
        "bad XML": packed({**files, DOCUMENT: files[DOCUMENT][:-20]}),
        "cut": PACKAGED[:-200],
        "macros": macros,
    }


@pytest.mark.parametrize("kind", ["text", "empty", "old Word", "zip", "no body", "bad XML", "cut", "macros"])
def test_a_file_that_is_no_word_document_is_told(tmp_path: Path, kind: str) -> None:
    """GIP604 from lint and from build, with exit status 2; no traceback."""
    project = _project(tmp_path)
    path = _own(project, "word/form-2021.docx", no_word(tmp_path)[kind])
    (finding,) = lint_word(path, FORMS, "2021")
    assert finding.rule == "GIP604"
    assert "不是可用的 Word 文件" in message(finding, "zh")
    assert "not a usable Word file" in message(finding, "en")
    result = run("build", str(project / "a.yaml"), "--templates", str(project / "own"), "--out", str(project / "dist"))
    assert (result.exit_code, "GIP604" in result.output) == (2, True)
    assert path.as_posix() in result.output


def test_a_folder_in_place_of_a_template_is_told(tmp_path: Path) -> None:
    """What is named and cannot be read is a finding."""
    (finding,) = lint_word(tmp_path, FORMS, "2021")
    assert finding.rule == "GIP604"


@pytest.mark.parametrize(
    "part", [DOCUMENT, "word/header1.xml", "docProps/core.xml", "word/numbering.xml", "[Content_Types].xml"]
)
def test_external_entities_are_not_read(tmp_path: Path, part: str) -> None:
    """A template that asks for a file of the machine, or to blow up, gets neither."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    bombs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    dtd = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "{secret.as_uri()}"><!ENTITY b0 "BOOM">{bombs}]>'
    mark = {DOCUMENT: "{{ title }}", "word/header1.xml": "草稿 · 不得公布", "docProps/core.xml": "zh-CN"}.get(part)

    def attack(xml: str) -> str:
        head, declaration, rest = xml.partition("?>")
        return head + declaration + dtd + (rest.replace(mark, f"&secret;&b11;{mark}") if mark else rest)

    path = _own(_project(tmp_path), "word/form-2021.docx", changed(PACKAGED, part, attack))
    findings = lint_word(path, FORMS, "2021")
    assert {finding.rule for finding in findings} <= {"GIP604"}
    result = run(
        "build", str(tmp_path / "a.yaml"), "--templates", str(tmp_path / "own"), "--out", str(tmp_path / "dist")
    )
    assert result.exit_code in {0, 2}
    assert not isinstance(result.exception, Exception)
    for built in (tmp_path / "dist").rglob("*.docx"):
        assert not [
            name for name, content in parts(built.read_bytes()).items() if b"SECRET" in content or b"BOOM" in content
        ]


def test_macros_in_a_template_are_no_crash(tmp_path: Path) -> None:
    """A part that gipgen does not know is carried along; lint and build go on."""
    template = packed({**parts(PACKAGED), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    path = _own(_project(tmp_path), "word/form-2021.docx", template)
    assert not lint_word(path, FORMS, "2021")
    assert (
        run(
            "build", str(tmp_path / "a.yaml"), "--templates", str(tmp_path / "own"), "--out", str(tmp_path / "dist")
        ).exit_code
        == 0
    )


def test_no_damage_to_a_template_crashes_lint(tmp_path: Path) -> None:
    """Parts lost, emptied, swapped or cut anywhere end in findings or in nothing."""
    chance = random.Random(7)
    files = parts(PACKAGED)
    path = tmp_path / "form-2021.docx"
    for _ in range(120):
        broken = dict(files)
        for name in chance.sample(sorted(files), chance.randint(1, 2)):
            at = chance.randrange(len(files[name]))
            damage = [
                b"",
                files[name][:at],
                files[name][:at] + b"<" + files[name][at:],
                files[chance.choice(sorted(files))],
                b"<x/>",
            ]
            broken[name] = chance.choice(damage)
            if chance.random() < 0.2:
                del broken[name]
        path.write_bytes(packed(broken))
        lint_word(path, FORMS, "2021")


# --- own folders ------------------------------------------------------------------------------------------------


def _project(folder: Path) -> Path:
    (folder / "a.yaml").write_text(dump(DATA), "utf-8")
    (folder / "b.yaml").write_text(dump({**DATA, "机关": "另一个镇人民政府"}), "utf-8")
    return folder


def _own(project: Path, name: str, content: str | bytes) -> Path:
    path = project / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two sound data files as the current folder; its own templates go into `own`."""
    monkeypatch.chdir(tmp_path)
    return _project(tmp_path)


def test_an_own_style_sheet_alone_is_enough(project: Path) -> None:
    """html/style.css of an own folder is used, everything else is packaged."""
    _own(project, "html/style.css", ".gip-report { color: #123456; }\n")
    assert run("template", "lint", "own").exit_code == 0
    result = run("build", "a.yaml", "--templates", "own")
    assert result.exit_code == 0
    page = (project / "dist" / "a.html").read_text("utf-8")
    assert "#123456" in page
    assert ".gip-catalogue" not in page
    assert "一、总体情况" in page
    assert built(project) == {"a.md", "a.html", "a.docx"}


def test_an_own_word_template_alone_is_enough(project: Path) -> None:
    """word/form-2021.docx of an own folder is used for that form; another form keeps the packaged one."""
    _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{ title }}", "【{{ title }}】")))
    (project / "c.yaml").write_text(dump({**DATA, "年度": 2020, "成文日期": "2021-01-10"}), "utf-8")
    assert run("template", "lint", "own").exit_code == 0
    assert run("build", "a.yaml", "c.yaml", "--templates", "own", "--format", "docx,html").exit_code == 0
    titles = {}
    for name in ("a", "c"):
        built = (project / "dist" / f"{name}.docx").read_bytes()
        titles[name] = next(text for text in paragraphs(built) if "年度报告" in text)
    assert titles["a"].startswith("【某县某镇人民政府\n")
    assert titles["c"].startswith("某县某镇人民政府\n")


def test_templates_may_be_named_in_gipgen_toml(project: Path) -> None:
    """A project sets its folder once, for lint and for build."""
    _own(project, "html/signature.html", "<p>{{ report.signatur }}</p>\n")
    (project / "gipgen.toml").write_text('templates = "own"\n', "utf-8")
    assert "GIP604" in run("template", "lint").output
    assert run("build", "a.yaml").exit_code == 2


@pytest.mark.parametrize(
    ("name", "content", "rule", "line", "told"),
    [
        ("html/header.html", "<h1>{{ report.title }}</h1>\n{% if report.draft %}\n", "GIP502", 2, "Unexpected end of template"),
        ("html/signature.html", "{% if report.date %}\n<p>\n{{ report.signatur }}</p>{% endif %}\n", "GIP604", 3, "signatur"),
        ("html/header.html", "<h1>{{ heading }}</h1>\n", "GIP604", 1, "'heading' is undefined"),
        ("html/header.html", "\n{% include 'html/logo.html' %}\n", "GIP604", 2, "html/logo.html"),
        ("html/header.html", "\n\n{{ report.year + '年' }}\n", "GIP604", 3, "TypeError"),
        ("html/header.html", "{{ report.form.__class__.__mro__ }}\n", "GIP604", 1, "unsafe"),
        ("html/style.css", "a { color: {{ colour }}; }\n", "GIP604", 1, "'colour' is undefined"),
        ("markdown/report.md", "# {{ title }}\n{{ prose(report.preamble }}\n", "GIP502", 2, "unexpected"),
        ("markdown/report.md", "{% if report.draft %}\n{{ report.mayor }}\n{% endif %}\n", "GIP604", 2, "mayor"),
    ],
)  # fmt: skip
def test_a_faulty_text_template_is_told_by_lint(
    project: Path, name: str, content: str, rule: str, line: int, told: str
) -> None:
    """Syntax and unknown fields, with file and line, also where only drafts or signed reports would meet them."""
    _own(project, name, content)
    _own(project, name.replace(Path(name).name, "Thumbs.db"), b"\xff\xfe\x00")
    result = CliRunner().invoke(cli, ["template", "lint", "own", "--output-format", "json", "--lang", "en"])
    (finding,) = json.loads(result.output)["findings"]
    assert (finding["rule"], finding["file"], finding["line"]) == (rule, f"own/{name}", line)
    assert told in finding["message"]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("name", "content", "line", "told"),
    [
        ("html/signature.html", "{% if report.date %}\n<p>\n{{ report.signatur }}</p>{% endif %}\n", 3, "signatur"),
        ("html/header.html", "\n\n{{ report.year + '年' }}\n", 3, "TypeError"),
        ("html/header.html", "\n{% include 'html/logo.html' %}\n", 2, "html/logo.html"),
        ("markdown/report.md", "\n{{ mayor }}\n", 2, "'mayor' is undefined"),
    ],
)
def test_a_faulty_text_template_stops_the_reports_that_need_it(
    project: Path, name: str, content: str, line: int, told: str
) -> None:
    """GIP604 for each data file and exit status 2; none of its formats is written, so no stale mixture appears."""
    _own(project, name, content)
    result = run("build", "--templates", "own")
    assert result.exit_code == 2
    assert not isinstance(result.exception, Exception)
    assert result.output.count("GIP604") == 2
    assert f"模板 own/{name} 出错：第 {line} 行：" in result.output
    assert told in result.output
    assert "生成 0 份年报" in result.output
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (
            "{{ heading }}",
            "用了不存在的名字（程序的原话：“'heading' is undefined”）",
            "uses a name that does not exist",
        ),
        ("{% include 'html/logo.html' %}", "它引用的另一个模板文件不存在（", "does not exist"),
        ("{{ report.year + '年' }}", "其中一个标签算不出结果（", "a tag in it gives no result"),
        ("{{ report.form.__class__ }}", "用了模板里不允许的写法（", "not allowed in templates"),
        ("{% include 'html/header.html' %}", "内容太多，或者引用了自己（", "too much, or includes itself"),
        ("{% if %}", "标签写得不对（", "a tag is not written rightly"),
        (b"\xff", "文件不是 UTF-8 编码（", "the file is not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_in_words(project: Path, content: str | bytes, zh: str, en: str) -> None:
    """The library's own stand behind, as a quotation."""
    _own(project, "html/header.html", content)
    (finding,) = lint_texts(project / "own", FORMS.get("2021"))
    assert "第 1 行：" in message(finding, "zh") or isinstance(content, bytes)
    assert zh in message(finding, "zh")
    assert en in message(finding, "en")


def test_formats_that_do_not_need_a_faulty_template_are_built(project: Path) -> None:
    """With only Word asked for, a faulty page template is never read."""
    _own(project, "html/header.html", "{{ mayor }}")
    assert run("build", "--templates", "own", "--format", "docx,md").exit_code == 0
    assert built(project) == {"a.md", "a.docx", "b.md", "b.docx"}


def test_reports_on_another_form_are_built(project: Path) -> None:
    """A faulty Word template stops the reports on its form, with the findings of lint; the others are built."""
    _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{ title }}", "{{ mayor }}")))
    (project / "c.yaml").write_text(dump({**DATA, "年度": 2020, "成文日期": "2021-01-10"}), "utf-8")
    result = run("build", "--templates", "own")
    assert result.exit_code == 2
    assert result.output.count("GIP501") == 2
    assert "模板 own/word/form-2021.docx 的正文第 4 段里有不认识的字段 mayor。" in result.output
    assert built(project) == {"c.md", "c.html", "c.docx"}


def test_a_mended_template_is_read_again(project: Path) -> None:
    """What was found in a template is forgotten when the file changes, also within one process."""
    path = _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{ title }}", "{{ mayor }}")))
    assert run("build", "--templates", "own", "--format", "docx").exit_code == 2
    path.write_bytes(PACKAGED)
    assert run("build", "--templates", "own", "--format", "docx").exit_code == 0


def test_a_word_template_that_leaves_a_part_out_is_refused(project: Path) -> None:
    """Prose or figures that a report would lose are GIP504, and nothing is written."""
    _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{p overview }}", "")))
    result = run("build", "a.yaml", "--templates", "own", "--format", "docx")
    assert (result.exit_code, "GIP504" in result.output, "“一、总体情况”的文字" in result.output) == (2, True, True)
    assert not (project / "dist").exists()


def test_a_faulty_template_is_told_when_the_report_goes_to_standard_output(project: Path) -> None:
    """`--out -` ends with status 2 and writes nothing but the finding, to standard error."""
    _own(project, "html/header.html", "{{ mayor }}")
    result = run("build", "a.yaml", "--out", "-", "--format", "html", "--templates", "own")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "GIP604" in result.stderr


def test_a_template_can_run_nothing(project: Path) -> None:
    """The sandbox keeps own Word templates from the inside of Python, as it does pages."""
    attack = "{{ title.__class__.__mro__ }}"
    _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{ title }}", attack)))
    result = run("build", "a.yaml", "--templates", "own", "--format", "docx")
    assert result.exit_code == 2
    assert "GIP604" in result.output


def test_lint_reads_a_folder_and_a_file(project: Path) -> None:
    """A folder means all templates in it, but not the lock files of an open Word."""
    _own(project, "word/form-2021.docx", changed(PACKAGED, DOCUMENT, swap("{{ title }}", "{{ mayor }}")))
    _own(project, "word/~$form-2021.docx", b"lock")
    _own(project, "markdown/report.md", "{{ mayor }}")
    result = run("template", "lint", "own")
    assert (result.exit_code, result.output.count("GIP501"), result.output.count("GIP604")) == (1, 1, 1)
    assert run("template", "lint", "own/word/form-2021.docx").output.count("GIP") == 1
    assert run("template", "lint").exit_code == 2


def test_a_new_template_is_sound_and_builds(project: Path) -> None:
    """What `template new` writes passes lint and gives the same report as the packaged template."""
    assert run("template", "new", "--form", "2021", "-o", "own/word/form-2021.docx").exit_code == 0
    assert run("template", "lint", "own").exit_code == 0
    report = report_on(project)
    assert render_word(report, project / "own") == render_word(report)
    title = next(tree(render_word(report)).iter(W + "p"))
    assert text_of(title) == "\n".join(report.title_lines)
