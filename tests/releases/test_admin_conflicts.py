"""Two people have the same release open."""

import datetime
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from releases.models import Attachment, Event, Release
from tests.builders import attach, make_boilerplate, make_contact, make_release, make_school, rows
from tests.releases import desk
from tests.releases.conflicts import opened, said, saved
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return attach(make_release(), make_contact("Durand"), make_boilerplate())


def test_the_second_to_save_is_told_who_saved_what_and_when(client, second, other, release, time_machine):
    typed = opened(client, release) | {"title_fr": "What <Anne> typed"}
    desk.save(other, desk.change_url(release), title_fr="What Luc saved", city_en="Evry")
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    response = client.post(desk.change_url(release), typed)
    page = said(response)
    assert response.status_code == 200
    assert "Saved meanwhile by Luc Moreau at 1 March 2027, 09:05 CET." in page
    assert "“Title (French)”: you have both changed it. Your text is kept below; the saved one is:" in page
    assert '<span class="saved-text">What Luc saved</span>' in page
    assert f"{escape('What <Anne> typed')}</textarea>" in page
    assert "“City (English)”: you had not changed it; the form now shows the saved text." in page
    assert 'value="Evry"' in page
    assert (saved(release).title_fr, saved(release).city_en) == ("What Luc saved", "Evry")


def test_a_saved_body_is_shown_as_people_read_it(client, second, other, release):
    typed = opened(client, release) | {"body_fr": "<p>Anne</p>"}
    desk.save(
        other, desk.change_url(release), body_fr="<p>Luc &amp; <em>co</em></p><ul><li><p>a</p></li></ul>"
    )
    assert '<span class="saved-text">Luc &amp; co\na</span>' in said(
        client.post(desk.change_url(release), typed)
    )


BODY = "<p>Un</p><p>Deux</p><p>Trois</p>"


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "of a version"])
def test_paragraphs_that_one_of_them_changed_are_taken_from_there(client, second, other, release, is_sent):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    seen = {"seen_texts": json.dumps({"body_fr": BODY if is_sent else "<p>Other</p>"})}
    typed = opened(client, release) | seen | {"body_fr": BODY.replace("Trois", "Anne")}
    desk.save(other, desk.change_url(release), body_fr=BODY.replace("Un", "Luc"))
    refused = client.post(desk.change_url(release), typed)
    assert "you have both changed it, in different paragraphs; the form shows both" in said(refused)
    assert "data-conflict " not in said(refused)
    client.post(desk.change_url(release), desk.sent_by(refused))
    assert saved(release).body_fr == "<p>Luc</p><p>Deux</p><p>Anne</p>"


def test_only_what_both_changed_is_to_be_settled_and_no_choice_is_made_for_them(
    client, second, other, release
):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    typed = opened(client, release) | {"body_fr": BODY.replace("Trois", "Anne"), "seen_texts": "[]"}
    desk.save(other, desk.change_url(release), body_fr=BODY.replace("Un", "Luc").replace("Trois", "Luc"))
    refused = client.post(desk.change_url(release), typed)
    assert said(refused).count('value="theirs"') == 1
    assert 'value="mine" checked' not in said(refused)
    client.post(desk.change_url(release), desk.sent_by(refused))
    assert saved(release).body_fr == "<p>Luc</p><p>Deux</p><p>Anne</p><p>Luc</p>"


def test_so_is_that_of_a_boilerplate(client):
    boilerplate = make_boilerplate()
    desk.sign_in(client, "publisher")
    url = reverse("admin:releases_boilerplate_change", args=[boilerplate.pk])
    typed = desk.sent_by(client.get(url)) | {"body_fr": "<p>Anne</p>"}
    boilerplate.body_fr = "<p>Luc</p><p>Moreau</p>"
    boilerplate.save()
    assert '<span class="saved-text">Luc\nMoreau</span>' in said(client.post(url, typed))


def test_nothing_at_all_is_written_by_the_refused_save(client, second, other, release):
    typed = desk.add_line(opened(client, release), "contact_lines", contact=make_contact("Petit").pk)
    typed |= {"title_fr": "Anne", "kind": "statement", "_transition": "submit:fr"}
    desk.save(other, desk.change_url(release), title_fr="Luc")
    before = rows(Release), rows(Event), rows(release.contact_lines.model)
    client.post(desk.change_url(release), typed)
    assert (rows(Release), rows(Event), rows(release.contact_lines.model)) == before


def test_saving_again_keeps_ones_own_words_and_the_others_fields(client, second, other, release):
    typed = opened(client, release) | {"title_fr": "Anne", "body_en": "<p>Anne</p>"}
    desk.save(
        other, desk.change_url(release), title_fr="Luc", standfirst_fr="Luc\nmoreau", body_fr="<p>Luc</p>"
    )
    refused = client.post(desk.change_url(release), typed)
    response = client.post(desk.change_url(release), desk.sent_by(refused))
    assert response.status_code == 302
    release = saved(release)
    assert (release.title_fr, release.body_en) == ("Anne", "<p>Anne</p>")
    assert (release.standfirst_fr, release.body_fr) == ("Luc\nmoreau", "<p>Luc</p>")


def test_a_third_save_in_between_is_refused_again(client, second, other, release):
    typed = opened(client, release) | {"title_fr": "Anne"}
    desk.save(other, desk.change_url(release), title_fr="Luc")
    refused = client.post(desk.change_url(release), typed)
    desk.save(other, desk.change_url(release), title_fr="Luc again")
    response = client.post(desk.change_url(release), desk.sent_by(refused))
    assert response.status_code == 200
    assert '<span class="saved-text">Luc again</span>' in said(response)
    assert saved(release).title_fr == "Luc again"


def test_several_saves_in_between_are_all_named(client, second, other, release):
    typed = opened(client, release)
    desk.save(other, desk.change_url(release), title_fr="Luc")
    third = Client()
    desk.sign_in(third, "publisher", username="eva", first_name="Eva", last_name="Noel")
    desk.save(third, desk.change_url(release), city_fr="Rennes")
    page = said(client.post(desk.change_url(release), typed | {"title_en": "Anne"}))
    assert "Luc Moreau at" in page
    assert "Eva Noel at" in page
    assert 'value="Rennes"' in page


def test_a_shared_field_set_in_between_is_not_set_back(client, second, other, release):
    school = make_school("IMT Atlantique")
    release.schools.add(make_school("Mines Paris"))
    typed = opened(client, release) | {"title_fr": "Anne", "issued_on": "2027-05-05"}
    embargo = {"embargo_until_0": "2028-01-01", "embargo_until_1": "09:00"}
    desk.save(other, desk.change_url(release), kind="statement", schools=[school.pk], **embargo)
    refused = client.post(desk.change_url(release), typed)
    assert said(refused).count("it is shown as they saved it") == 6
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    release = saved(release)
    assert release.embargo_until == datetime.datetime(2028, 1, 1, 8, 0, tzinfo=datetime.UTC)
    assert release.kind == "statement"
    assert list(release.schools.all()) == [school]
    assert (release.title_fr, release.issued_on) == ("Anne", datetime.date(2027, 5, 5))


def test_a_shared_field_that_both_changed_keeps_what_was_chosen(client, second, other, release):
    brest, paris, nantes = make_school("Brest"), make_school("Paris"), make_school("Nantes")
    release.schools.add(brest)
    mine = {"kind": "media_alert", "schools": [str(brest.pk), str(paris.pk)], "embargo_until_0": "2028-01-01"}
    typed = opened(client, release) | mine | {"embargo_until_1": "09:00"}
    desk.save(other, desk.change_url(release), kind="statement", schools=[nantes.pk], issued_on="2027-05-05")
    refused = client.post(desk.change_url(release), typed)
    assert '<span class="saved-text">Statement</span>' in said(refused)
    assert '<span class="saved-text">Nantes</span>' in said(refused)
    assert said(refused).count("Saved meanwhile by") == 1
    assert "Changed meanwhile by an import" not in said(refused)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    release = saved(release)
    assert (release.kind, release.issued_on) == ("media_alert", datetime.date(2027, 5, 5))
    assert set(release.schools.all()) == {brest, paris}
    assert release.embargo_until == datetime.datetime(2028, 1, 1, 8, 0, tzinfo=datetime.UTC)


def test_a_line_changed_in_between_is_not_changed_back(client, second, other, release):
    Attachment.objects.create(release=release, file=picture(), caption_fr="Avant", credit="Durand")
    petit = make_contact("Petit")
    typed = opened(client, release) | {"title_fr": "Anne", "attachments-0-credit": "Anne"}
    theirs = {"contact_lines-0-contact": petit.pk, "attachments-0-caption_fr": "Luc"}
    desk.save(other, desk.change_url(release), **theirs)
    refused = client.post(desk.change_url(release), typed)
    # Each beside its field and in the summary.
    assert said(refused).count("it is shown as they saved it") == 4
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert list(release.contacts.all()) == [petit]
    assert (release.attachments.get().caption_fr, release.attachments.get().credit) == ("Luc", "Anne")


def test_the_same_line_added_by_both_is_added_once(client, second, other, release):
    petit = make_contact("Petit")
    typed = desk.add_line(opened(client, release), "contact_lines", contact=petit.pk)
    theirs = desk.add_line(opened(other, release), "contact_lines", contact=petit.pk)
    other.post(desk.change_url(release), theirs)
    refused = client.post(desk.change_url(release), typed)
    assert refused.status_code == 200
    again = client.post(desk.change_url(release), desk.sent_by(refused))
    assert "This contact is already in the release." in said(again)
    assert release.contacts.count() == 2


def test_a_translator_is_shown_the_source_that_was_saved_in_between(client, other, release):
    desk.sign_in(client, "translator")
    typed = opened(client, release) | {"title_en": "Translated"}
    desk.save(other, desk.change_url(release), title_fr="A newer source", kind="statement")
    refused = client.post(desk.change_url(release), typed)
    assert "“Title (French)”: you had not changed it; the form now shows the saved text." in said(refused)
    assert 'id="id_title_fr">A newer source</p>' in said(refused)
    assert "Your form had" not in said(refused)
    client.post(desk.change_url(release), desk.sent_by(refused))
    assert (saved(release).title_fr, saved(release).title_en) == ("A newer source", "Translated")


def test_lines_added_in_between_are_shown_with_who_added_them_and_both_stay(client, second, other, release):
    petit, morin = make_contact("Petit"), make_contact("Morin")
    typed = desk.add_line(opened(client, release), "contact_lines", contact=morin.pk, order="7")
    data = desk.add_line(opened(other, release), "contact_lines", contact=petit.pk, order="3")
    Attachment.objects.create(release=release, file=picture(), caption_fr="Vue")
    assert other.post(desk.change_url(release), data).status_code == 302
    refused = client.post(desk.change_url(release), typed)
    assert "This line was added meanwhile by Luc Moreau at 1 March 2027, 09:05 CET. It is kept." in said(
        refused
    )
    sent = desk.sent_by(refused)
    lines = [(sent[f"contact_lines-{n}-contact"], sent[f"contact_lines-{n}-order"]) for n in (1, 2)]
    assert lines == [(str(petit.pk), "3"), (str(morin.pk), "7")]
    # No form has added it.
    assert "This line was added meanwhile. It is kept." in said(refused)
    assert sent["attachments-0-caption_fr"] == "Vue"
    changed = sent | {"contact_lines-1-order": "9"}
    assert client.post(desk.change_url(release), changed).status_code == 302
    assert [line.contact.last_name for line in release.contact_lines.all()] == ["Durand", "Morin", "Petit"]


def test_a_file_sent_beside_one_that_was_added_in_between_is_attached_too(client, second, other, release):
    typed = desk.add_line(opened(client, release), "attachments", file=picture(), caption_fr="Anne")
    data = desk.add_line(opened(other, release), "attachments", file=picture(), caption_fr="Luc")
    assert other.post(desk.change_url(release), data).status_code == 302
    refused = client.post(desk.change_url(release), typed)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert {each.caption_fr for each in release.attachments.all()} == {"Anne", "Luc"}


def test_lines_taken_out_in_between_do_not_shut_the_other_out(client, second, other, release):
    typed = opened(client, release) | {"title_fr": "Anne"}
    data = opened(other, release) | {"contact_lines-0-DELETE": "on"}
    assert other.post(desk.change_url(release), data).status_code == 302
    refused = client.post(desk.change_url(release), typed)
    assert "“Zoé Durand” was removed meanwhile by Luc Moreau at 1 March 2027, 09:05 CET." in said(refused)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert saved(release).title_fr == "Anne"
    assert not release.contacts.exists()


def test_a_form_without_its_revision_is_refused(client, second, release):
    response = desk.save(client, desk.change_url(release), "opened_revision", title_fr="Crafted")
    assert "The page was incomplete; open the release again." in said(response)
    assert saved(release).title_fr == "Title in fr"


@pytest.mark.parametrize("revision", ["0", "-1", "7", "999999"])
def test_a_revision_that_is_not_the_saved_one_is_refused(client, second, release, revision):
    desk.save(client, desk.change_url(release), opened_revision=revision, title_fr="Crafted")
    assert saved(release).title_fr == "Title in fr"


@pytest.mark.parametrize("text", ["plain", "two\nlines\n\nand a third", "  blanks  at the ends  "])
def test_saving_without_a_change_leaves_no_trace(client, second, text):
    release = attach(
        make_release(
            standfirst_fr=text.strip(),
            body_fr=f"<h2>A</h2>\n<p>{text}</p>\n<ul>\n  <li><p>B &amp; C</p></li>\n</ul>",
            embargo_until=datetime.datetime(2027, 3, 1, 8, 0, 12, 345678, tzinfo=datetime.UTC),
        ),
        make_contact(),
        make_boilerplate(),
    )
    release.schools.add(make_school())
    Attachment.objects.create(release=release, file=picture(), alt_fr="A")
    client.get(desk.change_url(release))
    before = rows(Release), rows(Event), rows(Attachment)
    assert desk.save(client, desk.change_url(release)).status_code == 302
    assert (rows(Release), rows(Event), rows(Attachment)) == before


def test_a_save_is_one_line_of_the_timeline_with_what_it_changed(client, second, release):
    desk.save(client, desk.change_url(release), title_fr="After", kind="statement", body_fr="<p>After</p>")
    event = Event.objects.get()
    assert (event.kind, event.actor_name, event.revision) == ("edited", "Anne Martin", 2)
    assert set(event.changes) == {"title_fr", "body_fr", "kind"}
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "After"}
    assert saved(release).revision == 2


def test_a_change_of_lines_alone_raises_the_revision_too(client, second, release):
    data = desk.add_line(opened(client, release), "contact_lines", contact=make_contact("Petit").pk)
    client.post(desk.change_url(release), data)
    assert saved(release).revision == 2
    assert set(Event.objects.get().changes) == {"releasecontact"}


def test_a_new_release_begins_its_timeline(client, second):
    desk.save(client, desk.ADD, title_fr="Neuf")
    event = Event.objects.get()
    assert (event.kind, event.actor_name, event.reference) == (
        "created",
        "Anne Martin",
        Release.objects.get().reference,
    )
    assert event.revision == Release.objects.get().revision == 1
