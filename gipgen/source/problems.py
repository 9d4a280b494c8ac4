"""What libyaml says about a syntax error → what a clerk can act on."""

from __future__ import annotations

from gipgen.words import Say

_PLAIN: tuple[tuple[str, Say], ...] = (
    (
        "could not find expected ':'",
        Say(
            "这里应当是“项目: 内容”，没有找到半角冒号（也可能是冒号后少了空格，或正文没有缩进）",
            "expected “key: value” here; the colon or the space after it is missing, or text is not indented",
        ),
    ),
    (
        "did not find expected ',' or ']'",
        Say("方括号没有关上，或两个数之间少了半角逗号", "a [ is not closed, or a comma is missing"),
    ),
    (
        "did not find expected ',' or '}'",
        Say("花括号没有关上，或两项之间少了半角逗号", "a { is not closed, or a comma is missing"),
    ),
    ("found unexpected end of stream", Say("引号没有关上", "a quotation mark is not closed")),
    ("found unexpected document indicator", Say("引号没有关上", "a quotation mark is not closed")),
    (
        "mapping values are not allowed",
        Say(
            "内容里又出现了“: ”；请给整段内容加引号，或改用 | 另起一段",
            "a second “: ” in one line; quote the value, or write it as a block after |",
        ),
    ),
    (
        "found character that cannot start any token",
        Say("内容不能以 @ ` % 或制表符开头，请给整段加引号", "a value cannot begin with @ ` % or a tab; quote it"),
    ),
    (
        "block sequence entries are not allowed",
        Say(
            "单独的“-”表示列表，不能写在这里；没有就写 0",
            "a lone “-” begins a list and cannot stand here; write 0 for none",
        ),
    ),
    (
        "did not find expected '-' indicator",
        Say(
            "列表的这一行没有以“- ”开头，或缩进与上面各行没有对齐",
            "this line of a list lacks its “- ”, or is not aligned with those above",
        ),
    ),
    ("did not find expected key", Say("缩进与上面各行没有对齐", "not aligned with the lines above")),
    ("did not find expected <document start>", Say("缩进与上面各行没有对齐", "not aligned with the lines above")),
    (
        "did not find expected node content",
        Say("这里少了内容，例如两个逗号之间没有数", "something is missing here, such as a figure between two commas"),
    ),
    (
        "did not find expected alphabetic or numeric",
        Say(
            "* 和 & 在 YAML 里另有用途；请给整段内容加引号",
            "* and & have a meaning of their own in YAML; quote the value",
        ),
    ),
    (
        "found undefined alias",
        Say("“*名称”引用了没有定义的内容；如果就是文字，请加引号", "*name refers to nothing; quote it if it is text"),
    ),
    (
        "found unknown escape character",
        Say("双引号里的反斜杠用法不对；请改用单引号", "a backslash in double quotes is wrong; use single quotes"),
    ),
    ("invalid leading UTF-8", Say("文件编码有误", "the encoding is wrong")),
    ("found unhashable key", Say("项目名写得不对", "not a key")),
    ("found duplicate anchor", Say("“&名称”定义了两次", "an anchor is defined twice")),
    (
        "did not find the expected comment or line break",
        Say("| 或 > 后面不能再写别的内容，请换行", "nothing can follow | or >; begin a new line"),
    ),
    (
        "did not find expected comment or line break",
        Say("| 或 > 后面不能再写别的内容，请换行", "nothing can follow | or >; begin a new line"),
    ),
    ("found a tab character", Say("用了制表符（Tab），请改成空格", "a tab where spaces belong")),
    ("found incompatible YAML document", Say("%YAML 的版本不支持", "this %YAML version is not supported")),
)

_OTHER = Say("标点或缩进写得不对", "punctuation or indentation is wrong")

_AT_THE_BEGINNING = ("while scanning", "while parsing a flow")
"""Contexts whose beginning is the mistake; in the others it is where libyaml gave up."""


def explain_problem(problem: str) -> Say:
    """Return the words for a problem; the English ones keep libyaml's own behind them."""
    for known, say in _PLAIN:
        if known in problem:
            return say
    return Say(_OTHER.zh, f"{_OTHER.en} ({problem})" if problem else _OTHER.en)


def begins_at_context(context: str, problem: str) -> bool:
    """Say whether the mistake is where the construct began rather than where it was noticed."""
    return context.startswith(_AT_THE_BEGINNING) and "tab" not in problem
