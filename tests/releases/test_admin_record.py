import pytest
from django.urls import reverse
from lxml import html

from releases.models import Attachment
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_release, publish
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def shown_of(client, edition):
    """{label: text} of the page of an edition."""
    page = client.get(reverse("admin:releases_edition_change", args=[edition.pk])).content.decode()
    rows = html.document_fromstring(page).find_class("readonly")
    return {row.getparent().find("label").text.rstrip(":"): "\n".join(row.itertext()).strip() for row in rows}


def test_an_edition_is_shown_as_people_read_it(client):
    director = make_contact("Petit")
    institute = make_institute(director=director)
    release = make_release(body_fr="<p>L’<em>été</em> &amp; la suite.</p><p>Fin.</p>")
    attach(release, make_contact("Durand", email="durand@example.org"), make_boilerplate())
    release.institutes.add(institute)
    Attachment.objects.create(release=release, file=picture(), alt_fr="Une main")
    edition = publish(release)
    desk.sign_in(client, "publisher")
    shown = shown_of(client, edition)
    assert shown["Body"] == "L’été & la suite.\nFin."
    assert "Zoé Durand" in shown["Press contacts"]
    assert "durand@example.org" in shown["Press contacts"]
    assert shown["Boilerplates"].endswith("À propos.")
    assert "Une main" in shown["Files and their texts"]
    assert shown["Organisations"] == f"{institute.name_fr}, Zoé Petit"
    assert "Document" not in shown
    assert shown["Kind"] == "Press release"


def test_what_an_edition_does_not_have_is_shown_as_empty(client):
    desk.sign_in(client, "publisher")
    shown = shown_of(client, publish(make_release()))
    assert {shown[name] for name in ("Press contacts", "Boilerplates", "Organisations")} == {"–"}
    assert shown["Files and their texts"] == "–"


@pytest.mark.parametrize(
    ("speaks", "name"),
    [("en", "CP-2020-001 · French · edition 1"), ("fr", "CP-2020-001 · français · édition\u00a01")],
)
def test_the_page_of_an_edition_is_headed_by_what_it_is_in_words(client, speaks, name):
    desk.sign_in(client, "publisher", speaks=speaks)
    edition = publish(make_release(reference="CP-2020-001"))
    page = client.get(reverse("admin:releases_edition_change", args=[edition.pk])).content.decode()
    assert f"<h1>{name}</h1>" in page
