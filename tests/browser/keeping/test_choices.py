"""Dates, choices and lines are kept as texts are."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from common.models import Session
from releases.models import Release
from tests.browser import writing
from tests.browser.keeping.writing_on import (
    ADD,
    close,
    come_back,
    comes_to_be,
    form,
    is_saved,
    nothing_is_left,
    notice,
    save_nothing,
    saved,
    says,
    says_nothing_was_kept,
    text,
)
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_user, submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def people():
    return [make_contact(name) for name in ("Durand", "Martin", "Moreau")]


def lines(page, name="contact_lines"):
    """What stands there, but for what is out."""
    return page.locator(f"[data-lines={name}] .line:not(.is-out) .line-name")


def contacts_of(release):
    return [line.contact.last_name for line in release.contact_lines.select_related("contact")]


def add(page, name):
    writing.add_line(page, "press contact", name)


def choose(page, field, words):
    """In one of Django's lists with a search."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field:focus").fill(words)
    page.locator(".select2-results__option", has_text=words).click()


def test_what_is_chosen_is_saved_by_itself_and_the_form_goes_on(at_desk, release, people, axe):
    make_institute("Carnot MINES")
    attach(release, people[0])
    page = at_desk("writer")
    page.goto(form(release))
    text(page, "issued_on").fill("2027-03-01")
    text(page, "kind").select_option("statement")
    choose(page, "institutes", "MINES")
    add(page, "Martin")
    add(page, "Moreau")
    page.locator(".line", has_text="Durand").get_by_role("button", name="Take out").click()
    comes_to_be(page, lambda: contacts_of(release) == ["Martin", "Moreau"])
    release = saved(release)
    assert (str(release.issued_on), release.kind) == ("2027-03-01", "statement")
    assert [each.name for each in release.institutes.all()] == ["Carnot MINES"]
    nothing_is_left(page)
    axe(page)
    # What went may be put back, and what came be moved.
    page.locator(".line", has_text="Durand").get_by_role("button", name="Put back").click()
    page.locator(".line", has_text="Moreau").get_by_role("button", name="Move up").press("Enter")
    expect(page.locator(".line", has_text="Moreau").get_by_role("button", name="Move up")).to_be_focused()
    comes_to_be(page, lambda: contacts_of(release) == ["Durand", "Moreau", "Martin"])
    writing.save(page)
    assert contacts_of(release) == ["Durand", "Moreau", "Martin"]
    assert saved(release).revision == release.revision + 1


def test_the_server_is_killed_while_choices_are_made(
    server, new_context, sign_in, complaints, release, people
):
    complaints.home = server.url.removeprefix("http://")
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
    make_user("writer")
    page = new_context().new_page()
    sign_in(page, "writer")
    page.goto(server.url + form(release))
    add(page, "Martin")
    # So that what follows is found without the server.
    add(page, "Durand")
    comes_to_be(page, lambda: contacts_of(release) == ["Martin", "Durand"])
    server.kill()
    page.locator(".line", has_text="Durand").get_by_role("button", name="Move up").click()
    text(page, "kind").select_option("statement")
    text(page, "embargo_until_0").fill("2027-03-01")
    text(page, "embargo_until_1").fill("09:00")
    says(page, "does not answer. Every word is kept on this machine")
    server.start()
    comes_to_be(page, lambda: contacts_of(release) == ["Durand", "Martin"])
    assert saved(release).kind == "statement"
    assert saved(release).embargo_until == datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.UTC)
    nothing_is_left(page)


def test_a_session_ends_while_contacts_are_chosen(at_desk, sign_in, release, people):
    page = at_desk("writer")
    page.goto(form(release))
    add(page, "Martin")
    Session.objects.all().delete()
    says(page, "You are signed out. Sign in again in another window")
    sign_in(page, "writer")
    come_back(page)
    is_saved(page)
    add(page, "Durand")
    comes_to_be(page, lambda: contacts_of(release) == ["Martin", "Durand"])
    writing.save(page)


def test_a_tab_is_closed_before_choices_were_saved(at_desk, release, people, axe):
    make_institute("Carnot MINES")
    boilerplate = make_boilerplate("About us")
    attach(release, people[0], people[1])
    page = at_desk("writer")
    page.goto(form(release))
    choose(page, "institutes", "MINES")
    add(page, "Moreau")
    writing.add_line(page, "boilerplate", "About us")
    page.locator(".line", has_text="Durand").get_by_role("button", name="Take out").click()
    page.locator(".line", has_text="Moreau").get_by_role("button", name="Move up").click()
    text(page, "embargo_until_0").fill("2027-03-01")
    save_nothing(page)
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    expect(lines(page)).to_have_text(["Zoé Durand", "Zoé Martin"])
    notice(page).get_by_role("button", name="Show").click()
    expect(notice(page)).to_contain_text("Zoé Moreau")
    axe(page)
    notice(page).get_by_role("button", name="Take them back").click()
    expect(notice(page)).to_be_hidden()
    expect(text(page, "embargo_until_0")).to_have_value("2027-03-01")
    assert [name.split()[1] for name in lines(page).all_inner_texts()] == ["Moreau", "Martin"]
    says(page, "Only “Embargo until” is not saved: Give the hour too")
    assert contacts_of(release) == ["Moreau", "Martin"]
    assert [line.boilerplate for line in release.boilerplate_lines.all()] == [boilerplate]
    assert [each.name for each in release.institutes.all()] == ["Carnot MINES"]


def test_a_day_of_the_calendar_is_kept(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    page.locator(".field-issued_on").get_by_role("link", name="Today").click()
    is_saved(page)
    assert saved(release).issued_on == timezone.localdate()


def test_choices_of_a_form_to_add_follow_its_first_words(at_desk, people):
    page = at_desk("writer")
    page.goto(ADD)
    add(page, "Martin")
    text(page, "issued_on").fill("2027-03-01")
    says(page, "Kept on this machine until you save.")
    assert not Release.objects.exists()
    text(page, "title_fr").fill("Un titre")
    is_saved(page)
    release = Release.objects.get()
    comes_to_be(page, lambda: contacts_of(release) == ["Martin"])
    assert str(saved(release).issued_on) == "2027-03-01"
    writing.save(page)
    assert contacts_of(release) == ["Martin"]


def test_two_people_change_the_date_and_the_contacts(at_desk, release, people):
    make_institute("Carnot MINES")
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Petit")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Blanc")
    luc.goto(form(release))
    anne.goto(form(release))
    text(luc, "issued_on").fill("2027-03-01")
    choose(luc, "institutes", "MINES")
    add(anne, "Martin")
    comes_to_be(luc, lambda: str(saved(release).issued_on) == "2027-03-01")
    comes_to_be(anne, lambda: contacts_of(release) == ["Martin"])
    come_back(luc)
    come_back(anne)
    expect(lines(luc)).to_have_text(["Zoé Martin"])
    expect(text(anne, "issued_on")).to_have_value("2027-03-01")
    expect(anne.locator(".field-institutes .select2-selection")).to_contain_text("Carnot MINES")
    writing.save(luc)
    come_back(anne)
    writing.save(anne)
    assert (contacts_of(release), str(saved(release).issued_on)) == (["Martin"], "2027-03-01")


def test_two_people_change_one_date_and_settle_it(at_desk, release, people, axe):
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Petit")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Blanc")
    luc.goto(form(release))
    anne.goto(form(release))
    text(luc, "issued_on").fill("2027-03-01")
    add(luc, "Martin")
    comes_to_be(luc, lambda: contacts_of(release) == ["Martin"])
    text(anne, "issued_on").fill("2027-04-01")
    says(anne, "“Date of issue” was changed meanwhile. Luc Petit, ")
    expect(lines(anne)).to_have_text(["Zoé Martin"])
    with anne.expect_navigation():
        anne.get_by_role("button", name="See both and settle").press("Enter")
    expect(anne.locator(".field-issued_on")).to_contain_text("the saved value is: 1 March 2027")
    expect(text(anne, "issued_on")).to_have_value("2027-04-01")
    axe(anne)
    writing.save(anne)
    assert str(saved(release).issued_on) == "2027-04-01"
    assert contacts_of(release) == ["Martin"]


def test_two_people_choose_contacts_and_both_stay(at_desk, release, people):
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Petit")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Blanc")
    attach(release, people[0])
    luc.goto(form(release))
    anne.goto(form(release))
    add(luc, "Martin")
    comes_to_be(luc, lambda: contacts_of(release) == ["Durand", "Martin"])
    add(anne, "Moreau")
    says(anne, "“Press contacts” was changed meanwhile. Luc Petit, ")
    with anne.expect_navigation():
        anne.get_by_role("button", name="See both and settle").press("Enter")
    expect(anne.locator("[data-lines=contact_lines]")).to_contain_text(
        "This line was added meanwhile. It is kept."
    )
    writing.save(anne)
    assert sorted(contacts_of(release)) == ["Durand", "Martin", "Moreau"]


def test_who_reads_what_was_chosen_writes_on(at_desk, release, people):
    attach(release, people[0])
    page = at_desk("translator")
    page.goto(form(release))
    text(page, "title_en").fill("A title")
    comes_to_be(page, lambda: saved(release).title_en == "A title")
    writing.save(page)
    assert contacts_of(release) == ["Durand"]


def test_what_is_chosen_while_a_text_is_in_review_waits_for_the_button(at_desk, release, people):
    submit(release)
    page = at_desk("writer")
    page.goto(form(release))
    page.get_by_label("Change this text while it is in review (Français)").check()
    add(page, "Martin")
    says(page, "save to resubmit or reopen it")
    assert contacts_of(release) == []
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    notice(page).get_by_role("button", name="Take them back").click()
    expect(lines(page)).to_have_text(["Zoé Martin"])
    writing.save(page)
    assert contacts_of(release) == ["Martin"]
    says_nothing_was_kept(page)
