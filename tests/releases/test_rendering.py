import pytest
from django.core.management import call_command
from django.test import Client

from institutes.people.erasure import erase
from releases.models import EditionHtml
from releases.public import rendering
from tests.builders import attach, make_contact, make_release, make_user, publish, write_into_record
from tests.visitor import visit

FEED = "/fr/flux/atom.xml"
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def edition():
    return publish(attach(make_release(title_fr="Un titre"), make_contact("Durand")))


def test_what_pages_show_is_rendered_at_approval(edition):
    kept = EditionHtml.objects.get(edition=edition)
    assert kept.version == rendering.version()
    assert "Un titre" in kept.line
    assert "Un titre" in kept.story
    assert "Un titre" in kept.lead
    assert "Zoé Durand" in kept.article
    assert edition.standfirst in kept.full_text


def test_pages_show_what_was_rendered_then(edition):
    EditionHtml.objects.update(
        line="Kept line", lead="Kept lead", article="Kept article", full_text="Kept text"
    )
    assert "Kept line" in visit("/fr/communiques/")
    assert "Kept lead" in visit("/fr/")
    assert "Kept article" in visit(edition.get_absolute_url())
    assert "Kept text" in Client().get(FEED).text


def test_what_other_templates_rendered_is_rendered_again_by_a_command(edition, monkeypatch):
    EditionHtml.objects.update(version="before", line="Kept", lead="Kept", article="Kept", full_text="Kept")
    assert "Kept" not in Client().get(FEED).text
    for address in ("/fr/communiques/", "/fr/", edition.get_absolute_url()):
        page = visit(address)
        assert "Kept" not in page
        assert "Un titre" in page
    call_command("render_editions")
    kept = EditionHtml.objects.get(edition=edition)
    assert kept.version == rendering.version()
    assert "Un titre" in kept.line


@pytest.mark.parametrize("number", [1, 30])
def test_other_templates_cost_one_query_more_for_one_and_for_thirty(number, django_assert_num_queries):
    for place in range(number):
        write_into_record(make_release(title_fr=f"Titre {place}", slug_fr=f"titre-{place}"))
    EditionHtml.objects.update(version="before")
    # The number, the rows, those rendered now; four ways to narrow the list, one in two steps; the foot.
    with django_assert_num_queries(3 + 5 + 1):
        visit("/fr/communiques/")


def test_nothing_of_an_erased_person_is_kept(edition):
    contact = edition.release.contacts.get()
    erase(contact, make_user("admin"), "They asked for it.")
    assert not EditionHtml.objects.filter(article__contains="Durand").exists()
    assert "Durand" not in visit(edition.get_absolute_url())


def test_parts_of_pages_are_kept_with_their_signs_escaped():
    edition = publish(make_release(title_fr="R&D <script>"))
    assert "R&amp;D &lt;script&gt;" in EditionHtml.objects.get(edition=edition).line
    assert "<script>" not in visit(edition.get_absolute_url()).source
