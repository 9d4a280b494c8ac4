"""Years left over from the text of another report.

Reports name other years all the time, so only sentences that can be about no other year than the report's are held
against it: the title, the period of the figures, and what a sentence tells as the work of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.own import OWN, Own, own_names
from gipgen.rules.passages import Passage
from gipgen.rules.registry import rule
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject
from gipgen.source import Place
from gipgen.words import Say

CENTURY = "20"
"""How every year of a report begins."""
_ANY = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR = regex(r"(?<!\d)20\d\d(?=年)")
_NAMES = regex(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕|\[[^\[\]]*\]|【[^【】]*】|https?://[A-Za-z0-9./_?=&%-]+")
"""Titles, quotations, numbers of documents and addresses, whose years are their own."""
_COMPARED = regex(r"(?:较|比|与|同|对比|相对|相较于?|含|包括)$")
_NOW = regex(r"今年|本年|当年|至今|连续|此后|沿用")

_PERIOD = regex(r"(?:统计|数据|所列|报告期)[^，。；]{0,12}?(?:期限|时限|时间|截止|截至|起止|周期|区间|时段|日期)")
_RANGE = regex(r"20\d\d年1月1日(?:零时|起)?[至到—–~～-]+(?:20\d\d年)?12月31日")
_NO_PERIOD = regex(r"规划|预算|有效期|任期|计划|试点|合同")
_ANNOUNCED = regex(
    r"(?:现将|现就|现向|现予|现公布|现公开|特向|特编制|本报告|本年报|本年度报告)[^。；]{0,60}?(?<!\d)(?P<year>20\d\d)年"
    r"(?!印发|修订|颁布|发布|下发|制定|新|以来|起|[0-9])度?[^，。；]{0,14}?(?:信息公开|政务公开|年度报告|年报)"
)
_UNTIL = regex(r"截[至止]到?(?P<year>20\d\d)年(?:12月(?:31日|底)|年?底|末)")
_WORK = regex(
    r"(?:完成|做好|推进|推动|开展|落实|抓好|部署)[了好]?(?:[全我本]?[局市县区镇乡])?(?P<year>20\d\d)年度?(?:政务公开|政府信息公开|信息公开)"
    r"(?:各项|重点)?(?:工作|任务)(?!要点|考核|年度报告|报告|年报|评估|总结|会议|绩效|安排|方案|计划)"
)
_RESULTS = regex(r"(?:考核|评估|评议)(?:中|结果|成绩|排名|得分)")
"""What is told of last year in this one, as it takes place after the year's end."""
_NEAR = 16
"""Within how many characters behind the year."""
_LEFT = regex(r"遗留|未了|未完成|存量")
_JUDGED = regex(r"考核|评估|通报|总结|排名|表彰|验收|年度报告|年报|第三方|先进|优秀")

_MARKS = r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|[·•◆●-])*"
_TOLD = r"共|累计|总共|未|没有|收到|受理|主动公开|公开|制发|办理|新收|全年|政府信息公开|政务公开|完成|开展"
_WHOLE = r"全(?=年|[局市县区镇乡]|街|系统)|[我本](?!条例|规定|办法)"
_NAMED = regex(
    rf"(?:^|[：:；;]){_MARKS}(?:{OWN}+(?P<mine>20\d\d)年度?(?:[，,]|{_TOLD})"
    rf"|(?P<year>20\d\d)年度?(?:[，,]|(?={_TOLD}|{_WHOLE}|{OWN})))"
)
"""Another year with which a sentence begins, alone or behind the marked name of the agency."""
_FUTURE = regex(
    r"将|拟|计划|打算|下一步|今后|力争|争取|继续|进一步|目标|规划|安排|结转|转入|展望|力求|预计|需|应|年初|底前|之前"
)
_NARRATED = regex(r"全年|共|累计|收到|受理|领导下|指导下|高度重视")
_OTHERS_ACT = regex(
    r"[，,](?:随着|根据|按照?|自|国务院|国办|党中央|中央|全国|省|自治区|[市县区]委|[市县区]政府|上级|新修订|修订|\0)"
)


_EARLIER = (
    Say("像是从别的年度的报告沿用下来的", "seems to be left over from another year's report"),
    Say(
        "核对年份和这句话里的数字；确实说的是那一年的事，写明是与哪一年相比，或写清楚来龙去脉。",
        "Check the year and the figures beside it; if it is meant, say so in the sentence, as in a comparison.",
    ),
)
_LATER = (
    Say("是报告的年度以后，这句话又不像是计划", "is after the year reported on, and the sentence tells no plan"),
    Say(
        "多半是年份写错了，请改正；确实是以后的打算，写明“将”“计划”。",
        "The year is probably a slip; if it is a plan, say so.",
    ),
)


@rule("GIP306")
def years_are_those_of_the_report(subject: Subject) -> Iterator[Finding]:
    """Look for the year of another report in the title and in prose."""
    report = subject.report
    if not report.year:
        return
    for passage in subject.passages:
        years = list(_ANY.finditer(passage.text)) if passage.path == ("title",) else []
        if str(report.year) not in [found[0] for found in years]:
            for found in years:
                yield _finding(passage, passage.place(*found.span()), passage.text, found[0], report.year)
    prose = subject.draft.form.prose
    opening = {("preamble",), *((section.id,) for section in prose[:1])}
    names = own_names(report.agency, report.type)
    for stretch in subject.stretches:
        for sentence in _sentences(stretch, report.year):
            for start, year in sentence.stale(names, opening=stretch.passage.path in opening):
                place = stretch.place(sentence.start + start, sentence.start + start + 5)
                yield _finding(stretch.passage, place, sentence.quote, year, report.year)


def _finding(passage: Passage, place: Place, text: str, told: str, year: int) -> Finding:
    why, helped = _LATER if int(told) > year else _EARLIER
    words: dict[str, object] = {"text": text, "told": told, "year": year, "why": why, "help": helped}
    return passage.finding("GIP306", place, words, str(year), told)


class _Sentence(Struct, frozen=True):
    """A sentence that names another year than the report's; `text` has blanks for titles and quotations."""

    stretch: Stretch
    start: int
    text: str
    behind: str
    year: int

    @property
    def quote(self) -> str:
        """The sentence as written."""
        return self.stretch.quote(self.start, self.start + len(self.text))

    def stale(self, names: Own, *, opening: bool) -> Iterator[tuple[int, str]]:
        """Yield place and year of what was probably left over, each year once."""
        found = dict[str, int]()
        for start in (*self._periods(), *self._announced(), *self._told(names, opening=opening)):
            found.setdefault(self.text[start : start + 4], start)
        for year, start in sorted(found.items(), key=lambda item: item[1]):
            yield start, year

    def _periods(self) -> Iterator[int]:
        """Yield other years in the period of the figures."""
        period = _PERIOD.search(self.text)
        for found in _YEAR.finditer(self.text, period.start() if period else len(self.text)):
            later = int(found[0]) > self.year and not re.match(r"年(?:1月1日|12月)", self.text[found.end() :])
            if int(found[0]) != self.year and not later and not self._compared(found.start()):
                yield found.start()
        for found in _RANGE.finditer(self.text):
            if not self._compared(found.start()) and not _NO_PERIOD.search(self.text):
                yield from (year.start() for year in _YEAR.finditer(self.text, *found.span()) if self._other(year[0]))

    def _announced(self) -> Iterator[int]:
        """Yield another year of which the report says that it tells, and one at whose end it stops or whose work was done."""
        for found in _ANNOUNCED.finditer(self.text):
            if self._other(found["year"]):
                yield found.start("year")
        if self._present:
            return
        for found in _UNTIL.finditer(self.text):
            if int(found["year"]) < self.year and not _LEFT.search(self.text):
                yield found.start("year")
        for found in _WORK.finditer(self.text):
            if int(found["year"]) < self.year and not _JUDGED.search(self.text):
                yield found.start("year")

    def _told(self, names: Own, *, opening: bool) -> Iterator[int]:
        """Yield another year with which a sentence begins to tell what was done."""
        if self.stretch.kind == "#":
            head = re.match(_MARKS + r"(20\d\d)年", self.text)
            if head and int(head[1]) < self.year and not self._present:
                yield head.start(1)
            return
        for found in _NAMED.finditer(names.marked(self.text)):
            name = "mine" if found["mine"] else "year"
            year, rest = int(found[name]), self.text[found.end() - 1 :]
            told = found["mine"] or year == self.year - 1 or _NARRATED.search(rest)
            later = year > self.year and opening and not _FUTURE.search(self.text)
            past = self._present or _OTHERS_ACT.match(rest) or _RESULTS.search(rest[:_NEAR])
            earlier = year < self.year and told and not past
            if later or earlier:
                yield found.start(name)

    @property
    def _present(self) -> bool:
        """Whether the sentence, or the one behind it, is about the year of the report as well."""
        return f"{self.year}年" in self.text + self.behind or bool(_NOW.search(self.text + self.behind))

    def _other(self, year: str) -> bool:
        return int(year) != self.year

    def _compared(self, start: int) -> bool:
        return bool(_COMPARED.search(self.text[max(0, start - 3) : start]))


def _sentences(stretch: Stretch, year: int) -> Iterator[_Sentence]:
    if CENTURY not in stretch.text:
        return
    text = _NAMES.sub(lambda found: "\0" * len(found[0]), stretch.text)
    spans = stretch.sentences
    for number, (start, end) in enumerate(spans):
        if any(int(found[0]) != year for found in _YEAR.finditer(text, start, end)):
            behind = text[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
            yield _Sentence(stretch, start, text[start:end], behind, year)
