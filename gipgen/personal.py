"""What looks like a private person's data in a text: where it stands, and the text with it masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from gipgen.patterns import regex

_WIDE = regex("[０-９Ａ-Ｚａ-ｚ＠＋．－＿‐‑‒–—\u00a0\u3000]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "‐‑‒–—"), "-")
_NARROW |= dict.fromkeys((0xA0, 0x3000), " ")
"""Full-width characters, dashes and spaces as the plain ones; one character stays one."""
_ADDRESS = regex(r"(?:https?://|www\.)[!-~]+")

_PROVINCES = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_MANY = regex("[0-9](?:[ -]?[0-9]){10}")
"""What every number of a person holds."""
_START = r"(?<![0-9A-Za-z_])(?<![0-9][-.])"
_END = r"(?![0-9A-Za-z_]|[-.][0-9]| ?[万亿元件条次人项篇份个])"
"""A number that is a longer one's part, or counts something, is no person's."""
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜"
    "郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封芮储靳汲段巫焦巴牧隗谷车侯"
    "宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉祖武符刘景詹束龙叶幸司韶郜黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘翟谭贡劳逄姬申扶堵冉宰郦雍"
    "桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融"
    "冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳帅缑亢况有琴商牟佘佟邸肖闫付代涂覃仝苟户楚战仵豆青黑迟撒买麦尼亚阿玉"
)
_NAME = (
    "(?:[一-鿿]{2,12}[·•][一-鿿·•]{2,12}"
    f"|(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯)[一-鿿]{{1,2}}|[{_SURNAMES}]\\s?[一-鿿]{{1,2}})"
)
_NO_NAME = regex(
    r"[科室办处股局厅部委所站组会队院府班员]$|中心$|窗口$|(?:同志|先生|女士|老师|主任|书记|干事|[科局处股所站部组会院镇乡县市区村]长)$"
    r"|^(?:单位|安全|安保|安监|应急|平台|文书|文秘|文印|文化|农业|农技|司法|计生|宣传|武装|公安|时间|何时)"
)
"""The name of an office, or of nobody in particular: 王先生, 李主任."""
_CONTACTS = ("联系人", "联络人", "联络员", "经办人", "填报人", "person")

_MAIL = (
    r"(?:vip\.)?(?:qq|163|126|139|188|sina|sohu|aliyun)\.com|foxmail\.com|yeah\.net|189\.cn|wo\.cn|sina\.cn|tom\.com"
    r"|21cn\.com|gmail\.com|googlemail\.com|(?:outlook|hotmail|live|msn|yahoo)\.(?:com(?:\.cn)?|cn)|icloud\.com|me\.com"
)
_ABROAD = regex("gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me[.]", re.IGNORECASE)
_OFFICE = regex("zwgk|xxgk|zfxx|bgs|dzb|zfb|zhengfu|jiedao|office|gov", re.IGNORECASE)
"""In the name of a mailbox: 政务公开, 信息公开, 办公室, 党政办, 政府办 …"""


class Trace(Struct, frozen=True):
    """A person's datum in a text: its kind, where it stands, and how it can be shown."""

    kind: str
    """mail, identity, old_identity, card, mobile or name."""
    start: int
    end: int
    shown: str


def traces(text: str) -> Iterator[Trace]:
    """Yield what looks like a person's data, in the order of the text; what lies in web addresses is left out."""
    plain = text.translate(_NARROW) if _WIDE.search(text) else text
    plain = _ADDRESS.sub(lambda found: "_" * len(found[0]), plain)
    sought = {*(_OF_NUMBERS if _MANY.search(plain) else ()), *(("mail",) if "@" in plain else ())}
    sought |= {"name"} if any(word in plain for word in _CONTACTS) else set()
    taken: list[Trace] = []
    for kind, (pattern, holds) in _KINDS.items():
        for found in pattern.finditer(plain) if kind in sought else ():
            start, end = found.span("it")
            if holds(found["it"]) and not any(start < trace.end and trace.start < end for trace in taken):
                taken.append(Trace(kind, start, end, _hide(kind, text[start:end])))
    yield from sorted(taken, key=lambda trace: trace.start)


def mask(text: str, first: int = 0, last: int | None = None) -> str:
    """Return a part of a text with persons' data hidden, each character by one, so that the rest stays in its column."""
    low, stop = max(0, first - _NEAR), len(text) if last is None else last
    near = text[low : stop + _NEAR]
    for trace in traces(near):
        near = near[: trace.start] + trace.shown + near[trace.end :]
    return near[first - low : stop - low]


_OF_NUMBERS = ("identity", "old_identity", "card", "mobile")
_NEAR = 40
"""How far around a part to look for what reaches into it."""


def _hide(kind: str, text: str) -> str:
    """Show the ends of a number, or the first character of what stands before a domain or of a name."""
    told = len(text) if kind != "mail" else re.search("[@＠]", text).start()  # type: ignore[union-attr]
    signs = [at for at in range(told) if text[at].isalnum()]
    hidden = set(
        signs[4:-2] if kind in {"identity", "old_identity", "card"} else signs[-8:-2] if kind == "mobile" else signs[1:]
    )
    return "".join("*" if at in hidden else character for at, character in enumerate(text))


def _digits(text: str) -> str:
    return re.sub(r"[ -]", "", text)


def is_identity(text: str) -> bool:
    """Say whether 18 digits are a resident identity number (GB 11643-1999): a day that exists and the check digit."""
    digits = _digits(text).upper()
    total = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(digits[:17]))
    century = digits[6:8] in {"19", "20"} and len(re.split("[ -]", text)) <= _GROUPS
    return century and _exists(digits[6:14]) and digits[17] == "10X98765432"[total % 11]


def is_card(text: str) -> bool:
    """Say whether digits are the number of a bank card (GB/T 15120.1, ISO/IEC 7812): its issuer's, with check digit."""
    digits = _digits(text)
    known = digits[:2] == "62" or (len(digits) == 16 and (digits[0] == "4" or digits[:2] in _ISSUERS))
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return known and sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def is_no_office(address: str) -> bool:
    """Say whether the mailbox at a public provider is not plainly that of an office; in doubt it is masked."""
    return not _OFFICE.search(address.partition("@")[0])


def is_persons(address: str) -> bool:
    """Say whether a mailbox is plainly a person's: named by digits as a telephone or QQ is, or at a provider abroad."""
    name, _, provider = address.translate(_NARROW).partition("@")
    return bool(re.fullmatch(r"[0-9]{5,11}", name) or _ABROAD.match(provider))


_GROUPS = 6
"""Into how many groups people write a number; a row of figures has more."""
_ISSUERS = {"35", "51", "52", "53", "54", "55"}


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    except ValueError:
        return False
    return True


_KINDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "mail": (
        regex(rf"(?<![\w.+-])(?P<it>[\w.+-]+@(?:{_MAIL}))(?![\w-]|\.[A-Za-z])", re.ASCII | re.IGNORECASE),
        is_no_office,
    ),
    "identity": (
        regex(rf"{_START}(?P<it>{_PROVINCES}(?:[ -]?[0-9]){{15}}[ -]?[0-9Xx]){_END}"),
        is_identity,
    ),
    "old_identity": (
        regex(rf"{_START}(?P<it>{_PROVINCES}[0-9]{{4}}[0-9]{{2}}{_DAY}[0-9]{{3}}){_END}"),
        lambda digits: _exists(f"19{digits[6:12]}"),
    ),
    "card": (
        regex(
            rf"{_START}(?P<it>[3-6][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?|62[0-9]{{4}}[ -][0-9]{{10,13}}){_END}"
        ),
        is_card,
    ),
    "mobile": (
        regex(
            rf"{_START}(?P<it>(?:\+?86[ -]?)?1[3-9][0-9]"
            rf"(?:[ -]?[0-9]{{4}}[ -]?[0-9]{{4}}|[0-9][ -][0-9]{{3}}[ -][0-9]{{4}}|[0-9][ -][0-9]{{4}}[ -][0-9]{{3}}|[0-9]{{2}}[ -][0-9]{{6}})){_END}"
        ),
        bool,
    ),
    "name": (
        regex(
            rf"(?:{'|'.join(_CONTACTS)})(?:姓名)?\s*[:：|(（\s]\s*[\"'“]?(?P<it>{_NAME})(?=$|[\s,;.!|()/，；、。！（）\"'”0-9A-Za-z]|电话|手机|联系|办公)"
        ),
        lambda name: not _NO_NAME.search(name),
    ),
}
"""Each kind with the pattern of its group `it` and what else must hold; of two that overlap the first counts."""
