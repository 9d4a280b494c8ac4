"""What a site prints around an article: lines that tell nothing of the report, known by nothing but their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from gipgen.patterns import regex
from gipgen.recognition.levels import is_agency
from gipgen.recognition.titles import titled

_DAY = r"20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
_TIME = rf"{_DAY}(?:\s*T?[0-9]{{1,2}}[:时][0-9]{{1,2}}(?:[:分][0-9]{{1,2}}秒?)?)?"
_DATED = "发布 信息时间 发布日期 发布时间 发表时间 发表日期 更新时间 更新日期 公开日期 公开时间 成文日期 生成日期 发文日期 创建时间 录入时间 时间 日期"
_COUNTED = "评论 评论数 收藏数 收藏 点赞 浏览次数 浏览量 点击次数 点击数 点击量 点击率 访问次数 访问量 阅读次数 阅读量 阅读数 阅读 浏览 点击 人气"
_NAMED = (
    "来源 信息来源 文章来源 稿件来源 稿源 出处 供稿 供稿单位 信息提供 发布机构 发文机关 发布单位 公开方式 公开时限 公开范围 公开形式 公开主体 公开目录 信息公开形式 责任部门 公开责任部门 名称 信息名称 标题 文件名称"
    " 内容概述 内容分类 信息分类 体裁分类 组配分类 体裁 索引号 文号 发文字号 主题分类 有效性"
)
_PEOPLE = "初审 复审 终审 作者 编辑 责任编辑 责编 审核 审核人 审校 校对 录入 录入人 发布人"
_MARKED = "浏览字号 正文字号 字体 字号 字体大小 文字大小 保护视力色 视力保护色 背景色 分享到 分享 分享至 打印 关闭 操作"
_FREE = "当前位置 当前所在位置 您的位置 您当前的位置 您现在的位置 您所在的位置 您当前所在位置 所在位置 上一篇 下一篇 上一条 下一条 上篇 下篇"
OTHERS = tuple(f"{_DATED} {_COUNTED} {_NAMED} {_PEOPLE} {_MARKED}".split())
"""What pages print labels for; some of them a data file has keys for."""

_VALUES = {
    **dict.fromkeys(_DATED.split(), rf"(?:{_TIME})?"),
    **dict.fromkeys(_COUNTED.split(), r"[\[(]?[0-9,]*\s*(?:次|人次)?[)\]]?"),
    **dict.fromkeys(_NAMED.split(), r"[^。;,!?:]{0,40}"),
    **dict.fromkeys(
        _PEOPLE.split(),
        r"(?:[^\s、。;,!?:]{2,16}(?:[局办室厅委院处科]|中心|政府)|(?:[^\s、。;,!?:]{1,4}[\s、]+){0,3}[^\s、。;,!?:]{0,5})",
    ),
    **dict.fromkeys(_MARKED.split(), ""),
}
"""What may stand behind a label."""

_SIGNS = regex(r"[\s|丨·•【】\[\]()《》<>>«»,:/_+-]+")
_WORDS = regex(
    "(?:我要)?打印(?:本[页文]|正文)?|关闭(?:窗口|本页)?|收藏(?:本[页文])?|返回(?:顶部|首页|列表|上一页)?|[特超]?大|默认|标准|中|小|字[体号]|文字大小|"
    "视力保护色|分享[到至]?(?:微信|微博|朋友圈)*|微信(?:好友|朋友圈)?|朋友圈|QQ(?:空间|好友)?|(?:新浪|腾讯)?微博|人人网|豆瓣|百度贴吧|复制链接|"
    "语音播报|语音朗读|朗读|听全文|(?:全文)?下载|我要纠错|纠错|点赞|简体|繁体|首页|正文|无障碍(?:浏览|阅读)?|关怀版|长者模式|手机版|A|T|"
    "(?:我要)?评论|阅读全文|TOP|(?:用?(?:微信|手机))?扫一扫.{0,20}|(?:上|下)一[篇条]|没有了|附件(?:下载|列表)?|更多|相关(?:链接|附件|信息|阅读|文档|文章|新闻|解读|稿件)|"
    "推荐阅读|热点推荐|(?:历年|往年|历史)(?:政府信息公开)?(?:工作)?(?:年度报告|年报)|"
    "(?:账号|帐号|手机|短信)?(?:密码|验证码)?登录|微信扫码登录|还没有账号|立即注册|忘记密码|注册|"
    "网站地图|站点地图|联系我们|关于我们|关于本[站网]|网站声明|(?:隐私|法律|免责)声明|使用帮助|网站首页|友情链接|设为首页|加入收藏|党政机关|政府网站找错",
)
_LINES = (
    r"(?:上|下)一?[篇条]\s*:.{0,80}",
    r"(?:主办|承办|协办)(?:单位\s*:?|\s*:)[^。;,]{0,80}",
    r"(?:\S{2,20}(?:政府|办公室|局|中心)(?:主办|承办|协办)\s*)+",
    r"(?:技术支持|运维单位|网站管理)\s*:[^。;,]{0,60}",
    r"Produced\s*By.{0,40}",
    r"(?:抄\s*送|主\s*送|分\s*送|抄\s*报)\s*:[^;]{0,150}",
    rf"[^。;,!?:]{{0,40}}{_DAY}\s*印发",
    r"(?:版权所有|Copyright|©)[^;]{0,150}",
    r"(?:政府)?网站标识码\s*:?\s*[0-9A-Za-z]{10}.{0,80}",
    r"[^。;]{0,3}ICP(?:备案|[备证])?号?\s*:?[^。;]{0,8}[0-9]{6}[^。;]{0,80}",
    r"备案号\s*:[^。;]{0,3}ICP备[0-9]{6}[^。;]{0,80}",
    r"[^。;]{0,3}公(?:网安备|安备案号?)\s*:?\s*[0-9]{6}[^。;]{0,80}",
    r"建议(?:您)?使用[^。;]{0,40}(?:浏览器|分辨率)[^。;]{0,40}",
    r"您是第.{0,15}位(?:访客|访问者)",
    (
        r"(?:[0-9]{1,2}[.、]\s*)?(?:附件[0-9一二三]?(?:下载)?\s*:?\s*)?(?!详?见)[^。;:]{0,60}\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar)[\]》】)]?"
        r"(?:\s*[(\[][^()]{0,20}[)\]])?"
    ),
    r"相关(?:链接|附件|信息|阅读|文档|文章|新闻|解读|稿件)\s*:[^。;]{0,60}",
    r"[-—–]\s*[0-9]+\s*[-—–]",
)
_LINE = regex("|".join(_LINES), re.IGNORECASE)
"""Lines that are a site's as a whole: neighbours, feet, files, numbers of pages."""
_WAY = regex(
    rf"(?:(?:{'|'.join(_FREE.split()[:8])})\s*[是为]?\s*(?::|(?=[^>»›]{{1,20}}[>»›]))|首页(?=\s*[>»›/])|[^>»›。;:]{{1,20}}(?=[>»›]+[^>»›]+[>»›]))[^。;:]{{0,120}}"
)
"""The way that leads through a site to the page."""
_SPACED = "|".join(r"\s*".join(label) for label in sorted(OTHERS, key=len, reverse=True))
_LABEL = regex(rf"({_SPACED})\s*:\s*")
_ADDRESS = regex(r"(?:联系)?(?:地址|电话|邮编|邮政编码|传真|电子邮箱|邮箱|E-?mail)\s*:.{1,60}", re.IGNORECASE)
_ENTRY = regex(
    rf"[^。;]{{4,80}}?(?:(?P<day>20[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}})|[\s(\[]+(?P<other>{_DAY}|[0-9]{{1,2}}-[0-9]{{1,2}}))[)\]]?"
)
_CODE = regex(r"网站标识码\s*:?\s*([0-9A-Za-z]{10})(?![0-9A-Za-z])")
_LONGEST = 200
"""Characters of such a line."""
_SHORT = 60
"""Characters of a line that may stand between such lines."""


def is_furniture(text: str) -> bool:
    """Say whether every word of a line is a site's: labels with what belongs behind them, buttons, ways, a foot."""
    plain = _plain(text) if len(text) <= _LONGEST else ""
    if not plain:
        return False
    return bool(_LINE.fullmatch(plain) or _WAY.fullmatch(plain)) or _is_words(plain) or _is_labels(plain)


def is_stamp(text: str) -> bool:
    """Say whether a line is nothing but a date, which below a title is when it was put on the site."""
    return bool(re.fullmatch(rf"[\[(]?{_TIME}[\])]?", _plain(text)))


def shorn(text: str) -> str:
    """Leave out the buttons that stand behind a text."""
    pieces = re.split(r"(\s+|(?=[【\[]))", text)
    while len(pieces) > 1 and _is_words(_plain(pieces[-1]) or "大"):
        pieces.pop()
    return "".join(pieces).strip()


def foot(texts: Sequence[str]) -> int:
    """Return how many of the texts at the end are the foot of a page or a list of other articles.

    It begins with what surely belongs to the page, or with two lines that end in a date when something sure follows; no
    sentence, name or date stands in it, and at most half of it is in words that are not known.
    """
    found = count = short = 0
    sure, below = False, ""
    for text in reversed(texts):
        kind = _kind(text)
        if not kind:
            break
        count, short, sure = count + 1, short + (kind == "short"), sure or kind == "sure"
        begins = kind == "sure" or (sure and kind == below == "dated")
        found = count if begins and short * 2 <= count else found
        below = kind
    return found


def _kind(text: str) -> str:
    """Say what a line at the end may be; empty for what belongs to the report."""
    if "\n" in (text := text.strip()):
        kinds = {_kind(line) for line in text.splitlines()}
        return "" if "" in kinds else "sure" if "sure" in kinds else "short"
    if len(text) > _LONGEST:
        return ""
    plain = _plain(text).lstrip("-·•*> ")
    entry = _ENTRY.fullmatch(plain)
    named = plain[: max(entry.start("day"), entry.start("other"))].rstrip(" ([") if entry else plain
    if not plain or is_furniture(plain) or titled(named):
        return "sure" if plain else "blank"
    if is_agency(named) or is_stamp(plain) or len(plain) > _SHORT or plain[-1] in "。;\0":
        return ""
    return "dated" if entry else "address" if _ADDRESS.fullmatch(plain) else "short"


def site_code(texts: Iterable[str]) -> str:
    """Return the code of the site when a foot names exactly one."""
    codes = {found for text in texts for found in _CODE.findall(_plain(text))}
    return codes.pop() if len(codes) == 1 else ""


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip()


def _is_words(text: str) -> bool:
    words = [word for word in _SIGNS.split(text) if word]
    return bool(words) and all(map(_WORDS.fullmatch, words))


def _is_labels(text: str) -> bool:
    """Say whether a line is labels with what may stand behind each, then perhaps buttons."""
    before, *rest = _LABEL.split(re.sub(_TIME, " ", text))
    if not rest or (_SIGNS.sub("", before) and not _is_words(before)):
        return False
    labels = (re.sub(r"\s", "", label) for label in rest[::2])
    return all(_fits(label, value) for label, value in zip(labels, rest[1::2], strict=True))


def _fits(label: str, value: str) -> bool:
    found = re.match(rf"\s*{_VALUES[label]}", value)
    behind = value[found.end() :] if found else value
    return found is not None and (not _SIGNS.sub("", behind) or _is_words(behind))
