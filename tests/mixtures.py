"""Texts mixed from the sentences of the tests and from what rules look for: for checks against slower ways."""

from __future__ import annotations

from random import Random

from gipgen.rules.passages import Passage
from gipgen.rules.spots import Spots
from gipgen.rules.stretches import Stretch, stretches
from gipgen.source import Place
from tests.sentences import read_sentences

_MARKS = [
    *"*\\[]#《》“”‘（）()「」\n ,\u3000%，。；：！０\x1a",
    "**",
    "](http://a.cn)",
    "（一）",
    "一、",
    "一是",
    "1）",
    "\n\n",
    "\n- ",
]
_NUMBERS = [
    "１２％",
    "二〇二三年",
    "2023年",
    "5件",
    "三件",
    "1,234件",
    "1.2万元",
    "300元",
    "第一百件",
    "20五件",
    "13月",
]
_WORDS = [
    "我镇",
    "本机关",
    "全县",
    "某县某镇",
    "人民政府",
    "未收到",
    "上年结转",
    "XX",
    "此处填写",
    "在各乡镇",
    "{{本年新收}}",
]


def mixtures(count: int) -> list[str]:
    """Make so many texts; the same number gives the same texts."""
    sentences = [
        sentence.text.replace("\\n", "\n") for name in ("prose", "figures") for sentence in read_sentences(name)
    ]
    return [_mixed(Random(f"mixture {number}"), sentences) for number in range(count)]


def _mixed(chance: Random, sentences: list[str]) -> str:
    text = "".join(chance.sample(sentences, chance.randint(0, 4)))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        text = (
            text[:at]
            + "".join(chance.choices(_MARKS + _NUMBERS + _WORDS, k=chance.randint(1, 3)))
            + text[at + chance.randint(0, 2) :]
        )
    return text


def paragraphs(text: str) -> list[Stretch]:
    """Return the paragraphs of a text as rules read them."""
    within = Place(1, 1, 1, 1)
    kinds = tuple("-" if line.startswith("- ") else "|" if line.startswith("|") else "" for line in text.split("\n"))
    spots = Spots(text.split("\n"), within, text, text)
    return list(
        stretches([Passage(("overview",), "一", prose=True, text=text, spots=spots, within=within, kinds=kinds)])
    )
