"""Files as people have them, sent by the form of a release: each comes out right on the page, or is refused
in one sentence that says how to mend it.
"""

import io
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageStat

from common.pictures import keeping
from releases.models import Attachment, Release
from tests import pictures
from tests.builders import make_release, publish
from tests.common.test_renditions import COLOURED, FEW_COLOURS, SIZE, reference, written
from tests.common.test_uploads import HEIC, HOSTILE
from tests.pictures import ALTERNATIVES
from tests.releases import desk
from tests.releases.test_files import body

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EXTENSIONS = {"PNG": "png", "WebP": "webp", "AVIF": "avif", "GIF": "gif", "bits": "png", "palette": "png"}
LONG_NAME = f"{'Photo “n° 1” d’Élise ' * 12}"[:246] + ".jpg"
ACCEPTED = "Accepted: JPG, PNG, WEBP, AVIF, GIF, PDF, DOCX, XLSX, PPTX, ODT, ODS."


@cache
def of_megapixels(millions):
    """Large and light: one grey."""
    return written(Image.new("L", (millions * 100, 10_000), 128), "JPEG", quality=30)


def send(client, name, content):
    desk.sign_in(client, "writer")
    release = make_release()
    data = desk.sent_by(client.get(desk.change_url(release)))
    file = SimpleUploadedFile(name, content, "image/jpeg")
    desk.add_line(data, "attachments", file=file, **ALTERNATIVES)
    return client.post(desk.change_url(release), data)


def shown(client, extension="jpg"):
    """What readers load of the one picture."""
    publish(Release.objects.get())
    attachment = Attachment.objects.get()
    keeping.make(attachment.file.name)
    client.logout()
    return Image.open(io.BytesIO(body(client.get(f"{attachment.get_absolute_url()}/720.{extension}"))))


def name_of(kind):
    return f"photo.{EXTENSIONS.get(kind.rpartition(' ')[2], 'jpg')}"


@pytest.mark.parametrize("kind", [*COLOURED, *FEW_COLOURS])
def test_it_comes_out_right(client, kind):
    content = {**COLOURED, **FEW_COLOURS}[kind]
    assert send(client, name_of(kind), content).status_code == 302
    picture = shown(client)
    assert picture.size == SIZE
    difference = ImageChops.difference(picture.convert("RGB"), reference())
    assert max(ImageStat.Stat(difference).mean) < 10
    told = Attachment.objects.get().file.read()
    assert pictures.SECRET.encode() not in told


@pytest.mark.parametrize("name", ['Photo “n° 1” d’Élise "la".JPG', f"{'ça ' * 60}.jpg"])
def test_whatever_it_is_called_it_has_an_address(client, name):
    assert send(client, name, COLOURED["a JPEG"]).status_code == 302
    assert shown(client).size == SIZE


def test_99_megapixels_come_out_small(client):
    assert send(client, "wide.jpg", of_megapixels(99)).status_code == 302
    picture = shown(client)
    assert picture.size == (720, 727)
    assert picture.convert("L").getpixel((360, 360)) == 128


REFUSED = {
    "101 megapixels": (
        "wide.jpg",
        lambda: of_megapixels(101),
        "This picture has more than 100 million pixels; save",
    ),
    "HEIC": (
        "IMG_0001.HEIC",
        lambda: HEIC,
        "Browsers do not show HEIC pictures; open it and export it as JPEG",
    ),
    "a moving GIF": (
        "cat.gif",
        lambda: HOSTILE["moving gif"],
        "This picture moves; save one of its pictures as",
    ),
    "SVG": (
        "logo.svg",
        lambda: HOSTILE["svg"],
        "An SVG drawing may contain programs and is not published; export",
    ),
    "cut off": (
        "a.png",
        lambda: HOSTILE["half a picture"],
        "“a.png” is not a PNG whatever its name says, or it is",
    ),
    "TIFF": (
        "a.tiff",
        lambda: HOSTILE["tiff"],
        "“a.tiff” is not a file that can be published. Accepted: JPG, PNG",
    ),
    "mislabelled": (
        "a.png",
        lambda: COLOURED["a JPEG"],
        "The name “a.png” does not say what the file is. Rename it to end in .jpg.",
    ),
    "a name of 250 letters": (
        LONG_NAME,
        lambda: COLOURED["a JPEG"],
        "Ensure this filename has at most 200 characters (it has 250).",
    ),
    "empty": ("a.jpg", lambda: b"", "The submitted file is empty."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_one_sentence_that_says_how_to_mend_it(client, kind):
    name, content, sentence = REFUSED[kind]
    response = send(client, name, content())
    assert response.status_code == 200
    [inline] = [
        each for each in response.context["inline_admin_formsets"] if each.formset.model is Attachment
    ]
    [said] = inline.formset.forms[-1].errors["file"]
    assert said.startswith(sentence)
    assert not Attachment.objects.exists()
