"""A telephone number as people read it."""

import re
from functools import cache

import phonenumbers
from django.utils.translation import pgettext
from phonenumber_field.phonenumber import PhoneNumber

from .characters import tidy
from .telephones import FRANCE, OVERSEAS, split_extension

Rule = tuple[re.Pattern[str], re.Pattern[str], str]


def international(e164: str) -> str:
    """+33141113789 as people read it: +33 1 41 11 37 89. The number is E.164 in its canonical form, its
    extension behind it in the reader's language.

    By the rules of phonenumbers, compiled once: decision 19.
    """
    e164, extension = split_extension(e164)
    if extension:
        params = {"number": international(e164), "extension": extension}
        # Ordinary blanks: what is read here is typed over, and compared by other programs.
        return tidy(pgettext("telephone", "%(number)s ext. %(extension)s") % params)
    for end in (2, 3, 4):
        code, rest = e164[1:end], e164[end:]
        for leading, whole, layout in _rules(code):
            if leading.match(rest) and (match := whole.fullmatch(rest)):
                return f"+{code} {layout.format(*match.groups())}"
    return PhoneNumber.from_string(e164).as_international


def dialled_in_france(number: str) -> str:
    """+33 1 41 11 37 89 as 01 41 11 37 89, +596 596 60 00 24 as 0596 60 00 24, +44 20 … as 00 44 20 …"""
    code, _space, rest = number.removeprefix("+").partition(" ")
    at_home = code == str(FRANCE) or OVERSEAS.get(rest[:3]) == int(code)
    return f"0{rest}" if at_home else f"00 {code} {rest}"


@cache
def _rules(code: str) -> list[Rule]:
    region = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code), [""])[0]
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
    if metadata is None:
        return []
    return [
        # Of the leading digits, the last pattern is the most exact.
        (
            re.compile((rule.leading_digits_pattern or [""])[-1]),
            re.compile(rule.pattern),
            _layout(rule.format),
        )
        for rule in metadata.intl_number_format or metadata.number_format
        if rule.pattern and rule.format
    ]


def _layout(template: str) -> str:
    return re.sub(r"\\(\d)", lambda group: f"{{{int(group[1]) - 1}}}", template)
