import pytest
from lxml import html

from releases import workflow
from tests.builders import make_institute, make_release, make_school, make_user, publish, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db


def row_of(client):
    [row] = html.document_fromstring(client.get(desk.LIST).content.decode()).xpath("//tbody/tr")
    return row


def who_has_it(client):
    [cell] = row_of(client).xpath("td[@class='field-who_has_it']")
    return cell.text_content()


def test_reference_and_organisations_stand_below_the_title_institutes_first(client):
    release = make_release(title_fr="Un titre", title_en="A title")
    release.schools.add(make_school("École", short_name_fr="A"))
    release.institutes.add(make_institute("Institut", short_name_fr="Z"))
    desk.sign_in(client, "writer")
    [head] = row_of(client).xpath("th//a")
    assert head.text_content() == f"Un titre {release.reference} · Z, A"


def test_of_many_organisations_three_are_named(client):
    release = make_release()
    for number in range(5):
        release.schools.add(make_school("École", slug=f"e{number}", short_name_fr=f"E{number}"))
    desk.sign_in(client, "writer")
    assert row_of(client).xpath("th//a")[0].text_content().endswith("· E0, E1, E2, +2")


def test_a_draft_is_with_whoever_wrote_last(client):
    release, reader = make_release(), desk.sign_in(client, "writer")
    assert who_has_it(client) == ""
    other = make_user("translator", first_name="Ada", last_name="Diaz")
    workflow.log(release, "created", reader)
    assert who_has_it(client) == "you"
    workflow.log(release, "edited", other)
    assert who_has_it(client) == "Ada Diaz"


def test_what_waits_is_with_those_who_may_approve_it_and_have_not_submitted_it(client):
    release = make_release()
    publisher = desk.sign_in(client, "publisher")
    submit(release)
    assert who_has_it(client) == "you"
    workflow.log(release, "submitted", publisher, language="fr")
    assert who_has_it(client) == "review"
    desk.sign_in(client, "writer", username="another")
    assert who_has_it(client) == "review"


def test_what_is_as_published_is_with_nobody(client):
    release = make_release()
    for language in ("fr", "en"):
        publish(release, language)
    desk.sign_in(client, "writer")
    assert who_has_it(client) == ""
