"""Whether a figure in a sentence is about the agency, the year and the whole of what its table counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gipgen.form import FIGURE
from gipgen.patterns import regex
from gipgen.rules.own import OWN, Own, own_names

BACK = 200
"""How many characters before a figure belong to its scope; real sentences are shorter."""

_CLAUSE = regex(rf"[，,；;：:（(\n{FIGURE}]")
_MARKS = r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|[·•◆●])*"
_NEUTRAL = (
    "到?目前(?:为止)?|截[至止]到?|(?:自|从)?本年度?(?:1月1日起?)?|至|到|—|-|12月31日|12月底|年?底|末|止|报告期内?|年度内|年内|期间|"
    "全年|今年以来|今年|一年来|依申请公开(?:方面|情况|工作)?|申请办理(?:方面|情况)?|答复(?:为|结果为|情况为)?|主动公开(?:方面|情况)|总共|共计|合计|总计|一共|累计|共|新|"
    "实际|依法依规|依法|依规|按规定|按时|按期|及时|规范|认真|妥善|主动|已经|已|均|全部|仅|只|也|并|又|还|则|以|有|了|的|由|其中|包括|含|和|及|与|以及|或|"
    "公民法人其[他它]组织|各类|有关|相关|政府信息公开(?:工作)?(?:方面|情况)?|发生|产生|引发|[、）)。]"
)
"""What may stand between the beginning of a clause and words that name a figure, without changing what it is of."""
_ELSEWHERE = regex(
    r"代表|代[区县市省镇乡]|协办|协助|指导|配合|转办|较|相比|同比|环比|同期|比[上去前]|上年(?!度?结转)|去年|往年|历年|近[0-9一二三四五六七八九十]+年|每[月季年]|季度|"
    r"上半年|下半年|(?<!12)月份|人均|平均|分别|各自|计划|目标|预计|将|拟|信访|热线|留言|建议|提案|委员会|办公室|街道办|公司|医院|"
    r"(?<![我本全各当格布结])局(?!面)"
)
"""What before a figure in its sentence says that it is of other people, another time or another thing."""
_PERIOD = regex(
    r"(?<![今本]年)(?<!本年度)(?<!年初)(?<!1月1日)以来|[0-9二两三四五六七八九十几]年[间来]|十[一二三四五六七八九]五|本届|任期|前[0-9二两三四五六七八九十]+个月|"
    r"20[0-9]{2}年?[—–~～至到-]+(?:20|本年)|(?<![十0-9])[二三四五六七八九]月|十一?月|"
    r"(?<![0-9])(?!12月|1月1日|1月?(?:1日)?份?起?[—–~～至到-]+(?:本年)?12月)[0-9]{1,2}月"
)
"""What says that it is of several years, or of a part of one."""
_WAY = regex(
    r"(?:依托|通过|利用|借助|以)[^，,；;]*(?:网站|平台|系统|渠道|邮箱|邮件|信函|现场|窗口|公众号|新媒体|形式|方式)[^，,；;]*[，,；;：:]$"
)
_OTHERS = regex(r"政府办|府办|本级|各[县区乡镇市部]")
"""What in the paragraph before, or in the heading over it, says the same."""
_AT_OTHERS = regex(
    rf"(?:在|对|向|按照?|经|接受|指导|督促|督导|组织|推动|要求|会同|联合|协调|面向|覆盖|检查|考核|评估|监督|培训|加强与?|配合)了?"
    rf"[省市县区镇乡]?(?:人民)?(?:{_OTHERS.pattern})"
)
"""Others as those at whom something is directed: what follows is not about them."""
_FOR_OTHERS = regex(r"代表|代[区县市省镇乡]|协办|转办|全[省市州县区盟旗]")
"""What in a sentence with figures makes them those of others, until a sentence begins with the year or the agency."""
_PART_OF_IT = (
    rf"(?!府|办(?![理结])|[^，,。；;：:（({FIGURE}]{{0,8}}"
    r"(?:政府办|府办|办公室|本级|各(?![项类种])|[局委院](?!托)|部门|单位|中心|公司|下属|所属))"
)
"""What must not follow the name of the agency, as it is then about a part of it."""
_YEAR = regex(r"(20[0-9]{2}|本)年")


_OPENING = regex(rf"{_MARKS}(?:{_NEUTRAL}|[，,])*+{OWN}+{_PART_OF_IT}")
"""A sentence that begins with the name of the agency, marked as such."""
_ANEW = regex(rf"{_MARKS}(?:全年|本年|今年)")
_PLAIN = regex(f"{OWN}|{_NEUTRAL}")
_ENDS = regex(r"[。！？!?\n；;]")


def begins_with_the_year(sentence: str) -> bool:
    """Say whether a sentence does, so that it is about the agency again."""
    return bool(_ANEW.match(sentence))


class Scope(Struct, frozen=True):
    """What belongs to one report: the names of its agency."""

    own: Own

    def opens(self, sentence: str) -> bool:
        """Say whether a sentence begins with the name of the agency, and goes on about the whole of it."""
        marked = self.own.marked(sentence)
        return OWN in marked and bool(_OPENING.match(marked))

    def telling(self, text: str) -> str:
        """Leave out own names and all that changes nothing."""
        return _PLAIN.sub("", self.own.marked(text))

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where each sentence begins and ends; a semicolon ends one when the next part names the agency."""
        start = 0
        for found in _ENDS.finditer(text):
            if found[0] in "；;" and not self.opens(text[found.end() : found.end() + BACK]):
                continue
            if found.start() > start:
                yield start, found.start()
            start = found.end()
        if start < len(text):
            yield start, len(text)

    def of_others(self, text: str) -> bool:
        """Say whether a heading or the sentences before are about a part of the agency or about others."""
        text = self.own.hidden(text)
        return bool(_OTHERS.search(text) and _OTHERS.search(_AT_OTHERS.sub("", text)))

    def told_for_others(self, sentence: str) -> bool:
        """Say whether a sentence tells figures of others, so that the next may go on with them."""
        return bool(_FOR_OTHERS.search(self.own.hidden(sentence)))

    def holds(self, before: str) -> bool:
        """Say whether what stands before the words of a figure, in its sentence, leaves it a figure of the table."""
        others = self.own.hidden(before)
        years = _YEAR.findall(before)
        if _ELSEWHERE.search(others) or _PERIOD.search(others) or (years and years[-1] != "本"):
            return False
        ends = [found.end() for found in _CLAUSE.finditer(before)]
        end = ends[-1] if ends else 0
        if _WAY.search(before[:end]):
            return False
        return not self.telling(re.sub(rf"^{_MARKS}", "", before[end:]))


def scope_of(agency: str, type_: str) -> Scope:
    """Return the scope of an agency's report, for text in which the year of the report is 本年."""
    return Scope(own_names(agency, type_))
