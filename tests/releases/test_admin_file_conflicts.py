"""Two people have the files of the same release open."""

import pytest

from releases.models import Attachment
from tests.builders import attach, make_boilerplate, make_contact, make_release
from tests.releases import desk
from tests.releases.conflicts import opened, said
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return attach(make_release(), make_contact("Durand"), make_boilerplate())


def picture_called(name):
    file = picture()
    file.name = name
    return file


def attached(release, **fields):
    return Attachment.objects.create(release=release, file=picture(), **fields)


def test_what_both_changed_in_different_lines_and_fields_is_no_conflict(client, second, other, release):
    attached(release, credit="Durand", order=1)
    attached(release, alt_fr="Avant", order=2)
    mine = {"attachments-0-caption_fr": "Anne", "attachments-1-alt_fr": "Anne", "contact_lines-0-order": "7"}
    typed = opened(client, release) | mine
    desk.save(other, desk.change_url(release), **{"attachments-0-credit": "Luc"})
    refused = client.post(desk.change_url(release), typed)
    page = said(refused)
    assert page.count("Somebody else has changed this meanwhile") == 2
    assert "it is shown as they saved it" in page
    again = desk.sent_by(refused)
    assert {name: again[name] for name in mine} == mine
    assert again["attachments-0-credit"] == "Luc"
    assert client.post(desk.change_url(release), again).status_code == 302
    first, second_line = release.attachments.order_by("order")
    assert (first.credit, first.caption_fr, second_line.alt_fr) == ("Luc", "Anne", "Anne")
    assert release.contact_lines.get().order == 7


def test_a_file_chosen_beside_what_somebody_else_changed_is_kept(client, second, other, release):
    for order in (1, 2):
        attached(release, order=order)
    typed = opened(client, release) | {"attachments-1-file": picture_called("new.png")}
    desk.save(other, desk.change_url(release), **{"attachments-0-credit": "Luc"})
    refused = client.post(desk.change_url(release), typed)
    assert "“new.png”" in said(refused)
    assert "has arrived and will be saved with this form" in said(refused)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert "new" in release.attachments.get(order=2).file.name
    assert release.attachments.get(order=1).credit == "Luc"


def test_a_field_of_a_line_that_both_changed_keeps_what_was_typed(client, second, other, release):
    attached(release, credit="Durand")
    typed = opened(client, release) | {"attachments-0-credit": "Anne"}
    desk.save(other, desk.change_url(release), **{"attachments-0-credit": "Luc"})
    refused = client.post(desk.change_url(release), typed)
    assert '<span class="saved-text">Luc</span>' in said(refused)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert release.attachments.get().credit == "Anne"


def test_a_file_that_both_replaced_is_decided_by_saving_again(client, second, other, release):
    attached(release)
    typed = opened(client, release) | {"attachments-0-file": picture_called("anne.png")}
    desk.save(other, desk.change_url(release), **{"attachments-0-file": picture_called("luc.png")})
    refused = client.post(desk.change_url(release), typed)
    assert "Somebody else has changed this meanwhile. What you entered is kept here" in said(refused)
    assert "luc" in release.attachments.get().file.name
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert "anne" in release.attachments.get().file.name


def test_the_lead_that_somebody_else_took_away_stays_away(client, second, other, release):
    attached(release, is_lead_picture=True, order=1)
    attached(release, order=2)
    typed = opened(client, release) | {"title_fr": "Anne"}
    moved = opened(other, release) | {"attachments-1-is_lead_picture": "on"}
    del moved["attachments-0-is_lead_picture"]
    assert other.post(desk.change_url(release), moved).status_code == 302
    refused = client.post(desk.change_url(release), typed)
    assert "What you entered is kept here" not in said(refused)
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert release.attachments.get(is_lead_picture=True).order == 2


def test_a_file_chosen_in_a_line_that_is_gone_is_not_said_to_be_kept(client, second, other, release):
    attached(release)
    typed = opened(client, release) | {
        "attachments-0-file": picture_called("new.png"),
        "attachments-0-alt_fr": "A",
    }
    desk.save(other, desk.change_url(release), **{"attachments-0-DELETE": "on"})
    refused = client.post(desk.change_url(release), typed)
    assert "Somebody else has removed this line meanwhile." in said(refused)
    assert "has arrived and will be saved" not in said(refused)
    assert "“new.png” was not kept" in said(refused)
    assert desk.sent_by(refused)["attachments-0-alt_fr"] == "A"
    assert client.post(desk.change_url(release), desk.sent_by(refused)).status_code == 302
    assert not release.attachments.exists()


def test_a_line_that_is_gone_and_was_left_alone_says_no_more_than_that(client, second, other, release):
    attached(release)
    typed = opened(client, release) | {"title_fr": "Anne"}
    desk.save(other, desk.change_url(release), **{"attachments-0-DELETE": "on"})
    refused = client.post(desk.change_url(release), typed)
    assert "was removed meanwhile by Luc Moreau" in said(refused)
    assert "Somebody else has removed this line meanwhile." not in said(refused)
