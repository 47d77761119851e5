import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone, translation
from PIL import Image
from zeal import zeal_context

from institutes.models import FormerName, LabelAward, Membership
from releases import workflow
from releases.models import Attachment, Edition, Release, ReleaseContact, Topic
from releases.workflow.composition import compose
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_user,
    publish,
    schedule,
    submit,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 2, 12)


def picture(width=40, height=30):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="laboratory.png")


def rename(organisation, name, until):
    FormerName.objects.create(organisation=organisation, name_fr=name, name_en=name, until=until)


def test_an_edition_holds_the_texts_of_its_language_and_no_other():
    release = make_release(subtitle_fr="Sous-titre", kind="media_alert")
    french, english = compose(release, "fr"), compose(release, "en")
    assert (french.title, french.subtitle, french.city) == ("Title in fr", "Sous-titre", "Paris")
    assert (french.standfirst, french.body) == ("Standfirst in fr.", "<p>Body in fr.</p>")
    assert (french.language, french.kind, french.reference) == ("fr", "media_alert", release.reference)
    assert french.issued_on == DAY
    assert (english.title, english.subtitle) == ("Title in en", "")


@pytest.mark.parametrize("active", ["fr", "en"])
def test_a_missing_text_is_never_that_of_another_language(active):
    release = make_release(in_languages=("fr",), subtitle_fr="Sous-titre")
    with translation.override(active):
        english = compose(Release.objects.get(pk=release.pk), "en")
    assert [english.title, english.subtitle, english.standfirst, english.city, english.body] == [""] * 5


def test_composing_saves_nothing():
    release = attach(make_release(), make_contact(), make_boilerplate())
    compose(release, "fr")
    assert not Edition.objects.exists()


def test_a_contact_is_copied_as_the_language_reads_it():
    agency = make_organisation("Agence", kind="agency")
    agency.name_en = "Agency"
    agency.save()
    contact = make_contact(
        "Durand",
        phones=("+33141113789", "+33612345678"),
        organisation=agency,
        job_title_fr="Attachée de presse",
        job_title_en="Press officer",
        email="durand@example.org",
        languages=["fr", "en"],
    )
    contact.phone_numbers.filter(order=0).update(label_fr="Bureau", label_en="Office")
    release = attach(make_release(), contact)
    [french], [english] = compose(release, "fr").contacts, compose(release, "en").contacts
    assert french == {
        "id": contact.pk,
        "name": "Zoé Durand",
        "job_title": "Attachée de presse",
        "organisation": "Agence",
        "email": "durand@example.org",
        "languages": ["fr", "en"],
        "phones": [
            {"number": "+33141113789", "display": "01 41 11 37 89", "label": "Bureau"},
            {"number": "+33612345678", "display": "06 12 34 56 78", "label": ""},
        ],
    }
    assert (english["job_title"], english["organisation"]) == ("Press officer", "Agency")
    assert english["phones"][0] == {
        "number": "+33141113789",
        "display": "+33 1 41 11 37 89",
        "label": "Office",
    }


def test_a_job_title_without_a_translation_is_better_than_none():
    release = attach(make_release(), make_contact(job_title_fr="Directrice"))
    assert compose(release, "en").contacts[0]["job_title"] == "Directrice"


def test_contacts_and_boilerplates_stand_in_the_order_of_the_desk():
    release = make_release()
    contacts = [make_contact(name) for name in ("Zola", "Adam", "Morin")]
    attach(release, *contacts, *(make_boilerplate(title) for title in ("Z", "A", "M")))
    assert [c["name"] for c in compose(release, "fr").contacts] == ["Zoé Zola", "Zoé Adam", "Zoé Morin"]
    assert [b["title"] for b in compose(release, "en").boilerplates] == ["Z (en)", "A (en)", "M (en)"]
    ReleaseContact.objects.filter(contact=contacts[2]).update(order=0)
    ReleaseContact.objects.filter(contact=contacts[0]).update(order=5)
    assert [c["name"] for c in compose(release, "fr").contacts] == ["Zoé Morin", "Zoé Adam", "Zoé Zola"]


def test_a_boilerplate_without_a_text_in_the_language_is_left_out():
    release = attach(
        make_release(), make_boilerplate(), make_boilerplate("French only", body_en="", title_en="")
    )
    assert [b["title"] for b in compose(release, "fr").boilerplates] == ["About (fr)", "French only (fr)"]
    assert compose(release, "en").boilerplates == [{"title": "About (en)", "body": "<p>About.</p>"}]


def test_a_boilerplate_without_a_title_has_an_empty_one():
    release = attach(make_release(), make_boilerplate(title_en=None))
    assert compose(release, "en").boilerplates == [{"title": "", "body": "<p>About.</p>"}]


def test_organisations_are_copied_with_their_director_awards_and_schools():
    director = make_contact("Petit", job_title_fr="Directeur", job_title_en="Director")
    institute = make_institute(director=director, website="https://carnot.example/")
    LabelAward.objects.create(institute=institute, year=2011)
    LabelAward.objects.create(institute=institute, year=2006)
    partner, member = make_school("Polytechnique"), make_school("IMT Atlantique", relation="school")
    Membership.objects.create(institute=institute, school=partner, role="strategic_partner", order=1)
    Membership.objects.create(institute=institute, school=member, order=0)
    release = make_release()
    release.institutes.add(institute)
    release.schools.add(member)
    assert compose(release, "en").organisation_lines == [
        {
            "slug": institute.slug,
            "kind": "institute",
            "name": "Carnot Télécom & Société numérique",
            "website": "https://carnot.example/",
            "director": {"id": director.pk, "name": "Zoé Petit", "job_title": "Director"},
            "labelled_since": 2006,
            "schools": [
                {"slug": member.slug, "name": "IMT Atlantique", "role": "member"},
                {"slug": partner.slug, "name": "Polytechnique", "role": "strategic_partner"},
            ],
        },
        {
            "slug": member.slug,
            "kind": "school",
            "name": "IMT Atlantique",
            "website": "",
            "relation": "school",
        },
    ]


def test_an_institute_without_director_or_award_has_neither():
    release = make_release()
    release.institutes.add(make_institute())
    [line] = compose(release, "fr").organisation_lines
    assert (line["director"], line["labelled_since"], line["schools"]) == (None, None, [])


def test_names_are_those_of_the_day_of_issue_and_not_of_today():
    school = make_school("IMT Nord Europe")
    rename(school, "IMT Lille Douai", datetime.date(2022, 1, 1))
    rename(school, "Mines Douai", datetime.date(2017, 1, 1))
    institute = make_institute()
    Membership.objects.create(institute=institute, school=school)
    agency = make_organisation("New Agency", kind="agency")
    rename(agency, "Old Agency", datetime.date(2021, 1, 1))
    release = attach(make_release(), make_contact(organisation=agency))
    release.schools.add(school)
    release.institutes.add(institute)

    def names(day):
        release.issued_on = day
        edition = compose(release, "fr")
        institute_line, school_line = edition.organisation_lines
        return school_line["name"], institute_line["schools"][0]["name"], edition.contacts[0]["organisation"]

    assert names(DAY) == ("IMT Lille Douai", "IMT Lille Douai", "Old Agency")
    assert names(datetime.date(2021, 12, 31)) == ("IMT Lille Douai", "IMT Lille Douai", "New Agency")
    assert names(datetime.date(2022, 1, 1)) == ("IMT Nord Europe", "IMT Nord Europe", "New Agency")
    assert names(datetime.date(2016, 5, 1)) == ("Mines Douai", "Mines Douai", "Old Agency")


def test_without_a_date_of_issue_the_day_is_that_of_going_live_in_paris(time_machine):
    time_machine.move_to("2027-06-30T21:59:00+00:00", tick=False)
    release = make_release(issued_on=None)
    assert compose(release, "fr").issued_on == datetime.date(2027, 6, 30)
    later = timezone.now() + datetime.timedelta(minutes=1)
    assert compose(release, "fr", later).issued_on == datetime.date(2027, 7, 1)


def test_a_correction_without_a_date_of_issue_keeps_the_day_and_the_address_of_the_first(time_machine):
    release = make_release(issued_on=None)
    time_machine.move_to("2026-12-31T12:00:00+00:00", tick=False)
    first = publish(release)
    time_machine.move_to("2027-01-04T12:00:00+00:00", tick=False)
    second = publish(release)
    assert second.issued_on == first.issued_on == datetime.date(2026, 12, 31)
    assert second.address == first.address


def test_a_postponed_release_without_a_date_of_issue_takes_the_day_it_goes_out(time_machine):
    release = make_release(issued_on=None)
    time_machine.move_to("2026-12-31T12:00:00+00:00", tick=False)
    assert schedule(release, hours=24).issued_on == datetime.date(2027, 1, 1)
    assert schedule(release, hours=48).issued_on == datetime.date(2027, 1, 2)


def test_attachments_are_copied_with_their_texts_and_measures():
    release = make_release()
    pdf = Attachment.objects.create(
        release=release, file=ContentFile(b"%PDF-1.7\n%%EOF", name="kit.pdf"), caption_fr="Dossier", order=2
    )
    shown = Attachment.objects.create(
        release=release,
        file=picture(),
        alt_fr="Un laboratoire",
        alt_en="A laboratory",
        credit="Photo: Durand",
        licence="CC BY 4.0",
        is_lead_picture=True,
        order=1,
    )
    edition = compose(release, "en")
    assert edition.attachments[0] == edition.lead_picture == {
        "path": shown.path,
        "name": "laboratory.png",
        "kind": "picture",
        "mime_type": "image/png",
        "size": shown.file.size,
        "width": 40,
        "height": 30,
        "alt": "A laboratory",
        "caption": "",
        "credit": "Photo: Durand",
        "licence": "CC BY 4.0",
        "is_lead_picture": True,
    }  # fmt: skip
    assert edition.attachments[1]["path"] == pdf.path
    assert edition.attachments[1]["caption"] == ""
    assert (edition.attachments[1]["width"], edition.attachments[1]["height"]) == (None, None)
    assert compose(release, "fr").attachments[1]["caption"] == "Dossier"


def test_what_changes_at_the_desk_later_does_not_change_the_record():
    organisation = make_organisation("Institut Mines-Télécom")
    contact = make_contact("Durand", organisation=organisation, job_title_fr="Attachée")
    boilerplate, school, topic = make_boilerplate(), make_school(), Topic.objects.create(name_fr="Santé")
    release = attach(make_release(), contact, boilerplate)
    release.schools.add(school)
    release.topics.add(topic)
    attachment = Attachment.objects.create(release=release, file=picture(), alt_fr="Avant")
    edition = publish(release)
    before = Edition.objects.values().get()

    contact.last_name, contact.job_title_fr, contact.email = "Petit", "Directrice", "petit@example.org"
    contact.save()
    contact.phone_numbers.all().delete()
    boilerplate.body_fr = "<p>SECRET</p>"
    boilerplate.save()
    for renamed in (organisation, school):
        renamed.name_fr = "SECRET"
        renamed.save()
    attachment.alt_fr = "SECRET"
    attachment.save()
    Release.objects.update(title_fr="SECRET", body_fr="<p>SECRET</p>", city_fr="SECRET", kind="statement")
    release.contact_lines.all().delete()
    release.boilerplate_lines.all().delete()
    release.attachments.all().delete()
    release.schools.clear()
    release.topics.clear()

    assert Edition.objects.values().get() == before
    assert "SECRET" not in str(before)
    assert list(edition.organisations.all()) == [school.organisation_ptr]
    assert list(edition.topics.all()) == [topic]
    assert edition.files.get().path == attachment.path


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_got_into_the_desks_tables_by_another_way_is_cleaned_on_its_way_into_the_record(language):
    release = attach(make_release(), make_boilerplate())
    bad = '<p onclick="x()">Fine<script>alert(1)</script><a onclick="x()">a</a></p>'
    with connection.cursor() as cursor:
        for table in ("releases_release", "releases_boilerplate"):
            cursor.execute(f"UPDATE {table} SET body_fr = %s, body_en = %s", [bad, bad])
    edition = publish(Release.objects.get(pk=release.pk), language)
    clean = '<p>Fine<a rel="noopener">a</a></p>'
    assert (edition.body, edition.boilerplates[0]["body"]) == (clean, clean)


def filled(number):
    release = make_release()
    for _each in range(number):
        organisation, school = make_organisation(), make_school()
        institute = make_institute(director=make_contact())
        Membership.objects.create(institute=institute, school=school)
        attach(release, make_contact(organisation=organisation), make_boilerplate())
        Attachment.objects.create(release=release, file=ContentFile(b"%PDF-1.7", name="a.pdf"))
        release.schools.add(school)
        release.institutes.add(institute)
    return Release.objects.get(pk=release.pk)


@pytest.mark.one_database
@pytest.mark.parametrize("number", [1, 10])
def test_as_many_queries_for_10_of_each_as_for_1(number, django_assert_num_queries):
    release = filled(number)
    with django_assert_num_queries(10), zeal_context():
        compose(release, "fr")


@pytest.mark.one_database
@pytest.mark.parametrize("number", [1, 10])
def test_an_approval_reads_each_thing_once(number, django_assert_num_queries):
    release, publisher = submit(filled(number)), make_user("publisher")
    assert workflow.may(publisher, workflow.APPROVE, "fr")
    with django_assert_num_queries(27), zeal_context():
        workflow.approve(release, "fr", publisher)
