import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from releases import workflow
from releases.models import (
    Attachment,
    Boilerplate,
    Edition,
    Event,
    Release,
    ReleaseBoilerplate,
    ReleaseContact,
    Topic,
)
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_user,
    publish,
    rows,
    submit,
)
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db

SHARED = {
    "kind": "statement",
    "source_language": "en",
    "issued_on": "2021-01-01",
    "embargo_until_0": "2028-01-01",
    "embargo_until_1": "09:00",
}
LINES = (ReleaseContact, ReleaseBoilerplate, Boilerplate)


@pytest.fixture
def release():
    release = attach(make_release(), make_contact("Durand"), make_boilerplate())
    Attachment.objects.create(
        release=release,
        file=picture(),
        alt_fr="Avant",
        alt_en="Before",
        credit="Durand",
        is_lead_picture=True,
    )
    release.schools.add(make_school())
    return release


def french_and_shared():
    """All but the English texts and what every save moves."""
    saved = Release.objects.values(
        "reference", "kind", "source_language", "issued_on", "embargo_until", "institutes", "schools",
        "topics", "status_fr", "title_fr", "subtitle_fr", "slug_fr", "standfirst_fr", "city_fr", "body_fr",
    )  # fmt: skip
    attached = Attachment.objects.values(
        "file", "kind", "size", "is_lead_picture", "order", "credit", "licence", "alt_fr", "caption_fr"
    )
    return list(saved), list(attached), [rows(table) for table in LINES]


def test_a_translator_writes_english(client, release):
    desk.sign_in(client, "translator")
    before = french_and_shared()
    response = desk.save(
        client,
        desk.change_url(release),
        **{"title_en": "New", "body_en": "<p>New.</p>", "slug_en": "new", "attachments-0-alt_en": "After"},
    )
    assert response.status_code == 302
    release.refresh_from_db()
    assert (release.title_en, release.body_en, release.slug_en) == ("New", "<p>New.</p>", "new")
    assert release.attachments.get().alt_en == "After"
    assert french_and_shared() == before
    assert set(Event.objects.get(kind="edited").changes) == {"title_en", "body_en", "slug_en", "alt_en"}


def test_nothing_else_is_taken_from_a_translator_even_when_it_is_sent(client, release):
    desk.sign_in(client, "translator")
    before = french_and_shared()
    data = desk.sent_by(client.get(desk.change_url(release)))
    data |= {
        f"{field}_fr": "Crafted" for field in ("title", "subtitle", "slug", "standfirst", "city", "body")
    }
    data |= SHARED | {
        "institutes": [make_institute().pk],
        "schools": [],
        "topics": [Topic.objects.create(name_fr="Santé", slug_fr="sante", slug_en="health").pk],
        "status_fr": "approved",
        "revision": "99",
        "translated_from": "{}",
    }
    data |= _line("contact_lines", release.contact_lines.get(), contact=make_contact("Petit").pk, DELETE="on")
    data |= _line("contact_lines", None, 1, contact=make_contact("Morin").pk)
    data |= _line("boilerplate_lines", release.boilerplate_lines.get(), order="7", DELETE="on")
    data |= _line("boilerplate_lines", None, 1, boilerplate=make_boilerplate("Other").pk)
    before = french_and_shared()
    data |= _line(
        "attachments",
        release.attachments.get(),
        alt_fr="Crafted",
        caption_fr="Crafted",
        credit="Crafted",
        licence="Crafted",
        order="9",
        file=SimpleUploadedFile("other.pdf", b"%PDF-1.7"),
        DELETE="on",
    )
    data |= _line("attachments", None, 1, file=SimpleUploadedFile("third.pdf", b"%PDF-1.7"), alt_en="x")
    response = client.post(desk.change_url(release), data | {"title_en": "English all the same"})
    assert response.status_code == 302
    assert french_and_shared() == before
    assert Release.objects.get().title_en == "English all the same"


def _line(prefix, line, number=0, **values):
    values = {"id": line.pk if line else "", "release": Release.objects.get().pk, "order": "0", **values}
    total = {f"{prefix}-TOTAL_FORMS": str(number + 1), f"{prefix}-INITIAL_FORMS": "1"}
    return total | {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def test_a_translator_of_french_writes_french_and_not_english(client, release):
    desk.sign_in(client, "translator", languages=("fr",))
    data = desk.sent_by(client.get(desk.change_url(release)))
    client.post(desk.change_url(release), data | {"title_fr": "Nouveau", "title_en": "Crafted"})
    release.refresh_from_db()
    assert (release.title_fr, release.title_en) == ("Nouveau", "Title in en")


def test_a_translator_without_a_language_writes_nothing(client, release):
    desk.sign_in(client, "translator", languages=())
    before = french_and_shared(), rows(Event)
    data = desk.sent_by(client.get(desk.change_url(release)))
    client.post(desk.change_url(release), data | {"title_fr": "Crafted", "title_en": "Crafted"})
    assert (french_and_shared(), rows(Event)) == before
    assert Release.objects.get().title_en == "Title in en"


def test_what_a_translator_may_not_write_is_shown_and_cannot_be_edited(client, release):
    attach(release, make_contact("Petit"))
    desk.sign_in(client, "translator")
    response = client.get(desk.change_url(release))
    fields = response.context["adminform"].form.fields
    assert {name for name, field in fields.items() if not field.disabled} == {
        "opened_revision", "initial_digests",
        "title_en", "subtitle_en", "slug_en", "standfirst_en", "city_en", "body_en",
    }  # fmt: skip
    page = response.content.decode()
    assert "Title in fr" in page
    assert "Zoé Durand" in page
    # How many lines there may be is for those who may add one.
    assert "at most)" not in page


def test_english_changed_by_a_translator_reopens_english_alone(client, release):
    publish(release, "fr")
    publish(release, "en")
    desk.sign_in(client, "translator")
    response = desk.save(
        client, desk.change_url(release), **{"title_en": "New", "attachments-0-alt_en": "New"}, follow=True
    )
    assert response.status_code == 200
    release.refresh_from_db()
    assert (release.status_in("fr"), release.status_in("en")) == ("approved", "draft")
    assert Edition.objects.live(language="en").get().title == "Title in en"


def test_a_translator_sees_that_the_source_has_moved_and_says_when_it_is_followed(client, release):
    translator = desk.sign_in(client, "translator")
    url = desk.change_url(release)
    desk.save(client, url, title_en="A first translation")
    assert "follows_en" not in client.get(url).context["adminform"].form.fields

    client.force_login(make_user("writer"))
    desk.save(client, url, title_fr="La source a changé")
    client.force_login(translator)
    response = client.get(url)
    assert "The source has changed since this translation." in response.content.decode()

    desk.save(client, url, title_en="A better translation")
    assert Release.objects.get().is_stale("en")
    desk.save(client, url, follows_en="on")
    release.refresh_from_db()
    assert not release.is_stale("en")
    assert release.translated_from["en"]["title"] == "La source a changé"
    assert "The source has changed since this translation." not in client.get(url).content.decode()


def test_only_those_who_write_a_language_say_that_it_follows_the_source(client, release):
    release.mark_translated("en")
    release.title_fr = "Moved"
    release.save()
    desk.sign_in(client, "translator", languages=("fr",))
    data = desk.sent_by(client.get(desk.change_url(release)))
    client.post(desk.change_url(release), data | {"follows_en": "on"})
    assert Release.objects.get().is_stale("en")


def test_a_new_source_text_makes_a_translation_stale_only_where_there_is_one(client):
    release = make_release(in_languages=("fr",))
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), title_fr="Changed")
    release.refresh_from_db()
    assert not release.is_stale("en")
    desk.save(client, desk.change_url(release), title_en="Translated")
    desk.save(client, desk.change_url(release), slug_fr="the-address-is-no-text")
    release.refresh_from_db()
    assert not release.is_stale("en")
    assert not release.is_stale("fr")
    desk.save(client, desk.change_url(release), city_fr="Rennes")
    assert Release.objects.get().is_stale("en")


def test_the_right_to_write_one_language_is_nothing_without_the_right_to_change_releases():
    user = make_user("")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["write_en", "view_release"]))
    assert not workflow.may_write(user, "en")


@pytest.mark.parametrize(
    ("typed", "stale"),
    [
        ({"title_fr": "Corrigé", "title_en": "Corrected"}, False),
        ({"title_fr": "Corrigé", "body_en": "<p>Corrected.</p>"}, True),
        ({"standfirst_fr": "Corrigé.", "standfirst_en": "Corrected.", "issued_on": "2021-01-01"}, False),
        ({"title_fr": "Corrigé"}, True),
        ({"title_fr": "Corrigé", "slug_en": "corrected"}, True),
        ({"title_en": "Corrected"}, False),
        ({"slug_fr": "corrige", "title_en": "Corrected"}, False),
    ],
)
def test_both_languages_changed_in_one_sitting_leave_a_translation_of_the_new_source(client, typed, stale):
    release = make_release()
    release.mark_translated("en")
    release.save()
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), **typed)
    assert Release.objects.get().is_stale("en") == stale


def test_whoever_approves_a_stale_translation_is_told(client):
    release = make_release()
    release.mark_translated("en")
    release.title_fr = "Corrigé"
    release.save()
    submit(release, "fr")
    submit(release, "en")
    desk.sign_in(client, "publisher")
    said = "The source has changed since this translation."
    assert said in client.get(desk.transition_url(release, "approve", "en")).content.decode()
    assert said not in client.get(desk.transition_url(release, "approve", "fr")).content.decode()
