"""Captions and text alternatives of files are read as the texts of a release are."""

import pytest
from django.utils.translation import override
from lxml import html

from releases.models import Attachment, Release, Term
from releases.workflow.checks import Examination
from tests.builders import attach, make_boilerplate, make_contact, make_organisation, make_release, submit
from tests.releases import desk
from tests.releases.checks.test_on_pages import said
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db
FRENCH, ENGLISH = "Le four atteint 1 200 °C.", "The kiln reaches 1,300 °C."


@pytest.fixture
def release():
    return attach(make_release(), make_contact(), make_boilerplate())


def show(release, **texts):
    full = {"alt_fr": "Un four", "alt_en": "A kiln", "caption_fr": "Un four", "caption_en": "A kiln"}
    return Attachment.objects.create(release=release, file=picture(), credit="IMT", **full | texts)


def found(release, language="en"):
    with override("en"):
        examination = Examination(release, language)
        return [*examination.refusing, *examination.warnings]


def sentences(release, language="en"):
    return [str(finding) for finding in found(release, language)]


@pytest.mark.parametrize("field", ["caption", "alt"])
def test_what_two_languages_do_not_state_alike_is_told_at_the_text_of_the_file(release, field):
    show(release)
    file = show(release, **{f"{field}_fr": FRENCH, f"{field}_en": ENGLISH})
    [finding] = found(release)
    assert finding == "“1 200 °C” in French, “1,300 °C” in English."
    column = f"attachments:{file.pk}:{field}"
    assert [side.column for side in finding.sides] == [f"{column}_en", f"{column}_fr"]


def test_a_text_that_one_language_lacks_is_compared_with_nothing(release):
    show(release, caption_fr=FRENCH, caption_en="")
    assert sentences(release) == ["The picture “laboratory.png” has no caption in this language."]
    Attachment.objects.update(kind=Attachment.Kind.DOCUMENT, alt_fr=FRENCH, alt_en=ENGLISH)
    assert sentences(Release.objects.get()) == []


def test_the_sentences_of_two_files_are_not_compared_with_one_another(release):
    show(release, caption_fr="12 lots", caption_en="12 lots")
    show(release, caption_fr="Un four", caption_en="A kiln")
    assert sentences(release) == []


def test_a_weekday_a_date_an_acronym_and_a_name_are_looked_at(release):
    make_organisation("Télécom SudParis")
    show(release, caption_en="Wednesday 16 June 2022, with Telecom Sud Paris and the BZRD.")
    own = [str(finding) for finding in found(release) if finding.check != "parity"]
    assert own == [
        "“Wednesday 16 June 2022”: 16 June 2022 is a Thursday.",
        "“Telecom Sud Paris”: on the day of the release the official name is “Télécom SudParis”.",
        "“BZRD” is never spelt out.",
    ]


def test_a_date_that_no_one_can_mean_refuses_with_a_link_to_the_caption(client, release):
    show(release)
    show(release, caption_fr="Le 31 juin 2022 à Brest")
    assert found(release, "fr")[0].blocks
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(client.get(desk.transition_url(release, "submit")).content.decode())
    [link] = page.xpath("//a[contains(., '31 juin 2022')]")
    assert link.get("href") == f"{desk.change_url(release)}#id_attachments-1-caption_fr"


def test_a_form_that_is_not_the_houses_is_asked(release):
    Term.objects.create(form_fr="haut fourneau", form_en="blast furnace")
    show(release, caption_fr="Le haut fourneau", caption_en="The kiln")
    assert any("blast furnace" in sentence for sentence in sentences(release))


def point(client, release):
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [item] = [each for each in page.find_class("point-asks") if "1 200" in each.text_content()]
    return page, [link.get("href") for link in item.iter("a")]


def test_the_form_leads_to_both_texts(client, release):
    show(release, order=2, caption_fr=FRENCH, caption_en=ENGLISH)
    show(release, order=1)
    desk.sign_in(client, "writer")
    page, links = point(client, release)
    french, english = (f"#id_attachments-1-caption_{code}" for code in ("fr", "en"))
    assert links == [english, english, french]
    assert [field.get("value") for field in page.xpath("//input[@id='id_attachments-1-caption_fr']")] == [
        FRENCH
    ]


def test_whoever_does_not_write_a_language_is_led_to_what_they_read(client, release):
    show(release, caption_fr=FRENCH, caption_en=ENGLISH)
    desk.sign_in(client, "translator")
    page, links = point(client, release)
    for link in links:
        assert len(page.xpath(f"//*[@id='{link[1:]}']")) == 1


def test_it_is_asked_before_the_approval(client, release):
    show(release, caption_fr=FRENCH, caption_en=ENGLISH)
    submit(release, "en")
    desk.sign_in(client, "publisher")
    assert said(client, desk.transition_url(release, "approve", "en")) == [
        "Is this meant? “1 200 °C” in French, “1,300 °C” in English."
    ]
