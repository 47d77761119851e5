import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from releases.models import Attachment, Edition
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    make_school,
    publish,
    schedule,
    submit,
    withdraw,
)
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


def article(response):
    page = response.content.decode()
    return page[page.index("<article") : page.index("</article>")]


def full_release():
    release = attach(make_release(), make_contact("Durand"), make_boilerplate())
    release.schools.add(make_school("IMT Atlantique"))
    Attachment.objects.create(
        release=release, file=picture(), alt_fr="Carte", alt_en="Map", is_lead_picture=True
    )
    return release


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_the_preview_is_the_page_that_the_public_will_read(client, language, speaks):
    release = full_release()
    desk.sign_in(client, "writer", speaks=speaks)
    previewed = client.get(desk.preview_url(release, language))
    edition = publish(release, language)
    published = Client().get(edition.get_absolute_url())
    assert published.status_code == 200
    # In the footer stand the address and since when: a preview has neither.
    assert article(previewed).partition("<footer")[0] == article(published).partition("<footer")[0]
    assert release.reference in article(previewed)
    assert f'<html lang="{language}"' in previewed.content.decode()


def test_the_preview_shows_the_desk_while_the_site_shows_the_record(client):
    release = full_release()
    edition = publish(release)
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), title_fr="Only at the desk")
    assert "Only at the desk" in article(client.get(desk.preview_url(release)))
    assert "Only at the desk" not in Client().get(edition.get_absolute_url()).content.decode()


def test_the_preview_has_the_day_on_which_it_goes_live(client):
    with time_machine.travel("2027-03-01T09:00:00+01:00"):
        end = timezone.now() + datetime.timedelta(days=4)
        release = make_release(issued_on=None, embargo_until=end)
        desk.sign_in(client, "writer")
        assert "2027-03-05" in article(client.get(desk.preview_url(release)))
        publish(release, live_from=end + datetime.timedelta(days=3))
        assert "2027-03-08" in article(client.get(desk.preview_url(release)))


def test_the_preview_of_a_language_borrows_nothing_from_another(client):
    release = make_release(in_languages=("fr",), title_fr="SECRET", body_fr="<p>SECRET</p>")
    desk.sign_in(client, "writer")
    response = client.get(desk.preview_url(release, "en"))
    assert response.status_code == 200
    assert "SECRET" not in article(response)


def test_the_preview_says_that_it_is_one_and_leads_back(client):
    release = full_release()
    desk.sign_in(client, "writer")
    page = client.get(desk.preview_url(release, "en")).content.decode()
    assert "Preview – not published" in page
    assert f'href="{desk.change_url(release)}"' in page
    assert f'href="{desk.preview_url(release, "fr")}"' in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_preview_is_kept_by_nobody_and_claims_no_address(client, language):
    release = full_release()
    desk.sign_in(client, "writer")
    response = client.get(desk.preview_url(release, language))
    assert response["X-Robots-Tag"] == "noindex"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "canonical" not in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]


def test_looking_changes_nothing(client):
    release = full_release()
    desk.sign_in(client, "writer")
    client.get(desk.preview_url(release))
    assert not Edition.objects.exists()
    assert client.post(desk.preview_url(release)).status_code == 405


def test_a_preview_takes_as_many_queries_for_1_contact_as_for_10(client, django_assert_max_num_queries):
    desk.sign_in(client, "writer")
    for number in (1, 10):
        release = full_release()
        attach(release, *(make_contact(organisation=make_school()) for _each in range(number)))
        client.get(desk.preview_url(release))
        with django_assert_max_num_queries(22):
            client.get(desk.preview_url(release))


def _never(release):
    pass


def _taken_back_before_its_hour(release):
    schedule(release)
    schedule(release, "en")
    withdraw(release)
    withdraw(release, "en")


@pytest.mark.parametrize(
    "then", [_never, submit, schedule, lambda release: schedule(release, "en"), _taken_back_before_its_hour]
)
def test_what_was_never_public_answers_at_no_address(then):
    """Every address that a visitor could guess from the desk: pages, lists, files, the desk itself."""
    release = full_release()
    for language in ("fr", "en"):
        setattr(release, f"title_{language}", "SECRET title")
        setattr(release, f"slug_{language}", "secret-slug")
        setattr(release, f"body_{language}", "<p>SECRET body</p>")
    release.save()
    then(release)
    year = release.issued_on.year
    pages = [
        f"/fr/communiques/{year}/secret-slug/",
        f"/en/press-releases/{year}/secret-slug/",
        f"/fr/communiques/{timezone.now().year}/secret-slug/",
        f"/fr/communiques/reference/{release.reference}/",
        f"/en/press-releases/reference/{release.reference}/",
        release.attachments.get().get_absolute_url(),
        # 1 to 12 are months.
        f"/fr/communiques/{year}/{release.pk + 100}/",
    ]
    for url in pages:
        response = Client().get(url)
        assert response.status_code == 404, url
        assert b"SECRET" not in response.content
    lists = ["/fr/", "/en/", "/fr/communiques/", "/en/press-releases/"]
    lists += [f"/fr/ecoles/{release.schools.get().slug}/", f"/en/schools/{release.schools.get().slug}/"]
    for url in lists:
        response = Client().get(url)
        assert response.status_code == 200, url
        assert b"SECRET" not in response.content
        assert b"secret-slug" not in response.content
