"""The counts at the end of a run, and at the head of a file's findings."""

from __future__ import annotations

from pathlib import Path

from gipgen.reporters.run import STANDARD, Run, Voice
from gipgen.reporters.summary import Summary
from gipgen.reporters.wording import WAIVED
from gipgen.rulebook import LEVELS
from gipgen.words import Say

SKIPPED = 8
"""How many skipped files are named."""

_ALWAYS = ("error", "warning")


def tally(summary: Summary, always: tuple[str, ...] = ()) -> Say:
    """Count findings by level, and the waived; levels without any are left out, but for those to name always."""
    counted = [(number, words) for name, words in LEVELS.items() if (number := summary.count(name)) or name in always]
    zh = [f"{number} 个{words.zh}" for number, words in counted]
    en = [_number(number, words.en) for number, words in counted]
    if summary.waived:
        zh.append(f"{summary.waived} 个{WAIVED.zh}")
        en.append(f"{summary.waived} {WAIVED.en}")
    return Say("，".join(zh), ", ".join(en))


def closing(run: Run, voice: Voice) -> str:
    """Write the counts of a whole run, and what was built of it."""
    summary = run.summary
    zh, en = tally(summary, _ALWAYS)
    if summary.files:
        zh, en = f"{summary.files} 个文件：{zh}", f"{_number(summary.files, 'file')}: {en}"
    added = [_built(summary, run.out)] if run.out and run.out != STANDARD else []
    added += [_missed(summary)] if run.out and summary.built < summary.files else []
    added += [_skipped(summary)] if summary.skipped else []
    added += [_hidden(summary.hidden)] if summary.hidden else []
    added += [_kept(asked, rules) for asked, rules in summary.kept.items()]
    for more in added:
        zh, en = f"{zh}；{more.zh}", f"{en}; {more.en}"
    return Say(f"{zh}。\n", f"{en}.\n").spoken(voice.lang)


def _built(summary: Summary, out: Path) -> Say:
    reports, outputs = _number(summary.built, "report"), _number(summary.outputs, "output")
    return Say(
        f"生成 {summary.built} 份年报，{summary.outputs} 个输出（{summary.changed} 个有变化），在 {out} 里",
        f"{reports} built, {outputs} ({summary.changed} changed) in {out}",
    )


def _missed(summary: Summary) -> Say:
    missed, helped = summary.files - summary.built, summary.draftable
    zh, en = f"{missed} 份没有生成", f"{missed} not built"
    if helped:
        zh += "（加 --draft 可以生成草稿）" if helped == missed else f"（其中 {helped} 份加 --draft 可以生成草稿）"
        en += f" ({'' if helped == missed else f'{helped} of them '}can be built as drafts with --draft)"
    return Say(zh, en)


def _skipped(summary: Summary) -> Say:
    count = len(summary.skipped)
    named = ", ".join(summary.skipped[:SKIPPED]) + (", …" if count > SKIPPED else "")
    return Say(
        f"跳过 {count} 个不是年报的 YAML 文件（{named}）",
        f"skipped {_number(count, 'YAML file')} not holding a report ({named})",
    )


def _hidden(count: int) -> Say:
    return Say(
        f"另有 {count} 个错误不属于所选的规则，没有显示",
        f"{_number(count, 'error')} outside the selection, not shown",
    )


def _kept(asked: str, rules: list[str]) -> Say:
    return Say(
        f"{asked} 对 {'、'.join(rules)} 不起作用，必须遵守的规则不能关闭或降级",
        f"{asked} does not hold for {', '.join(rules)}, which cannot be turned off or lowered",
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
