"""What changed since what is live is the first thing that a reviewer reads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from releases.models import Attachment, Release, Topic
from tests import pictures
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    publish,
    schedule,
    submit,
    withdraw,
)
from tests.releases import desk

pytestmark = pytest.mark.django_db


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode()).get_element_by_id("content-main")


def approval(client, release, language="fr"):
    return page_of(client, desk.transition_url(release, "approve", language))


def said(element):
    return " ".join(element.text_content().split())


def marks(element, tag):
    return [said(mark) for mark in element.iter(tag)]


def reopened(release, language="fr", **texts):
    """Changed after it went out, and in review again."""
    release = Release.objects.get(pk=release.pk)
    for name, text in texts.items():
        setattr(release, name, text)
    setattr(release, f"status_{language}", "draft")
    release.save()
    return submit(release, language)


def test_a_text_that_readers_never_had_is_whole_and_marked_as_new(client):
    release = submit(attach(make_release(), make_contact("Ana")))
    desk.sign_in(client, "publisher")
    page = approval(client, release)
    assert "The whole text is new to readers of this language." in said(page)
    assert "Body in fr." in said(page.get_element_by_id("fr-body"))
    assert "Zoé Ana" in said(page.get_element_by_id("fr-contacts"))
    assert marks(page, "ins") == marks(page, "del") == []


def test_what_is_only_scheduled_is_new_too(client):
    release = make_release()
    schedule(release)
    release = reopened(release, title_fr="Another")
    desk.sign_in(client, "publisher")
    assert "The whole text is new to readers of this language." in said(approval(client, release))


def test_a_withdrawn_text_is_marked_against_what_readers_had_last(client):
    release = make_release(title_fr="Neuf")
    publish(release)
    withdraw(release)
    release = reopened(release, title_fr="Dix")
    desk.sign_in(client, "publisher")
    page = approval(client, release)
    assert "readers see an explanation now. What differs from edition 1" in said(page)
    assert marks(page.get_element_by_id("fr-title"), "del") == ["[deleted: Neuf end of what was deleted]"]
    assert "Withdrawn on " in said(page)


def test_a_date_that_is_left_open_is_that_of_the_day_on_which_it_goes_live(client):
    release = submit(make_release(issued_on=None))
    desk.sign_in(client, "publisher")
    facts = said(approval(client, release).get_element_by_id("fr-facts"))
    assert "date of issue: the day on which it goes live" in facts.lower()


def test_a_correction_is_marked_against_what_is_live_with_lines_and_files(client):
    release = attach(make_release(body_fr="<p>Neuf écoles.</p>"), make_contact("Ana"))
    attach(release, make_boilerplate())
    topic = Topic.objects.create(name_fr="Énergie", name_en="Energy")
    publish(release)
    release.refresh_from_db()
    attach(release, make_contact("Luc"))
    release.topics.add(topic)
    file = SimpleUploadedFile("one.jpg", pictures.jpeg())
    Attachment.objects.create(release=release, file=file, **pictures.ALTERNATIVES)
    release = reopened(release, body_fr="<p>Dix écoles.</p>", slug_fr="moved")
    desk.sign_in(client, "publisher")
    page = approval(client, release)
    assert marks(page.get_element_by_id("fr-body"), "del") == ["[deleted: Neuf end of what was deleted]"]
    assert "moved" in marks(page.get_element_by_id("fr-slug"), "ins")[0]
    for name, word in (("contacts", "Luc"), ("attachments", "one.jpg"), ("topics", "Energy")):
        assert word in marks(page.get_element_by_id(f"fr-{name}"), "ins")[0]
        assert marks(page.get_element_by_id(f"fr-{name}"), "del") == []
    assert marks(page.get_element_by_id("fr-boilerplates"), "ins") == []


def test_a_boilerplate_that_was_rewritten_elsewhere_is_a_change(client):
    boilerplate = make_boilerplate()
    release = attach(make_release(), boilerplate)
    publish(release)
    boilerplate.body_fr = "<p>À présent.</p>"
    boilerplate.save()
    release = reopened(release)
    desk.sign_in(client, "publisher")
    assert "présent" in marks(approval(client, release).get_element_by_id("fr-boilerplates"), "ins")[0]


def test_where_nothing_differs_the_page_says_so(client):
    release = make_release()
    publish(release)
    release = reopened(release)
    desk.sign_in(client, "publisher")
    assert "Nothing differs from edition 1" in said(approval(client, release))


def test_both_languages_are_read_and_approved_in_one_act(client):
    release = submit(submit(make_release()), "en")
    desk.sign_in(client, "publisher")
    one = approval(client, release)
    together = reverse("admin:releases_release_approve_together", args=[release.pk])
    assert together in [link.get("href") for link in one.iter("a")]
    page = page_of(client, together)
    assert "Body in fr." in said(page.get_element_by_id("fr-body"))
    assert "Body in en." in said(page.get_element_by_id("en-body"))
    returns = [desk.transition_url(release, "return", code) for code in ("fr", "en")]
    assert set(returns) <= {link.get("href") for link in page.iter("a")}


def test_one_language_alone_offers_no_act_on_both(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    links = [link.get("href") for link in approval(client, release).iter("a")]
    assert reverse("admin:releases_release_approve_together", args=[release.pk]) not in links


def test_whoever_returns_a_text_reads_it_too(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    page = page_of(client, desk.transition_url(release, "return"))
    assert "Body in fr." in said(page.get_element_by_id("fr-body"))


def test_the_form_and_the_first_page_lead_a_reviewer_there(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    address = desk.transition_url(release, "approve")
    for page in (desk.change_url(release), desk.FIRST):
        assert f'href="{address}"' in client.get(page).content.decode()


def test_the_form_leads_a_writer_nowhere_else(client):
    release = submit(make_release())
    desk.sign_in(client, "writer")
    address = desk.transition_url(release, "approve")
    assert address not in client.get(desk.change_url(release)).content.decode()


def changed_while_it_waits():
    release = submit(attach(make_release(in_languages=("fr",)), make_contact("Ana")))
    release.contact_lines.all().delete()
    return release


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_where_an_approval_is_refused_the_page_offers_what_can_be_done(client, role):
    release = changed_while_it_waits()
    desk.sign_in(client, role)
    page = approval(client, release)
    assert "Changed since this text was submitted: press contacts." in said(page)
    links = [link.get("href") for link in page.iter("a")]
    assert {desk.transition_url(release, name) for name in ("return", "submit")} <= set(links)
    assert "Resubmit as it is now – Français" in said(page)


def test_what_changed_while_it_waited_is_resubmitted_from_a_page_that_says_so(client):
    release = changed_while_it_waits()
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "submit")
    page = page_of(client, url)
    assert page.xpath(".//input[@type='submit']/@value") == ["Resubmit as it is now"]
    assert "Body in fr." in said(page)
    assert desk.save(client, url).status_code == 302


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_the_next_step_is_no_approval_that_would_be_refused(client, role):
    release = changed_while_it_waits()
    desk.sign_in(client, role)
    response = client.get(desk.change_url(release))
    assert response.context["next_step"].value == "submit:fr"
    assert 'value="approve:fr"' not in response.text
    assert 'value="return:fr"' in response.text


def test_the_form_says_first_what_changes_for_readers_and_how_much(client):
    body = "<p>Un.</p><p>Deux écoles.</p><p>Trois.</p>"
    release = make_release(body_fr=body)
    publish(release)
    changed = body.replace("Un.", "Une.").replace("Trois.", "Quatre.")
    release = reopened(release, title_fr="Autre", body_fr=changed)
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [block] = page.find_class("to-review")
    assert "title, 2 paragraphs" in said(block)
    assert block.getparent().index(block) == 0


def test_the_page_of_both_languages_leads_to_its_decision(client):
    release = submit(submit(make_release()), "en")
    desk.sign_in(client, "publisher")
    page = page_of(client, reverse("admin:releases_release_approve_together", args=[release.pk]))
    [jump] = page.find_class("review-jump")
    assert jump.find("a").get("href") == "#decision"
    assert page.get_element_by_id("decision").xpath(".//form")


def test_whoever_withdraws_reads_what_and_what_readers_will_see(client):
    edition = publish(make_release())
    desk.sign_in(client, "publisher")
    page = said(page_of(client, desk.transition_url(edition.release, "withdraw")))
    assert "Title in fr" in page
    assert f"Readers have this text at {edition.get_absolute_url()}. There they will see" in page


def test_whoever_withdraws_what_is_only_scheduled_reads_that_readers_see_nothing(client):
    edition = schedule(make_release())
    desk.sign_in(client, "publisher")
    page = said(page_of(client, desk.transition_url(edition.release, "withdraw")))
    assert "they will see nothing of it" in page
