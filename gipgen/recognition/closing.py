"""What stands after the last section: signature and date, and then what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from gipgen.readers import Block, Paragraph
from gipgen.recognition.front import day_of

_DATE = re.compile(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE = re.compile(
    r"(二[〇○零0][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "○": 0, "零": 0, "0": 0}
_NUMERIC = re.compile(r"(20[0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_AGENCY = re.compile(
    r".*(?:政府|[局厅院办处]|委员会|[党工纪政编改建健]委|管委会|办公室|中心|街道|[镇乡省市县区旗盟州]|法院|学院|医院|学校|小学|中学|"
    r"大学|[支大总]队|海关|银行|公司|集团|[馆署站所社台校]|协会|联合会|总会|学会|商会|工会|(?:宣传|组织|统战|武装)部)"
)
"""The name of an agency by its last word, which tells it from what else may stand before a date."""
_SEAL = re.compile(r"[（(](?:盖章|公章|签章|印章|章)[）)]$")
_LONGEST = 30
"""Characters of the name of an agency in a signature."""
_LINE = 60
"""Characters of a short line."""
_FURNITURE = re.compile(
    r"(?:账号|帐号|手机|短信)\+?(?:密码|验证码)?登录|微信扫码登录|还没有账号[？?]?|立即注册|忘记密码|登录|注册|首页|正文|"
    r"【?(?:打印|关闭|返回|收藏|字体|我要纠错|分享).{0,20}|分享到[：:].*|扫一扫.{0,20}|(?:上|下)一[篇条][：:].*|"
    r"(?:主办|承办|版权所有|技术支持|网站标识码|网站地图|联系我们|关于我们|.?ICP备|.?公网安备|Copyright|责任编辑|来源|浏览次数).*|"
    r"相关(?:链接|附件|信息|阅读|文档).*|附件(?:下载)?[：:]?.{0,60}\.(?:docx?|pdf|xlsx?|wps|zip)|[-—–]\s*[0-9]+\s*[-—–]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a report: who signs and when, the blocks before, and what was dropped behind."""

    rest: tuple[Block, ...]
    signature: str = ""
    date: date | None = None
    dropped: tuple[str, ...] = ()


def closing(blocks: Sequence[Block]) -> Closing:
    """Part the end of the last section; without a date at the end, only what surely belongs to the page is taken off."""
    texts = [_text(block) for block in blocks]
    signed = next((at for at in reversed(range(len(blocks))) if _signed(texts, at)), None)
    if signed is None:
        end = len(blocks)
        while end and _FURNITURE.fullmatch(texts[end - 1]):
            end -= 1
        return Closing(tuple(blocks[:end]), dropped=tuple(text for text in texts[end:] if text))
    name, day = _parted(texts[signed])
    start = signed
    if not name and _below_name(texts, signed):
        name, start = texts[signed - 1], signed - 1
    return Closing(tuple(blocks[:start]), _SEAL.sub("", name), day, tuple(text for text in texts[signed + 1 :] if text))


def _text(block: Block) -> str:
    return re.sub(r"\s+", "", f"{block.marker}{block.text}") if isinstance(block, Paragraph) else "\0"


def _signed(texts: Sequence[str], at: int) -> bool:
    """Say whether a paragraph is the date of the signature: nothing but short lines and furniture stands behind it.

    A date without a name is one at the very end only, and one in figures alone only below a name.
    """
    name, day = _parted(texts[at])
    behind = [text for text in texts[at + 1 :] if text]
    if day is None or (name and not _is_name(name)):
        return False
    if name or _below_name(texts, at):
        return all(map(_around, behind))
    return not _numeric(texts[at]) and all(map(_FURNITURE.fullmatch, behind))


def _below_name(texts: Sequence[str], at: int) -> bool:
    return at > 0 and _is_name(texts[at - 1])


def _numeric(text: str) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(normalize("NFKC", text))


def _around(text: str) -> bool:
    """Say whether a paragraph may stand behind a signature: a short line, no sentence, or what surely belongs to the page."""
    return text != "\0" and ((len(text) <= _LINE and text[-1] not in "。；") or bool(_FURNITURE.fullmatch(text)))


def _parted(text: str) -> tuple[str, date | None]:
    """Part a line into a name before and the date at its end."""
    half = normalize("NFKC", text)
    found = re.search(rf"(?:{_DATE.pattern})$", half)
    if found:
        return half[: found.start()], day_of(*map(int, found.groups()))
    if figures := _numeric(text):
        return "", day_of(int(figures[1]), int(figures[3]), int(figures[4]))
    words = re.search(rf"(?:{_CHINESE.pattern})$", text)
    if words:
        year = int("".join(str(_DIGITS[sign]) for sign in words[1]))
        return text[: words.start()], day_of(year, _number(words[2]), _number(words[3]))
    return text, None


def _number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _is_name(text: str) -> bool:
    name = _SEAL.sub("", text)
    return 2 <= len(name) <= _LONGEST and not re.search(r"[。；，、！？：:0-9]", name) and bool(_AGENCY.fullmatch(name))
