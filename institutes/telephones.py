"""Numbers by the ten thousand: what phonenumbers writes, by its own rules, which are compiled once."""

import re
from functools import cache

import phonenumbers
from phonenumber_field.phonenumber import PhoneNumber

Rule = tuple[re.Pattern[str], re.Pattern[str], str]


def international(e164: str) -> str:
    """+33141113789 as people read it: +33 1 41 11 37 89. The number is E.164 in its canonical form."""
    for end in (2, 3, 4):
        code, rest = e164[1:end], e164[end:]
        for leading, whole, layout in _rules(code):
            if leading.match(rest) and (match := whole.fullmatch(rest)):
                return f"+{code} {layout.format(*match.groups())}"
    return PhoneNumber.from_string(e164).as_international


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
