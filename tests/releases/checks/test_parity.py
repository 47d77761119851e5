"""What a translation and its source do not state alike is asked on the form and before an approval."""

from unittest import mock

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from releases import workflow
from releases.models import Release
from releases.workflow import parity
from releases.workflow.checks import CHECKS, Side
from releases.workflow.prefetching import with_prefetched_lines
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_organisation,
    make_release,
    make_term,
    make_user,
    publish,
    submit,
)
from tests.releases import desk
from tests.releases.checks.test_on_pages import asked, said

pytestmark = pytest.mark.django_db

FRENCH = "<p>L’école compte 12 000 étudiants depuis le 12 février 2020.</p>"
ENGLISH = "<p>Since 12 February 2020 the school has had 1,200 students.</p>"
FIGURE = "“12 000” in French, “1,200” in English."


def make(**texts):
    return attach(make_release(**texts), make_contact(), make_boilerplate())


def reasons(release, language="en"):
    with override("en"):
        found = workflow.checks.Examination(release, language).warnings
        return [finding for finding in found if finding.check == "parity"]


def test_it_is_asked_on_the_form_at_its_place_and_before_the_approval_and_refuses_nothing(client):
    release = make(body_fr=FRENCH, body_en=ENGLISH)
    publisher = desk.sign_in(client, "publisher")
    assert asked(client, release) == []
    assert asked(client, release, "English") == [FIGURE]
    assert [reason.field for reason in reasons(release)] == ["body_en"]
    submit(release, "en")
    assert said(client, desk.transition_url(release, "approve", "en")) == [f"Is this meant? {FIGURE}"]
    workflow.approve(release, "en", publisher)


def test_a_difference_of_the_titles_is_of_the_title():
    release = make(title_fr="Douze écoles", title_en="Two schools", body_fr="<p>a</p>", body_en="<p>a</p>")
    assert [(str(reason), reason.field) for reason in reasons(release)] == [
        ("“Douze” in French, “Two” in English.", "title_en")
    ]


def test_the_source_may_be_english():
    release = make(source_language="en", body_fr=FRENCH, body_en=ENGLISH)
    for language in ("en", "fr"):
        [reason] = reasons(release, language)
        assert reason == "“1,200” in English, “12 000” in French."
        assert reason.field == f"body_{language}"


class TestOfASource:
    """Once the French is corrected, the English, which readers have, says another number."""

    STUDENTS, CORRECTED = "<p>240 000 étudiants</p>", "<p>260 000 étudiants</p>"
    DIFFERS = "“260 000” in French, “240,000” in English."
    LEFT_BEHIND = "English does not follow 1 change of this text yet. Readers have it as it was."
    NOT_FOLLOWED = "1 change of the source is not followed in this translation."

    @pytest.fixture
    def release(self):
        release = make(body_fr=self.STUDENTS, body_en="<p>240,000 students</p>")
        release.mark_translated("en")
        release.save()
        publish(release, "fr")
        publish(release, "en")
        workflow.reopen(release, "fr", make_user("writer", username="reopener"))
        release.body_fr = self.CORRECTED
        release.save()
        return Release.objects.get()

    def test_the_number_is_named_while_the_source_is_written_and_in_review(self, client, release):
        desk.sign_in(client, "publisher")
        assert asked(client, release) == [self.DIFFERS, self.LEFT_BEHIND]
        assert asked(client, release, "English") == []
        assert [(reason.field, reason.excerpt) for reason in reasons(release, "fr")] == [
            ("body_fr", "260 000")
        ]
        submit(release)
        assert asked(client, release) == [self.DIFFERS, self.LEFT_BEHIND]
        approval = desk.transition_url(release, "approve")
        assert said(client, approval) == [f"Is this meant? {self.DIFFERS}"]
        page = html.document_fromstring(client.get(approval).content.decode())
        assert [note.text_content() for note in page.find_class("left-behind")] == [self.LEFT_BEHIND]

    def test_it_is_named_of_the_translation_once_the_source_is_out(self, client, release):
        publish(release, change_note="A number was wrong.")
        desk.sign_in(client, "publisher")
        assert asked(client, release) == []
        assert asked(client, release, "English") == [self.DIFFERS, self.NOT_FOLLOWED]
        page = client.get(desk.change_url(release)).content.decode()
        assert "Nothing stands in the way" not in page

    def test_each_is_told_once_while_both_are_written(self, client, release):
        workflow.reopen(release, "en", make_user("publisher", username="some-publisher-2"))
        desk.sign_in(client, "publisher")
        assert asked(client, release) == []
        assert asked(client, release, "English") == [self.DIFFERS, self.NOT_FOLLOWED]

    def test_it_is_told_once_where_both_are_approved_together(self, client, release):
        workflow.reopen(release, "en", make_user("publisher", username="some-publisher-2"))
        submit(release, "fr")
        submit(release, "en")
        desk.sign_in(client, "publisher")
        address = reverse("admin:releases_release_approve_together", args=[release.pk])
        assert said(client, address) == [f"Is this meant? {self.DIFFERS} {self.NOT_FOLLOWED}"]

    def test_what_is_dismissed_on_one_side_is_on_the_other(self, release):
        writer = make_user("publisher", username="another")
        [reason] = reasons(release, "fr")
        workflow.dismissals.dismiss(release, "fr", writer, reason.fingerprint, "Told by the ministry.")
        fresh = Release.objects.get()
        assert [reasons(fresh, language) for language in ("fr", "en")] == [[], []]

    def test_a_translation_that_is_still_being_made_is_not_asked_of_its_source(self, release):
        Release.objects.update(translated_from={}, city_en="")
        assert reasons(Release.objects.get(), "fr") == []


@pytest.mark.parametrize("lacking", ["body_fr", "body_en"])
def test_nothing_is_asked_before_both_languages_have_a_body(lacking):
    release = make(**{"body_fr": FRENCH, "body_en": ENGLISH, lacking: ""})
    assert reasons(release) == []


def many(numbers=range(100, 115)):
    return make(body_fr="".join(f"<p>{number} lots</p>" for number in numbers), body_en="<p>Lots</p>")


def test_many_differences_are_counted_and_those_that_are_not_said_can_be_opened(client):
    release = many()
    found = reasons(release)
    assert len(found) == CHECKS["parity"].defaults["most"] + 1
    assert found[-1] == "5 more differences between the two languages."
    said = [f"“{number}” stands in French and not in English." for number in range(110, 115)]
    assert list(found[-1].more) == said
    desk.sign_in(client, "publisher")
    submit(release, "en")
    for address in (desk.change_url(release), desk.transition_url(release, "approve", "en")):
        page = html.document_fromstring(client.get(address).content.decode())
        [opened] = page.find_class("points-more")
        assert [item.text_content().strip().partition("\n")[0] for item in opened.iter("li")] == said


def test_what_is_counted_is_another_finding_once_one_of_them_is_another():
    before, after = reasons(many())[-1], reasons(many([*range(100, 114), 214]))[-1]
    assert before == after
    assert before.fingerprint != after.fingerprint


def test_each_side_has_its_words_with_what_stands_around_them():
    release = make(
        body_fr="<p>Un.</p><p>Avec 12 des 12 000 étudiants</p>",
        body_en="<p>One.</p><p>With 12 of 1,200 students</p>",
    )
    [reason] = reasons(release)
    assert reason.sides == (
        Side("en", "body_en", "1,200", "With 12 of ", " students", 1),
        Side("fr", "body_fr", "12 000", "Avec 12 des ", " étudiants", 1),
    )
    [lacking] = reasons(make(body_fr="<p>Les 17 lots</p>", body_en="<p>The lots</p>"))
    assert lacking.sides[0] == Side("en", "body_en", "", "", "The lots", 0, is_missing=True)
    [counted] = reasons(make(body_fr="<h2>Un</h2><p>Deux</p>", body_en="<p>Two</p>"))
    assert [side.is_missing for side in counted.sides] == [False, False]


def test_the_approval_page_shows_both(client):
    release = submit(make(body_fr=FRENCH, body_en=ENGLISH), "en")
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(
        client.get(desk.transition_url(release, "approve", "en")).content.decode()
    )
    assert [mark.text_content() for mark in page.xpath("//*[@class='finding-side']//mark")] == [
        "1,200",
        "12 000",
    ]


def test_names_are_those_of_organisations_and_of_the_contacts_of_the_release():
    make_organisation("Télécom Paris")
    release = make(
        body_fr="<p>Télécom Paris et Zoé Martin</p>", body_en="<p>Télécom Pariss and Zoé Marten</p>"
    )
    contact = release.contact_lines.get().contact
    contact.first_name, contact.last_name = "Zoé", "Martin"
    contact.save()
    assert reasons(release) == [
        "“Télécom Paris” in French, “Télécom Pariss” in English.",
        "“Zoé Martin” in French, “Zoé Marten” in English.",
    ]


def test_a_weekday_that_was_dismissed_in_one_language_is_not_a_difference():
    release = make(
        body_fr="<p>Le vendredi 12 février 2020, à Paris.</p>", body_en="<p>Wednesday 12 February 2020.</p>"
    )
    assert reasons(release) == ["“vendredi” in French, “Wednesday” in English."]
    [weekday] = [
        each for each in workflow.checks.Examination(release, "fr").warnings if each.check == "weekday"
    ]
    publisher = make_user("publisher")
    workflow.dismissals.dismiss(release, "fr", publisher, weekday.fingerprint, "As the invitation had it.")
    release = Release.objects.get()
    assert reasons(release, "en") == reasons(release, "fr") == []
    release.body_en = "<p>Wednesday 12 February 2021.</p>"
    assert reasons(release) == [
        "“vendredi 12 février 2020” in French, “Wednesday 12 February 2021” in English."
    ]


class TestLinks:
    def linked(self, french, english):
        return make(
            body_fr=f'<p><a href="{french}">ici</a></p>', body_en=f'<p><a href="{english}">here</a></p>'
        )

    def address(self, name, language, **kwargs):
        with override(language):
            return reverse(name, kwargs=kwargs)

    def test_a_page_of_this_site_and_its_twin_are_one(self):
        french, english = (self.address("release_list", language) for language in ("fr", "en"))
        assert reasons(self.linked(french, english)) == []
        assert reasons(self.linked(french, french)) == [
            (
                f"The link in English leads to the page in French, “{french}”; "
                f"the page in English is “{english}”."
            )
        ]

    @pytest.mark.parametrize("is_full", [(True, True), (True, False), (False, True)])
    def test_the_full_address_of_a_page_is_as_good(self, is_full):
        host = "http://testserver"
        french, english = (self.address("release_list", language) for language in ("fr", "en"))
        links = [host + path if full else path for path, full in zip((french, english), is_full, strict=True)]
        assert reasons(self.linked(*links)) == []
        assert len(reasons(self.linked(links[0], host + french))) == 1

    def test_a_full_address_of_this_site_that_is_no_page_is_the_same_in_both(self):
        assert reasons(self.linked("http://testserver/x/y/", "http://testserver/x/y/")) == []

    def test_a_release_has_another_address_in_each_language(self):
        other = make_release()
        french, english = (publish(other, code).get_absolute_url() for code in ("fr", "en"))
        assert french.rpartition("/")[0] != english.rpartition("/")[0]
        assert reasons(self.linked(french, english)) == []
        another = publish(make_release(slug_en="another"), "en").get_absolute_url()
        assert reasons(self.linked(french, another)) == [
            f"“{french}” in French, “{another}” in English, where the same page is “{english}”."
        ]

    def test_a_file_may_be_another_one(self):
        release = self.linked("/files/a/fr.pdf", "/files/a/en.pdf")
        assert parity.parity_differences(release, "en") == []


class TestTerms:
    def test_a_term_of_the_house_may_have_another_number_in_each_language(self):
        award = {
            "body_fr": "<p>Finale du Prix des 100 idées.</p>",
            "body_en": "<p>Final of Hundred and One Ideas Award.</p>",
        }
        assert len(reasons(make(**award))) == 1
        make_term("Prix des 100 idées", "Hundred and One Ideas Award")
        cache.clear()
        assert reasons(make(**award)) == []

    def test_a_term_may_begin_with_a_small_letter(self):
        make_term("appel Carnot 4", "fourth Carnot call")
        cache.clear()
        assert (
            reasons(make(body_fr="<p>L’appel Carnot 4.</p>", body_en="<p>The fourth Carnot call.</p>")) == []
        )
        [found] = reasons(make(body_fr="<p>Les 4 appels.</p>", body_en="<p>The 5 calls.</p>"))
        assert str(found) == "“4” in French, “5” in English."


def test_texts_are_compared_once():
    release = make(body_fr=FRENCH, body_en=ENGLISH)
    reasons(release)
    with mock.patch.object(parity, "differences") as compare:
        assert reasons(release) == [FIGURE]
    compare.assert_not_called()


@pytest.mark.parametrize("number", [1, 5])
def test_it_asks_one_query_for_names_and_one_for_terms(number, django_assert_num_queries):
    for place in range(number):
        make_organisation(f"École {place}")
    release = make(body_fr=FRENCH, body_en=ENGLISH)
    attach(release, *(make_contact(f"Zoé{place}") for place in range(number)))
    known = with_prefetched_lines(release)
    with django_assert_num_queries(2):
        parity.parity_differences(known, "en")
