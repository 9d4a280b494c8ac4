"""How an agency calls itself in its own report."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from gipgen.patterns import regex

_KIND = regex(r"(?:人民政府|政府|办事处)$")
_GOVERNMENT = regex(r"(?:政府|办事处)$")

OWN = "\x1a"
"""What stands for each character of a name of the agency where patterns are the same for all agencies."""


class Own(Struct, frozen=True):
    """The names of an agency, the longest first."""

    names: tuple[str, ...]

    def inside(self, text: str) -> list[str]:
        """Return the names that stand in a text."""
        return [name for name in self.names if name in text]

    def hidden(self, text: str, sign: str = "") -> str:
        """Write a sign over each character of the names; of two that overlap the first counts, and then the longer."""
        found = self.inside(text)
        return re.sub("|".join(map(re.escape, found)), lambda name: sign * len(name[0]), text) if found else text

    def marked(self, text: str) -> str:
        """Write OWN over the names; every other character keeps its place."""
        return self.hidden(text, OWN)


@lru_cache(maxsize=256)
def own_names(agency: str, type_: str) -> Own:
    """Return the names of an agency."""
    return Own(tuple(sorted(_names(agency, type_), key=lambda name: (-len(name), name))))


def _names(agency: str, type_: str) -> set[str]:
    """Return the names of an agency: 某县某镇, 某镇, 我镇, 本机关, 全镇.

    全县 and the like are a government's own words only; in a department's report they are about more than itself.
    """
    stem = _KIND.sub("", agency)
    tails = [stem[start:] for start in range(max(len(stem) - 1, 0)) if len(stem) - start <= 12]
    names = {agency, stem, *tails, *(f"{tail}人民政府" for tail in tails)}
    unit = stem[-1:] if type_ == "government" else ""
    if unit:
        names |= {
            f"我{unit}",
            f"本{unit}",
            f"全{unit}",
            f"{unit}政府" if _GOVERNMENT.search(agency) and unit in "镇乡" else "",
        }
        if stem.endswith("街道"):
            names |= {"我街道", "本街道", "全街道", "我街", "街道办事处", "街道"}
    else:
        names |= {f"{mine}{kind}" for mine in "我本" for kind in "局委办厅院所会室站队"} | {"我中心", "本中心", "全局"}
    return (names | {"我单位", "本单位", "我机关", "本机关", "本部门", "我部门", "本行政区域"}) - {""}
