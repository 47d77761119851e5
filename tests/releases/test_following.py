"""What changed in the source of a translation, at the desk: shown, followed block by block or as a whole."""

import pytest
from lxml import html

from releases.admin.following import KEYS
from releases.models import Release
from tests.builders import make_release, publish, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db
BODY = (
    "<p>Le réseau compte 39 instituts.</p><p>Chaque institut est évalué par un jury.</p>"
    "<p>Le prochain appel ouvrira en septembre.</p>"
)
CHANGED = BODY.replace("39", "41").replace("un jury", "un comité")
FIELD = f"{KEYS}_en"


@pytest.fixture
def release():
    release = make_release(body_fr=BODY)
    release.mark_translated("en")
    release.body_fr = CHANGED
    release.save()
    return release


def boxes(client, release):
    page = html.document_fromstring(client.get(desk.change_url(release)).content)
    return page.xpath(f"//input[@name='{FIELD}']")


def text_of(elements):
    return [" ".join(element.text_content().split()) for element in elements]


def test_each_block_that_changed_has_a_box_beside_its_redline(client, release):
    desk.sign_in(client, "translator")
    page = html.document_fromstring(client.get(desk.change_url(release)).content)
    found = page.xpath("//fieldset[contains(@class, 'source-changes')]//li")
    assert [len(item.xpath(".//ins")) for item in found] == [1, 1]
    first, second = text_of(item.xpath(".//del")[0] for item in found)
    assert "39" in first
    assert "jury." in second
    assert len(boxes(client, release)) == 2


def test_one_block_is_still_valid_and_the_other_is_not(client, release):
    desk.sign_in(client, "translator")
    first, _second = boxes(client, release)
    desk.save(client, desk.change_url(release), **{FIELD: [first.get("value")]})
    [left] = Release.objects.get().changes_of_source("en")
    assert "jury" in left.redline
    assert boxes(client, release) == []
    desk.save(client, desk.change_url(release), follows_en="on")
    assert not Release.objects.get().is_stale("en")


def test_a_box_of_a_change_that_is_none_is_refused_and_keeps_the_words(client, release):
    desk.sign_in(client, "translator")
    typed = {FIELD: ["0123456789abcdef"], "title_en": "Typed before"}
    response = desk.save(client, desk.change_url(release), **typed)
    assert response.status_code == 200
    assert "Typed before" in response.content.decode()
    assert Release.objects.get().title_en != "Typed before"


def test_who_does_not_write_the_translation_reads_what_changed_and_ticks_nothing(client, release):
    desk.sign_in(client, "translator", languages=("fr",))
    assert boxes(client, release) == []
    assert "un comité" in client.get(desk.change_url(release)).content.decode()
    data = desk.sent_by(client.get(desk.change_url(release)))
    keys = [change.key for change in release.changes_of_source("en")]
    client.post(desk.change_url(release), data | {FIELD: keys})
    assert len(Release.objects.get().changes_of_source("en")) == 2


def test_what_was_left_before_a_sitting_is_still_left_after_it(client, release):
    """The sitting's own change is in both; nobody has looked at the other two."""
    desk.sign_in(client, "writer")
    later = CHANGED.replace("septembre", "octobre")
    desk.save(client, desk.change_url(release), body_fr=later, body_en="<p>In October.</p>")
    left = Release.objects.get().changes_of_source("en")
    assert ["39" in left[0].redline, "jury" in left[1].redline, len(left)] == [True, True, 2]


def test_a_paragraph_that_moves_leaves_its_translation_as_it_is(client, release):
    release.mark_translated("en")
    release.save()
    first, rest = CHANGED.split("</p>", 1)
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), body_fr=f"{rest}{first}</p>")
    assert not Release.objects.get().is_stale("en")


ENGLISH = (
    "<p>The network has 39 institutes.</p><p>A jury assesses each one.</p>"
    "<p>The next call is in September.</p>"
)


def test_beside_each_change_stands_what_the_translation_says_there_with_a_way_to_it(client, release):
    release.body_en = ENGLISH
    release.save()
    desk.sign_in(client, "translator")
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    links = page.xpath("//fieldset[contains(@class, 'source-changes')]//p[@class='change-place']/a")
    said = ["The network has 39 institutes.", "A jury assesses each one."]
    assert text_of(links) == [link.get("data-excerpt") for link in links] == said
    assert {link.get("href") for link in links} == {"#id_body_en"}
    labels = page.xpath("//fieldset[contains(@class, 'source-changes')]//label")
    assert [label.partition(" – ")[2] for label in text_of(labels)] == [f"Body: {words}" for words in said]


def test_a_change_whose_place_in_the_translation_the_same_save_left_alone_is_marked(client, release):
    release.body_en = ENGLISH
    release.mark_translated("en")
    release.save()
    desk.sign_in(client, "writer")
    french, english = CHANGED.replace("comité", "collège"), ENGLISH.replace("September", "October")
    desk.save(client, desk.change_url(release), body_fr=french, body_en=english, title_en="Another title")
    saved = Release.objects.get()
    [left] = saved.changes_of_source("en")
    assert "<ins>collège" in left.redline
    assert saved.translation_state_en == "stale"


def test_changes_at_the_same_places_in_one_save_are_settled(client, release):
    release.body_en = ENGLISH
    release.mark_translated("en")
    release.save()
    desk.sign_in(client, "writer")
    french, english = CHANGED.replace("comité", "collège"), ENGLISH.replace("jury", "board")
    desk.save(client, desk.change_url(release), body_fr=french, body_en=english)
    assert not Release.objects.get().is_stale("en")


def test_of_what_is_new_it_is_told_where_it_belongs(client, release):
    release.mark_translated("en")
    release.body_en = ENGLISH
    release.body_fr = f"<p>Nouveau début.</p>{CHANGED}<p>Une dernière phrase ajoutée.</p>"
    release.save()
    desk.sign_in(client, "translator")
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    assert text_of(page.xpath("//p[@class='change-place']")) == [
        "Body · New, at the beginning.",
        "Body · New; it belongs behind: The next call is in September.",
    ]


def approval_page(client, release, language):
    desk.sign_in(client, "publisher")
    return html.document_fromstring(client.get(desk.transition_url(release, "approve", language)).content)


def test_who_approves_a_translation_reads_what_changed_in_its_source(client, release):
    submit(release, "fr")
    submit(release, "en")
    page = approval_page(client, release, "en")
    assert len(page.xpath("//section[@class='source-changes']//li//ins")) == 2
    assert page.xpath("//p[@class='change-place']/a") == []


def test_who_approves_a_source_reads_which_translation_does_not_follow_it(client, release):
    Release.objects.update(body_fr=BODY)
    publish(release, "en")
    Release.objects.update(body_fr=CHANGED)
    submit(release, "fr")
    notes = text_of(approval_page(client, release, "fr").xpath("//p[contains(@class, 'left-behind')]"))
    assert notes == ["English does not follow 2 changes of this text yet. Readers have it as it was."]


def test_where_the_translation_follows_nothing_is_said(client, release):
    release.mark_translated("en")
    release.save()
    submit(release, "fr")
    assert "does not follow" not in approval_page(client, release, "fr").text_content()
