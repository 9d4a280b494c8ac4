"""Persons' data: what is found, what is left alone, and that no output of findings repeats it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from gipgen.cli import cli
from gipgen.form import packaged_forms
from gipgen.personal import is_card, is_identity, mask, traces
from gipgen.project.pipeline import check_source
from gipgen.source import Source
from gipgen.words import quote
from tests.sentences import findings
from tests.word_files import DATA, dump

SEEDS = ["batai-2021", "huimeng-2021", "malugou-2020", "qingshi-2021", "tianchi-2021"]
RULES = re.compile("GIP8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13800138000", "138******00"),
        ("电话：138-0013-8000；", "138-****-**00"),
        ("电话：1380 013 8000", "138* *** **00"),
        ("+86 13800138000", "+86 138******00"),
        ("13800138000/0999-1234567", "138******00"),
        ("13800138000,13900139000", "138******00 139******00"),
        ("电话13800138000.", "138******00"),
        ("11010519491231002X。", "1101************2X"),
        ("110105 19491231 002x", "1101** ******** **2x"),
        ("旧号110105491231002", "1101*********02"),
        ("卡号6222021001116245702", "6222*************02"),
        ("身份证1101 0519 4912 3100 2X", "1101 **** **** **** 2X"),
        ("身份证1101-0519-4912-3100-2X。", "1101-****-****-****-2X"),
        ("110105 19491231 002X", "1101** ******** **2X"),
        ("110 105 1949 1231 002X", "110 1** **** **** **2X"),
        ("手机1380 0138 000", "138* **** *00"),
        ("622202 1001116245702", "6222** ***********02"),
        ("4111-1111-1111-1111", "4111-****-****-**11"),
        ("13800138000@163.com", "1**********@163.com"),
        ("zhang.san＠qq.com", "z****.***＠qq.com"),
        ("邮箱zhangsan@vip.163.com。", "z*******@vip.163.com"),
        ("联系人：张三", "张*"),
        ("（联系人 张某某，电话", "张**"),
        ("联系人（欧阳修）", "欧**"),
        ("联系人:阿不都热合曼·买买提", "阿*****·***"),
        ("| 联络员 | 李四 |", "李*"),
        ("填报人：王五电话0999-1", "王*"),
    ],
)
def test_what_is_a_persons_is_found_and_shown_masked(text: str, shown: str) -> None:
    """The middle of a number, a mailbox, a given name are hidden."""
    assert " ".join(trace.shown for trace in traces(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "电话：0999-1234567、010-13800138、12345、12345678，400-123-4567，转8001",
        "电话0517-8360 5210、0517 8360 5211",
        "1101 0519 4912 3100 21、110105-19491331-0021",
        "| 11 | 01 | 05 | 1949 | 1231 | 0021 |，11 01 05 19 49 12 31 00 2X",
        "收入13800138000元，访问 13900139000 次，共13800138000.50",
        "http://www.example.gov.cn/art/13800138000.html",
        "编号A13800138000、2024-13800138000、138001380001",
        "统一社会信用代码91110000600037341L",
        "身份证11010519491231002A、110105194912310021、11010519490231002X",
        "流水号 6222021001116245703、5111111111111111",
        "邮箱 xxgk@example.gov.cn、mzbgs@163.com、hazwgkc@163.com、office@qq.com、a@qq.com.cn",
        "联系人：办公室",
        "联系人：王先生",
        "联系人：李主任",
        "联系人：综合科、文秘科、应急办、水利站",
        "联系人：文书",
        "联系人：单位负责人",
        "联系人应及时更新联系人名单，联系人方便时回复",
        "由张三任组长，李四任副组长；局长王五负责，主任赵六分管",
        "分管领导钟某担任组长",
        "行政处罚 152 3001 5300 件，罚款 1500 3000 2000 元",
        "身份证号码、手机号码、银行卡号不予公布；联系人姓名不公开",
        "138****8000，1101**********002X",
        "2024年1月1日至2024年12月31日，文号〔2024〕15号",
        "项目代码2024-110105-49-01-231002",
    ],
)
def test_what_is_an_offices_is_left_alone(text: str) -> None:
    """Landlines, hotlines, codes, sums, offices and those who are named for their duty."""
    assert list(traces(text)) == []


@given(st.integers(10**16, 10**17 - 1), st.sampled_from("0123456789X"))
def test_identity_numbers_have_the_check_digit_of_the_standard(number: int, last: str) -> None:
    """As ISO 7064 MOD 11-2 has it."""
    digits = f"{str(number)[:6]}19900101{str(number)[6:9]}"
    assert is_identity(digits + last) == mod_11_2.is_valid(digits + last)


@given(st.text("0123456789", min_size=14, max_size=17), st.sampled_from("0123456789"))
def test_cards_have_the_check_digit_of_luhn(digits: str, last: str) -> None:
    """Sixteen to nineteen digits of UnionPay."""
    assert is_card(f"62{digits}{last}") == luhn.is_valid(f"62{digits}{last}")


@given(st.text("1380 -@.:：联系人张三qcom\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_masking_keeps_every_column(text: str, first: int, last: int) -> None:
    """A masked text is as long as the text, and masked parts are parts of the masked whole."""
    assert len(mask(text)) == len(text)
    assert mask(text, first, max(first, last)) == mask(text)[first : max(first, last)]


def test_a_number_is_hidden_in_what_a_message_quotes() -> None:
    """Also where the quotation ends within the number."""
    assert quote("电话13800138000") == "电话138******00"
    assert "0138" not in quote("甲" * 33 + "13800138000")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_output_repeats_a_number(tmp_path: Path, form: str, lang: str) -> None:
    """Neither messages nor excerpts show it, whatever the finding on its line is about."""
    contact = {"电话": "13800138000", "电子邮箱": "zhangsan@qq.com", "联系人": "张三"}
    prose = "联系人：张三丰，手机13800138000，身份证11010519491231002X，{{ 申请.无 }}。"
    path = tmp_path / "x.yaml"
    path.write_text(dump({**DATA, "联系方式": contact, "前言": prose}), "utf-8")
    done = CliRunner().invoke(cli, ["check", str(path), "--output-format", form, "--lang", lang])
    for secret in ("38001380", "zhangsan", "张三", "19491231"):
        assert secret not in done.output
    assert {"GIP801", "GIP803", "GIP805", "GIP806", "GIP401"} <= set(re.findall("GIP[0-9]+", done.output))
    if form == "json":
        assert len(json.loads(done.output)["findings"]) == 7


def test_the_words_under_a_picture_are_looked_at(tmp_path: Path) -> None:
    """They are published as a caption and to those who cannot see the picture."""
    (tmp_path / "a.png").write_bytes(b"")
    text = dump({**DATA, "前言": "![联系人：张三](a.png)"})
    found = check_source(Source("x.yaml", text), packaged_forms(), tmp_path, tmp_path).findings
    assert [finding.rule for finding in found if RULES.match(finding.rule)] == ["GIP806"]


@pytest.mark.reference
@pytest.mark.parametrize("name", SEEDS)
def test_of_the_five_reports_just_one_names_a_person(reference: Path, tmp_path: Path, name: str) -> None:
    """青石's contact has a mobile number and a name; no other text of the five has anything."""
    seed = (reference / "seeds" / f"{name}.txt").read_text("utf-8")
    lines = "\n\n".join(line.strip() for line in seed.splitlines() if line.strip())
    checked = check_source(Source("x.yaml", dump({**DATA, "前言": lines})), packaged_forms(), tmp_path, tmp_path)
    found = [(finding.rule, finding.words["shown"]) for finding in checked.findings if RULES.match(finding.rule)]
    assert found == ([("GIP803", "138******00"), ("GIP806", "张**")] if name == "qingshi-2021" else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("邮箱qhllz@126.com。", []),
        ("邮箱hazwgkc@163.com，电话0517-83605210。", []),
        ("邮箱zhangsan@qq.com。", []),
        ("邮箱00000000@qq.com。", ["GIP805"]),
        ("邮箱00000000000@139.com。", ["GIP805"]),
        ("邮箱zhangsan@gmail.com。", ["GIP805"]),
        ("联系人：张三，邮箱zhangsan@qq.com。", ["GIP805", "GIP806"]),
        ("邮箱00000000@163.gov.cn。", []),
    ],
)
def test_a_mailbox_is_a_persons_when_its_name_or_what_stands_beside_it_says_so(text: str, found: list[str]) -> None:
    """Many offices have one at a public provider, under any name."""
    assert sorted(finding.rule for finding in findings(前言=text)) == found
