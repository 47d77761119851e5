"""Two people have the same contact or organisation open, or an import changes what one of them shows."""

import datetime

import pytest
from django.test import Client

from institutes.models import Contact, ContactEvent, FormerName, LabelAward, Membership
from releases.models import Topic
from tests.builders import make_boilerplate, make_contact, make_institute, make_school
from tests.institutes.forms import address
from tests.institutes.row_handlers.programs import brought, listed
from tests.releases.desk import add_line, save, sent_by, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
OBJECTED = datetime.date(2026, 3, 2)


@pytest.fixture
def second(client):
    """Of the two, the one who saves last."""
    sign_in(client, "contacts", username="anne", first_name="Anne", last_name="Martin")
    return client


@pytest.fixture
def other():
    """The one who saves in between."""
    other = Client()
    sign_in(other, "contacts", username="luc", first_name="Luc", last_name="Moreau")
    return other


@pytest.fixture
def contact():
    return make_contact("Durand", first_name="Zoé", email="zoe@example.org", phones=("+33141113789",))


def change_url(row):
    return address(type(row), "change", row.pk)


def opened(client, row):
    return sent_by(client.get(change_url(row)))


def saved(row):
    return type(row).objects.get(pk=row.pk)


def test_an_objection_recorded_in_between_is_not_removed(second, other, contact):
    typed = opened(second, contact) | {"first_name": "Zoë"}
    assert save(other, change_url(contact), objected_on="2026-03-02").status_code == 302
    refused = second.post(change_url(contact), typed)
    assert "Saved meanwhile by Luc Moreau at" in refused.text
    assert "Somebody else has changed this meanwhile; it is shown as they saved it." in refused.text
    assert (saved(contact).first_name, saved(contact).objected_on) == ("Zoé", OBJECTED)
    again = sent_by(refused)
    assert (again["first_name"], again["objected_on"]) == ("Zoë", "2026-03-02")
    assert second.post(change_url(contact), again).status_code == 302
    assert (saved(contact).first_name, saved(contact).objected_on) == ("Zoë", OBJECTED)


def test_an_objection_that_an_import_recorded_is_not_removed(second, contact):
    typed = opened(second, contact) | {"first_name": "Zoë"}
    brought(listed(["Mail", "Désinscrit le"], [contact.email, "02/03/2026"]))
    assert saved(contact).objected_on == OBJECTED
    refused = second.post(change_url(contact), typed)
    assert "Changed meanwhile by an import or on another page." in refused.text
    assert saved(contact).objected_on == OBJECTED
    assert second.post(change_url(contact), sent_by(refused)).status_code == 302
    assert (saved(contact).first_name, saved(contact).objected_on) == ("Zoë", OBJECTED)


def test_an_objection_taken_back_on_purpose_stands_in_the_timeline(second, contact):
    save(second, change_url(contact), objected_on="2026-03-02")
    save(second, change_url(contact), objected_on="")
    kinds = ContactEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["objected", "objection_removed"]


def test_what_both_changed_is_shown_twice_and_decided_by_saving_again(second, other, contact):
    typed = opened(second, contact) | {"email": "anne@example.org", "is_public": "on"}
    save(other, change_url(contact), email="luc@example.org", languages=["fr", "en"])
    refused = second.post(change_url(contact), typed)
    assert '<span class="saved-text">luc@example.org</span>' in refused.text
    assert saved(contact).email == "luc@example.org"
    assert second.post(change_url(contact), sent_by(refused)).status_code == 302
    contact = saved(contact)
    assert (contact.email, contact.is_public) == ("anne@example.org", True)
    assert sorted(contact.languages) == ["en", "fr"]


def test_a_third_save_in_between_is_refused_again(second, other, contact):
    typed = opened(second, contact) | {"first_name": "Zoë"}
    save(other, change_url(contact), email="luc@example.org")
    refused = second.post(change_url(contact), typed)
    save(other, change_url(contact), email="again@example.org")
    assert second.post(change_url(contact), sent_by(refused)).status_code == 200
    assert saved(contact).email == "again@example.org"


@pytest.mark.parametrize("sent", [None, "nonsense"])
def test_a_form_that_does_not_say_what_it_showed_removes_nothing_unasked(second, contact, sent):
    Contact.objects.update(objected_on=OBJECTED)
    typed = opened(second, contact) | {"objected_on": "", "initial_digests": sent}
    refused = second.post(
        change_url(contact), {name: value for name, value in typed.items() if value is not None}
    )
    assert '<span class="saved-text">2 March 2026</span>' in refused.text
    assert saved(contact).objected_on == OBJECTED


def test_the_same_form_sent_twice_is_saved_once(second, contact):
    typed = opened(second, contact) | {"first_name": "Zoë", "languages": ["fr"]}
    assert [second.post(change_url(contact), typed).status_code for _time in range(2)] == [302, 302]


def test_numbers_changed_added_and_taken_out_in_between_stay_so(second, other, contact):
    contact.phone_numbers.create(number="+33612345678", order=1)
    typed = opened(second, contact) | {"phone_numbers-0-extension": "12"}
    theirs = opened(other, contact) | {"phone_numbers-0-number": "0141113790", "phone_numbers-1-DELETE": "on"}
    other.post(change_url(contact), add_line(theirs, "phone_numbers", number="0141113791", order="2"))
    refused = second.post(change_url(contact), typed)
    assert "Somebody else has changed this meanwhile; it is shown as they saved it." in refused.text
    assert second.post(change_url(contact), sent_by(refused)).status_code == 302
    assert saved(contact).numbers == ["+33141113790;ext=12", "+33141113791"]


@pytest.mark.parametrize("changes", [{"0-DELETE": "on"}, {"0-label_en": "Anne"}])
def test_a_number_that_the_other_changed_is_neither_deleted_nor_changed_back(second, other, contact, changes):
    typed = opened(second, contact) | {f"phone_numbers-{name}": value for name, value in changes.items()}
    save(other, change_url(contact), **{"phone_numbers-0-label_en": "Luc"})
    refused = second.post(change_url(contact), typed)
    assert refused.status_code == 200
    assert contact.phone_numbers.get().label_en == "Luc"
    assert second.post(change_url(contact), sent_by(refused)).status_code == 302
    labels = [phone.label_en for phone in contact.phone_numbers.all()]
    assert labels == ([] if "0-DELETE" in changes else ["Anne"])


def test_words_typed_into_a_line_that_is_gone_are_kept_once(second, other, contact):
    typed = opened(second, contact) | {"phone_numbers-0-label_en": "Anne"}
    save(other, change_url(contact), **{"phone_numbers-0-DELETE": "on"})
    refused = second.post(change_url(contact), typed)
    assert "Somebody else has removed this line meanwhile." in refused.text
    assert sent_by(refused)["phone_numbers-0-label_en"] == "Anne"
    assert second.post(change_url(contact), sent_by(refused)).status_code == 302
    assert not contact.phone_numbers.exists()


def test_lines_below_one_that_is_gone_are_shown_with_what_was_typed(second, other, contact):
    contact.phone_numbers.create(number="+33612345678", order=1)
    typed = opened(second, contact) | {"phone_numbers-1-label_en": "Anne"}
    save(other, change_url(contact), **{"phone_numbers-0-DELETE": "on", "email": "luc@example.org"})
    again = sent_by(second.post(change_url(contact), typed))
    assert again["phone_numbers-1-label_en"] == "Anne"
    assert "phone_numbers-0-label_en" not in again
    assert second.post(change_url(contact), again).status_code == 302
    assert contact.phone_numbers.get().label_en == "Anne"


def test_an_organisation_keeps_what_the_first_one_saved_lines_included(second, other):
    school, director = make_school("IMT Atlantique", cities="Brest"), make_contact("Petit")
    institute = make_institute("Télécom")
    Membership.objects.create(institute=institute, school=school, order=1)
    LabelAward.objects.create(institute=institute, year=2020)
    FormerName.objects.create(organisation=institute, name_fr="Avant", kind="spelling")
    typed = opened(second, institute) | {"website": "https://anne.example"}
    theirs = {"director": director.pk, "presentation_fr": "Luc\r\nmoreau", "memberships-0-order": "2"}
    save(other, change_url(institute), **theirs, **{"awards-0-year": "2021", "former_names-0-name_fr": "Luc"})
    refused = second.post(change_url(institute), typed)
    assert refused.text.count("it is shown as they saved it") >= 5
    assert second.post(change_url(institute), sent_by(refused)).status_code == 302
    institute = saved(institute)
    assert (institute.website, institute.director) == ("https://anne.example", director)
    assert institute.presentation_fr == "Luc\nmoreau"
    lines = (
        institute.memberships.get().order,
        institute.awards.get().year,
        institute.former_names.get().name_fr,
    )
    assert lines == (2, 2021, "Luc")


def test_each_form_of_the_directory_shows_what_it_was_opened_with(second):
    institute, school = make_institute(), make_school()
    rows = [
        make_contact(),
        institute,
        school,
        Membership.objects.create(institute=institute, school=school),
        LabelAward.objects.create(institute=institute, year=2020),
    ]
    for row in rows:
        sent = opened(second, row)
        assert '"digests": {"' in sent["initial_digests"]
        assert second.post(change_url(row), sent).status_code == 302


@pytest.mark.parametrize("column", ["title", "body"])
def test_boilerplates_are_compared_too(client, other, column):
    sign_in(client, "publisher", username="eva")
    sign_in(other, "publisher", username="ines")
    boilerplate = make_boilerplate()
    url = f"/admin/releases/boilerplate/{boilerplate.pk}/change/"
    typed = sent_by(client.get(url)) | {f"{column}_en": "<p>Eva</p>"}
    save(other, url, **{f"{column}_fr": "<p>Ines</p>"})
    refused = client.post(url, typed)
    assert "it is shown as they saved it" in refused.text
    assert client.post(url, sent_by(refused)).status_code == 302
    boilerplate.refresh_from_db()
    texts = [getattr(boilerplate, f"{column}_{code}") for code in ("fr", "en")]
    assert texts == ["<p>Ines</p>", "<p>Eva</p>"]


def test_topics_are_compared_too(client, other):
    sign_in(client, "publisher", username="eva")
    sign_in(other, "publisher", username="ines")
    topic = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
    url = f"/admin/releases/topic/{topic.pk}/change/"
    typed = sent_by(client.get(url)) | {"name_en": "Care"}
    save(other, url, name_fr="Soins")
    assert client.post(url, typed).status_code == 200
    topic.refresh_from_db()
    assert topic.name_fr == "Soins"


def test_the_same_line_added_by_both_is_refused_in_words(second, other):
    school, institute = make_school(), make_institute()
    both = [
        add_line(opened(client, institute), "memberships", school=school.pk) for client in (second, other)
    ]
    assert other.post(change_url(institute), both[1]).status_code == 302
    refused = second.post(change_url(institute), both[0])
    assert "This school is already a member of this institute." in refused.text
    assert institute.memberships.count() == 1
