"""What was pasted in with the text and belongs to no report: furniture of pages, instructions, empty places, torn dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.patterns import regex
from gipgen.rules.needed import Needed
from gipgen.rules.registry import rule
from gipgen.rules.stretches import plain
from gipgen.rules.subject import Subject
from gipgen.rules.years import CENTURY
from gipgen.words import Say

_PAGE = regex(
    r"\[bookmark:[^\]]*\]|\[(?:附件|图片|image|object)[0-9]*[:：]?\]|"
    r"(?:账号|帐号|手机|短信)\+(?:密码|验证码)登录|微信扫码登录|还没有账号[？?]?|立即注册|忘记密码|"
    r"打印本[页文]|关闭(?:窗口|本页)|返回顶部|分享到[：:]|扫一扫在手机上?打开(?:当前|本)页面?|"
    r"(?:浏览|点击|阅读|访问)(?:次数|数|量)[：:][0-9]*|字[号体][：:]|[【\[（(]?大中小[】\]）)]|您?当前(?:所在)?位置[：:]|"
    r"(?:责任编辑|信息来源|文章来源|发布时间|录入时间)[：:]|上一篇[：:]|下一篇[：:]|附件下载[：:]|Copyright|版权所有|ICP备"
)
_ALONE = regex(
    r"打印|关闭|返回|收藏|分享到?|繁体版?|无障碍(?:浏览)?|关怀版|长者版|字号大中小|扫一扫|登录|注册|首页|正文|打印关闭|大中小"
)
_EMPTY = regex(
    r"(?<![A-Za-z0-9@._/-])(?:[Xx]{2,}|[×＊*]{2,}|[Xx×](?=[年月日件条]))(?![A-Za-z0-9@._/-])|某某|\*{2,}|_{3,}|＿{2,}|□{2,}|"
    r"待(?:补充|填写|核实|完善后补)(?=[）)】\]，。；]|$)|(?<!在)此处(?:填写|填入|插入|补充)|[（(【\[](?:此处|请)?(?:填写|填入|插入|补充)[^）)】\]]{0,12}[）)】\]]"
)
_PAGE_SAY = Say("网页或编辑软件里的内容", "what belongs to a web page or an editor")
_FORM_SAY = Say("格式里写给填表人看的话", "what the form says to those who fill it in")
_EMPTY_SAY = Say("没有填写的占位符号", "an empty place that was not filled in")


@rule("GIP423")
def nothing_is_left_over(subject: Subject) -> Iterator[Finding]:
    """Look for pieces of web pages and editors, for the form's own instructions and for places left to fill in."""
    kinds = _kinds(subject.report.form).likely("\n".join(stretch.text for stretch in subject.lines))
    for stretch in subject.lines:
        if _ALONE.fullmatch(stretch.text):
            yield stretch.finding("GIP423", 0, len(stretch.text), {"what": _PAGE_SAY})
            continue
        for pattern, what in kinds:
            found = pattern.search(stretch.text)
            if found:  # furniture comes in rows; one finding a paragraph says it
                yield stretch.finding("GIP423", *found.span(), {"what": what})


@lru_cache(maxsize=64)
def _kinds(form: Form) -> Needed[tuple[re.Pattern[str], Say]]:
    """Return what may be left over in a report on a form, and what is said of it."""
    instructions = "|".join(re.escape(plain(text)) for text in form.instructions)
    kinds = [
        (_PAGE, _PAGE_SAY),
        (_EMPTY, _EMPTY_SAY),
        *([(regex(instructions), _FORM_SAY)] if instructions else []),
    ]
    return Needed((pattern.pattern, (pattern, what)) for pattern, what in kinds)


_TORN = (
    (regex(r"(?<![0-9])20[0-9]{2}[0-9]{1,2}月[0-9]{1,2}日"), Say("丢了“年”字", "the word for year is lost")),
    (
        regex(r"(?<![0-9])20[0-9]{2}年?(?:[0-9]{3,4})日"),
        Say("丢了“年”字或“月”字", "the word for year or month is lost"),
    ),
    (regex(r"(?<![0-9])20[0-9]{3}年"), Say("年份多了一位数字", "the year has a digit too many")),
)
_MONTH = "月"
_DATE = regex(r"(?<![0-9])(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,3})日)?")
_NO_SUCH = Say("没有这一天", "there is no such day")


@rule("GIP424")
def dates_exist(subject: Subject) -> Iterator[Finding]:
    """Look for dates in prose that lost a character or name no day of the calendar."""
    for stretch in subject.stretches:
        for pattern, what in _TORN if CENTURY in stretch.text else ():
            for found in pattern.finditer(stretch.text):
                yield stretch.finding("GIP424", *found.span(), {"what": what})
        for found in _DATE.finditer(stretch.text) if _MONTH in stretch.text else ():
            if not _exists(found["year"], int(found["month"]), found["day"]):
                yield stretch.finding("GIP424", *found.span(), {"what": _NO_SUCH})


def _exists(year: str | None, month: int, day: str | None) -> bool:
    if not 1 <= month <= 12:
        return year is None and day is None  # 15月 alone may be a number of months
    return day is None or 1 <= int(day) <= monthrange(int(year or 2024), month)[1]
