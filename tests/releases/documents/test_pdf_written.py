import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from django.core.files.storage import default_storage

from common.pdf import making
from releases.documents import pdf
from releases.documents.kinds import NotMade
from releases.workflow.taking_down import take_down
from tests.builders import attach, make_contact, make_release, make_user, publish
from tests.releases.documents.reading_pdf import PARAGRAPH, Pdf, needs_pango, pdf_of, photograph
from tests.releases.test_files import attach_file

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, needs_pango]


def test_of_few_contacts_all_stand_on_the_last_page():
    contacts = [make_contact(f"Martin-{number}") for number in range(6)]
    release = make_release(body_fr=PARAGRAPH * 28)
    texts = pdf_of(publish(attach(release, *contacts))).texts
    assert [text.count("Martin-") > 0 for text in texts] == [False] * (len(texts) - 1) + [True]


def test_a_draft_says_on_each_page_that_it_is_one():
    drawn = pdf_of(publish(make_release(body_fr=PARAGRAPH * 60)), is_draft=True)
    assert len(drawn.texts) > 1
    assert all("projet" in text and "ne pas diffuser" in text for text in drawn.texts)
    assert "/fr/communiques/" not in "".join(drawn.texts)


def test_a_picture_that_is_lost_leaves_its_description(monkeypatch):
    release = make_release()
    attach_file(release, photograph(), "photo.jpg", alt_fr="Un capteur", is_lead_picture=True)
    edition = publish(release)
    default_storage.delete(f"attachments/{edition.lead_picture['path']}")
    assert "Un capteur" in pdf_of(edition).texts[0]


def test_what_takes_too_long_is_not_made(monkeypatch):
    monkeypatch.setattr(making, "PATIENCE", 0.01)
    with pytest.raises(NotMade):
        pdf_of(publish(make_release()))


def test_the_same_edition_gives_the_same_bytes():
    edition = publish(make_release())
    assert pdf_of(edition).content == pdf_of(edition).content


class Listener(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()


def test_it_reads_nothing_but_the_files_that_are_its_own(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'secret' }")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever).start()
    site = f"http://127.0.0.1:{server.server_port}"
    addresses = [
        secret.as_uri(),
        f"{site}/style.css",
        "data:text/css,body::before{content:'secret'}",
        "secret.css",
    ]
    links = "".join(f'<link rel="stylesheet" href="{each}"><img src="{each}" alt="x">' for each in addresses)
    try:
        made = Pdf(making.pdf_of(f'<html lang="en"><title>x</title>{links}words', site, {}))
    finally:
        server.shutdown()
        server.server_close()
    assert Listener.asked == []
    assert "words" in made.texts[0]
    assert "secret" not in made.texts[0]


def test_what_breaks_is_not_made(monkeypatch):
    monkeypatch.setattr(pdf, "render_to_string", lambda *_arguments: 1)
    with pytest.raises(NotMade):
        pdf_of(publish(make_release()))


def test_of_a_picture_that_was_taken_down_a_note_is_left():
    release = make_release()
    attach_file(release, photograph(), "photo.jpg", alt_fr="Un capteur", is_lead_picture=True)
    edition = publish(release)
    notes = {"fr": "La personne a retiré son accord.", "en": "The person withdrew consent."}
    take_down(edition.lead_picture["path"], notes, make_user("publisher"))
    edition.refresh_from_db()
    drawn = pdf_of(edition)
    assert notes["fr"] in drawn.texts[0]
    assert drawn.elements("/Figure") == []
