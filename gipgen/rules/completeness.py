"""What the prose of a section must tell."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.form import Section, Topic
from gipgen.patterns import regex
from gipgen.rules.passages import Passage
from gipgen.rules.registry import rule
from gipgen.rules.stretches import plain
from gipgen.rules.subject import Subject
from gipgen.source import Place
from gipgen.words import Say

LONGEST = 1000
"""How many characters local notices allow the first section."""

_NOTHING = regex(
    r"(?:(?:本|20\d\d)年度?内?|全年|目前|截[至止]目前|到?目前为止|本机关|本单位|[我本全](?:单位|街道|中心|[镇乡县区市局委办])|在政府信息公开工作中|暂时?|尚|均|都)*"
    r"(?:无|没有|不存在|未发现|未发生|零报告|略|同上|不涉及|否|—+|-+|/)"
    r"(?:任何|其他|其它|明显|突出|主要|重大|需要|应当|应该|存在|相关|有关|说明|报告|改进|公开|的|和|或|及|与|须|需|要|以及)*"
    r"(?:事项|情况|内容|问题|不足|措施|信息)?(?:需要|需|须)?(?:报告|说明|改进)?的?"
)
_MARKS = regex(r"[，。、；：！,.;:!\s]")


_INSTEAD = {
    "GIP417": Say(
        "每一项写一两句；没有发生的，写明“本年度没有收到公开申请”这样具体的一句话。",
        "write a sentence or two on each topic; when there was nothing a plain one, such as that no application came in.",
    ),
    "GIP418": Say(
        "写一两个工作中具体的不足，再写怎样改进。",
        "write what falls short in the work, and what is done about it.",
    ),
    "GIP419": Say(
        "写明收取的件数和金额；没有收取的，写明“本年度没有收取信息处理费”。",
        "write how many were charged and how much; if none, that no fee was charged.",
    ),
}
"""What to write for 无, by the rule that asks for the topics of the section."""


@rule("GIP416", "GIP417", "GIP418", "GIP419")
def sections_tell_their_topics(subject: Subject) -> Iterator[Finding]:
    """Ask for the topics of each section; one that only says that there was nothing lacks them all."""
    report = subject.report
    for section in report.form.prose:
        topics = [topic for topic in section.topics if topic.asked(report.choices, report.agency, report.year)]
        passage = subject.passage(section.id)
        if not topics or passage is None:
            continue
        if is_nothing(passage.text):
            told = "、".join(dict.fromkeys(topic.label for topic in topics))
            words = {"text": passage.text.strip(), "help": told, "instead": _INSTEAD[topics[0].rule]}
            yield Finding("GIP416", _whole(passage), words, (section.id,), passage.label)
        else:
            yield from _missing(subject, section, passage, topics)


def _missing(subject: Subject, section: Section, passage: Passage, topics: list[Topic]) -> Iterator[Finding]:
    """Yield one finding for each rule whose topics are not told."""
    text = "".join(plain(passage.text).split())
    missing: dict[str, list[str]] = {}
    for topic in topics:
        if not topic.told(text):
            missing.setdefault(topic.rule, []).append(topic.label)
    place = subject.draft.spot((section.id,)).head
    for rule_, labels in missing.items():
        yield Finding(rule_, place, {"missing": "、".join(labels)}, (section.id,), passage.label)


def is_nothing(text: str) -> bool:
    """Say whether a text only says that there is nothing: 无, 没有其他需要报告的事项."""
    return bool(_NOTHING.fullmatch(_MARKS.sub("", plain(text))))


def _whole(passage: Passage) -> Place:
    text = passage.text
    start = len(text) - len(text.lstrip())
    return passage.place(start, len(text.rstrip()))


@rule("GIP429")
def overview_is_short(subject: Subject) -> Iterator[Finding]:
    """Count the characters of the first section, tables and spaces left out."""
    section = subject.report.form.prose[0] if subject.report.form.prose else None
    passage = subject.passage(section.id) if section and section.topics else None
    own = [stretch.text for stretch in subject.stretches if passage and stretch.passage is passage]
    count = sum(len(text.replace("\n", "")) for text in own)
    if section and passage and count > LONGEST:
        place = subject.draft.spot((section.id,)).head
        yield Finding(
            "GIP429", place, {"count": count, "limit": LONGEST}, (section.id,), passage.label, str(LONGEST), str(count)
        )
