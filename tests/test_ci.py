"""Where projects meet gipgen: the GitHub action, the GitLab template and the pre-commit hook, each tried."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import HOUSE
from tests.documentation import fenced, marked, write_files
from tests.reports import faults, vendored
from tests.test_cli import FAULTY, SOUND, names, posix, shell

PAGE = HOUSE / "docs" / "ci.md"
ACTION, TEMPLATE, HOOKS = HOUSE / "action.yml", HOUSE / "ci" / "gipgen.gitlab-ci.yml", HOUSE / ".pre-commit-hooks.yaml"
WORKFLOW, GITLAB, HOOK = ".github/workflows/reports.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"
UNDATED = SOUND.replace("成文日期: 2025-01-10\n", "")


def read(text: str) -> Any:
    """Read YAML 1.2, in which `on` is a word."""
    return YAML(typ="safe", pure=True).load(text)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository that the page shows, with a report that has an error, one with a warning, and a sound one."""
    write_files(PAGE, tmp_path)
    (tmp_path / "reports" / "2024" / "乙 镇").mkdir(parents=True)
    for name, text in {"甲镇": FAULTY, "乙 镇/report": UNDATED, "财政局": SOUND}.items():
        (tmp_path / "reports" / "2024" / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- as the platforms want it -----------------------------------------------------------------------------------


def test_the_action_and_the_template_are_valid() -> None:
    """By the schemas that check-jsonschema carries."""
    assert not faults(read(ACTION.read_text("utf-8")), vendored("github-actions"))
    assert not faults(read(TEMPLATE.read_text("utf-8")), vendored("gitlab-ci"))


@pytest.mark.parametrize(("name", "schema"), [(WORKFLOW, "github-workflows"), (GITLAB, "gitlab-ci")])
def test_what_the_page_shows_is_valid(county: Path, name: str, schema: str) -> None:
    """The workflow and the file that includes the template."""
    assert not faults(read((county / name).read_text("utf-8")), vendored(schema))


def test_what_the_page_shows_fits_the_files_it_names(county: Path) -> None:
    """Inputs of the action, the template's path and variables, the id of the hook."""
    (step,) = (step for step in _workflow(county)["jobs"]["reports"]["steps"] if "/gipgen@" in step["uses"])
    inputs = read(ACTION.read_text("utf-8"))["inputs"]
    assert step["with"].keys() <= inputs.keys()
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (?:.*`(.*?)`)?[^|]* \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    assert {name: rows[name].strip('"') for name in ("strict", "out", "upload")} == {
        name: inputs[name]["default"] for name in ("strict", "out", "upload")
    }
    assert inputs.keys() <= rows.keys()
    page = read((county / GITLAB).read_text("utf-8"))
    assert (HOUSE / page["include"][0]["file"]).samefile(TEMPLATE)
    assert set(re.findall(r"GIPGEN_\w+", PAGE.read_text("utf-8"))) == set(
        re.findall(r"GIPGEN_\w+", TEMPLATE.read_text("utf-8"))
    )
    (hook,) = read(HOOKS.read_text("utf-8"))
    assert [each["id"] for each in read((county / HOOK).read_text("utf-8"))["repos"][0]["hooks"]] == [hook["id"]]


def test_the_lines_for_other_platforms_work(county: Path) -> None:
    """As they stand on the page."""
    (block,) = (block for block in marked(PAGE) if block.mark == "run")
    done = shell(block.text, county)
    assert "2 reports built" in done.stdout or "生成 2 份年报" in done.stdout
    assert (county / "findings.xml").exists()
    assert names(county / "public" / "reports" / "2024") == [
        "乙 镇/report.docx",
        "乙 镇/report.html",
        "财政局.docx",
        "财政局.html",
    ]
    assert block.text in fenced(PAGE, "sh")


def _workflow(county: Path) -> Any:
    return read((county / WORKFLOW).read_text("utf-8"))


# --- GitHub -----------------------------------------------------------------------------------------------------


def take_steps(county: Path, python: Path, *, install: bool = False, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the shell of the action step by step until one fails, as a composite action is run."""
    action = read(ACTION.read_text("utf-8"))
    inputs = {name: entry["default"] for name, entry in action["inputs"].items()} | given
    about = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(HOUSE),
        "GITHUB_WORKSPACE": str(county),
        "GITHUB_STEP_SUMMARY": str(county / "page.md"),
    }
    for step in action["runs"]["steps"]:
        if "run" not in step or ("pip install" in step["run"] and not install):
            continue
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # what people write never becomes shell
        wanted = {name: _filled(value, inputs) for name, value in step.get("env", {}).items()}
        done = run_shell(["bash", "-eo", "pipefail", "-c", step["run"]], county, python, {**about, **wanted})
        if done.returncode:
            break
    return done


def _filled(text: str, inputs: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], text)


def run_shell(words: list[str], folder: Path, python: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command that finds `python` where it is told."""
    environment = os.environ | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"} | more
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


HERE = Path(sys.executable)


@posix
def test_the_action_checks_annotates_and_builds(county: Path) -> None:
    """The job fails for the error, its line is marked, the summary is written, and the sound reports are there."""
    done = take_steps(county, HERE)
    assert done.returncode == 1, done.stderr
    marks = re.findall(r"^::(\w+) file=([^,]+),line=(\d+),", done.stdout, re.MULTILINE)
    assert marks == [("error", "reports/2024/甲镇.yaml", "7"), ("warning", "reports/2024/乙 镇/report.yaml", "1")]
    assert "GIP201" in (county / "page.md").read_text("utf-8")
    assert names(county / "dist" / "reports" / "2024")[:3] == [
        "乙 镇/report.docx",
        "乙 镇/report.html",
        "乙 镇/report.md",
    ]


@posix
def test_the_inputs_of_the_action_are_heeded(county: Path) -> None:
    """Paths with spaces, one a line; another folder; warnings that count when they are to."""
    chosen = "\n  reports/2024/乙 镇\n\nreports/2024/财政局.yaml\n"
    assert take_steps(county, HERE, paths=chosen, out="预 览").returncode == 0
    assert len(names(county / "预 览" / "reports")) == 6
    for word in ("true", "True", "TRUE"):
        assert take_steps(county, HERE, paths=chosen, strict=word).returncode == 1
    for word in ("False", ""):
        assert take_steps(county, HERE, paths=chosen, strict=word).returncode == 0
    assert "strict: true or false, not yes" in take_steps(county, HERE, paths=chosen, strict="yes").stderr
    assert take_steps(county, HERE, paths=chosen.replace("\n", "\r\n")).returncode == 0
    assert take_steps(county, HERE, paths="--draft").returncode == 2


def test_the_action_uploads_what_it_built() -> None:
    """Also when there were errors, unless no name is given; and every input is used."""
    action = read(ACTION.read_text("utf-8"))
    upload = action["runs"]["steps"][-1]
    assert upload["uses"].startswith("actions/upload-artifact@")
    assert upload["with"] == {"name": "${{ inputs.upload }}", "path": "${{ inputs.out }}"}
    assert upload["if"] == "${{ !cancelled() && inputs.upload != '' }}"
    used = re.findall(r"inputs\.(\w+)", json.dumps(action["runs"]))
    assert set(used) == set(action["inputs"])


# --- GitLab -----------------------------------------------------------------------------------------------------


def script() -> list[str]:
    lines: list[str] = read(TEMPLATE.read_text("utf-8"))["gipgen"]["script"]
    return lines


@posix
@pytest.mark.parametrize(
    ("variables", "status"),
    [({}, 1), ({"GIPGEN_PATHS": "reports/2024/财政局.yaml"}, 0), ({"GIPGEN_PATHS": "reports/2024/乙*", "GIPGEN_STRICT": "True"}, 1), ({"GIPGEN_PATHS": "reports/2024/乙*", "GIPGEN_STRICT": "False"}, 0)],
    ids=str,
)  # fmt: skip
def test_the_job_of_the_template_checks_and_builds(county: Path, variables: dict[str, str], status: int) -> None:
    """Its artifacts are there whether it fails or not."""
    job = read(TEMPLATE.read_text("utf-8"))["gipgen"]
    about = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(county), **variables}
    done = run_shell(["sh", "-ec", "\n".join(script()[1:])], county, HERE, about)
    assert done.returncode == status, done.stderr
    report = json.loads((county / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert {entry["location"]["path"] for entry in report} <= {
        "reports/2024/乙 镇/report.yaml",
        "reports/2024/甲镇.yaml",
    }
    assert bool(report) == bool(status) or variables["GIPGEN_STRICT"] == "False"
    assert all((county / path).is_dir() for path in job["artifacts"]["paths"])
    assert job["artifacts"]["when"] == "always"


@posix
def test_the_job_asks_for_what_to_install(county: Path) -> None:
    """Without GIPGEN_SOURCE nothing is installed, whatever a package index holds under the name."""
    done = run_shell(["sh", "-ec", script()[0]], county, HERE, {})
    assert done.returncode != 0
    assert "GIPGEN_SOURCE" in done.stderr


# --- pre-commit -------------------------------------------------------------------------------------------------


def pre_commit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PRE_COMMIT_HOME": str(folder / ".cache"),
        "LC_ALL": "C.UTF-8",
        "PRE_COMMIT_COLOR": "never",
    }
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_the_hook_and_its_use_are_valid(county: Path) -> None:
    """By pre-commit itself."""
    for words in (["validate-manifest", str(HOOKS)], ["validate-config", HOOK]):
        done = pre_commit(county, *words)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("report-2025.yaml", True), ("reports/2025/甲镇.yaml", True), ("甲镇/report.yml", True), ("年报/甲镇.yaml", True), ("年报2025.yaml", True),
        ("gipgen.toml", True), ("mkdocs.yaml", True), (".github/workflows/reports.yml", False), (".gitlab-ci.yml", False),
        ("reports/图.png", False), ("data/reporters.txt", False),
    ],
)  # fmt: skip
def test_the_hook_runs_when_a_report_may_have_changed(path: str, checked: bool) -> None:
    """By the names of files; which of them are reports is seen when they are read."""
    (hook,) = read(HOOKS.read_text("utf-8"))
    taken = re.search(hook["files"], path) and not re.search(hook["exclude"], path)
    assert bool(taken) == checked


@posix
@pytest.mark.parametrize("named", ["", 'paths = ["reports"]\n'], ids=["all", "named"])
def test_the_hook_the_job_and_the_folder_check_the_same_files(county: Path, named: str) -> None:
    """YAML files that are no reports are left out everywhere."""
    (county / "gipgen.toml").write_text(named, "utf-8")
    (county / "reports" / "mkdocs.yaml").write_text("site_name: 公开\nnav:\n  - index.md\n", "utf-8")
    (hook,) = read(HOOKS.read_text("utf-8"))
    assert hook["pass_filenames"] is False
    told = [
        run_shell(words, county, HERE, {})
        for words in ([str(HERE), "-m", *hook["entry"].split()], [str(HERE), "-m", "gipgen", "check", "reports"])
    ]
    assert {done.returncode for done in told} == {1}
    *found, closing = told[0].stdout.splitlines()
    assert [*found, closing.partition("; skipped")[0]] == [
        line.partition("; skipped")[0] for line in told[1].stdout.splitlines()
    ]
    assert "reports/mkdocs.yaml" in closing
    assert str(county) not in told[0].stdout


# --- all of it, installed ---------------------------------------------------------------------------------------


@posix
@pytest.mark.index
@pytest.mark.skipif(not (HOUSE / ".git").exists(), reason="pre-commit takes hooks from git repositories only")
def test_a_commit_is_checked(county: Path) -> None:
    """pre-commit installs gipgen from the repository as it stands, and checks what is to be committed."""
    shutil.copy(county / "gipgen.toml", county / "b.yaml")
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=county, check=True)
    done = pre_commit(county, "try-repo", str(HOUSE), "gipgen-check", "--all-files", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "甲镇.yaml:7:13: " in done.stdout
    assert "3 个文件：1 个错误，1 个警告。" in done.stdout
    (county / "reports" / "2024" / "甲镇.yaml").write_text(SOUND, "utf-8")
    done = pre_commit(county, "try-repo", str(HOUSE), "gipgen-check", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr


@posix
@pytest.mark.index
def test_the_action_and_the_job_install_what_they_run(county: Path) -> None:
    """Into a Python that holds nothing: from the checkout of the action, and from where GIPGEN_SOURCE says."""
    for name in ("github", "gitlab"):
        subprocess.run([sys.executable, "-m", "venv", county / name], check=True)
    done = take_steps(county, county / "github" / "bin" / "python", install=True)
    assert (done.returncode, "::error file=reports/2024/甲镇.yaml" in done.stdout) == (1, True), done.stderr
    shutil.rmtree(county / "dist")
    more = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(county), "GIPGEN_SOURCE": str(HOUSE)}
    done = run_shell(["sh", "-ec", "\n".join(script())], county, county / "gitlab" / "bin" / "python", more)
    assert (done.returncode, (county / "gl-code-quality-report.json").exists()) == (1, True), done.stderr
    assert len(names(county / "dist" / "reports")) == 6
