"""The name of an agency → its level and type, where the name alone decides them."""

from __future__ import annotations

import re

_TOWNSHIP = re.compile(r".*(?:[镇乡]|街道)(?:人民政府|办事处|政府|办公室)?")
_COUNTY = re.compile(r".*(?:[县旗区])(?:人民政府|政府)")
_PROVINCE = re.compile(r"[^市县区]{2,}(?:省|自治区)(?:人民政府|政府)|(?:北京|天津|上海|重庆)市人民政府")
_GOVERNMENT = re.compile(r".*(?:政府|[省市州盟县旗区镇乡]|街道(?:办事处)?|区(?:管理委员会|管委会))")
_DEPARTMENT = re.compile(r".*(?:局|委员会|厅|委|办公室|中心|大队|支队)")


def level_of(agency: str) -> str:
    """Return the id of the level that a name tells by itself; empty for cities and departments, which it does not."""
    for level, pattern in (("township", _TOWNSHIP), ("province", _PROVINCE), ("county", _COUNTY)):
        if pattern.fullmatch(agency):
            return level
    return ""


def is_government(name: str) -> bool:
    """Say whether a name is that of a government, or of the place that it governs."""
    return _GOVERNMENT.fullmatch(name) is not None


def type_of(agency: str) -> str:
    """Return the id of the type of an agency, empty for governments, which need not be told."""
    return "department" if _DEPARTMENT.fullmatch(agency) and not level_of(agency) else ""
