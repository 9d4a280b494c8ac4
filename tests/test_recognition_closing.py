"""Who signs a report and when: only what stands there as a signature is one."""

from __future__ import annotations

from datetime import date

import pytest

from gipgen.form import Forms
from gipgen.readers import Paragraph, Run, read_document
from gipgen.recognition import Imported, recognise
from gipgen.recognition.closing import Closing, closing

DAY = date(2022, 1, 24)


def end(*lines: str) -> Closing:
    return closing([Paragraph((Run(line),)) for line in ("没有其他事项。", *lines)])


@pytest.mark.parametrize("line", ["统计截止时间为2021年12月31日", "数据统计至2021年12月31日", "施行时间2021年12月31日"])
def test_a_line_that_ends_in_a_date_is_no_signature_without_an_agency(line: str) -> None:
    found = end(line)
    assert (found.signature, found.date, len(found.rest)) == ("", None, 2)


@pytest.mark.parametrize("behind", ["全年没有收费。", "二是制度不健全；"])
def test_a_date_amid_the_last_section_is_no_signature(behind: str) -> None:
    for lines in (("2022年1月24日", behind), ("某县财政局", "2022年1月24日", behind)):
        found = end(*lines)
        assert (found.signature, found.date, len(found.rest)) == ("", None, len(lines) + 1)


def test_a_date_without_a_name_is_one_at_the_very_end() -> None:
    assert end("2022年1月24日", "打印").date == DAY
    assert end("2022年1月24日", "无其他事项").date is None


@pytest.mark.parametrize("day", ["2022年1月24日", "2022-01-24", "2022.1.24", "2022/1/24", "二〇二二年一月二十四日"])
@pytest.mark.parametrize(
    "name", ["某县财政局", "某镇人民政府", "某街道办事处（盖章）", "某县政务服务中心", "某县人民法院"]
)
def test_a_date_below_the_name_of_an_agency(name: str, day: str) -> None:
    found = end(name, day)
    assert (found.signature, found.date, len(found.rest)) == (name.removesuffix("（盖章）"), DAY, 1)


def test_name_and_date_on_one_line() -> None:
    found = end("某县财政局2022年1月24日", "附件：年度数据")
    assert (found.signature, found.date) == ("某县财政局", DAY)


@pytest.mark.parametrize("day", ["2022-02-30", "2022年2月30日", "2022.13.1", "2022-1.24"])
def test_a_date_that_does_not_exist_stays_prose(day: str) -> None:
    found = end("某县财政局", day)
    assert (found.date, len(found.rest)) == (None, 3)


def test_figures_like_a_date_are_one_only_below_a_name() -> None:
    assert end("2022-01-24").date is None


@pytest.mark.parametrize(
    ("title", "signer", "agency", "signature"),
    [
        ("某县人民政府", "某县人民政府办公室", "某县人民政府", "某县人民政府办公室"),
        ("某镇", "某镇党政办公室", "某镇", "某镇党政办公室"),
        ("某镇", "某镇人民政府", "某镇人民政府", None),
        ("财政局", "某县财政局", "某县财政局", None),
    ],
)
def test_the_office_that_signs_for_a_government_is_not_the_agency(
    title: str, signer: str, agency: str, signature: str | None, forms: Forms
) -> None:
    text = (
        f"{title}2021年政府信息公开工作年度报告\n一、总体情况\n公开六十条。\n二、主动公开政府信息情况\n"
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
        f"六、其他需要报告的事项\n没有收费。\n{signer}\n2022年1月24日\n"
    )
    found = recognise(read_document(text.encode(), ".txt"), forms)
    assert isinstance(found, Imported)
    assert (found.fields["agency"], found.fields.get("signature")) == (agency, signature)


@pytest.mark.parametrize("line", ["某县残联", "某县残疾人联合会（盖章）", "某某高地"])
def test_the_agency_of_the_title_is_the_signature(line: str) -> None:
    """Whatever its last word, with its date in any shape, or with none."""
    agency = line.removesuffix("（盖章）")
    for lines, day in (
        ((line,), None),
        ((line, "2022年1月24日"), DAY),
        ((line, "2022.1.24"), DAY),
        ((f"{line} 2022-01-24",), DAY),
        ((line, "网站地图 | 联系我们", "版权所有：某县人民政府"), None),
    ):
        found = closing([Paragraph((Run(text),)) for text in ("没有其他事项。", *lines)], agency)
        assert (found.signature, found.date, len(found.rest)) == (agency, day, 1)


@pytest.mark.parametrize(
    "line",
    ["此件公开发布于某县政府网站", "数据统计至各镇街道", "以上情况由某县审计局", "详见某县信息公开平台", "我局办公室"],
)
def test_a_line_over_a_date_that_is_no_name(line: str) -> None:
    found = closing([Paragraph((Run(text),)) for text in ("没有其他事项。", line, "2022年1月24日")], "某县财政局")
    assert (found.signature, found.date, len(found.rest)) == ("", DAY, 2)
