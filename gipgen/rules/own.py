"""How an agency calls itself in its own report."""

from __future__ import annotations

import re
from functools import lru_cache

_KIND = re.compile(r"(?:人民政府|政府|办事处)$")
_GOVERNMENT = re.compile(r"(?:政府|办事处)$")


@lru_cache(maxsize=256)
def own_names(agency: str, type_: str) -> str:
    """Return the names of an agency as alternatives of a regular expression: 某县某镇, 某镇, 我镇, 本机关, 全镇.

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
    names |= {"我单位", "本单位", "我机关", "本机关", "本部门", "我部门", "本行政区域"}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if name)


OWN = "\x1a"
"""What stands for each character of a name of the agency where patterns are the same for all agencies."""


@lru_cache(maxsize=256)
def own_pattern(agency: str, type_: str) -> re.Pattern[str]:
    """Return the names of an agency as a regular expression; those with more in them are the same for all agencies."""
    return re.compile(own_names(agency, type_))


def mark_own(text: str, own: re.Pattern[str]) -> str:
    """Write OWN over the names of the agency; every other character keeps its place."""
    return own.sub(lambda found: OWN * len(found[0]), text)
