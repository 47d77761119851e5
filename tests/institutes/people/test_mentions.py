"""Free texts that name an erased person: the erasure leaves them, and says where they are."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse

from common.models import KeptFile
from institutes.admin import mentions
from institutes.models import Contact, FormerName, PhoneNumber
from institutes.people import erasure
from releases.models import Attachment
from tests.builders import (
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_user,
    publish,
)
from tests.institutes.forms import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def eloise():
    return make_contact("Vandamme-Zubiri", first_name="Éloïse", email="eloise@example.org")


@pytest.fixture
def desk(client):
    client.force_login(make_user("admin"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client, contact):
    return client.get(address(Contact, "erase", contact.pk)).content.decode()


def erased(client, contact):
    answer = {"reason": "Asked for it.", "sure": "on"}
    return client.post(address(Contact, "erase", contact.pk), answer, follow=True).content.decode()


def link_to(row):
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return f'<a href="{url}">'


def test_the_page_names_other_contacts_before_and_after(desk, eloise):
    rose = make_contact("Zubiri", first_name="Rose", data_source="Recommandée par Éloïse Vandamme-Zubiri")
    assistant = make_contact("Petit", first_name="Luc", job_title_en="Assistant of VANDAMME ZUBIRI Eloise")
    other = make_contact("Petiot", first_name="Ana", data_source="Vandamme, Zubiri and Éloïse")
    for text in (page(desk, eloise), erased(desk, eloise)):
        assert f"{link_to(rose)}Contact: Rose Zubiri</a> – where the data came from" in text
        assert f"{link_to(assistant)}Contact: Luc Petit</a> – job title" in text
        assert f"{link_to(other)}Contact:" not in text
    assert not Contact.objects.filter(pk=eloise.pk).exists()


def test_every_text_of_the_desk_is_searched(desk, eloise):
    name = "Éloïse Vandamme-Zubiri"
    agency, school = make_organisation("Agence", website="https://example.org/"), make_school(cities=name)
    FormerName.objects.create(organisation=agency, name_fr=f"Agence {name}", kind="spelling")
    institute = make_institute(presentation_fr=f"Fondé par {name}.")
    boilerplate = make_boilerplate("About", body_en="<p>By Élo<em>ïse</em> <b>Vandamme-Zubiri</b></p>")
    release = make_release(title_en=f"{name} is head")
    luc = make_contact("Petit", first_name="Luc")
    PhoneNumber.objects.create(contact=luc, number="+33141113789", label_fr=f"Ligne de {name}")
    text = page(desk, eloise)
    for row in (agency, school, institute, boilerplate, release, luc):
        assert link_to(row) in text


def test_a_file_of_a_release_is_known_by_its_name(desk, eloise):
    release = make_release()
    file = "attachments/1/EloiseVandammeZubiri.png"
    Attachment.objects.bulk_create([Attachment(release=release, file=file, kind="document")])
    assert f"{link_to(release)}Press release: {release}</a> – file" in page(desk, eloise)


def test_her_address_is_looked_for_as_well(desk, eloise):
    rose = make_contact("Zubiri", first_name="Rose", data_source="Mail of Eloise@example.org")
    assert link_to(rose) in page(desk, eloise)


def test_what_the_erasure_itself_takes_out_is_not_named(desk, eloise):
    Contact.objects.filter(pk=eloise.pk).update(data_source="Éloïse Vandamme-Zubiri herself")
    PhoneNumber.objects.create(contact=eloise, number="+33141113789", label_fr="Éloïse Vandamme-Zubiri")
    make_institute(director=eloise)
    assert "also stands in" not in page(desk, eloise)
    assert "also stands in" not in erased(desk, eloise)


def test_nobody_is_told_of_what_they_may_not_see(client, eloise):
    user = make_user("contacts")
    user.groups.clear()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_contact", "erase_contact", "change_contact"])
    )
    client.force_login(user)
    rose = make_contact("Zubiri", first_name="Rose", data_source="Éloïse Vandamme-Zubiri")
    institute = make_institute(presentation_fr="Fondé par Éloïse Vandamme-Zubiri.")
    text = page(client, eloise)
    assert link_to(rose) in text
    assert link_to(institute) not in text
    assert str(institute) not in text


def test_nobody_is_told_that_texts_are_without_the_name(desk, eloise):
    release = publish(make_release(body_fr="<p>Éloïse Vandamme-Zubiri en est.</p>")).release
    text = erased(desk, eloise)
    assert "Texts stay as they were written and may still name the person." in text
    assert f"{link_to(release)}Press release: {release}</a> – body" in text
    assert "Vandamme" in release.editions.get().body


@pytest.mark.parametrize(("name", "limit"), [("MAX_MENTIONS", 1), ("SECONDS_FOR_MENTIONS", -1)])
def test_a_search_that_is_cut_short_says_so(desk, eloise, monkeypatch, name, limit):
    monkeypatch.setattr(mentions, name, limit)
    for first in ("Rose", "Ana"):
        make_contact("Zubiri", first_name=first, data_source="Éloïse Vandamme-Zubiri")
    text = page(desk, eloise)
    assert text.count("Zubiri</a> –") <= 1
    assert "The search was ended early" in text


def test_a_search_that_ends_says_nothing_of_it(desk, eloise):
    make_contact("Zubiri", first_name="Rose", data_source="Éloïse Vandamme-Zubiri")
    assert "The search was ended early" not in page(desk, eloise)


def test_the_name_of_a_file_that_waits_in_a_refused_form_goes(eloise):
    manager = make_user("contacts")
    for name in ("Eloise-VandammeZubiri.png", "logo.png"):
        kept = KeptFile(owner=manager, purpose="institutes.institute", name=name, size=1)
        kept.file.save(name, ContentFile(b"x"))
    erasure.erase(eloise, manager, "Asked for it.")
    assert list(KeptFile.objects.values_list("name", flat=True)) == ["contact removed.png", "logo.png"]


def test_many_rows_take_no_query_each(desk, eloise, django_assert_max_num_queries):
    for number in range(30):
        make_contact(f"Petit{number}", data_source="Éloïse Vandamme-Zubiri" if number < 3 else "")
    with django_assert_max_num_queries(80):
        page(desk, eloise)
