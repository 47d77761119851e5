"""The rules of French: those of the Imprimerie nationale."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..typography import A_UNIT, NO_BREAK_SPACE
from .edits import HIDDEN, NARROW_NO_BREAK_SPACE, SPACE, Change, Edit, Rule, replacing
from .names import kept_with_names
from .quotes import straight

_LEXIQUE = "Lexique des règles typographiques en usage à l’Imprimerie nationale, "
# What a mark of two parts may stand behind without a space, and what follows it.
_WORD_END = r"[\w)\]»%€…°”’" + HIDDEN + "]"
_NO_OPENING = r"[^\s(\[«“]"
_OPENING = '«“"'
_NO_WORD = r"(?:[\s)\]»”’\".,…]|$)"
_SPACED_HOUR = re.compile(rf"(?<![\w.,])\d{{1,2}}({SPACE}?)[hH]({SPACE}?)[0-5]\d(?=(?:{SPACE}?min)?(?!\w))")
_HOUR = re.compile(r"(?<![\w.,])\d{1,3}()h(?!\w)")
# What nobody takes for a letter of a code: 5G, 3D.
_JOINED_UNIT = re.compile(
    r"(?<![\w.,:/+-])\d[\d.,]*()(?:km/h|k[mgo]|[cm]m|m[gl]|[kMGT]Wh|[kMGT]W|[MGT]o|[MG]Hz|ha)(?![\w’'-])"
    r"|(?<=\dh|\dH)[0-5]\d()min(?!\w)|(?<=[hH][\xa0 \u202f])[0-5]\d()min(?!\w)"
)
# No telephone number and no year: the first group begins with no zero, every other one has three digits.
_GROUPS = re.compile(
    rf"(?<![\w.,:/])(?<!\d{SPACE})[1-9]\d{{0,2}}(?:{SPACE}\d{{3}})+(?![\w/]|{SPACE}\d|[.:]\d)"
)
_UNGROUPED = re.compile(rf"(?<![\w.,:/+-])[1-9]\d{{4,14}}(?=(?:,\d{{1,9}})?{SPACE}?{A_UNIT})")
# Of six digits it is no postal code. What is counted has a plural; these words are none, and may stand behind
# a reference.
_NOT_COUNTED = "après|alors|depuis|moins|toujours|jamais|parmi|puis|mais|dans|sous|sans|vers|chez|aux|deux"
_A_PLURAL = rf"(?={SPACE}(?!(?:{_NOT_COUNTED})(?!\w))[a-zà-ÿ]{{3,30}}[sx](?!\w))"
_COUNTED = re.compile(rf"(?<![\w.,:/+-])(?<![°º]{SPACE})[1-9]\d{{5,11}}{_A_PLURAL}")
_TITLES = r"MM?\.|Mmes?|Mlles?|Drs?\.?|Prs?\.?|Me"
_PARTICLES = r"|d[’']|(?:de|du|des|de la|von|van)[ \xa0]"
# What begins the sentence behind “plan B.”.
_NO_NAMES = "Le|La|Les|Un|Une|Des|Il|Elle|Ils|Elles|On|Ce|Cet|Cette|Ces|En|À|Au|Aux|Dans|Mais|Et|Nous|Vous"
_ORDINAL = r"(?<![\w.,])(?:1(er|re|ers|res)|\d{1,4}(es?)|[IVX]{2,}(es?))(?![\w-])"

_LONG_ORDINAL = re.compile(
    r"(?<![\w.,])(?:1(?P<first>i?[èe]re)|(?:\d{1,4}|[IVX]{1,8})(?P<other>i?[èe]me))(?=s?(?![\w-]))"
)


_signs = replacing(r"(?<=\d)(?=(?:(?:[kM]|Mds?)?[€$£]|[%‰]|°C)(?!\w))", NO_BREAK_SPACE)


def hours(text: str) -> Iterator[Edit]:
    for pattern in (_SPACED_HOUR, _HOUR):
        for found in pattern.finditer(text):
            yield from _spaced(text, [found.span(number) for number in range(1, pattern.groups + 1)])


def _spaced(text, places, space=NO_BREAK_SPACE) -> Iterator[Edit]:
    changes = tuple(Change(start, end, space) for start, end in places if text[start:end] != space)
    if changes:
        yield changes


def signs(text: str) -> Iterator[Edit]:
    yield from _signs(text)
    for found in _JOINED_UNIT.finditer(text):
        yield from _spaced(text, [found.span(found.lastindex or 0)])


def groups(text: str) -> Iterator[Edit]:
    for found in _GROUPS.finditer(text):
        places = [place for place in range(*found.span()) if text[place].isspace()]
        yield from _spaced(text, [(place, place + 1) for place in places], NARROW_NO_BREAK_SPACE)


def ungrouped(text: str) -> Iterator[Edit]:
    for found in (*_UNGROUPED.finditer(text), *_COUNTED.finditer(text)):
        places = range(found.end() - 3, found.start(), -3)
        yield tuple(Change(place, place, NARROW_NO_BREAK_SPACE) for place in reversed(places))


def ordinals(text: str) -> Iterator[Edit]:
    for found in re.finditer(_ORDINAL, text):
        start, end = found.span(found.lastindex or 0)
        yield (Change(start, end, text[start:end], "sup"),)


def short_ordinals(text: str) -> Iterator[Edit]:
    for found in _LONG_ORDINAL.finditer(text):
        name = "first" if found["first"] else "other"
        yield (Change(*found.span(name), "re" if found["first"] else "e"),)


RULES = (
    Rule(
        "apostrophe",
        _("The apostrophe is ’."),
        _LEXIQUE + "“Apostrophe”",
        "l'eau d'aujourd'hui",
        "l’eau d’aujourd’hui",
        replacing(rf"(?<=[^\W\d_])['`´‘](?=[\w{_OPENING}{HIDDEN}])", "’"),
    ),
    Rule(
        "quotes",
        _("Straight quotation marks become « and », and “ and ” within them."),
        _LEXIQUE + "“Guillemets”",
        'le label "Carnot"',
        "le label «⍽Carnot⍽»",
        straight(f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»", within=("“", "”")),
    ),
    Rule(
        "inside-quotes",
        _("No-break spaces stand inside « and »."),
        _LEXIQUE + "“Guillemets”",
        "le label «Carnot »",
        "le label «⍽Carnot⍽»",
        replacing(
            rf"(?:(?<=«)(?!\N{{NO-BREAK SPACE}}[^\s»]){SPACE}{{0,8}}(?=[^\s»])"
            rf"|(?<=[^\s«])(?!\N{{NO-BREAK SPACE}}»){SPACE}{{0,8}}(?=»))",
            NO_BREAK_SPACE,
        ),
    ),
    Rule(
        "high-sign",
        _("A narrow no-break space stands before ; ! and ?."),
        _LEXIQUE + "“Ponctuation”",
        "Quoi ? Vite! Oui ;",
        "Quoi·? Vite·! Oui·;",
        replacing(
            rf"(?:(?<={_NO_OPENING})(?!\u202f[;!?]){SPACE}{{1,8}}|(?<={_WORD_END}))(?=[;!?]+{_NO_WORD})",
            NARROW_NO_BREAK_SPACE,
        ),
    ),
    Rule(
        "colon",
        _("A no-break space stands before a colon."),
        _LEXIQUE + "“Ponctuation”",
        "Trois sites: Évry, Paris",
        "Trois sites⍽: Évry, Paris",
        replacing(
            rf"(?<={_NO_OPENING})(?!\u00a0:){SPACE}{{1,8}}(?=:(?:[\s{_OPENING}]|$))"
            rf"|(?<={_WORD_END})(?=:(?:\s|$))",
            NO_BREAK_SPACE,
        ),
    ),
    Rule(
        "space-before-sign",
        _("No space stands before a comma or a full stop."),
        _LEXIQUE + "“Ponctuation”",
        "Un prix , deux lauréats .",
        "Un prix, deux lauréats.",
        replacing(rf"(?<={_WORD_END}){SPACE}{{1,8}}(?=,(?:\s|$)|\.(?:$|\n| [A-ZÀ-Þ]))", ""),
    ),
    Rule(
        "hours",
        _("No-break spaces stand around the h of an hour."),
        _LEXIQUE + "“Heure”",
        "de 9h à 14h30",
        "de 9⍽h à 14⍽h⍽30",
        hours,
    ),
    Rule(
        "millions",
        _("k, M and Md stand at the sign of the currency without a space."),
        _LEXIQUE + "“Abréviations”",
        "12⍽M €",
        "12⍽M€",
        replacing(rf"(?<=\d)(?:{SPACE}?(?:[kM]|Mds?))({SPACE})(?=[€$£](?!\w))", ""),
    ),
    Rule(
        "scale",
        _("A number and its M or Md stay on one line, where the currency is written out."),
        _LEXIQUE + "“Abréviations”",
        "3 M d’euros",
        "3⍽M d’euros",
        replacing(rf"(?<=\d)[ \u2009](?=(?:[kM]|Mds?){SPACE}d(?:['’]|e{SPACE}))", NO_BREAK_SPACE),
    ),
    Rule(
        "number-sign",
        _("A no-break space stands between n° and the number."),
        _LEXIQUE + "“Numéro”",
        "n°5, N° 12",
        "n°⍽5, N°⍽12",
        replacing(r"(?<=\b[nN][°º])[ \u2009]?(?=\d)", NO_BREAK_SPACE),
    ),
    Rule(
        "groups",
        _("Narrow no-break spaces part the groups of three digits in a number."),
        _LEXIQUE + "“Nombres”",
        "12 000 étudiants",
        "12·000 étudiants",
        groups,
    ),
    Rule(
        "ungrouped",
        _("Numbers of five digits before a unit, of six before what is counted, are parted by three."),
        _LEXIQUE + "“Nombres”",
        "12000⍽€, 1000000 habitants",
        "12·000⍽€, 1·000·000 habitants",
        ungrouped,
    ),
    Rule(
        "sign-after-number",
        _("A no-break space stands between a number and a sign such as % or €."),
        _LEXIQUE + "“Abréviations”",
        "5% de 12M€",
        "5⍽% de 12⍽M€",
        signs,
    ),
    Rule(
        "name",
        _("A title or an initial stays on one line with the name behind it."),
        _LEXIQUE + "“Abréviations”",
        "M. Durand et J. Dupont",
        "M.⍽Durand et J.⍽Dupont",
        kept_with_names(_TITLES, _NO_NAMES, _PARTICLES),
    ),
    Rule(
        "ordinal",
        _("The letters of an ordinal number are raised, in texts that have superscripts."),
        _LEXIQUE + "“Nombres”",
        "<p>le 1er prix du XXIe siècle</p>",
        "<p>le 1<sup>er</sup> prix du XXI<sup>e</sup> siècle</p>",
        ordinals,
        is_for_rich_text_alone=True,
    ),
)

# Of these, letters are left out: they are proposed beside the terms of the house.
WORDING = (
    Rule(
        "short-ordinal",
        _("Ordinal numbers are shortened to 1re and 2e."),
        _LEXIQUE + "“Nombres”",
        "la 1ère, le 2ème, le XXIème",
        "la 1re, le 2e, le XXIe",
        short_ordinals,
    ),
)
