import json
import unicodedata

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from common.fields import Cleaned, EmailField, URLField
from institutes.models import Contact, Organisation
from releases.models import DocumentFile, EditionHtml, Release
from tests.builders import make_contact, make_institute, make_organisation, make_release, make_school
from tests.releases import desk

# Written by the program alone: codes, digests, addresses of files; slugs have their own rule.
BY_THE_PROGRAM = {
    "resource",
    "file_format",
    "answer",
    "digest",
    "field",
    "reference",
    "language",
    "kind",
    "path",
    "mime_type",
    "search_text",
}
NFD = unicodedata.normalize("NFD", "Noël")
DIRTY = f"\ufeff{NFD}\u200b"


def _is_text(field):
    if isinstance(field, models.SlugField) or field.choices or field.name in BY_THE_PROGRAM:
        return False
    return isinstance(field, models.CharField | models.TextField)


@pytest.mark.one_database
def test_every_column_of_text_is_cleaned_on_its_way_in():
    columns = [
        field
        for app in ("exchange", "institutes", "releases")
        for model in apps.get_app_config(app).get_models()
        # Made of what is clean.
        if model not in (DocumentFile, EditionHtml)
        for field in model._meta.local_concrete_fields
        if _is_text(field)
    ]
    assert len(columns) > 60
    assert [str(f) for f in columns if f.get_prep_value(DIRTY).strip() != "Noël" and f.max_length != 16] == []


BREAKS = " Une\u2028journée \x0b\t sur\r\n\r\nles\x0créseaux\n"


@pytest.mark.one_database
def test_a_line_break_in_a_column_of_one_line_becomes_one_blank():
    columns = [
        field
        for app in ("common", "exchange", "institutes", "releases")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_concrete_fields
        if _is_text(field) and isinstance(field, Cleaned) and isinstance(field, models.CharField)
        if not isinstance(field, EmailField | URLField)
    ]
    assert len(columns) > 40
    said = {str(field): field.get_prep_value(BREAKS).strip() for field in columns}
    assert {name: text for name, text in said.items() if text != "Une journée sur les réseaux"} == {}


@pytest.mark.one_database
def test_a_text_of_several_lines_keeps_them():
    assert Release._meta.get_field("standfirst_fr").get_prep_value("Une\u2028journée") == "Une\njournée"


WAYS = {
    "objects.create()": lambda: Contact.objects.create(last_name=DIRTY, job_title_fr=DIRTY),
    "bulk_create()": lambda: Contact.objects.bulk_create([Contact(last_name=DIRTY, job_title_fr=DIRTY)]),
    "save()": lambda: Contact(last_name=DIRTY, job_title_fr=DIRTY).save(),
    "update()": lambda: (
        make_contact(first_name="") and Contact.objects.update(last_name=DIRTY, job_title_fr=DIRTY)
    ),
    "bulk_update()": lambda: _bulk_update(make_contact()),
}


def _bulk_update(contact):
    contact.last_name = contact.job_title_fr = DIRTY
    Contact.objects.bulk_update([contact], ["last_name", "job_title_fr"])


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_goes_round_the_cleaning(way):
    way()
    assert list(Contact.objects.values_list("last_name", "job_title_fr")) == [("Noël", "Noël")]


@pytest.mark.django_db
def test_a_fixture_is_cleaned(tmp_path):
    fields = {
        "last_name": DIRTY,
        "job_title_fr": DIRTY,
        "languages": [],
        "updated_at": "2020-01-01T00:00:00Z",
    }
    fixture = tmp_path / "contact.json"
    fixture.write_text(json.dumps([{"model": "institutes.contact", "pk": 1, "fields": fields}]))
    call_command("loaddata", fixture, verbosity=0)
    assert list(Contact.objects.values_list("last_name", "job_title_fr")) == [("Noël", "Noël")]


@pytest.mark.django_db
def test_what_is_kept_is_at_once_on_the_row_in_hand():
    contact = Contact.objects.create(last_name=DIRTY, email="\u200bNoel@example.org\u202c")
    assert (contact.last_name, contact.email) == ("Noël", "Noel@example.org")
    assert Contact.objects.get(last_name=NFD) == contact


@pytest.mark.django_db
def test_a_name_shown_in_place_of_a_missing_translation_is_not_written_into_its_column():
    organisation = Organisation.objects.create(slug="a", name_fr=f"{NFD}\u00a0A", name_en=None)
    organisation.refresh_from_db()
    organisation.save()
    assert list(Organisation.objects.values_list("name_fr", "short_name_fr")) == [("Noël A", None)]
    assert Organisation.objects.filter(name_en__isnull=True).exists()


FORMS = {
    "a contact": (make_contact, "institutes/contact", "last_name"),
    "the job title of a contact": (make_contact, "institutes/contact", "job_title_en"),
    "an organisation": (make_organisation, "institutes/organisation", "name_fr"),
    "the presentation of an institute": (make_institute, "institutes/institute", "presentation_fr"),
    "the presentation of a school": (make_school, "institutes/school", "presentation_fr"),
    "the title of a release": (make_release, "releases/release", "title_fr"),
    "the standfirst of a release": (make_release, "releases/release", "standfirst_fr"),
    "the body of a release": (make_release, "releases/release", "body_fr"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "page", "field"), FORMS.values(), ids=FORMS)
def test_the_forms_of_the_desk_clean_what_is_pasted(client, make, page, field):
    instance = make()
    desk.sign_in(client, "admin")
    typed = f"<p>{DIRTY}</p>" if field == "body_fr" else DIRTY
    response = desk.save(client, f"/admin/{page}/{instance.pk}/change/", **{field: typed})
    assert response.status_code == 302, response.context["errors"]
    found = type(instance).objects.values_list(field, flat=True).get(pk=instance.pk)
    assert found.removeprefix("<p>").removesuffix("</p>") == "Noël"


OF_ONE_LINE = {
    "the title of a release": (make_release, "releases/release", "title_fr"),
    "its subtitle": (make_release, "releases/release", "subtitle_en"),
    "its city": (make_release, "releases/release", "city_fr"),
    "the job title of a contact": (make_contact, "institutes/contact", "job_title_en"),
    "where its data came from": (make_contact, "institutes/contact", "data_source"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "page", "field"), OF_ONE_LINE.values(), ids=OF_ONE_LINE)
def test_a_line_break_pasted_into_a_field_of_one_line_becomes_one_blank(client, make, page, field):
    instance = make()
    desk.sign_in(client, "admin")
    response = desk.save(client, f"/admin/{page}/{instance.pk}/change/", **{field: BREAKS})
    assert response.status_code == 302, response.context["errors"]
    found = type(instance).objects.values_list(field, flat=True).get(pk=instance.pk)
    assert found == "Une journée sur les réseaux"


REFUSED = {
    "more accents than any writing": ("e" + "\u0315\u0300" * 5_000, "more than 30 accents"),
    "a NUL": ("Durand et Zo\0é", "“Zo�é” has a character that cannot be kept"),
    "a control character": ("Zo\x02\x07é", "“Zo�é” has a character that cannot be kept"),
    "a lost letter": ("Un No\ufffdl", "“No�l” has a character that cannot be kept"),
    "a lost word": ("Un \ufffd\ufffd demi", "“Un � demi” has a character that cannot be kept"),
    "a sign of one program's own": ("Noël\ue000", "“Noël�” has a character that cannot be kept"),
}


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize(("make", "page", "field"), FORMS.values(), ids=FORMS)
def test_the_forms_of_the_desk_refuse_in_words_what_would_be_lost(client, make, page, field):
    instance = make()
    desk.sign_in(client, "admin")
    url, typed = f"/admin/{page}/{instance.pk}/change/", [{field: text} for text, _why in REFUSED.values()]
    for (_changes, response), (text, why) in zip(
        desk.attempts(client, url, *typed), REFUSED.values(), strict=True
    ):
        assert why in " ".join(response.context["adminform"].form.errors[field])
        assert response.context["adminform"].form[field].value() == text
    before = getattr(instance, field)
    instance.refresh_from_db()
    assert getattr(instance, field) == before


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["<p>Le <em>Labo</em>\x07ratoire.</p>", '<p>Le labo <img src="/a.png" alt="Labo\x07ratoire."></p>'],
)
def test_a_broken_word_of_a_body_is_said_without_its_markup(client, typed):
    desk.sign_in(client, "admin")
    response = desk.save(client, desk.change_url(make_release()), body_fr=typed)
    (sentence,) = response.context["adminform"].form.errors["body_fr"]
    assert sentence.startswith("“Labo�ratoire.” has a character")


@pytest.mark.django_db
def test_the_bullets_of_word_are_taken_for_bullets(client):
    release = make_release()
    desk.sign_in(client, "admin")
    typed = {
        "title_fr": "\uf0b7\tUn",
        "standfirst_fr": "Deux :\n\uf0b7 a\n\uf0a7 b",
        "body_fr": "<p>\uf0b7 c</p>",
    }
    assert desk.save(client, desk.change_url(release), **typed).status_code == 302
    release.refresh_from_db()
    found = release.title_fr, release.standfirst_fr, release.body_fr
    assert found == ("• Un", "Deux :\n• a\n▪ b", "<p>• c</p>")


@pytest.mark.django_db
def test_no_break_spaces_of_a_title_stay():
    release = make_release(title_fr=f"L’été\u00a0: {NFD}\u202f!", city_fr="Le\u00a0Mans")
    found = Release.objects.values_list("title_fr", "city_fr").get(pk=release.pk)
    assert found == ("L’été\u00a0: Noël\u202f!", "Le Mans")


@pytest.mark.django_db
def test_an_address_of_a_form_loses_its_invisible_signs_before_it_is_judged(client):
    contact = make_contact()
    desk.sign_in(client, "admin")
    url = f"/admin/institutes/contact/{contact.pk}/change/"
    assert desk.save(client, url, email="\u200bnoel@example.org\ufe0f\u2800").status_code == 302
    assert Contact.objects.get().email == "noel@example.org"
    page = desk.save(client, url, email="fay@" + "é" * 60 + ".org")
    assert "No mail can be sent to" in page.content.decode()
