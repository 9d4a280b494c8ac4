"""Files of nonsense of any size, one function a kind: what no clerk writes, and what must be refused quickly all the same."""

from __future__ import annotations

from collections.abc import Callable

_HEAD = "机关: 某镇\n年度: 2024\n级别: 乡镇\n成文日期: 2025-01-15\n"
_TABLES = "主动公开: 0\n申请: 0\n复议诉讼: 0\n"
_PROSE = "总体情况: 略。\n存在的主要问题及改进情况: 略。\n其他需要报告的事项: 略。\n"
_WHOLE = _HEAD + _TABLES + _PROSE


def _lines(before: str, line: str, size: int, after: str = "") -> bytes:
    """Repeat a line, with {} its number, until the file has the size."""
    room = size - len((before + after).encode())
    made, number, weight = [], 0, 0
    while weight < room:
        made.append(line.format(number))
        weight += len(made[-1].encode())
        number += 1
    return (before + "".join(made[:-1]) + after).encode()


def _filled(before: str, piece: str, size: int, after: str = "") -> bytes:
    """Repeat a piece until the file has the size."""
    times = (size - len((before + after).encode())) // len(piece.encode())
    return (before + piece * times + after).encode()


def _rows(size: int, cell: str) -> bytes:
    """Write the rows of a table with long lists."""
    per_row = size // 12
    row = f"[{', '.join([cell] * (per_row // (len(cell.encode()) + 2)))}]"
    names = ("本年新收", "上年结转", "予以公开", "部分公开", "结转下年度")
    applications = "".join(f"  {name}: {row}\n" for name in names)
    return (
        f"{_HEAD}主动公开: 0\n申请:\n{applications}  其余: 0\n复议诉讼: {{行政复议: {row}, 其余: 0}}\n{_PROSE}".encode()
    )


def _bad_cells(cell: str) -> Callable[[int], bytes]:
    """Write the same bad figure into every cell of every table, by aliases and mappings of columns."""
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    row = "{" + ", ".join(f"{name}: {cell}" for name in columns) + "}"

    def write(size: int) -> bytes:
        filler = _lines("", f"  多余的行{{}}: {row.replace('{', '{{').replace('}', '}}')}\n", size // 2)
        inner = "".join(f"  {name}: {row}\n" for name in ("本年新收", "上年结转", "予以公开", "部分公开", "结转下年度"))
        return f"{_HEAD}主动公开: 0\n复议诉讼: 0\n{_PROSE}申请:\n{inner}".encode() + filler

    return write


def _prose(size: int) -> int:
    """Return as many bytes as the bound on prose lets through."""
    return min(size, 99_000)


def _everywhere(text: str) -> Callable[[int], bytes]:
    """Write one long text, by aliases, into every place that takes a value."""
    keys = (
        "类型",
        "标题",
        "落款",
        "格式",
        "前言",
        "地方附加",
        "信息处理费",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    )
    fields = "".join(f"{key}: *a\n" for key in keys)
    groups = (
        "目录: {成文日期: *a, 发布日期: *a, 生效日期: *a, 废止日期: *a, 文号: *a}\n联系方式: {邮编: *a, 地址: *a}\n"
    )
    extra = "附加部分:\n" + "  - {标题: *a, 内容: *a}\n" * 50
    row = f"[{', '.join(['*a'] * 7)}]"
    rows = "".join(f"  {name}: {row}\n" for name in ("本年新收", "上年结转", "予以公开", "部分公开", "结转下年度"))
    kinds = (
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于行政查询事项",
    )
    refused = "  不予公开:\n" + "".join(f"    {name}: {row}\n" for name in kinds)
    heads = "".join(f"  {name}: *a\n" for name in ("无法提供", "不予处理", "其他处理"))
    licences = "主动公开: {行政许可: *a, 行政处罚: *a, 行政强制: *a, 行政事业性收费: *a, 规章: *a, 其余: *a}\n"
    after = f"年度: *a\n级别: *a\n成文日期: *a\n{fields}{groups}{extra}{licences}申请:\n{rows}{refused}{heads}复议诉讼: *a\n"
    return lambda size: _filled('机关: &a "', text, size, f'"\n总体情况: *a\n{after}')


def _documents(size: int) -> bytes:
    return _filled("", _WHOLE + "---\n", size)


def _aliases(size: int) -> bytes:
    return _filled(_WHOLE + "附: &a [1, 2, 3]\n备注: [", "*a, ", size, "0]\n")


def _bomb(_size: int) -> bytes:
    levels = [f"层{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 10)}]" for number in range(1, 12)]
    return "\n".join([_WHOLE + "层0: &l0 [0, 0]", *levels, ""]).encode()


def _long_number(size: int) -> bytes:
    return _filled(_HEAD + _PROSE + "申请: 0\n复议诉讼: 0\n主动公开: {行政许可: ", "9", size, ", 其余: 0}\n")


def _control(size: int) -> bytes:
    return _filled(_WHOLE + "前言: |\n  ", "\x01", size, "\n")


def _escapes(size: int) -> bytes:
    return _filled(_WHOLE + '前言: "', "\\x01", size, '"\n')


NONSENSE: dict[str, Callable[[int], bytes]] = {
    "unknown keys": lambda size: _lines(_WHOLE, "没有的项目{}: 0\n", size),
    "few unknown keys": lambda size: _lines(_WHOLE, "没有的项目{}: 0\n", min(size, 200_000)),
    "unknown English keys": lambda size: _lines(_WHOLE, "nothing{}: 0\n", size),
    "unknown rows": lambda size: _lines(
        _HEAD + _PROSE + "复议诉讼: 0\n主动公开: 0\n申请:\n", "  没有的行{}: 0\n", size
    ),
    "few unknown rows": lambda size: _lines(
        _HEAD + _PROSE + "复议诉讼: 0\n主动公开: 0\n申请:\n", "  没有的行{}: 0\n", min(size, 200_000)
    ),
    "unknown columns": lambda size: _lines(
        _HEAD + _PROSE + "复议诉讼: 0\n主动公开: 0\n申请:\n  其余: 0\n  本年新收:\n",
        "    没有的列{}: 0\n",
        min(size, 200_000),
    ),
    "unknown entries of the catalogue": lambda size: _lines(
        _WHOLE + "目录:\n", "  没有的项{}: 字\n", min(size, 200_000)
    ),
    "rows that repeat": lambda size: _lines(
        _HEAD + _PROSE + "复议诉讼: 0\n主动公开: 0\n申请:\n", "  {}.本年新收: 0\n", min(size, 200_000)
    ),
    "repeated keys": lambda size: _filled(_WHOLE, "级别: 县级\n", size),
    "few repeated keys": lambda size: _filled(_WHOLE, "级别: 县级\n", min(size, 120_000)),
    "long unknown keys": lambda size: _filled(_WHOLE + "'", "长", size, "': 0\n"),
    "many long unknown keys": lambda size: _lines(_WHOLE, "'" + "长" * 300 + "{}': 0\n", size),
    "bad figures": _bad_cells("一二三"),
    "a long number everywhere": _everywhere("9"),
    "a long text everywhere": _everywhere("字 "),
    "a number with commas everywhere": _everywhere("1,000,"),
    "a short text everywhere": lambda _size: _everywhere("字")(4000),
    "lists of zeros": lambda size: _rows(size, "0"),
    "lists of words": lambda size: _rows(min(size, 100_000), "无"),
    "lists of lists": lambda size: _rows(min(size, 100_000), "[0]"),
    "deep brackets": lambda size: _filled(_WHOLE + "备注: ", "[", size),
    "deep keys": lambda size: "".join(f"{' ' * depth}a:\n" for depth in range(int(size**0.5))).encode(),
    "empty mappings": lambda size: _filled(_WHOLE + "备注: [", "{}, ", size, "]\n"),
    "few empty mappings": lambda size: _filled(_WHOLE + "附加部分: [", "{}, ", min(size, 40_000), "]\n"),
    "one line of text": lambda size: _filled(_WHOLE + "前言: ", "字", size, "\n"),
    "one line of ASCII": lambda size: _filled("", "x", size),
    "a long agency": lambda size: _filled(_TABLES + _PROSE + "年度: 2024\n级别: 乡镇\n机关: ", "局", size, "\n"),
    "a long year": lambda size: _filled(_TABLES + _PROSE + "机关: 某镇\n级别: 乡镇\n年度: ", "2", size, "\n"),
    "a long level": lambda size: _filled(_TABLES + _PROSE + "机关: 某镇\n年度: 2024\n级别: ", "乡", size, "\n"),
    "a long date": lambda size: _filled(
        _TABLES + _PROSE + "机关: 某镇\n年度: 2024\n级别: 乡镇\n成文日期: ", "2025-", size, "\n"
    ),
    "a long number": _long_number,
    "a number with commas": lambda size: _filled(
        _HEAD + _PROSE + "申请: 0\n复议诉讼: 0\n主动公开: {其余: 0, 行政许可: '1", ",000", size, "'}\n"
    ),
    "a long text for a table": lambda size: _filled(
        _HEAD + _PROSE + "申请: 0\n复议诉讼: 0\n主动公开: ", "无", size, "\n"
    ),
    "tabs": lambda size: _filled("", "\t", size),
    "lines of tabs": lambda size: _filled(_WHOLE, "\t\n", size),
    "spaces": lambda size: _filled(_WHOLE, " ", size),
    "empty lines": lambda size: _filled(_WHOLE, "\n", size, "x"),
    "comments": lambda size: _filled(_WHOLE, "# 注\n", size, "x"),
    "control characters": _control,
    "escaped control characters": _escapes,
    "strings with control characters": lambda size: _filled(
        _WHOLE + "附加部分: [", '"\\x01", ', min(size, 150_000), "]\n"
    ),
    "GBK": lambda size: ("机关: 某镇\n" * (size // 11)).encode("gbk"),
    "not UTF-8": lambda size: b"\xff\xfa\n" * (size // 3),
    "null bytes": lambda size: b"\0" * size,
    "complex keys": lambda size: _filled(_WHOLE, "? [a]\n: 0\n", size),
    "few complex keys": lambda size: _filled(_WHOLE, "? [a]\n: 0\n", min(size, 60_000)),
    "question marks": lambda size: _filled("", "? ", size),
    "documents": _documents,
    "document marks": lambda size: _filled("", "---\n", size),
    "aliases": _aliases,
    "few aliases": lambda size: _aliases(min(size, 30_000)),
    "alias bomb": _bomb,
    "anchors": lambda size: _lines(_WHOLE + "备注: [", "&a{} 0, ", size, "]\n"),
    "tags": lambda size: _filled(_WHOLE + "备注: [", "!!int 0, ", size, "]\n"),
    "few tags": lambda size: _filled(_WHOLE + "备注: [", "!!int 0, ", min(size, 80_000), "]\n"),
    "merge keys": lambda size: _filled(_WHOLE + "备注: {", "<<: 0, ", min(size, 60_000), "}\n"),
    "colons": lambda size: _filled("", "a: ", size),
    "quotes": lambda size: _filled('机关: "', "'", size),
    "exclamation marks": lambda size: _filled("机关: ", "!", size),
    "ampersands": lambda size: _filled("机关: ", "&", size),
    "directives": lambda size: _filled("", "%YAML 1.1\n", size),
    "unknown references": lambda size: _filled(_WHOLE + "前言: |\n", "  {{ 没有 }}\n", _prose(size)),
    "open references": lambda size: _filled(_WHOLE + "前言: |\n  ", "{{ ", _prose(size), "\n"),
    "brackets in prose": lambda size: _filled(_WHOLE + "前言: |\n  ", "[", _prose(size), "\n"),
    "stars in prose": lambda size: _filled(_WHOLE + "前言: |\n  ", "**a*", _prose(size), "\n"),
    "pictures in prose": lambda size: _filled(_WHOLE + "前言: |\n", "  ![a](a.png)\n\n", _prose(size)),
    "headings in prose": lambda size: _filled(_WHOLE + "前言: |\n", "  # 标题\n\n", _prose(size)),
    "lists in prose": lambda size: _filled(_WHOLE + "前言: |\n", "  - 一\n", _prose(size)),
    "a table in prose": lambda size: _filled(_WHOLE + "前言: |\n  | a |\n  |---|\n", "  | a | b |\n", _prose(size)),
    "extra sections": lambda size: _filled(_WHOLE + "附加部分:\n", "  - 标题: 七\n    内容: 略\n", size),
    "few extra sections": lambda size: _filled(_WHOLE + "附加部分:\n", "  - 标题: 七\n", min(size, 80_000)),
    "extra sections without end": lambda size: _filled(
        _WHOLE + "附加部分:\n", "  - {标题: 七, 内容: 略, 别: 0}\n", min(size, 80_000)
    ),
    "local additions": lambda size: _filled(_WHOLE + "地方附加: [", "某地, ", min(size, 150_000), "]\n"),
    "omitted sections": lambda size: _filled(_WHOLE + "未列部分: [", "某部分, ", min(size, 150_000), "]\n"),
}
"""The kinds: each writes a file of about that many bytes. Those of few are as large as the bound on nodes lets them be."""
