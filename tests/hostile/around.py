"""Mischief around tables: titles, headings, contents, pages of sites, sections too many or too few."""

from __future__ import annotations

import re
from random import Random

from tests.hostile.draft import Cell, Draft, ImpossibleError, Table, Text, kind
from tests.hostile.material import PREAMBLE

DIGITS = "零一二三四五六七八九"
HEADINGS = {
    "applications": ["政府信息依申请公开情况", "收到和处理政府信息公开申请情况"],
    "problems_and_improvements": [
        "存在问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "存在的主要问题及改进措施",
    ],
}


@kind("headings worded differently")
def worded(draft: Draft, rng: Random) -> None:
    """Word headings as reports were seen to."""
    for one in draft.texts("heading"):
        number, _, text = one.text.partition("、")
        one.text = f"{number}、{rng.choice(HEADINGS.get(one.section, [text]))}" + rng.choice(["", "", "。", "："])


@kind("a section left out")
def section_missing(draft: Draft, rng: Random) -> None:
    """Leave a section out, the last or the one before, and number on."""
    section = rng.choice(["problems_and_improvements", "other_matters"])
    heading = next(one for one in draft.texts("heading") if one.section == section)
    at, end = draft.blocks.index(heading), draft.behind(section)
    del draft.blocks[at:end]
    draft.missing.append(section)
    for one in draft.texts("heading"):
        one.text = one.text.replace("六、", "五、")


@kind("a preamble with a list of the parts")
def preamble(draft: Draft, rng: Random) -> None:
    """Tell in the preamble what the six parts are."""
    at = draft.place("heading")
    names = "、".join(re.sub("^.、", "", one.text) for one in draft.texts("heading"))
    text = f"本报告由{names}六部分组成。如有疑问，请与政务公开科联系（电话：0000-12345678）。"
    draft.blocks[at:at] = (
        [Text(text)] if any(one.text == PREAMBLE for one in draft.texts("body")) else [Text(PREAMBLE), Text(text)]
    )


@kind("sections after the last")
def extra_sections(draft: Draft, rng: Random) -> None:
    """Add sections that the form does not have."""
    at = draft.place("sign")
    for number, name in enumerate(rng.choice([["附件"], ["相关说明", "联系方式"]]), 7):
        draft.blocks[at:at] = [
            Text(f"{DIGITS[number]}、{name}", "heading", f"extra {number}"),
            Text("本报告电子版可在门户网站下载。"),
        ]
        at += 2


@kind("headings numbered differently")
def numbered(draft: Draft, rng: Random) -> None:
    """Number sections 1. or 1、 or （一） or 第一部分, or not at all."""
    style = rng.choice(["{n}.", "{n}、", "（{z}）", "第{z}部分 ", "{z}.", "{z}， ", "{n}．", "", "{z}、 "])
    for number, one in enumerate(draft.texts("heading"), 1):
        one.text = style.format(n=number, z=DIGITS[number]) + one.text.partition("、")[2]


@kind("headings that the program numbers")
def counted(draft: Draft, rng: Random) -> None:
    """Let Word or the page count the headings; copied as text they have no number."""
    style = rng.choice(["{z}、", "{n}.", "{n}、"])
    for number, one in enumerate(draft.texts("heading"), 1):
        one.marker, one.text = style.format(n=number, z=DIGITS[number]), one.text.partition("、")[2]


@kind("a table of contents before the report")
def contents(draft: Draft, rng: Random) -> None:
    """List the sections before the title or behind it."""
    mark = rng.choice(["", "……{}", "\t{}", "............{}", " · · · · {}"])
    pages = [Text(one.text + mark.format(number), "toc") for number, one in enumerate(draft.texts("heading"), 1)]
    at = rng.choice([0, draft.place("title") + 1])
    draft.blocks[at:at] = [Text(rng.choice(["目  录", "目录"]), "toc"), *pages]


@kind("instructions of the form left in")
def instructions(draft: Draft, rng: Random) -> None:
    """Leave what the form says to those who fill it in."""
    for table in list(draft.tables):
        draft.blocks.insert(draft.blocks.index(table), Text("（该部分以表格形式报告）", "note"))


@kind("a title over several lines")
def title_lines(draft: Draft, rng: Random) -> None:
    """Break the title over paragraphs or lines."""
    at = draft.place("title")
    year, agency = f"{draft.year}年", draft.agency
    parts = rng.choice([
        [f"{agency}{year}", "政府信息公开工作年度报告"],
        [agency, f"{year}政府信息公开工作年度报告"],
        [agency, f"{year}政府信息公开", "工作年度报告"],
        [f"{agency}\n{year}政府信息公开工作年度报告"],
        [f"{year}{agency}政府信息公开工作年度报告"],
    ])  # fmt: skip
    draft.blocks[at : at + 1] = [Text(part, "title") for part in parts]


@kind("a header of the catalogue")
def catalogue(draft: Draft, rng: Random) -> None:
    """Print index number, publisher and dates over the title, as a table or in lines."""
    pairs = [
        ("索引号", f"01482{rng.randint(1000, 9999)}/{draft.year + 1}-00012"),
        ("发布机构", draft.agency),
        ("发布日期", f"{draft.year + 1}-01-20"),
        ("文号", "无"),
        ("主题分类", "政务公开"),
    ]
    way = rng.randrange(3)
    header: list[Text | Table]
    if way == 0:
        header = [Text(f"{label}：{value}", "nav") for label, value in pairs]
    elif way == 1:
        header = [Text("  ".join(f"{label}：{value}" for label, value in pairs[:3]), "nav")]
    else:
        cells = [[Cell(f"{label}："), Cell(value)] for label, value in pairs[:4]]
        header = [Table([cells[0] + cells[1], cells[2] + cells[3]])]
    draft.style["catalogue"] = True
    draft.blocks[0:0] = header


@kind("signatures in several shapes")
def signatures(draft: Draft, rng: Random) -> None:
    """Sign in another order, in one line, in Chinese figures, with spaces, or not at all."""
    draft.blocks = [one for one in draft.blocks if not (isinstance(one, Text) and one.role == "sign")]
    day, name = draft.day, draft.agency
    assert day is not None
    plain = f"{day.year}年{day.month}月{day.day}日"
    words = f"{''.join('〇一二三四五六七八九'[int(one)] for one in str(day.year))}年一月{_chinese(day.day)}日"
    lines = rng.choice([
        [f"{name}\n{plain}"], [f"{name}  {plain}"], [name, words], [f"{day.year} 年 {day.month} 月 {day.day} 日"],
        [f"{name}（盖章）", plain], [plain], [], [name, f"{day.year}年0{day.month}月{day.day:02}日"], [name, "", plain],
        [f"                    {name}", f"                     {plain}"], [name, plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))],
    ])  # fmt: skip
    draft.blocks += [Text(line, "sign") for line in lines]
    draft.day = day if lines else None
    draft.signature = name if any(name in line for line in lines) else ""


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


@kind("tables in the prose")
def prose_tables(draft: Draft, rng: Random) -> None:
    """Put small tables into sections of prose, one of them with words of the form."""
    rows = rng.choice([
        [["公开渠道", "数量（条）"], ["政府网站", "835"], ["政务微信", "433"]],
        [["序号", "栏目", "2023年", "2024年"], ["1", "政策文件", "12", "15"], ["2", "财政资金", "8", "9"], ["3", "总计", "20", "24"]],
        [["信息内容", "本年制发件数"], ["规章", "0"], ["解读材料", "12"]],
        [["申请人情况", "自然人", "商业企业", "总计"], ["网上申请", "12", "3", "15"], ["信函申请", "2", "0", "2"]],
    ])  # fmt: skip
    for section in rng.sample(["overview", "problems_and_improvements", "other_matters"], 2):
        at = draft.behind(section)
        draft.blocks[at:at] = [Table([[Cell(text) for text in row] for row in rows]), Text("以上情况如表所示。")]


@kind("sub-headings in several numberings")
def sub_headings(draft: Draft, rng: Random) -> None:
    """Part the prose at sub-headings."""
    style = rng.choice(["（{z}）", "{n}.", "{n}、", "({n})", "{z}是", "第{z}，", "（{n}）", "({z})"])
    for section in ("overview", "problems_and_improvements"):
        at = draft.behind(section)
        names = ["主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况"]
        for number, name in enumerate(names, 1):
            sub = Text(style.format(n=number, z=DIGITS[number]) + name, "sub")
            draft.blocks[at:at] = [sub, Text(f"{name}总体良好，全年共{number * 7}次。")]
            at += 2


@kind("a table left out")
def table_missing(draft: Draft, rng: Random) -> None:
    """Leave the table of a section out."""
    table = rng.choice(draft.tables)
    draft.blocks[draft.blocks.index(table)] = Text("无", "note")
    draft.gone |= {cell.path for cell in table.figures()}


@kind("no headings over tables")
def bare_tables(draft: Draft, rng: Random) -> None:
    """Print the three tables without the headings of their sections."""
    for heading in [one for one in draft.texts("heading") if one.section in {table.section for table in draft.tables}]:
        draft.blocks.remove(heading)


@kind("prose behind its heading")
def run_in(draft: Draft, rng: Random) -> None:
    """Let the text of a section begin in the paragraph of its heading."""
    for one in draft.texts("heading"):
        below = draft.blocks[draft.blocks.index(one) + 1]
        if isinstance(below, Text) and below.role == "body" and rng.random() < 0.7:
            one.marker = "run in"
    if not any(one.marker for one in draft.texts("heading")):
        raise ImpossibleError


@kind("a page of a site around it")
def site(draft: Draft, rng: Random) -> None:
    """Put navigation before the report and links, licences and buttons behind it."""
    day = draft.day
    above = ["首页", "政务公开", "互动交流", "政务服务", f"当前位置：首页 > 政府信息公开 > 政府信息公开年报 > {draft.year}年", "无障碍阅读",
             f"发布时间：{day or '2024-01-20'} 15:30  来源：{draft.agency}  浏览次数：128次", "字体：[大 中 小]  打印"]  # fmt: skip
    below = ["分享到：微信 微博 QQ空间", "【打印本页】 【关闭窗口】", "上一篇：财政局年度报告", "下一篇：没有了", "扫一扫在手机打开当前页", "相关链接",
             f"主办：{draft.agency}  承办：政务服务中心", "苏ICP备05012345号-1", "苏公网安备 32080002000001号", "网站标识码：3208000001", "联系我们 | 网站地图"]  # fmt: skip
    draft.blocks[0:0] = [Text(text, "nav") for text in above[: rng.randint(3, len(above))]]
    start = rng.randrange(3)
    draft.blocks += [Text(text, "foot") for text in below[start:]]
    draft.style["site"] = rng.randint(0, 2)


@kind("layout tables around it", "docx", "html")
def layout(draft: Draft, rng: Random) -> None:
    """Put all into cells of tables that only lay out."""
    draft.style["layout"] = rng.randint(1, 3)


@kind("headings as the program's styles")
def styled(draft: Draft, rng: Random) -> None:
    """Give title and headings the levels of the document."""
    draft.style["styled"] = rng.choice([1, 2])
