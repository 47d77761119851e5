import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.texts import staleness
from releases.texts.staleness import changes, followed

FIRST = "<p>Le réseau compte 39 instituts et finance la recherche pour les entreprises.</p>"
SECOND = "<p>Chaque institut est évalué tous les quatre ans par un jury indépendant.</p>"
ITEMS = "<ul><li>Des laboratoires</li><li>Des plateformes</li></ul>"
THIRD = "<p>Le prochain appel à candidatures ouvrira en septembre prochain à Paris.</p>"
LAST = "<p>Un colloque réunira les directeurs.</p>"
TEXTS = {"title": "Un titre", "standfirst": "Un chapô.", "body": FIRST + SECOND + ITEMS + THIRD + LAST}

# Of few words, so that the same come again.
sentences = st.lists(
    st.sampled_from(["le", "la", "réseau", "institut", "compte", "12", "39", "ans"]), min_size=1, max_size=6
)
words = sentences.map(" ".join)
items = st.lists(words.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join)
blocks = st.lists(
    st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "blockquote"]), words),
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["ul", "ol"]), items),
    ),
    max_size=8,
).map("".join)


def with_body(body, **fields):
    return {**TEXTS, "body": body, **fields}


def shown(source, made_from=TEXTS):
    return [change.redline for change in changes(made_from, source)]


def test_exactly_the_blocks_that_changed_are_told_and_none_that_has_moved():
    source = with_body(
        LAST
        + FIRST.replace("39", "41")
        + SECOND.replace("un jury indépendant", "un comité")
        + ITEMS.replace("plateformes", "réseaux")
        + THIRD
    )
    assert shown(source) == [
        FIRST.replace("39", "<del>39</del> <ins>41</ins>"),
        SECOND.replace("un jury indépendant.", "un <del>jury indépendant.</del> <ins>comité.</ins>"),
        "<ul><li>Des <del>plateformes</del> <ins>réseaux</ins></li></ul>",
    ]


def test_of_a_list_the_item_that_changed_is_told_and_no_other():
    source = with_body(TEXTS["body"].replace("<li>Des lab", "<li>Un siège</li><li>Des grands lab"))
    [new, changed] = changes(TEXTS, source)
    assert [new.redline, changed.redline] == [
        "<ul><li><ins>Un siège</ins></li></ul>",
        "<ul><li>Des <ins>grands</ins> laboratoires</li></ul>",
    ]
    made_from = followed(TEXTS, source, [new.key])
    assert [each.key for each in changes(made_from, source)] == [changed.key]
    assert "<ul><li>Un siège</li><li>Des laboratoires</li><li>Des plateformes</li></ul>" in made_from["body"]


def test_of_a_small_table_the_cell_that_changed_is_told():
    rows = "<tr><td>École</td><td>Places</td></tr><tr><td>Alès</td><td>40</td></tr>"
    table = f"<table><tbody>{rows}</tbody></table>"
    [change] = changes(with_body(table), with_body(table.replace("40", "42")))
    assert (len(change.before), len(change.after)) == (1, 1)
    assert "<td>Alès</td><td><del>40</del> <ins>42</ins></td>" in change.redline


def test_what_is_new_or_gone_is_told_where_it_stands():
    new = "<p>Quatre écoles ont rejoint Télécom Bretagne.</p>"
    assert shown(with_body(FIRST + new + ITEMS + THIRD + LAST)) == [
        f"<p><del>{SECOND[3:-4]}</del></p>",
        f"<p><ins>{new[3:-4]}</ins></p>",
    ]


def test_a_block_that_was_split_or_joined_has_not_changed():
    split = "<p>Le réseau compte 39 instituts</p><p>et finance la recherche pour les entreprises.</p>"
    assert shown(with_body(split + SECOND + ITEMS + THIRD + LAST)) == []
    assert shown(TEXTS, with_body(split + SECOND + ITEMS + THIRD + LAST)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("L'appel : 12 000 euros", "L’appel\u00a0: 12\u202f000 euros"),
        ('Il dit "oui" ...', "Il dit «\u00a0oui\u00a0» …"),
        ("De 2019 - 2020, 5%", "De 2019 – 2020, 5\u00a0%"),
    ],
)
def test_typography_is_no_change(before, after):
    assert changes({**TEXTS, "title": before}, {**TEXTS, "title": after}) == []
    rich = after.replace("\u00a0", "&nbsp;")
    made_from, source = (with_body(f"<p>{text}</p>{LAST}") for text in (before, rich))
    assert changes(made_from, source) == []
    assert followed(made_from, source, []) == source


@pytest.mark.parametrize(
    ("before", "after"), [("12 et 15", "12 et 16"), ("1 500", "15 000"), ("a - b", "a b")]
)
def test_another_text_is_a_change(before, after):
    assert len(changes({**TEXTS, "title": before}, {**TEXTS, "title": after})) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Les 39 instituts</p>", "<p>Les <strong>39</strong> instituts</p>"),
        ("<p>Les <em>39</em> instituts</p>", "<p>Les 39 instituts</p>"),
        ("<p>Les 39 instituts</p>", "<ul><li>Les 39 instituts</li></ul>"),
        ("<p>Le 1er prix : 5</p>", "<h2>Le 1<sup>er</sup> prix&nbsp;: 5</h2>"),
    ],
)
def test_another_form_of_the_same_words_is_no_change(before, after):
    made_from, source = with_body(before + LAST), with_body(after + LAST)
    assert changes(made_from, source) == []
    assert followed(made_from, source, []) == source


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p><a href="/fr/a/">ici</a></p>', '<p><a href="/fr/b/">ici</a></p>'),
        ("<p>10<sup>3</sup> euros</p>", "<p>103 euros</p>"),
        ('<p>Vue <img src="/files/a.png"></p>', '<p>Vue <img src="/files/b.png"></p>'),
    ],
)
def test_another_target_picture_or_power_is_one(before, after):
    assert len(changes(with_body(before + LAST), with_body(after + LAST))) == 1


def test_what_was_moved_and_changed_a_little_is_one_change():
    moved = THIRD.replace("septembre prochain à Paris", "mai à Nantes")
    source = with_body(moved + FIRST + SECOND + ITEMS + LAST)
    [change] = changes(TEXTS, source)
    assert (change.places, change.old_places) == ((0,), (4,))
    assert "<del>" in change.redline
    assert "<ins>mai" in change.redline
    assert followed(TEXTS, source, [change.key]) == source


def test_what_was_moved_and_has_few_words_in_common_is_new_and_gone():
    new = "<p>Le jury indépendant de Nantes ouvrira un autre appel en mai.</p>"
    assert len(changes(TEXTS, with_body(new + FIRST + SECOND + ITEMS + LAST))) == 2


def test_a_field_is_one_block():
    assert shown({**TEXTS, "title": "Un autre titre"}) == ["Un <ins>autre</ins> titre"]


def test_a_translation_may_follow_one_change_and_not_the_others():
    source = with_body(FIRST.replace("39", "41") + SECOND + ITEMS + THIRD.replace("Paris", "Nantes") + LAST)
    first, second = changes(TEXTS, source)
    made_from = followed(TEXTS, source, [first.key])
    assert changes(made_from, source) == [second]
    assert changes(TEXTS, made_from) == [first]
    assert followed(made_from, source, [second.key]) == source


def test_a_change_that_was_followed_is_told_again_once_it_changes_again():
    once, twice = (with_body(TEXTS["body"].replace("39", number)) for number in ("41", "42"))
    [change] = changes(TEXTS, once)
    made_from = followed(TEXTS, once, [change.key])
    assert changes(made_from, once) == []
    assert shown(twice, made_from) == [FIRST.replace("39", "<del>41</del> <ins>42</ins>")]


def test_so_long_a_text_is_one_change(monkeypatch):
    monkeypatch.setattr(staleness, "MOST_BLOCKS", 9)
    staleness._parts_of_rich.cache_clear()
    [change] = changes(TEXTS, with_body(TEXTS["body"].replace("39", "41")))
    assert len(change.after) == 6
    staleness._parts_of_rich.cache_clear()


@given(blocks, blocks)
def test_a_translation_that_follows_all_follows_the_source(before, after):
    made_from, source = with_body(before), with_body(after)
    keys = [change.key for change in changes(made_from, source)]
    assert followed(made_from, source, keys) == source
    assert changes(made_from, made_from) == []


@given(blocks, blocks, st.randoms(use_true_random=False))
def test_what_is_followed_one_by_one_ends_at_the_source(before, after, chance: random.Random):
    made_from, source = with_body(before), with_body(after)
    for _each in range(50):
        found = changes(made_from, source)
        if not found:
            break
        made_from = followed(made_from, source, [chance.choice(found).key])
    assert changes(made_from, source) == []


@given(blocks, blocks)
def test_every_block_of_the_source_is_in_its_place_once(before, after):
    places = [place for change in changes(with_body(before), with_body(after)) for place in change.places]
    assert len(places) == len(set(places))
