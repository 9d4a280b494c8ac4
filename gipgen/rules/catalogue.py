"""What catalogues identify a report by: its index number in the standard form, and the code of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject
from gipgen.words import Say

_PATH = ("catalogue", "index_number")
_STANDARD = regex(
    r"(?P<code>[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}|(?=(?:[A-Z]*[0-9]){6})[0-9A-Z]{8}-?[0-9X])"
    r"/(?P<year>(?:19|20)[0-9]{2})-[0-9]{5}"
)
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""What GB 32100-2015 writes codes in: no I, O, S, V, Z."""
_SITE = regex(r"(?:[0-9]{2}|[Bb][Mm])[0-9]{8}")
"""Six digits of the division and four of the site; departments of the State Council have bm and eight."""
_LIKE_DIGITS = str.maketrans("IOSZ", "1052")
_MEANT = regex(r"(?P<code>[0-9A-Z]{15,21})/(?:19|20)[0-9]{2}-[0-9]{5}")
_BODY = regex(r"1[1239][0-9]{6}")
"""How the codes of agencies and public institutions begin, with the place where they are registered."""
_LENGTH = 18
_DATES = ("written", "published", "effective")


@rule("GIP901", "GIP903")
def code_of_the_organisation(subject: Subject) -> Iterator[Finding]:
    """Work out the check digit of the code (GB 32100-2015, GB 11714-1997).

    Nine characters that do not fit may be a site's own number; other forms surely are, and nothing is said of them.
    """
    if found := _standard(subject):
        code = found["code"].replace("-", "")
        id_, wanted = (
            ("GIP901", credit_digit(code[:17])) if len(code) == 18 else ("GIP903", organisation_digit(code[:8]))
        )
        if wanted and code[-1] != wanted:
            yield _finding(subject, id_, {"code": found["code"]}, wanted, code[-1])


@rule("GIP905")
def form_of_the_credit_code(subject: Subject) -> Iterator[Finding]:
    """Count the characters of what is plainly meant as the code of an agency, and look for letters that none has."""
    found = _MEANT.fullmatch(_written(subject))
    if not found or not (_standard(subject) or _BODY.match(found["code"].translate(_LIKE_DIGITS))):
        return
    code = found["code"]
    strange = "、".join(sorted(set(code) - set(_LETTERS)))
    if len(code) != _LENGTH:
        why = Say(f"应为 {_LENGTH} 位，这里是 {len(code)} 位", f"it has {len(code)} characters instead of {_LENGTH}")
        yield _finding(subject, "GIP905", {"code": code, "why": why}, str(_LENGTH), str(len(code)))
    elif strange:
        why = Say(
            f"代码里不会有字母 {strange}，多半是数字写成了字母",
            f"no code has {strange}; digits were written as letters",
        )
        yield _finding(subject, "GIP905", {"code": code, "why": why}, None, strange)


@rule("GIP902")
def year_of_the_index_number(subject: Subject) -> Iterator[Finding]:
    """Expect in the number one of the years in which the report was made or published."""
    data = subject.draft.data
    header = data["catalogue"] if isinstance(data.get("catalogue"), dict) else {}
    days = [data.get("date"), *(header.get(name) for name in _DATES)]
    years = {day.year for day in days if isinstance(day, date)}
    found = _standard(subject)
    if found and years and int(found["year"]) not in years:
        told = "、".join(map(str, sorted(years)))
        yield _finding(subject, "GIP902", {"year": found["year"], "years": told}, told, found["year"])


@rule("GIP904")
def code_of_the_site(subject: Subject) -> Iterator[Finding]:
    """Expect the ten characters that every government site was given (国办发〔2017〕47号)."""
    passage = subject.passage("site_code")
    if passage and not _SITE.fullmatch(passage.text.strip()):
        count = len(passage.text.strip())
        yield passage.finding("GIP904", passage.within, {"code": passage.text, "count": count}, None, passage.text)


def organisation_digit(code: str) -> str:
    """Return the check digit of the eight characters of an organisation code (GB 11714-1997)."""
    total = sum(weight * int(sign, 36) for weight, sign in zip((3, 7, 9, 10, 5, 8, 4, 2), code, strict=True))
    return "0123456789X0"[11 - total % 11]


def credit_digit(code: str) -> str | None:
    """Return the check digit of the first 17 of a unified social credit code; None where it has a letter that none has."""
    if not set(code) <= set(_LETTERS):
        return None
    total = sum(pow(3, at, 31) * _LETTERS.index(sign) for at, sign in enumerate(code))
    return _LETTERS[-total % 31]


def _standard(subject: Subject) -> re.Match[str] | None:
    return _STANDARD.fullmatch(_written(subject))


def _written(subject: Subject) -> str:
    """Return the index number in capitals, without spaces; nothing where there is none."""
    passage = subject.passage(*_PATH)
    return re.sub(r"\s", "", normalize("NFKC", passage.text)).upper() if passage else ""


def _finding(subject: Subject, id_: str, words: dict[str, object], expected: str | None, actual: str) -> Finding:
    passage = subject.passage(*_PATH)
    assert passage is not None
    return passage.finding(id_, passage.within, words, expected, actual)
