"""What pages weigh as they are sent: with their styles and letters; and their pictures."""

import io
import shutil
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image, ImageChops
from playwright.sync_api import expect

from common.pictures import keeping
from releases.models import Attachment, Edition
from tests.builders import make_release, publish
from tests.pictures import ALTERNATIVES
from tests.visitor import RELEASE

pytestmark = pytest.mark.django_db
MOST = 90_000
# From the browser's own cache as well.
LOADED = "document.fonts.ready.then(() => performance.getEntriesByType('resource').map(each => each.name))"
COUNTED = (".css", ".js", ".woff2")


@pytest.fixture
def pages(settings, tmp_path, monkeypatch):
    """Home, lists and every release of the demonstration."""
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen for the demonstration")
    call_command("demo", verbosity=0, stdout=io.StringIO())
    releases = [edition.get_absolute_url() for edition in Edition.objects.live().select_related("address")]
    return ["/fr/", "/en/", "/fr/communiques/", "/en/press-releases/", *releases]


@pytest.fixture
def weigh(new_context):
    page = new_context().new_page()

    @cache
    def as_sent(address):
        body = page.request.get(address).body()
        return len(body if address.endswith(".woff2") else brotli.compress(body))

    def weights(path):
        page.goto(path)
        files = [address for address in page.evaluate(LOADED) if address.endswith(COUNTED)]
        return {address.rpartition("/")[2]: as_sent(address) for address in [page.url, *files]}

    return weights


def test_every_page_with_its_letters_and_styles_is_light(pages, weigh):
    weights = {path: weigh(path) for path in pages}
    assert len(weights) > 60
    assert all("newsreader-text-latin.woff2" in files for files in weights.values())
    assert {path: files for path, files in weights.items() if sum(files.values()) >= MOST} == {}


def photograph():
    """With grain, which is what weighs."""
    size = (1500, 1000)
    down, across = Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90)
    soft = Image.merge("RGB", [down, across, Image.radial_gradient("L")])
    grain = Image.effect_noise(size, 12)
    picture = ImageChops.add(soft.resize(size), Image.merge("RGB", [grain] * 3), 1, -128)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


@pytest.fixture
def five_pictures():
    release, content = make_release(), photograph()
    pictures = [
        Attachment.objects.create(
            release=release,
            file=ContentFile(content, name="photo.jpg"),
            is_lead_picture=not number,
            order=number,
            **ALTERNATIVES,
        )
        for number in range(5)
    ]
    release.body_fr = "<p>Un texte.</p>" + "".join(
        f'<figure><img src="{picture.get_absolute_url()}" alt=""></figure>' for picture in pictures[1:]
    )
    release.save()
    publish(release)
    keeping.make(pictures[0].file.name)
    for picture in pictures[1:]:
        # They are the same: made once, that takes a fifth of the time.
        shutil.copytree(_folder(pictures[0]), _folder(picture))
    return len(content)


def _folder(picture):
    return Path(default_storage.path(keeping.stored_name(picture.file.name, 720, "avif"))).parent


def test_five_pictures_on_a_telephone_are_light(new_context, five_pictures):
    page = new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2).new_page()
    page.goto(RELEASE["fr"])
    images = page.locator("figure img")
    expect(images).to_have_count(5)
    for image in images.all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
    chosen = images.evaluate_all("images => images.map(image => image.currentSrc)")
    assert {address.rpartition("/")[2] for address in chosen} == {"720.avif"}
    weight = sum(len(page.request.get(address).body()) for address in chosen)
    assert weight < 200_000 < five_pictures
