"""A refused form names each of its errors and leads to the field, on every page of the desk."""

import re

import pytest
from lxml import html

from releases.workflow import reopen
from tests.builders import attach, make_contact, make_release, make_school, make_user, publish, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db


def summary_of(response):
    """[(label, messages, whether its link leads to something)] of the one summary of the page."""
    page = html.document_fromstring(response.content.decode())
    [summary] = page.find_class("error-summary")
    assert not page.find_class("errornote")
    assert summary.get("tabindex") == "-1"
    lines = []
    for line in summary.xpath("./ul[not(@class)]/li"):
        [link] = line.findall("a")
        leads = page.xpath("count(//form//*[@id=$id])", id=link.get("href").removeprefix("#")) == 1
        lines.append((link.text_content(), re.split(r"\s?: ", line.text_content(), maxsplit=1)[1], leads))
    return lines


def test_every_field_is_named_with_a_link_to_it(client):
    release = make_release()
    desk.sign_in(client, "writer")
    typed = {
        "title_fr": "x" * 300,
        "body_en": '<p><img src="x"></p>',
        "embargo_until_0": "x",
        "kind": "x",
        "institutes": ["999"],
    }
    lines = summary_of(desk.save(client, desk.change_url(release), **typed))
    assert [label for label, _messages, _leads in lines] == [
        "Title (French)",
        "Body (English)",
        "Embargo until",
        "Carnot institutes",
        "Kind",
    ]
    assert all(leads for _label, _messages, leads in lines)
    assert "at most 200" in lines[0][1]


def test_several_faults_of_a_field_are_a_list(client):
    desk.sign_in(client, "writer")
    typed = {"body_en": '<p><a href="x y">one</a> <a href="y z">two</a></p>', "title_en": "Two links"}
    page = html.document_fromstring(desk.save(client, desk.ADD, **typed).content.decode())
    [summary] = page.find_class("error-summary")
    faults = [fault.text_content() for fault in summary.xpath("./ul/li/ul/li")]
    assert [fault.split("leads to")[0] for fault in faults] == ["The link “one” ", "The link “two” "]


def test_a_line_of_the_form_is_named_with_its_number(client):
    release = attach(make_release(), make_contact("Durand"), make_contact("Petit"))
    desk.sign_in(client, "writer")
    other = str(release.contact_lines.first().contact_id)
    typed = {"contact_lines-1-contact": other, "contact_lines-0-order": "-1"}
    lines = summary_of(desk.save(client, desk.change_url(release), **typed))
    assert ("Press contact 1 – Order", True) in [(label, leads) for label, _messages, leads in lines]
    assert all(leads for _label, _messages, leads in lines)


def test_a_line_that_is_taken_out_has_no_errors(client):
    release = attach(make_release(), make_contact("Durand"))
    desk.sign_in(client, "writer")
    typed = {"contact_lines-0-order": "-1", "contact_lines-0-DELETE": "on", "title_fr": "x" * 300}
    lines = summary_of(desk.save(client, desk.change_url(release), **typed))
    assert [label for label, *_others in lines] == ["Title (French)"]


def test_what_concerns_the_whole_form_is_said_there_once(client):
    release = submit(make_release())
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), title_fr="Rewritten")
    assert summary_of(response) == []
    page = html.document_fromstring(response.content.decode())
    assert [tag.getparent().get("class") for tag in page.find_class("nonfield")] == ["error-summary"]


@pytest.mark.parametrize("speaks", ["en", "fr"])
def test_it_is_said_in_the_language_of_the_desk(client, speaks):
    desk.sign_in(client, "writer", speaks=speaks)
    [(label, message, leads)] = summary_of(desk.save(client, desk.ADD))
    assert leads
    assert (label, message) == {
        "en": ("Title (French)", "Give the release a title in at least one language."),
        "fr": ("Titre (français)", "Donnez au communiqué un titre dans au moins une langue."),
    }[speaks]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/releases/topic/add/",
        "/admin/releases/boilerplate/add/",
        "/admin/institutes/contact/add/",
        "/admin/institutes/school/add/",
        "/admin/institutes/institute/add/",
        "/admin/institutes/organisation/add/",
        "/admin/institutes/labelaward/add/",
        "/admin/auth/user/add/",
        "/admin/auth/group/add/",
    ],
)
def test_every_form_of_the_desk_does_so(client, address):
    desk.sign_in(client, "admin")
    response = client.post(address, {"slug_fr": "---", "organisation": "x"})
    lines = summary_of(response)
    assert all(leads for _label, _messages, leads in lines)
    assert lines or response.context["errors"]


def test_so_do_the_pages_that_ask_a_question(client):
    release, school = submit(make_release()), make_school()
    desk.sign_in(client, "admin")
    for address in (
        desk.transition_url(release, "return"),
        desk.transition_url(release, "approve"),
        f"/admin/institutes/school/{school.pk}/rename/",
        f"/admin/institutes/contact/{make_contact().pk}/erase/",
        "/admin/exchange/import/add/",
    ):
        response = client.post(address, {"live_from_0": "x", "revision": release.revision})
        assert response.status_code == 200, address
        summary_of(response)


TRANSITIONS_REFUSED = {
    "a minor change with a note": (
        "approve",
        {"minor": "on", "change_note": "A number."},
        "Change note",
    ),
    "no note": ("approve", {}, "Change note"),
    "a moment in the past": (
        "approve",
        {"minor": "on", "live_from_0": "2020-03-01", "live_from_1": "09:00"},
        "Live from",
    ),
    "no explanation": ("withdraw", {}, "Public explanation"),
    "no remark": ("return", {}, "Remark for the author"),
}


@pytest.mark.parametrize(("name", "typed", "label"), TRANSITIONS_REFUSED.values(), ids=TRANSITIONS_REFUSED)
def test_what_a_transition_refuses_leads_to_its_field(client, name, typed, label):
    release = publish(make_release(), "fr").release
    reopen(release, "fr", make_user("writer", username="another"))
    submit(release)
    desk.sign_in(client, "publisher")
    response = desk.save(client, desk.transition_url(release, name), **typed)
    [line] = summary_of(response)
    assert line[::2] == (label, True)


def test_what_is_missing_for_a_submission_leads_to_its_field(client):
    release = make_release(city_fr="")
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), _transition="submit:fr", follow=True)
    page = html.document_fromstring(response.content.decode())
    in_message, at_side = page.xpath("//a[text()='The city of the dateline is missing.']")
    assert in_message.get("href") == f"{desk.change_url(release)}#id_city_fr"
    assert at_side.get("href") == "#id_city_fr"
    assert page.get_element_by_id("id_city_fr") is not None


def test_an_address_of_two_contacts_is_refused_at_its_field(client):
    make_contact(email="a@example.org")
    desk.sign_in(client, "contacts")
    response = desk.save(client, "/admin/institutes/contact/add/", last_name="Petit", email="A@example.org")
    assert ("E-mail", "Another contact already has this e-mail address.", True) in summary_of(response)


def test_a_former_name_without_its_day_is_refused_there(client):
    school = make_school()
    desk.sign_in(client, "admin")
    url = f"/admin/institutes/school/{school.pk}/change/"
    data = desk.sent_by(client.get(url))
    prefix = next(name.removesuffix("-TOTAL_FORMS") for name in data if "former" in name)
    desk.add_line(data, prefix, name_fr="Ancienne", kind="renamed")
    labels = [label for label, _messages, leads in summary_of(client.post(url, data)) if leads]
    assert [label.partition(" – ")[2] for label in labels] == ["Until"]
