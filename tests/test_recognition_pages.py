"""What a site prints around a report is told and left out; what the report says in like words stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gipgen.form import Forms
from gipgen.importing import take_bytes
from gipgen.prose import block_texts
from gipgen.readers import read_document
from gipgen.recognition import Imported, recognise
from gipgen.recognition.furniture import foot, is_furniture
from gipgen.render.formats import FORMATS
from tests.conftest import SAMPLES, check_sample
from tests.site_pages import PAGES, around

TABLE = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
BETWEEN = "根据《条例》编制本报告。"


def imported(forms: Forms, front: str = "", end: str = "某县财政局\n2025年1月20日\n") -> Imported:
    """Import a report with some lines between title and preamble, or behind its last section."""
    text = (
        f"某县财政局2024年政府信息公开工作年度报告\n{front}{BETWEEN}\n一、总体情况\n公开六十条。\n"
        f"二、主动公开政府信息情况\n{TABLE}五、存在的主要问题及改进情况\n人手不足。\n六、其他需要报告的事项\n没有收费。\n{end}"
    )
    found = recognise(read_document(text.encode(), ".txt"), forms)
    assert isinstance(found, Imported)
    return found


def prose(found: Imported, section: str) -> list[str]:
    return list(block_texts(found.prose[section]))


def told(found: Imported) -> str:
    return " ".join(str(one.words["what"]) for one in found.findings if one.rule == "GIP656")


# --- whole pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_page_says_what_its_article_says(page: str, sample: Path, forms: Forms) -> None:
    report = check_sample(sample).report
    assert report is not None
    html = FORMATS["html"](report, None, "x")[".html"]
    bare = take_bytes(html, ".html", "x", forms).imported
    whole = take_bytes(around(page, html), ".html", "x", forms).imported
    assert bare
    assert whole
    own = {"site_code", "catalogue"}
    assert {id_: value for id_, value in whole.fields.items() if id_ not in own} == {
        id_: value for id_, value in bare.fields.items() if id_ not in own
    }
    assert whole.prose == bare.prose
    assert whole.extra == bare.extra
    assert {path: one.value for path, one in whole.by_path.items()} == {
        path: one.value for path, one in bare.by_path.items()
    }


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("catalogue")])
def test_the_catalogue_of_a_page(page: str, forms: Forms) -> None:
    """Its labels may be other words for those of the data file; its own dates count before those of a byline."""
    report = check_sample(next(path for path in SAMPLES if path.stem == "suqian-2023")).report
    assert report is not None
    found = take_bytes(around(page, FORMATS["html"](report, None, "x")[".html"]), ".html", "x", forms).imported
    assert found is not None
    catalogue: Any = found.fields["catalogue"]
    wanted = {"index_number": "A123/2025-0001", "publisher": "某县政府办公室", "written": date(2025, 1, 20)}
    assert {id_: catalogue[id_] for id_ in wanted} == wanted
    assert catalogue.get("published", date(2025, 1, 21)) == date(2025, 1, 21)
    assert catalogue.get("document_number", "某政〔2025〕1号") == "某政〔2025〕1号"


# --- between title and text ------------------------------------------------------------------------------------

FURNITURE = [
    "发布日期：2025-01-20　来源：某县办公室　浏览次数：123　字体：【大 中 小】 打印 关闭 分享到",
    "2025-01-20 10:00 来源：某县财政局 访问量：12",
    "发布时间：2025-01-20 10:20:30 信息来源：某县财政局 浏览量：【 】",
    "日期：2025年1月20日 字号：[大][中][小]",
    "稿件来源： 某局 发布日期： 2025-01-20 浏览： 15次 保护视力色：",
    "作者：　来源：某局　时间：2025-01-20",
    "【字号：大 中 小】",
    "【打印】【关闭】",
    "打印本页　|　关闭窗口",
    "责任编辑：某某　审核：某某",
    "当前位置：首页 > 政务公开",
    "您当前的位置 首页 > 年报",
    "首页>>年报",
    "扫一扫在手机打开当前页",
    "上一篇：某县2022年年报",
    "附件下载：年报.pdf（120KB）",
    "分享到： 微信 新浪微博",
    "主办单位：某县人民政府　承办单位：某县政府办公室",
    "版权所有：某县人民政府",
    "ICP备案号：某ICP备12345678号",
    "某公网安备 12345678901234号",
    "某县人民政府主办 某县人民政府办公室承办",
    "备案号：某ICP备05000001号 公安备案号：12345602000001",
    "浏览量：12 评论：0 收藏：0",
    "【信息来源：某县政府办公室】【信息时间：2025-01-20 阅读次数：123】【我要打印】【关闭】",
    "网站标识码：1234560001",
    "技术支持：某某公司",
    "网站地图 | 联系我们",
    "建议使用1024*768分辨率 IE9.0以上浏览器",
]
SENTENCES = [
    "政府信息来源：各科室报送。",
    "来源：县财政局、县统计局，均为年终数",
    "发布日期以网站为准",
    "发布时间：每季度末",
    "浏览次数：较上年增长三成",
    "打印政府公报 300 份",
    "关闭政务新媒体 3 个",
    "主办 12 场新闻发布会，参加 300 人",
    "技术支持 3 次",
    "使用谷歌浏览器访问的用户占三成",
    "完成ICP备案 3 个",
    "完成公网安备登记",
    "培训由县政府办公室主办 参加 30 人",
    "收到评论 3 条",
    "审核：严格执行三审三校制度",
    "联系我们可拨打电话",
    "首页设有专栏",
    "扫一扫二维码即可查阅本报告全文及历年报告的电子版",
    "附件：无",
    "相关文件 3 件",
    "当前位置良好",
    "详见本局网站上的年度报告.pdf",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_site_is_no_preamble(line: str, forms: Forms) -> None:
    found = imported(forms, f"{line}\n")
    assert prose(found, "preamble") == [BETWEEN]
    assert "标题与正文之间的 1 段文字" in told(found)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_in_like_words_stays(line: str, forms: Forms) -> None:
    assert not is_furniture(line)
    found = imported(forms, f"{line}\n", f"{line}\n")
    assert prose(found, "preamble") == [line, BETWEEN]
    assert prose(found, "other_matters") == ["没有收费。", line]


def test_a_byline_of_one_date_is_no_catalogue(forms: Forms) -> None:
    assert "catalogue" not in imported(forms, "发布日期：2025-01-20　来源：某县办公室\n").fields
    found = imported(forms, "索引号：A1/2025　名称：某县年报　发布时间：2025-01-20　浏览次数：12\n")
    assert found.fields["catalogue"] == {"index_number": "A1/2025", "published": date(2025, 1, 20)}
    assert "名称：某县年报" in told(found)


# --- behind the report -----------------------------------------------------------------------------------------

LIST = ["往年年报", "某县财政局2022年政府信息公开工作年度报告 2023-01-15", "某县财政局召开推进会 2024-06-05"]
FOOT = [
    "网站地图 | 联系我们",
    "地址：某县人民路1号　邮编：123456",
    "政务服务热线 12345",
    "版权所有：某县人民政府　网站标识码：1234560001",
]


@pytest.mark.parametrize("sign", ["", "某县财政局\n", "某县财政局\n2025年1月20日\n", "2025年1月20日\n"])
@pytest.mark.parametrize("lines", [LIST, FOOT, [*LIST, *FOOT]])
def test_lists_and_feet_of_pages_are_no_prose(lines: list[str], sign: str, forms: Forms) -> None:
    found = imported(forms, end=sign + "\n".join(lines))
    assert prose(found, "other_matters") == ["没有收费。"]
    assert found.fields.get("date") == (date(2025, 1, 20) if "2025" in sign else None)
    assert f"{len(lines)} 段" in told(found)


@pytest.mark.parametrize(
    "lines",
    [
        ["联系地址：某县人民路1号"],
        ["收费 0 元 2024-01-05", "收费 0 元 2024-02-05"],
        ["附件：年度数据.xlsx", "上表由各科室填报。"],
        ["网站地图", "本报告的电子版可在网站下载", "需要纸质版的可到窗口领取", "邮寄的请先来电"],
    ],
)
def test_the_end_of_a_report_is_no_foot(lines: list[str], forms: Forms) -> None:
    assert foot(lines) == 0
    assert prose(imported(forms, end="\n".join(lines)), "other_matters") == ["没有收费。", *lines]


def test_what_an_official_letter_ends_with_is_no_prose(forms: Forms) -> None:
    found = imported(forms, end="某县财政局\n2025年1月20日\n抄送：县政府办公室。\n某县财政局办公室 2025年1月20日印发\n")
    assert prose(found, "other_matters") == ["没有收费。"]
    assert (found.fields["agency"], found.fields["date"]) == ("某县财政局", date(2025, 1, 20))
    assert "抄送" in told(found)


def test_a_contact_that_goes_on_below_is_prose(forms: Forms) -> None:
    found = imported(forms, "联系方式：联系单位：某县财政局办公室；地址：\n人民路1号。\n")
    assert "contact" not in found.fields
    assert prose(found, "preamble")[:2] == ["联系方式：联系单位：某县财政局办公室；地址：", "人民路1号。"]


def test_the_code_of_the_site_is_taken_when_a_foot_names_one(forms: Forms) -> None:
    assert imported(forms, end="网站标识码：1234560001\n").fields["site_code"] == "1234560001"
    assert "site_code" not in imported(forms, end="网站标识码：1234560001\n网站标识码：1234560002\n").fields


# --- tables of contents ----------------------------------------------------------------------------------------

NAMES = ["一、总体情况", "二、主动公开政府信息情况", "五、存在问题和下一步打算", "六、其他需要报告的事项"]


@pytest.mark.parametrize("mark", ["", "{}", " 第{}页", "（{}）", "……{}", "\t-{}-", " {}"])
@pytest.mark.parametrize("more", ["", "前言{}\n", "（一）主动公开{}\n"])
def test_a_table_of_contents_is_no_preamble(mark: str, more: str, forms: Forms) -> None:
    lines = "\n".join(f"{name}{mark.format(number)}" for number, name in enumerate(NAMES, 1))
    found = imported(forms, f"目　录\n{more.format(mark.format(1))}{lines}\n")
    assert prose(found, "preamble") == [BETWEEN]
    assert prose(found, "other_matters") == ["没有收费。"]
    assert "目录" in told(found)


@pytest.mark.parametrize("head", ["目录<br>", "目录</p><p>"])
def test_a_table_of_contents_in_one_paragraph(head: str, forms: Forms) -> None:
    lines = "<br>".join(f"{name}……1" for name in NAMES)
    page = (
        f"<h1>某县财政局2024年政府信息公开工作年度报告</h1><p>{head}{lines}</p><p>{BETWEEN}</p><h2>一、总体情况</h2><p>公开。</p>"
        "<h2>二、主动公开政府信息情况</h2><table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
        "<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>1<td>0<td>3</table>"
    )
    found = recognise(read_document(page.encode(), ".html"), forms)
    assert isinstance(found, Imported)
    assert prose(found, "preamble") == [BETWEEN]
    assert "目录" in told(found)
