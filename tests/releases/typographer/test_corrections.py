import pytest

from releases.texts.typographer import corrected, corrections

from .shown import shown, shown_corrected

pytestmark = pytest.mark.one_database

FRENCH = {
    "Prix : 12 % ; oui ! non ?": "Prix⍽: 12⍽%·; oui·! non·?",
    "Quoi?! Ah... ? (sic!) : oui": "Quoi·?! Ah…·? (sic·!)⍽: oui",
    "« Non ! », dit-elle": "«⍽Non·!⍽», dit-elle",
    '« Nous voulons "tout" ici. »': "«⍽Nous voulons “tout” ici.⍽»",
    "L'\"IMT\" et l'R&D": "L’«⍽IMT⍽» et l’R&D",
    "de 8h-12h30, 24h/24": "de 8⍽h-12⍽h⍽30, 24⍽h/24",
    "1 500 000,50 € et 5 M €": "1·500·000,50⍽€ et 5⍽M€",
    "1⍽500 t, 12 000-15 000": "1·500⍽t, 12·000-15·000",
    "12500,5 km": "12·500,5⍽km",
    "MM. Durand et Dupont, J.-P. Martin, M. J. Martin": "MM.⍽Durand et Dupont, J.-P.⍽Martin, M.⍽J.⍽Martin",
    "Mme Le Gall, M. de Villepin, MM. X et Y, Mmes Y, M. Durand": (
        "Mme⍽Le Gall, M.⍽de Villepin, MM.⍽X et Y, Mmes⍽Y, M.⍽Durand"
    ),
    "5kg, 12km/h, 3,5kg et 2,5 GW": "5⍽kg, 12⍽km/h, 3,5⍽kg et 2,5⍽GW",
    "18H30, 2h30min": "18⍽H⍽30, 2⍽h⍽30⍽min",
    "Paul , Pierre . Ensuite , rien .": "Paul, Pierre. Ensuite, rien.",
    "un\ndeux : trois": "un\ndeux⍽: trois",
}
FRENCH_STAYS = (
    "En 2020 500 personnes, à 75013 Paris",
    "12000 Rodez, 12000 visiteurs",
    "01 75 31 40 82, 0 800 123 456, +33 (0)1 41 11 37 89, +44 800 123 456",
    "CP-2020-001·; ISO 9001, UMR 5157, SIREN 552 100 554, CS 20 312",
    "https://www.imt.fr/l'eau;a?b!c:d, www.imt.fr/x?y, imt.fr/12h30, l'x@imt.fr",
    "un ratio de 3:1, à 14:30, C:\\x, a;b, M.I.N.E.S",
    'un écran de 24"',
    "la vitamine C. Le reste, à 35⍽°C. Toutes",
    "un ruban............ fin, ../..",
    "3 l’été, R&amp;D",
    "Ce, le, vie, 2e et XXIe siècle",
    "5G, 3D, A5km, CP-12km",
    "un fichier .ods, la suite et .NET",
    ":) ;-)",
    "«⍽»",
    "1·500 12⍽% 14⍽h⍽30",
)
ENGLISH = {
    "The 'schools' and the boys' club": "The ‘schools’ and the boys’ club",
    "'It's the schools' day', she said": "‘It’s the schools’ day’, she said",
    'He said: "don\'t" .': "He said: “don’t”.",
    "Why ? 12 % , pages 3-5": "Why? 12%, pages 3–5",
    "In 2019-20, 2019-2020 -- or so": "In 2019–20, 2019–2020 – or so",
    "The class of '26 and the students' union.": "The class of ’26 and the students’ union.",
    "2019 - 2020, 3 - 5 km": "2019–2020, 3–5⍽km",
    "Prof. Smith and J. A. Smith": "Prof.⍽Smith and J.⍽A.⍽Smith",
}
ENGLISH_STAYS = (
    "12,000 and 1,500,000.50, 3 : 1, 10 - 2, 3 - 5 = -2, 2026 - 11 - 28",
    "555-1234, 2020-02-12, ISO 9001-2, CP-2020-001, COVID-19, 20-12",
    "- an item; plan B. The rest",
    "https://x.org/a'b--c, o'x@imt.fr",
    ".NET and .5, a . . . b",
    "5'10\"",
    "Smith-Jones, well-known",
)
HTML = {
    "number in bold": ("<p><strong>1 500</strong> €</p>", "<p><strong>1·500</strong>⍽€</p>"),
    "number in two parts": ("<p><strong>1</strong> 500 t</p>", "<p><strong>1</strong>·500⍽t</p>"),
    "sign behind bold": ("<p><strong>Non</strong>!</p>", "<p><strong>Non</strong>·!</p>"),
    "quotes around": ('<p>"<em>mot</em>"</p>', "<p>«⍽<em>mot</em>⍽»</p>"),
    "quotes inside": ('<p><em>"mot"</em></p>', "<p><em>«⍽mot⍽»</em></p>"),
    "space inside": ("<p>«<em> mot </em>»</p>", "<p>«<em>⍽mot⍽</em>»</p>"),
    "apostrophe before bold": ("<p>l'<strong>IMT</strong></p>", "<p>l’<strong>IMT</strong></p>"),
    "ordinal": ("<p>le <strong>1er</strong></p>", "<p>le <strong>1<sup>er</sup></strong></p>"),
    "ordinal already": ("<p>1<sup>er</sup> !</p>", "<p>1<sup>er</sup>·!</p>"),
    "power": ("<p>12 m<sup>2</sup> :</p>", "<p>12⍽m<sup>2</sup>⍽:</p>"),
    "link": ('<p><a href="/a;b" title="l\'x">l\'x</a> ;</p>', '<p><a href="/a;b" title="l\'x">l’x</a>·;</p>'),
    "entities": ("<p>R&amp;D ; x &lt; y ;</p>", "<p>R&amp;D·; x &lt; y·;</p>"),
    "no-break space": ("<p>a&nbsp;: b&nbsp;;</p>", "<p>a⍽: b·;</p>"),
    "code": ('<p><code>"a" ; l\'x</code> ;</p>', '<p><code>"a" ; l\'x</code>·;</p>'),
    "other block": ('<p>"a</p><p>b"</p><p>12</p><p>%</p>',) * 2,
    "other line": ("<p>12 <br>% x<br>; y</p>",) * 2,
    "dots in two elements": ("<p>a.<em>..</em></p>",) * 2,
    "bracket in an attribute": (
        '<p><img alt="l\'a > b" src="/files/a.png">l\'x</p>',
        '<p><img alt="l\'a > b" src="/files/a.png">l’x</p>',
    ),
    "half a tag": ("<p>l'x <b l'x</p>",) * 2,
    "no markup": ("l'eau", "l’eau"),
}


@pytest.mark.parametrize(("text", "right"), FRENCH.items())
def test_french_is_corrected(text, right):
    assert shown_corrected(text, "fr") == right


@pytest.mark.parametrize("text", FRENCH_STAYS)
def test_of_french_this_stays(text):
    assert shown_corrected(text, "fr") == text


@pytest.mark.parametrize(("text", "right"), ENGLISH.items())
def test_english_is_corrected(text, right):
    assert shown_corrected(text, "en") == right


@pytest.mark.parametrize("text", ENGLISH_STAYS)
def test_of_english_this_stays(text):
    assert shown_corrected(text, "en") == text


@pytest.mark.parametrize(("markup", "right"), HTML.values(), ids=HTML)
def test_elements_part_no_line_and_blocks_do(markup, right):
    assert shown_corrected(markup, "fr", is_rich=True) == right


def test_each_correction_says_where_what_and_why():
    colon, quotes = corrections('<h2>x</h2><p>Oui: "a <em>b</em>" c</p>', "fr", is_rich=True)
    assert (colon.rule.name, colon.line, colon.where) == ("colon", 1, 3)
    assert (colon.before, shown(colon.after)) == ("", "⍽")
    assert (quotes.rule.name, quotes.line, quotes.where) == ("quotes", 1, 5)
    assert (quotes.before, shown(quotes.after)) == ('"a b"', "«⍽a b⍽»")
    assert [shown(after) for _before, after in quotes.parts()] == ["", "«⍽", "a b", "⍽»"]


def test_corrections_are_taken_one_by_one():
    text = '<p>l\'eau : "a" ;</p><p>oui !</p>'
    assert len(corrections(text, "fr", is_rich=True)) == 4
    assert corrected(text, "fr", is_rich=True, only=[]) == text
    assert shown_corrected(text, "fr", is_rich=True, only={0, 3}) == '<p>l’eau : "a" ;</p><p>oui·!</p>'
    assert shown_corrected(text, "fr", is_rich=True, only={2}) == "<p>l'eau : «⍽a⍽»·;</p><p>oui !</p>"


def test_what_was_left_is_offered_again():
    text = corrected("l'eau : a ;", "fr", is_rich=False, only={1})
    assert [each.rule.name for each in corrections(text, "fr", is_rich=False)] == ["apostrophe", "high-sign"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_text_stays_empty(language):
    assert corrected("", language, is_rich=False) == corrected("", language, is_rich=True) == ""
