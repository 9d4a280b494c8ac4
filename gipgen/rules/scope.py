"""Whether a figure in a sentence is about the agency, the year and the whole of what its table counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gipgen.form import FIGURE
from gipgen.rules.own import own_names

BACK = 200
"""How many characters before a figure belong to its scope; real sentences are shorter."""

_CLAUSE = re.compile(rf"[，,；;：:（(\n{FIGURE}]")
_MARKS = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|[·•◆●])*")
_NEUTRAL = (
    "到?目前(?:为止)?|截[至止]到?|(?:自|从)?[0-9]{4}年(?:度)?(?:1月1日(?:起)?)?|至|到|—|-|12月31日|12月底|年?底|末|止|报告期内?|年度内|年内|期间|"
    "全年|本年度?|今年以来|今年|一年来|依申请公开(?:方面|情况|工作)?|申请办理(?:方面|情况)?|主动公开(?:方面|情况)|总共|共计|合计|总计|一共|累计|共|新|"
    "实际|依法依规|依法|依规|按规定|按时|按期|及时|规范|认真|妥善|主动|已经|已|均|全部|仅|只|也|并|又|还|则|以|有|了|的|由|其中|包括|含|和|及|与|以及|或|"
    "公民法人其[他它]组织|各类|有关|相关|政府信息公开(?:工作)?(?:方面|情况)?|发生|产生|引发|[、）)“”。]"
)
"""What may stand between the beginning of a clause and words that name a figure, without changing what it is of."""
_ELSEWHERE = re.compile(
    r"代表|代[区县市省镇乡]|协办|协助|指导|配合|转办|较|相比|同比|环比|同期|比[上去前]|上年(?!度?结转)|去年|往年|历年|近[0-9一二三四五六七八九十]+年|每[月季年]|季度|"
    r"上半年|下半年|(?<!12)月份|人均|平均|分别|各自|计划|目标|预计|将|拟|信访|热线|留言|建议|提案|委员会|办公室|街道办|公司|医院|"
    r"(?<![我本全各当格布结])局(?!面)"
)
"""What before a figure in its sentence says that it is of other people, another time or another thing."""
_WAY = re.compile(
    r"(?:依托|通过|利用|借助|以)[^，,；;]*(?:网站|平台|系统|渠道|邮箱|邮件|信函|现场|窗口|公众号|新媒体|形式|方式)[^，,；;]*[，,；;：:]$"
)
_OTHERS = re.compile(r"政府办|府办|本级|各[县区乡镇市部]")
"""What in the paragraph before, or in the heading over it, says the same."""
_YEAR = re.compile(r"(20[0-9]{2})年")


@dataclass(frozen=True)
class Scope:
    """What belongs to one report: its year, and the names of its agency."""

    year: int
    own: re.Pattern[str]
    plain: re.Pattern[str]
    """Own names and all that changes nothing."""

    def of_others(self, text: str) -> bool:
        """Say whether a heading or the sentences before are about a part of the agency or about others."""
        return bool(_OTHERS.search(self.own.sub("", text)))

    def holds(self, before: str) -> bool:
        """Say whether what stands before the words of a figure, in its sentence, leaves it a figure of the table."""
        own = self.own.sub("", before)
        years = _YEAR.findall(before)
        if _ELSEWHERE.search(own) or (years and years[-1] != str(self.year)):
            return False
        ends = [found.end() for found in _CLAUSE.finditer(before)]
        end = ends[-1] if ends else 0
        if _WAY.search(before[:end]):
            return False
        return not self.plain.sub("", _MARKS.sub("", before[end:]))


@lru_cache(maxsize=256)
def scope_of(agency: str, type_: str, year: int) -> Scope:
    """Return the scope of an agency's report on a year."""
    own = own_names(agency, type_)
    return Scope(year, re.compile(own), re.compile(f"{own}|{_NEUTRAL}"))
