import pytest

from releases.templatetags.press_room import rich_text
from releases.texts.typography import unbroken, unbroken_html
from tests.releases.test_bounds import steps

# "_" stands for a no-break space.
TEXTS = {
    "Prix : 12 % ; oui ! non ?": "Prix_: 12_% ; oui_! non_?".replace("% ;", "%_;"),
    "« mot »": "«_mot_»",
    "1 500 000 habitants en 2020": "1_500_000 habitants en 2020",
    "12 km, 3,5 m², 20 °C, 5 M€, 2 Md€ et 40 kWh": "12_km, 3,5_m², 20_°C, 5_M€, 2_Md€ et 40_kWh",
    "n° 5, N° 12, nos 3": "n°_5, N°_12, nos 3",
    "En 2020 l’école, en 2021 l'institut": "En 2020 l’école, en 2021 l'institut",
    "les 3 sites, 4 mots, 5 grands": "les 3 sites, 4 mots, 5 grands",
    "a : b\nc ;": "a_: b\nc_;",
    "12 h 30": "12_h 30",
    "No space: here; 5% only": "No space: here; 5% only",
}
HTML = {
    "number in bold, unit outside": ("<p><strong>1 500</strong> €</p>", "<p><strong>1_500</strong>_€</p>"),
    "quotes around italics": ("<p>« <em>mot</em> »</p>", "<p>«_<em>mot</em>_»</p>"),
    "space inside the element": ("<p>«<em> mot </em>»</p>", "<p>«<em>_mot_</em>»</p>"),
    "link before a semicolon": ('<p><a href="/x">ici</a> ; puis</p>', '<p><a href="/x">ici</a>_; puis</p>'),
    "thousands split by bold": ("<p><strong>1</strong> 500 t</p>", "<p><strong>1</strong>_500_t</p>"),
    "number before a unit in italics": ("<p>12 <em>km</em></p>", "<p>12_<em>km</em></p>"),
    "number sign in bold": ("<p><strong>n°</strong> 5</p>", "<p><strong>n°</strong>_5</p>"),
    "two elements deep": ("<p><em><strong>Non</strong></em> !</p>", "<p><em><strong>Non</strong></em>_!</p>"),
    "power before a mark": ("<p>m<sup>2</sup> : oui</p>", "<p>m<sup>2</sup>_: oui</p>"),
    "item of a list": ("<ul><li><p><a>x</a> ?</p></li></ul>", "<ul><li><p><a>x</a>_?</p></li></ul>"),
    "caption": ("<figcaption><em>x</em> : y</figcaption>", "<figcaption><em>x</em>_: y</figcaption>"),
    "no-break space already": ("<p><em>x</em>&nbsp;: y</p>", "<p><em>x</em>&nbsp;: y</p>"),
    "other paragraph": ("<p>12 </p><p>%</p>", "<p>12 </p><p>%</p>"),
    "other line": ("<p>12 <br>% x</p>", "<p>12 <br>% x</p>"),
    "attribute": ('<p><a title="a : b" href="/x">a</a></p>', '<p><a title="a : b" href="/x">a</a></p>'),
}


@pytest.mark.parametrize(("text", "kept"), TEXTS.items())
def test_a_line_breaks_at_none_of_these_spaces(text, kept):
    assert unbroken(text) == kept.replace("_", "\u00a0")


@pytest.mark.parametrize(("html", "kept"), HTML.values(), ids=HTML)
def test_nor_where_an_element_begins_or_ends(html, kept):
    kept = kept.replace("_", "\u00a0")
    assert unbroken_html(html) == kept
    assert rich_text(html) == kept


def test_a_paragraph_of_many_elements_takes_time_that_grows_with_it():
    assert steps(unbroken_html, "<em>a</em> : " * 400) < 2.2 * steps(unbroken_html, "<em>a</em> : " * 200)


@pytest.mark.parametrize(
    ("address", "words", "is_own"),
    [
        ("https://www.carnot-mines.eu/", "www.carnot-mines.eu", True),
        ("https://www.carnot-mines.eu/", "https://www.carnot-mines.eu/", True),
        ("http://example.org/a", "example.org/a", True),
        ("https://example.org/a", "example.org", False),
        ("https://example.org/", "the site", False),
        ("https://example.org/", "", False),
    ],
)
def test_a_link_whose_words_are_its_address_is_marked_for_print(address, words, is_own):
    mark = ' class="spelt-out"' if is_own else ""
    assert (
        rich_text(f'<p><a href="{address}">{words}</a></p>')
        == f'<p><a{mark} href="{address}">{words}</a></p>'
    )
