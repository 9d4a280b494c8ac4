"""What is said of every rule, in both languages."""

from __future__ import annotations

from gipgen.form import packaged_forms
from gipgen.rulebook import LEVELS, Rule
from gipgen.words import Say

STANDING = {
    "waivable": Say("必须遵守，只能在数据文件里豁免", "binding: only a waiver in the data file accepts it"),
    "placed": Say(
        "必须遵守，只能在数据文件里按位置逐处豁免",
        "binding: only a waiver in the data file that names the very place accepts it",
    ),
    "firm": Say("必须改正，不能豁免", "binding: it can only be mended"),
    "free": Say("", ""),
}
NO_EXAMPLE = Say("不能用一份数据文件的内容举例。", "No contents of a data file show it.")


def level_of(rule: Rule) -> Say:
    """Say the level of a rule, and whether anything lowers it."""
    standing = STANDING[
        "free" if not rule.firm else "firm" if not rule.waivable else "placed" if rule.placed else "waivable"
    ]
    level = LEVELS[rule.level]
    return Say(f"{level.zh}；{standing.zh}".strip("；"), f"{level.en}; {standing.en}".strip("; "))


def scope_of(rule: Rule) -> Say:
    """Say for which forms and years a rule holds; nothing when for all."""
    first, last = rule.years
    forms = forms_of(rule)
    zh = [f"{'、'.join(forms)} 格式"] if forms else []
    en = [f"form {', '.join(forms)}"] if forms else []
    if first or last:
        zh.append(f"{first or ''}—{last or ''} 年度")
        en.append(f"reports on {first or ''}–{last or ''}")
    return Say("，".join(zh), ", ".join(en))


def forms_of(rule: Rule) -> tuple[str, ...]:
    """Return the forms for which a rule holds: those of its entry or that have its relation; none when for all."""
    forms = packaged_forms()
    having = [id_ for id_ in forms.ids if any(check.relation.rule == rule.id for check in forms.get(id_).checks)]
    return rule.forms or (() if len(having) == len(forms.ids) else tuple(having))
