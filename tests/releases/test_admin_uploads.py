import io
import re
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.utils.html import escape
from django.utils.translation import gettext, override
from PIL import Image

from common import uploads
from releases.models import Attachment, EditionFile, Event, Release
from releases.models.attachment import ROOT
from tests.builders import make_release, publish, rows
from tests.pictures import ALTERNATIVES
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KEPT = "Des mots <à garder>"
UNFIT = "“%(name)s” is not a file that can be published. Accepted: %(accepted)s."
MISLABELLED = "The name “%(name)s” does not say what the file is. Rename it to end in .%(extension)s."
TOO_LARGE = "This file is %(size)s; the largest accepted is %(limit)s. Choose a smaller one."
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def image(kind="PNG", size=(8, 6)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind)
    return buffer.getvalue()


def package(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def docx(*more):
    return package("[Content_Types].xml", "word/document.xml", *more)


def lying_png():
    """A picture of a few bytes that says it is 60,000 pixels wide and high."""
    data = bytearray(image())
    data[16:24] = (60_000).to_bytes(4) * 2
    return bytes(data)


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
GOOD = {
    "photo.jpg": (image("JPEG"), "picture", "image/jpeg"),
    "PHOTO.JPEG": (image("JPEG"), "picture", "image/jpeg"),
    "photo.png": (image(), "picture", "image/png"),
    "photo.webp": (image("WEBP"), "picture", "image/webp"),
    "photo.avif": (image("AVIF"), "picture", "image/avif"),
    "map.gif": (image("GIF"), "picture", "image/gif"),
    "kit.pdf": (PDF, "document", "application/pdf"),
    "kit.docx": (docx(), "document", DOCX),
}
UNPUBLISHABLE = {
    "a picture of old": ("map.bmp", image("BMP")),
    "text": ("notes.txt", b"notes"),
    "a zip": ("kit.zip", package("kit.txt")),
}
# Named as what is published, and something else: the kind that the name promises is said.
PRETENDING = {
    "a program named .jpg": ("photo.jpg", b"MZ\x90\x00" + b"\x00" * 100, "JPG"),
    "a program named .jpeg": ("PHOTO.JPEG", b"MZ\x90\x00" + b"\x00" * 100, "JPG"),
    "a page named .pdf": ("kit.pdf", b"<!doctype html><script>alert(1)</script>", "PDF"),
    "a page with a picture's first bytes": (
        "photo.png",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        "PNG",
    ),
    "a picture of old named .png": ("map.png", image("BMP"), "PNG"),
    "nothing but its first bytes": ("photo.jpg", b"\xff\xd8\xff", "JPG"),
    "a zip named .docx": ("kit.docx", package("word/document.xml"), "DOCX"),
    "a zip that is cut off": ("kit.docx", docx()[:40], "DOCX"),
    "a small picture of 3.6 gigapixels": ("huge.png", lying_png(), "PNG"),
    "a text named .ods": ("table.ods", b"a;b", "ODS"),
}
MACROS = {
    "as Word names them": docx("word/vbaProject.bin"),
    "in capitals": docx("word/VBAPROJECT.BIN"),
}
MISNAMED = {
    "photo.pdf": (image(), "png"),
    "photo.jpg": (image(), "png"),
    "photo.svg": (image(), "png"),
    "kit.html": (PDF, "pdf"),
    "kit.docm": (docx(), "docx"),
    "kit.pdf.exe": (PDF, "pdf"),
    "noextension": (PDF, "pdf"),
}


@pytest.fixture
def release():
    return make_release()


def upload(client, release, *files, **more):
    data = desk.sent_by(client.get(desk.change_url(release)))
    for name, content in files:
        # What the browser says of the type is not believed.
        file = SimpleUploadedFile(name, content, "image/png")
        desk.add_line(data, "attachments", file=file, **ALTERNATIVES)
    return client.post(desk.change_url(release), data | more)


def refused(client, release, speaks, *files):
    """What is said of each file."""
    desk.sign_in(client, "writer", speaks=speaks)
    before = rows(Release), rows(Event)
    response = upload(client, release, *files, standfirst_en=KEPT)
    assert response.status_code == 200
    assert escape(KEPT) in response.content.decode()
    assert (rows(Release), rows(Event)) == before
    assert not Attachment.objects.exists()
    [inline] = [i for i in response.context["inline_admin_formsets"] if i.formset.model is Attachment]
    forms = inline.formset.forms[-len(files) :]
    return [[str(error) for error in form.errors.get("file", [])] for form in forms]


def accepted():
    return ", ".join(kind.extensions[0].upper() for kind in uploads.IMAGES + uploads.DOCUMENTS)


def test_a_good_file_is_kept_with_what_it_really_is(client, release):
    desk.sign_in(client, "writer")
    files = [(name, content) for name, (content, *_what) in GOOD.items()]
    assert upload(client, release, *files).status_code == 302
    kept = {attachment.file_name.lower(): attachment for attachment in Attachment.objects.all()}
    assert len(kept) == len(GOOD)
    for name, (content, kind, mime_type) in GOOD.items():
        attachment = kept[name.lower()]
        found = attachment.kind, attachment.mime_type, attachment.size
        assert found == (kind, mime_type, len(content)), name
        assert attachment.file.read() == content, name


def test_what_cannot_be_published_is_refused(client, release):
    assert refused(client, release, "en", *UNPUBLISHABLE.values()) == [
        [UNFIT % {"name": name, "accepted": accepted()}] for name, _content in UNPUBLISHABLE.values()
    ]


def test_what_is_not_what_its_name_says_is_told_so(client, release):
    files = [(name, content) for name, content, _named in PRETENDING.values()]
    assert refused(client, release, "en", *files) == [
        [f"“{name}” is not a {named} whatever its name says, or it is damaged. Accepted: {accepted()}."]
        for name, _content, named in PRETENDING.values()
    ]


def test_a_document_with_macros_is_refused_for_them(client, release):
    for said in refused(client, release, "en", *(("kit.docx", content) for content in MACROS.values())):
        [sentence] = said
        assert sentence.startswith("This file contains macros, ActiveX controls or OLE objects; save it")


def test_a_file_with_the_name_of_another_kind_is_refused(client, release):
    files = [(name, content) for name, (content, _extension) in MISNAMED.items()]
    assert refused(client, release, "en", *files) == [
        [MISLABELLED % {"name": name, "extension": extension}]
        for name, (_content, extension) in MISNAMED.items()
    ]


def test_a_refusal_speaks_french_to_those_who_do(client, release):
    [sentences] = refused(client, release, "fr", UNPUBLISHABLE["a picture of old"])
    words = {"name": "map.bmp", "accepted": accepted()}
    with override("fr"):
        assert sentences == [gettext(UNFIT) % words]
    assert sentences != [UNFIT % words]


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_200_megabytes_are_refused_before_they_are_read(client, release, speaks, monkeypatch):
    monkeypatch.setattr(uploads, "sniff", lambda _file: pytest.fail("the file was read"))
    # Sent whole, a fourth of them is as much too much.
    content = b"%PDF-1.7" + bytes(51 * uploads.MEGABYTE - 8)
    with override(speaks):
        sizes = {"size": filesizeformat(len(content)), "limit": filesizeformat(50 * uploads.MEGABYTE)}
        expected = gettext(TOO_LARGE) % sizes
    assert refused(client, release, speaks, ("kit.pdf", content)) == [[expected]]


@pytest.mark.parametrize("name", ["../../../Île-de-France (1) <b>.PNG", "l’œuvre.png", "日本.png"])
def test_a_name_leads_to_no_other_folder_and_can_stand_in_a_text(client, release, name):
    desk.sign_in(client, "writer")
    upload(client, release, (name, image()))
    attachment = Attachment.objects.get()
    assert re.fullmatch(rf"{ROOT}[0-9a-f-]{{36}}/[\w.-]+\.png", attachment.file.name)
    figure = f'<figure><img src="{attachment.get_absolute_url()}" alt="Une carte"></figure>'
    desk.save(client, desk.change_url(release), body_fr=f"<p>Ici</p>{figure}")
    assert figure in Release.objects.get().body_fr


@pytest.mark.parametrize("role", ["writer", "translator"])
def test_the_form_shows_the_address_at_which_a_file_is_served(client, release, role):
    Attachment.objects.create(release=release, file=SimpleUploadedFile("photo.png", image()))
    desk.sign_in(client, role)
    page = client.get(desk.change_url(release)).content.decode()
    address = Attachment.objects.get().get_absolute_url()
    assert f'<a href="{address}">' in page
    assert re.search(rf'<div class="readonly"[^>]*>{re.escape(address)}</div>', page)
    assert client.get(address).status_code == 200


def test_two_files_of_one_name_do_not_meet(client, release):
    desk.sign_in(client, "writer")
    upload(client, release, ("photo.png", image(size=(1, 1))))
    upload(client, release, ("photo.png", image(size=(2, 2))))
    first, second = Attachment.objects.all()
    assert first.file.name != second.file.name
    assert (first.file.read(), second.file.read()) == (image(size=(1, 1)), image(size=(2, 2)))


def test_a_text_follows_a_file_that_is_replaced(client, release):
    desk.sign_in(client, "writer")
    upload(client, release, ("photo.png", image()))
    old = Attachment.objects.get().get_absolute_url()
    body = f'<p><img src="{old}" alt=""></p>'
    desk.save(client, desk.change_url(release), body_fr=body, body_en=f'<p><a href="{old}">photo</a></p>')
    replacement = SimpleUploadedFile("photo.png", image(size=(2, 2)))
    desk.save(client, desk.change_url(release), **{"attachments-0-file": replacement})
    new = Attachment.objects.get().get_absolute_url()
    release.refresh_from_db()
    assert new != old
    assert new in release.body_fr
    assert new in release.body_en
    assert old not in release.body_fr + release.body_en
    assert not release.is_stale("en")
    assert set(Event.objects.first().changes) == {"attachment", "body_fr", "body_en"}
    assert publish(release)


def test_a_replaced_file_stays_for_the_edition_that_shows_it(client, release):
    desk.sign_in(client, "writer")
    upload(client, release, ("photo.png", image(size=(1, 1))))
    shown = publish(release).attachments[0]["path"]
    replaced = SimpleUploadedFile("photo.png", image(size=(2, 2)))
    desk.save(client, desk.change_url(release), **{"attachments-0-file": replaced})
    assert Attachment.objects.get().file.read() == image(size=(2, 2))
    assert default_storage.open(ROOT + shown).read() == image(size=(1, 1))
    assert EditionFile.objects.get().path == shown


def test_a_file_of_a_draft_is_for_those_who_may_see_the_draft(client, release):
    desk.sign_in(client, "writer")
    upload(client, release, ("photo.png", image()))
    address = Attachment.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    assert Client().get(address).status_code == 404
    desk.sign_in(client, "contacts")
    assert client.get(address).status_code == 404


def test_a_file_that_is_lost_is_told_of_and_keeps_the_form(client, release):
    desk.sign_in(client, "writer")
    upload(client, release, ("photo.png", image()))
    default_storage.delete(Attachment.objects.get().file.name)
    response = desk.save(client, desk.change_url(release), standfirst_en=KEPT)
    assert response.status_code == 200
    assert escape(KEPT) in response.content.decode()
    assert "This file has been lost. Upload it again." in response.content.decode()
