"""gipgen import --diff: what a reader of the page would notice is told, and nothing that a system for pages does to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipgen.form import packaged_forms
from gipgen.importing import differences, take_bytes
from gipgen.project.pipeline import check_source
from gipgen.render.formats import FORMATS
from gipgen.report import Report
from gipgen.source import Source
from tests.editing import Edit, every, last, put
from tests.word_files import png

DATA = """机关: 清石县青石镇人民政府
年度: 2024
级别: 乡镇
成文日期: 2025-01-20
目录:
  索引号: qs-2025-00002
  发布机构: 青石镇
  生效日期: 2025-01-20
联系方式:
  单位: 青石镇党政办公室
  地址: 青石镇1号
  电话: 0517-83605210
前言: |
  本报告按照条例编制。
总体情况: |
  2024年，我镇公开信息 60 条，比上年增长“12.5%”。**政务公开**工作有序推进。

  ### （一）主动公开

  详见[县政府网站](https://www.example.gov.cn/xxgk/)，办事请来电。

  ![示意图](p.png)

  1. 第一项工作完成。
  2. 第二项工作完成。

  - 组织培训 3 次。
  - 检查 4 次。

  | 渠道 | 条数 |
  | :-- | --: |
  | 网站 | 40 |
  | 微信 | 20 |
主动公开: {行政许可: 12, 行政处罚: 3, 其余: 0}
申请: 0
复议诉讼: 0
存在的主要问题及改进情况: |
  人手不足。

  下一步加强培训。
其他需要报告的事项: |
  本年度没有收取信息处理费。
附加部分:
  - 标题: 七、附件
    内容: |
      附件见网站。
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("report")
    (folder / "p.png").write_bytes(png(400, 300))
    made = check_source(Source("a.yaml", DATA), packaged_forms(), folder, folder).report
    assert made is not None
    return made


def labels(report: Report, data: bytes, suffix: str) -> list[str]:
    taken = take_bytes(data, suffix, "x", packaged_forms())
    assert taken.imported is not None
    return [one.label.zh for one in differences(report, taken.imported, taken.document, suffix)]


OVERVIEW, PROBLEMS, OTHER = "一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"
FRONT, EXTRA = "前言和联系方式", "附加部分"

TOLD: dict[str, tuple[Edit, list[str]]] = {
    "a figure": (put((">12<", ">13<")), ["二 › 行政许可"]),
    "two figures swapped": (put((">12<", ">@<"), (">3<", ">12<"), (">@<", ">3<")), ["二 › 行政许可", "二 › 行政处罚"]),
    "two labels swapped": (
        put((">行政许可<", ">@<"), (">行政处罚<", ">行政许可<"), (">@<", ">行政处罚<")),
        ["二 › 行政许可", "二 › 行政处罚"],
    ),
    "a row dropped": (every(r"<tr>\s*<th[^>]*>行政许可(?:(?!<tr>).)*</tr>", ""), ["二 › 行政许可"]),
    "another unit": (every("万元", "元"), ["二 › 行政事业性收费"]),
    "a group": (put(("第二十条第（一）项", "第二十条第（二）项")), ["标题“第二十条第（一）项”"]),
    "a word": (put(("有序", "大力")), [OVERVIEW]),
    "a sentence removed": (put(("人手不足。", "")), [PROBLEMS]),
    "a paragraph printed twice": (put(("<p>人手不足。</p>", "<p>人手不足。</p><p>人手不足。</p>")), [PROBLEMS]),
    "paragraphs swapped": (
        put(("人手不足。", "@"), ("下一步加强培训。", "人手不足。"), ("@", "下一步加强培训。")),
        [PROBLEMS],
    ),
    "a paragraph in another section": (
        put(("<p>人手不足。</p>", ""), ("<p>本年度", "<p>人手不足。</p><p>本年度")),
        [PROBLEMS, OTHER],
    ),
    "a text beside a table": (
        put(("<h2>四、", "<p>以上数据未经审核。</p><h2>四、")),
        ["三、收到和处理政府信息公开申请情况"],
    ),
    "a sub-heading": (put(("（一）主动公开", "（一）依申请公开")), [OVERVIEW]),
    "its number": (put(("（一）主动公开", "（二）主动公开")), [OVERVIEW]),
    "a heading": (put(("<h2>五、存在的主要问题及", "<h2>五、存在的主要问题和")), [f"标题“{PROBLEMS}”"]),
    "the number of a heading": (put(("<h2>五、", "<h2>四、")), [f"标题“{PROBLEMS}”"]),
    "the heading of a table": (
        put(("<h2>三、收到和处理", "<h2>三、收到及处理")),
        ["标题“三、收到和处理政府信息公开申请情况”"],
    ),
    "a heading behind": (put(("七、附件", "七、附录")), [EXTRA]),
    "a section behind dropped": (put(("<h2>七、附件</h2>", ""), ("<p>附件见网站。</p>", "")), [EXTRA]),
    "a percentage": (put(("12.5%", "125%")), [OVERVIEW]),
    "a raised digit": (put(("60 条", "6⁰ 条")), [OVERVIEW]),
    "a no": (put(("没有收取", "收取")), [OTHER]),
    "an item": (put(("培训 3 次", "培训 5 次")), [OVERVIEW]),
    "an item removed": (put(("<li>检查 4 次。</li>", "")), [OVERVIEW]),
    "items that count from another": (put(("<ol>", '<ol start="3">')), [OVERVIEW, OVERVIEW]),
    "the numbers of items removed": (every(r"<ol>(.*?)</ol>", r"<div>\1</div>"), [OVERVIEW, OVERVIEW]),
    "a cell of prose": (put((">40<", ">41<")), [OVERVIEW]),
    "cells of prose swapped": (put((">40<", ">@<"), (">20<", ">40<"), (">@<", ">20<")), [OVERVIEW]),
    "where a link leads": (put(("example.gov.cn", "example.com")), [f"{OVERVIEW}里“县政府网站”的链接"]),
    "a link removed": (every(r"<a href[^>]*>(.*?)</a>", r"\1"), [f"{OVERVIEW}里“县政府网站”的链接"]),
    "a picture removed": (every(r"<img[^>]*>", ""), [f"{OVERVIEW}的图片"]),
    "another picture": (every(r"<img[^>]*>", '<img src="b.png" alt="别的">'), [f"{OVERVIEW}的图片"]),
    "bold removed": (every("<strong>(.*?)</strong>", r"\1"), [f"{OVERVIEW}的加粗"]),
    "the title": (put(("<h1>清石县青石镇", "<h1>清石县青岩镇")), ["标题"]),
    "its year": (put(("政府2024年政府信息公开工作年度报告</h1>", "政府2023年政府信息公开工作年度报告</h1>")), ["标题"]),
    "the preamble": (put(("按照条例", "依照条例")), [FRONT]),
    "a number to call": (put(("83605210", "83605211")), [FRONT]),
    "the contact removed": (every("<p>联系方式.*?</p>", ""), [FRONT]),
    "an entry of the catalogue": (put(("qs-2025-00002", "qs-2025-00003")), ["目录 › 索引号"]),
    "one more entry": (
        put(("<div><dt>发布", "<div><dt>文号</dt><dd>青政〔2025〕1号</dd></div><div><dt>发布")),
        ["目录 › 文号"],
    ),
    "the date": (put(("2025年1月20日", "2025年1月21日")), ["成文日期"]),
    "the signature": (last("清石县青石镇人民政府", "清石县青山镇人民政府"), ["落款"]),
    "the signature removed": (last("清石县青石镇人民政府", ""), ["落款"]),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_reader_would_notice_is_told(name: str, report: Report) -> None:
    """One by one, by what it is called, and nothing else with it."""
    change, expected = TOLD[name]
    page = change(FORMATS["html"](report, None, "x")[".html"].decode())
    assert sorted(set(labels(report, page.encode(), ".html"))) == sorted(set(expected))


QUIET: dict[str, Edit] = {
    "nothing": lambda page: page,
    "spaces": put(("60 条", "60条"), ("培训 3 次", "培训&nbsp;3&nbsp;次")),
    "indents": every("<p>", "<p>&nbsp;&emsp;　"),
    "full-width digits": put(("2024年，我镇", "２０２４年，我镇"), (">12<", ">１２<")),
    "half-width signs": put(("（一）主动公开", "(一)主动公开"), ("县政府网站</a>，", "县政府网站</a>,")),
    "straight quotation marks": put(("“12.5%”", '"12.5%"')),
    "fonts and classes": every("<p>", '<p class="MsoNormal" style="font-family:仿宋;text-indent:2em">'),
    "divisions around": every("<p>(.*?)</p>", r"<div><div><p><span>\1</span></p></div></div>"),
    "paragraphs in cells": every("<td([^>]*)>(.*?)</td>", r"<td\1><p><span>\2</span></p></td>"),
    "words split by tags": put(("有序推进", "有<span>序</span><span lang=EN>推</span>进")),
    "unseen characters": put(("有序推进", "\ufeff有序\u200b推进")),
    "numbers to call as links": put(("0517-83605210", '<a href="tel:0517-83605210">0517-83605210</a>')),
    "links that open a window": put((' rel="noopener"', ' target="_blank" title="打开"')),
    "lists as text": every(r"<ol>\s*<li>(.*?)</li>\s*<li>(.*?)</li>\s*</ol>", r"<p>1.\1</p><p>2.\2</p>"),
    "lists with a comma": every(r"<ol>\s*<li>(.*?)</li>\s*<li>(.*?)</li>\s*</ol>", r"<p>1、\1</p><p>2、\2</p>"),
    "lists in brackets": every(r"<ol>\s*<li>(.*?)</li>\s*<li>(.*?)</li>\s*</ol>", r"<p>（1）\1</p><p>（2）\2</p>"),
    "bullets as text": every(r"<ul>\s*<li>(.*?)</li>\s*<li>(.*?)</li>\s*</ul>", r"<p>·\1</p><p>●\2</p>"),
    "paragraphs in items": put(("<li>检查 4 次。</li>", "<li><p>检查 4 次。</p></li>")),
    "other headings": every("<h2>(.*?)</h2>", r"<h4>\1</h4>"),
    "other bold": every("<strong>(.*?)</strong>", r"<b>\1</b>"),
    "a picture elsewhere": every('<img src="[^"]*"', '<img src="/upload/1.png"'),
    "a title on two lines": put(("<h1>清石县青石镇人民政府", "<h1>清石县青石镇人民政府<br>")),
    "a date in words": put(("2025年1月20日", "二〇二五年一月二十日")),
    "a seal": last("清石县青石镇人民政府", "清石县青石镇人民政府（盖章）"),
    "signature and date in one": every(r"青石镇人民政府</p>\s*<p><time[^>]*>2025年", "青石镇人民政府　<time>2025年"),
    "what stands around": put(
        ("<main>", "<div><a href='/'>首页</a> &gt; 年报</div><div>发布时间：2025-01-20 浏览次数：23</div><main>"),
        ("</main>", "</main><div>主办：清石县青石镇人民政府 网站标识码：1234567890</div>"),
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_a_system_for_pages_does_is_not_told(name: str, report: Report) -> None:
    """The page says the same."""
    page = QUIET[name](FORMATS["html"](report, None, "x")[".html"].decode())
    assert labels(report, page.encode(), ".html") == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_output_agrees_with_its_data(name: str, report: Report) -> None:
    assert labels(report, FORMATS[name](report, None, "x")[f".{name}"], f".{name}") == []


def test_a_difference_is_told_with_its_place(report: Report, tmp_path: Path) -> None:
    """A text by the line of the document in which it differs."""
    page = FORMATS["md"](report, None, "x")[".md"].decode().replace("人手不足", "人手充足")
    taken = take_bytes(page.encode(), ".md", "x", packaged_forms())
    assert taken.imported is not None
    (one,) = differences(report, taken.imported, taken.document, ".md")
    assert "人手充足" in page.split("\n")[one.origin.line - 1]
