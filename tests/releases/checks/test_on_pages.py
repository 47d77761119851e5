"""What may be meant is said on the pages from which a text is submitted and approved, and refuses nothing."""

import pytest
from django.utils.translation import override
from lxml import html

from common.exceptions import Refused
from releases import workflow
from releases.models import Attachment, Release
from releases.workflow.own_pages import missing_pages
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
    submit,
    withdraw,
)
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db

CONTACT = "No press contact is given."
BOILERPLATE = "No boilerplate is given."
CAPTION = "The picture “laboratory.png” has no caption in this language."
ALTERNATIVE = "1 picture has no text alternative in this language."


def said(client, address):
    """What a page of the workflow asks."""
    page = html.document_fromstring(client.get(address).content.decode())
    return [
        " ".join([lead.text_content(), *(span.text_content() for span in lead.xpath("../ul[1]/li/span"))])
        for lead in page.xpath("//*[@class='warnings']/p[1]")
    ]


def asked(client, release, language="Français"):
    """What the form of the release asks of that language, or of all of them."""
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    points = [(point.findtext("a"), point.findtext("small")) for point in page.find_class("point-asks")]
    return [sentence for sentence, about in points if "·" not in about or language in about]


@pytest.fixture
def complete():
    release = attach(make_release(), make_contact(), make_boilerplate())
    texts = {"alt_fr": "Une main", "alt_en": "A hand", "caption_fr": "Au labo", "caption_en": "In the lab"}
    Attachment.objects.create(release=release, file=picture(), credit="IMT", **texts)
    return release


def test_several_are_a_list(client):
    release = make_release()
    desk.sign_in(client, "publisher")
    assert asked(client, release) == [CONTACT, BOILERPLATE]
    page = html.document_fromstring(
        client.get(desk.transition_url(submit(release), "approve")).content.decode()
    )
    [warnings] = page.find_class("warnings")
    assert [line.findtext("span") for line in warnings.iter("li")] == [CONTACT, BOILERPLATE]


def test_the_tick_box_of_a_minor_change_stands_beside_its_label(client):
    release = publish(make_release()).release
    workflow.reopen(release, "fr", make_user("writer"))
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(
        client.get(desk.transition_url(submit(release), "approve")).content.decode()
    )
    [box] = page.xpath("//input[@name='minor']")
    assert box.getparent().get("class") == "checkbox-row"
    assert box.getnext().text_content() == "Minor change, without a note"


def test_a_release_that_lacks_nothing_is_told_nothing(client, complete):
    desk.sign_in(client, "publisher")
    submit(complete)
    assert asked(client, complete) == []
    assert said(client, desk.transition_url(complete, "approve")) == []


LACKS = {
    "contact": (lambda release: release.contact_lines.all().delete(), CONTACT),
    "boilerplate": (lambda release: release.boilerplate_lines.all().delete(), BOILERPLATE),
    "boilerplate, in this language": (
        lambda release: release.boilerplates.update(body_fr=""),
        "The boilerplate “About (en)” has no text in this language and is not shown.",
    ),
    "caption": (lambda release: release.attachments.update(caption_fr=None), CAPTION),
    "all": (
        lambda release: [LACKS[lack][0](release) for lack in ("contact", "boilerplate", "caption")],
        f"{CONTACT} {BOILERPLATE} {CAPTION}",
    ),
}


@pytest.mark.parametrize("lack", LACKS)
def test_what_is_lacking_is_said_before_and_after_the_submission_and_refuses_nothing(client, complete, lack):
    take_out, words = LACKS[lack]
    take_out(complete)
    publisher = desk.sign_in(client, "publisher")
    assert " ".join(asked(client, complete)) == words
    submit(complete)
    assert said(client, desk.transition_url(complete, "approve")) == [f"Is this meant? {words}"]
    workflow.approve(complete, "fr", publisher)


@pytest.mark.parametrize("lacking", ["", None])
def test_another_language_has_texts_of_its_own(client, complete, lacking):
    complete.attachments.update(caption_en=lacking)
    desk.sign_in(client, "publisher")
    assert asked(client, complete) == []
    assert asked(client, complete, "English") == [CAPTION]
    assert said(client, desk.transition_url(submit(complete), "approve")) == []


@pytest.mark.parametrize("lacking", ["", None])
def test_a_picture_without_an_alternative_is_refused_in_the_language_that_lacks_it(complete, lacking):
    submit(complete)
    complete.attachments.update(alt_fr=lacking)
    with override("en"), pytest.raises(Refused) as refusal:
        workflow.approve(Release.objects.get(), "fr", make_user("publisher"))
    assert refusal.value.reasons[0] == ALTERNATIVE
    submit(Release.objects.get(), "en")


def test_nothing_is_said_of_what_is_out_or_has_no_text(client):
    release = make_release(in_languages=("fr",))
    publish(release)
    desk.sign_in(client, "publisher")
    assert asked(client, release) == []


def test_what_would_be_refused_is_said_before_it_is_submitted(client):
    desk.sign_in(client, "writer")
    missing = "/files/01234567-89ab-cdef-0123-456789abcdef/portrait.jpg"
    release = make_release(in_languages=("fr",), body_fr=f'<p>x<img src="{missing}" alt=""></p>')
    page = client.get(desk.change_url(release)).content.decode()
    assert "The text shows “portrait.jpg”, which is not attached to this release." in page


MISSING = [
    "/fr/communiques/2026/jamais/",
    "/en/press-releases/2020/title-fr/",
    "/fr/communiques/2021/title-fr/",
    "/fr/communiques/reference/CP-1999-001/",
    "/fr/instituts/zzz/",
    "http://testserver/en/schools/zzz/#x",
    "/logos/zzz",
]


def test_pages_that_are_not_there_are_told_from_those_that_are(django_assert_num_queries):
    live, gone = make_release(), make_release(slug_fr="gone")
    address = publish(live).get_absolute_url()
    gone_address = publish(gone).get_absolute_url()
    withdraw(gone)
    institute = make_institute().get_absolute_url()
    there = [address, gone_address, institute, f"http://testserver{institute}?page=2", "/fr/", "/en/schools/"]
    there += [
        f"/en/press-releases/reference/{live.reference}/",
        "https://example.org/",
        "mailto:a@example.org",
    ]
    with django_assert_num_queries(5):
        assert missing_pages([*there, *MISSING]) == set(MISSING)


def linking_to(release, address):
    link = f'<p><a href="{address}">ici</a></p>'
    release.body_fr, release.body_en = link, ""
    release.save()
    release.boilerplates.update(body_fr=link)
    return [
        f"The {subject} “{address}”: at present, this page does not exist on the site."
        for subject in ("link “ici” leads to", "boilerplate “About (en)” links to")
    ]


def test_a_link_to_a_page_that_is_not_there_is_refused(complete):
    reasons = linking_to(complete, MISSING[0])
    with override("en"), pytest.raises(Refused) as refusal:
        submit(complete)
    assert refusal.value.reasons == reasons


@pytest.mark.parametrize("by", ["address", "reference"])
def test_a_link_to_a_release_to_come_is_named_and_refuses_nothing(client, complete, by):
    coming = make_release(slug_fr="bientot")
    page = "2020/bientot" if by == "address" else f"reference/{coming.reference}"
    words = " ".join(linking_to(complete, f"/fr/communiques/{page}/"))
    publisher = desk.sign_in(client, "publisher")
    assert " ".join(asked(client, complete)) == words
    submit(complete)
    assert said(client, desk.transition_url(complete, "approve")) == [f"Is this meant? {words}"]
    workflow.approve(complete, "fr", publisher)
