"""The name of an agency: whether a text is one, and its level and type where the name alone decides them."""

from __future__ import annotations

import re

from gipgen.patterns import regex

_AGENCY = regex(
    r".*(?:政府|[局厅院办处]|委员会|[党工纪政编改建健县]委|管委会|办公室|中心|街道|[镇乡省市县区旗盟州]|法院|学院|医院|学校|小学|中学|"
    r"大学|[支大总]队|海关|银行|公司|集团|[馆署站所社台校]|协会|联合会|[残妇文侨科]联|总会|学会|商会|工会|(?:宣传|组织|统战|武装)部)"
)
"""The name of an agency by its last word, which tells it from what else may stand before a date."""
_SEAL = regex(r"[（(](?:盖章|公章|签章|印章|章)[）)]$")
_SENTENCE = regex(
    "特此|以上|截[止至]|详见|如下|的|此件|统计[至于截]|没有|网站|平台|需要|开展|情况|事项|报告|年报|本年|全年|[本我]|各|全[县市区镇乡省]|[0-9。；，、！？：:>]"
)
"""What stands in sentences and lists, and in no name."""
_LONGEST = 30
"""Characters of the name of an agency."""

_TOWNSHIP = regex(r".*(?:[镇乡]|街道)(?:人民政府|办事处|政府|办公室)?")
_COUNTY = regex(r".*(?:[县旗区])(?:人民政府|政府)")
_PROVINCE = regex(r"[^市县区]{2,}(?:省|自治区)(?:人民政府|政府)|(?:北京|天津|上海|重庆)市人民政府")
_GOVERNMENT = regex(r".*(?:政府|[省市州盟县旗区镇乡]|街道(?:办事处)?|区(?:管理委员会|管委会))")
_DEPARTMENT = regex(r".*(?:局|委员会|厅|委|办公室|中心|大队|支队)")


def unsealed(text: str) -> str:
    """Leave out the place of the seal behind a name."""
    return _SEAL.sub("", text)


def is_agency(text: str) -> bool:
    """Say whether a text may be the name of an agency and nothing else."""
    name = unsealed(text)
    return 2 <= len(name) <= _LONGEST and not _SENTENCE.search(name) and bool(_AGENCY.fullmatch(name))


def level_of(agency: str) -> str:
    """Return the id of the level that a name tells by itself; empty for cities and departments, which it does not."""
    for level, pattern in (("township", _TOWNSHIP), ("province", _PROVINCE), ("county", _COUNTY)):
        if pattern.fullmatch(agency):
            return level
    return ""


def is_government(name: str) -> bool:
    """Say whether a name is that of a government, or of the place that it governs."""
    return _GOVERNMENT.fullmatch(name) is not None


def is_short_for(name: str, full: str) -> bool:
    """Say whether a name is the other without the place it is in, or without 人民政府."""
    return re.fullmatch(rf".*{re.escape(name)}(?:(?:人民)?政府|(?:街道)?办事处)?", full) is not None


def type_of(agency: str) -> str:
    """Return the id of the type of an agency, empty for governments, which need not be told."""
    return "department" if _DEPARTMENT.fullmatch(agency) and not level_of(agency) else ""
