import pytest
from django.urls import reverse

from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LONG = "a" * 250


def sentences(response):
    return [sentence for errors in response.context["errors"].data for sentence in errors]


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        ("releases_release", {"title_fr": LONG}),
        ("releases_release", {"title_en": LONG}),
        ("releases_release", {"title_fr": "Title", "slug_fr": "é à!"}),
        ("releases_boilerplate", {"title_fr": LONG, "body_fr": "<p>Text.</p>"}),
        ("releases_topic", {"name_fr": LONG, "name_en": "Health"}),
        ("institutes_school", {"name_en": LONG, "slug": "school"}),
    ],
)
def test_what_a_field_refused_is_not_said_to_be_missing_as_well(client, model, typed):
    desk.sign_in(client, "admin")
    assert len(sentences(desk.save(client, reverse(f"admin:{model}_add"), **typed))) == 1


def test_what_is_missing_beside_it_is_still_said(client):
    desk.sign_in(client, "admin")
    assert len(sentences(desk.save(client, reverse("admin:releases_topic_add"), name_fr=LONG))) == 2


def test_a_refused_line_is_shown_with_blanks_where_a_browser_would_drop_its_line_breaks(client):
    desk.sign_in(client, "admin")
    typed = f"Une\njournée\u2028{LONG}"
    response = desk.save(client, reverse("admin:releases_release_add"), title_fr=typed)
    assert response.context["adminform"].form["title_fr"].value() == f"Une journée {LONG}"
