"""Numbers as Word writes them before the items of a list."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_SIMPLIFIED = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {
    "M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1,
}  # fmt: skip
_LARGEST = 9999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def written(count: int, style: str) -> str:
    """Write a count in a style of ST_NumberFormat; one that is not known here, or out of its range, gives figures."""
    if not 0 < count <= _LARGEST:
        return str(count)
    return _STYLES.get(style, str)(count)


def _places(digits: str, units: tuple[str, str, str, str]) -> Callable[[int], str]:
    """Write 105 as 一百零五, with the digits and the units of a style; 10 to 19 begin with the ten itself."""

    def write(count: int) -> str:
        text, gap = "", False
        for place in (3, 2, 1, 0):
            digit = count // 10**place % 10
            if digit:
                text += (digits[0] if gap and text else "") + digits[digit] + units[place]
            gap = not digit
        ten = digits[1] + units[1]
        return text.removeprefix(digits[1]) if text.startswith(ten) and units[1] == "十" else text

    return write


def _japanese(count: int) -> str:
    """Write 111 as 百十一."""
    parts = ((count // 10**place % 10, unit) for place, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")))
    return "".join(("" if digit == 1 and unit else _DIGITS[digit]) + unit for digit, unit in parts if digit)


def _digital(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _counting(count: int) -> str:
    return _THOUSANDS(count) if count < 100 else _digital(count)


def _roman(count: int) -> str:
    text = ""
    for letters, size in _ROMAN.items():
        text += letters * (count // size)
        count %= size
    return text


def _letters(count: int) -> str:
    """Write 27 as AA, 53 as AAA."""
    return chr(65 + (count - 1) % 26) * min((count - 1) // 26 + 1, 99)


def _series(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _run(first: str, length: int) -> Callable[[int], str]:
    return _series("".join(chr(ord(first) + step) for step in range(length)))


_THOUSANDS = _places(_SIMPLIFIED, ("", "十", "百", "千"))
_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "numberInDash": lambda count: f"- {count} -",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _THOUSANDS,
    "taiwaneseCountingThousand": _THOUSANDS,
    "japaneseCounting": _japanese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _places(_LEGAL, ("", "拾", "佰", "仟")),
    "ideographLegalTraditional": _places(_LEGAL_TRADITIONAL, ("", "拾", "佰", "仟")),
    "japaneseLegal": _places(_LEGAL_JAPANESE, ("", "拾", "百", "阡")),
    "ideographTraditional": _series(_STEMS),
    "ideographZodiac": _series(_BRANCHES),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
}
