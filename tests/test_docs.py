"""The documentation says what the program does: commands, options, keys, links, examples and what they print."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path
from textwrap import dedent
from zipfile import ZipFile

import click
import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from jinja2 import meta
from msgspec.structs import fields

from gipgen.cli import cli
from gipgen.form import Form, Forms, load_envelope, load_forms, packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.project.config import Config, find_config
from gipgen.project.pipeline import check_file, check_source
from gipgen.project.selection import Selection, make_selection
from gipgen.render.environment import text_environment
from gipgen.render.html import render_html
from gipgen.render.markdown import render_markdown
from gipgen.render.word import render_word
from gipgen.render.word.template import template_bytes
from gipgen.report import Report
from gipgen.rulebook import level, rulebook
from gipgen.source import Source
from tests.conftest import HOUSE, SAMPLES, check_sample
from tests.documentation import (
    CHINESE,
    DOCS,
    README,
    Marked,
    anchors,
    calls,
    commands,
    completed,
    fenced,
    links,
    marked,
    options,
    spans,
    write_files,
)

BUILD_LINE = "python3 -m venv .venv && . .venv/bin/activate && pip install . && gipgen build samples"
TEST_LINE = "python3 -m venv .venv-test && . .venv-test/bin/activate && pip install '.[test]' && python -m pytest"
FORMS_PAGE, DATA_PAGE = HOUSE / "docs" / "forms.md", HOUSE / "docs" / "data-file.md"
TEMPLATES_PAGE, CI_PAGE = HOUSE / "docs" / "templates.md", HOUSE / "docs" / "ci.md"
IMPORT_PAGE = HOUSE / "docs" / "import.md"

each_document = pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
each_readme = pytest.mark.parametrize("readme", [README, CHINESE], ids=lambda path: path.name)


def _blocks(kind: str) -> list[Marked]:
    return [block for document in DOCS for block in marked(document) if block.mark.split()[0].rstrip(":") == kind]


# --- the READMEs ------------------------------------------------------------------------------------------------


@each_readme
def test_a_readme_has_the_two_commands(readme: Path) -> None:
    """One line installs and builds the samples, one installs what the tests need and runs them."""
    shown = [text.strip() for text in fenced(readme, "sh")]
    assert BUILD_LINE in shown
    assert TEST_LINE in shown


def test_the_test_line_is_marked() -> None:
    """A script finds it by its comment."""
    assert [block.text.strip() for block in marked(README) if block.mark == "test-line"] == [TEST_LINE]


@each_readme
def test_a_readme_has_a_picture_of_the_output(readme: Path) -> None:
    """With words for those who cannot see it, and light enough for a slow line."""
    (found,) = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", readme.read_text("utf-8").replace("![说明]", ""))
    data = (readme.parent / found[1]).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 300_000


def test_the_readme_is_short() -> None:
    """Two hundred lines at most."""
    assert len(README.read_text("utf-8").splitlines()) <= 200


@each_readme
def test_the_table_of_samples_tells_their_findings(readme: Path, sample: Path) -> None:
    """Each sample stands in the table with just the rules that it breaks."""
    (row,) = re.findall(rf"^\| `{sample.stem}` \|.*\|$", readme.read_text("utf-8"), re.MULTILINE)
    told = set(re.findall(r"GIP[0-9]{3}", row))
    assert told == {finding.rule for finding in check_sample(sample).findings}


def test_the_configuration_shown_is_read(tmp_path: Path) -> None:
    """Every key of gipgen.toml is shown, with a value that is accepted."""
    (text,) = fenced(README, "toml")
    (tmp_path / "gipgen.toml").write_text(text, "utf-8")
    config = find_config(tmp_path)
    assert all(getattr(config, field.name) for field in fields(Config))
    names = {field.name for field in fields(Config)} - {"root"}
    assert all(f"{name} = " in text or f"[{name}]" in text for name in names)
    assert make_selection(dict(config.rules), [], []).levels


def test_what_templates_get_is_told(forms: Forms) -> None:
    """Every name that a packaged text template uses, every field of a report, every field of a Word template."""
    told = set(re.findall(r"\w+", " ".join(spans(README))))
    environment = text_environment(None, escape=True)
    texts = [path.read_text("utf-8") for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".md"}]
    given = set().union(*(meta.find_undeclared_variables(environment.parse(text)) for text in texts))
    assert given - {"section", "row", "cell", "grid"} <= told
    assert {field.name for field in fields(Report)} <= told
    tags = re.findall(
        r"\{[{%](?:p|tr)? (?:if |for \w+ in )?(?:not )?(\w+)", " ".join(map(_word_text, TEMPLATES.rglob("*.docx")))
    )
    assert {"title", "draft"} <= set(tags)
    shown = {section.id for id_ in forms.ids for section in forms.get(id_).sections} | {"item", "section", "else"}
    assert {tag for tag in tags if not tag.startswith("end")} - shown <= told


def _word_text(path: Path) -> str:
    with ZipFile(path) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_the_fields_of_json_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs can rely on every field of a finding."""
    monkeypatch.chdir(tmp_path)
    (name,) = write_files(README, tmp_path)
    found = json.loads(CliRunner().invoke(cli, ["check", name, "--output-format", "json"]).output)
    assert {*found, *found["findings"][0]} <= set(spans(README))


# --- commands ---------------------------------------------------------------------------------------------------


@each_document
def test_every_command_shown_exists(document: Path) -> None:
    """With every option it is shown with."""
    known = commands()
    for name, words in calls(document):
        assert name in known, f"gipgen {name}"
        assert not name or not isinstance(known[name], click.Group) or not words, f"gipgen {name} {words}"
        given = {word.split("=")[0] for word in words if re.match("--?[a-zA-Z]", word)}
        assert given <= options(known[name]), f"gipgen {name}"


@pytest.mark.parametrize(
    "document",
    [README, CHINESE, FORMS_PAGE, DATA_PAGE, TEMPLATES_PAGE, CI_PAGE, IMPORT_PAGE],
    ids=lambda path: path.name,
)
def test_every_option_named_exists(document: Path) -> None:
    """An option named by itself belongs to some command."""
    known = set().union(*map(options, commands().values()))
    named = {word for span in spans(document) for word in span.split()[:1] if re.match("--?[a-zA-Z]", word)}
    assert named <= known


def _leaves() -> list[str]:
    return [name for name, command in commands().items() if not isinstance(command, click.Group)]


@pytest.mark.parametrize("name", _leaves())
def test_every_command_and_option_is_documented(name: str) -> None:
    """Its row in the README has all its options; what all commands share is told once below."""
    (row,) = re.findall(rf"^\| `gipgen {name}(?: [^`]*)?` \|.*\|$", README.read_text("utf-8"), re.MULTILINE)
    shared = {"-h", "--help", "--lang", "--no-cache"}
    told = set(re.findall(r"(?<=`)--?[a-z-]+", row))
    assert options(commands()[name]) - shared <= told
    assert told <= options(commands()[name])
    assert (shared | options(commands()[""])) <= {word for span in spans(README) for word in span.split()}
    assert any(span.startswith(f"gipgen {name}") for span in spans(CHINESE))


# --- links, ids and paths ---------------------------------------------------------------------------------------


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    """To a file of the repository, and to a heading in it where one is named."""
    for target in links(document):
        name, _, heading = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), target
        assert not heading or heading in anchors(path), target


@each_document
def test_every_rule_named_exists(document: Path) -> None:
    """Ids of findings are those of the rule book."""
    assert set(re.findall(r"GIP[0-9]{3}", document.read_text("utf-8"))) <= set(rulebook().rules)


@each_document
def test_no_document_names_a_place_on_a_machine(document: Path) -> None:
    """Nor where packages are downloaded from."""
    assert not re.search(
        r"(?<![\w.])/(home|root|tmp|usr|work|Users)\b|pypi", document.read_text("utf-8"), re.IGNORECASE
    )


# --- examples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", _blocks("part"), ids=lambda block: f"{block.document.name}-{block.text[:12].strip()}")
def test_a_part_of_a_data_file_is_right(block: Marked, tmp_path: Path) -> None:
    """Laid over a report that is otherwise zero, it gives no finding but those that it waives."""
    source, soon = Source("x.yaml", completed(block)), Selection(day=date(2025, 2, 1))
    checked = check_source(source, packaged_forms(), tmp_path, tmp_path, soon)
    assert not [(finding.rule, finding.place) for finding in checked.findings if not finding.waived]


@pytest.mark.parametrize("block", _blocks("prints"), ids=lambda block: f"{block.document.name}-{block.mark}")
def test_what_a_command_prints_is_what_is_shown(block: Marked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run beside the files that the document shows, to the letter."""
    write_files(block.document, tmp_path)
    monkeypatch.chdir(tmp_path)
    words = shlex.split(block.mark.removeprefix("prints: "))
    assert CliRunner().invoke(cli, words[1:]).output == block.text


@each_readme
def test_the_mistake_that_is_shown_is_the_only_one(readme: Path, tmp_path: Path) -> None:
    """With the cell changed that check names, the first report is right."""
    (name,) = write_files(readme, tmp_path)
    path = tmp_path / name
    first, *others = check_file(path, name, packaged_forms(), tmp_path).findings
    assert first.fix is not None
    assert {finding.fix for finding in others} == {first.fix}
    lines = path.read_text("utf-8").split("\n")
    head, mistake, tail = lines[first.fix.line - 1].rpartition(first.fix.old)
    assert mistake
    lines[first.fix.line - 1] = head + first.fix.new + tail
    mended = check_source(Source(name, "\n".join(lines)), packaged_forms(), tmp_path, tmp_path)
    assert not mended.findings


def test_the_form_that_is_shown_works(tmp_path: Path) -> None:
    """The example of docs/forms.md loads, its data file is right, and all three outputs come of it."""
    *_, name = write_files(FORMS_PAGE, tmp_path)
    forms = load_forms(tmp_path / "schemas")
    checked = check_file(tmp_path / name, name, forms, tmp_path)
    assert not checked.findings
    report = checked.report
    assert report is not None
    assert report.form.in_force(2030)
    word = tmp_path / "templates" / "word" / f"form-{report.form.id}.docx"
    word.parent.mkdir(parents=True)
    word.write_bytes(template_bytes(report.form, forms.local_to(report.form.id)))
    assert "志愿者人次" not in render_markdown(report).decode()
    assert "<td" in render_html(report).decode()
    assert render_word(report, tmp_path / "templates").startswith(b"PK")


@pytest.mark.parametrize("document", [TEMPLATES_PAGE, CHINESE], ids=lambda path: path.name)
def test_the_way_to_an_own_template_works(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands in their order, a font changed after the first: lint has nothing to say, and the report has the font."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.yaml").write_text(SAMPLES[0].read_text("utf-8"), "utf-8")
    (settings,) = (text for text in fenced(document, "toml") if "templates" in text)
    new, lint = (f"template {word}" for word in ("new", "lint"))
    lines = {line.strip() for text in fenced(document, "sh") for line in text.split("\n")}
    (command,) = (line for line in lines if f"gipgen {new}" in line)
    assert f"gipgen {lint}" in lines
    _run(command)
    (template,) = tmp_path.rglob("form-2021.docx")
    _set_font(template, "正文段落", "隶书")
    (tmp_path / "gipgen.toml").write_text(dedent(settings), "utf-8")
    assert "0 errors, 0 warnings" in _run(f"gipgen {lint} --lang en")
    _run("gipgen build --format docx")
    (built,) = tmp_path.glob("dist/*.docx")
    assert "隶书" in _word_text(built)


def _run(command: str) -> str:
    result = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _set_font(path: Path, style: str, font: str) -> None:
    document = docx.Document(str(path))
    document.styles[style].element.rPr.rFonts.set(qn("w:eastAsia"), font)
    document.save(str(path))


def test_the_styles_that_are_told_are_those_of_the_templates() -> None:
    """Each by the name that the template gives it; those that only others build on are left out."""
    told = set(
        re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| `.*?\|", TEMPLATES_PAGE.read_text("utf-8"), re.MULTILINE)))
    )
    told = {name for name in told if not name.startswith("GIP")} | {"heading 3"}
    for path in (TEMPLATES / "word").glob("*.docx"):
        names = set(re.findall(r'<w:style [^>]*>\s*<w:name w:val="([^"]+)"', _word_text(path)))
        assert names - told == {"Normal", "header"}
        assert told <= names


# --- the reference ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", packaged_forms().ids)
def test_every_key_of_a_form_is_in_the_reference(id_: str) -> None:
    """Rows, heads and columns, local ones too, by the name that people write and by id."""
    told = set(spans(DATA_PAGE))
    form = packaged_forms().get(id_, tuple(addition.id for addition in packaged_forms().local_to(id_)))
    assert _names(form) <= told


def _names(form: Form) -> set[str]:
    names = {name for section in form.sections for name in (section.id, section.name)}
    for line in form.lines:
        rows, columns = [*line.heads, line.row], [] if line.block.headless else line.block.leaves
        names |= {
            line.key,
            *(row.name for row in rows),
            *(name for column in columns for name in (column.id, column.name)),
        }
    return names | {name for addition in form.local for name in (addition.id, addition.label)}


def test_every_key_beside_the_form_is_in_the_reference() -> None:
    """Groups with their members, by label and by id, and what a choice can be."""
    told = set(spans(DATA_PAGE))
    fields = list(load_envelope().fields)
    for field in fields:
        fields += field.fields
        assert {field.label, field.id, *(name for id_, names in field.choices for name in (id_, names[0]))} <= told


def test_every_key_of_a_form_file_is_explained() -> None:
    """What stands in the forms of the house stands in docs/forms.md."""
    told = set(spans(FORMS_PAGE))
    written = [path.read_text("utf-8") for path in (HOUSE / "schemas").glob("[fl]o*-*.yaml")]
    keys = set(re.findall(r"(?:^\s*(?:- )?|[{,] ?)([a-z_]+):(?: |$)", "\n".join(written), re.MULTILINE))
    assert keys - {"level"} <= told


def test_no_sample_has_an_error() -> None:
    """So the line that builds them ends well; their defects are no more than warnings."""
    found = [finding for path in SAMPLES for finding in check_sample(path).findings]
    assert {level(finding) for finding in found} == {"info", "warning"}
