"""Pictures in the widths that pages need: for whoever may see the picture, and for nobody else."""

import io
import re
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from lxml.html import document_fromstring
from PIL import Image

from common.pictures import keeping
from common.pictures.renditions import FORMATS
from releases.models import Attachment
from releases.models.attachment import ROOT
from releases.texts.pictures import with_renditions
from releases.texts.richtext import clean_html
from tests import media, pictures
from tests.builders import attach, make_boilerplate, make_release, make_user, publish, withdraw
from tests.releases.test_files import body
from tests.visitor import RELEASE

pytestmark = pytest.mark.django_db
STEPS = (360, 720, 1200, 1600)


@pytest.fixture(autouse=True)
def nothing_wanted():
    keeping._wanted.clear()
    yield
    keeping._wanted.clear()


def photo(size=(2000, 1500), encoder="JPEG"):
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, encoder, exif=pictures.exif())
    return file.getvalue()


def add(release, content=None, name="photo.jpg", **fields):
    file = ContentFile(content or photo(), name=name)
    return Attachment.objects.create(release=release, file=file, **pictures.ALTERNATIVES | fields)


@pytest.fixture
def picture():
    release = make_release()
    picture = add(release, is_lead_picture=True)
    publish(release)
    return picture


def address(attachment, step=720, extension="avif"):
    return f"{attachment.get_absolute_url()}/{step}.{extension}"


def put(attachment):
    """As if they were made."""
    for step, extension in product(STEPS, FORMATS):
        media.put(keeping.stored_name(ROOT + attachment.path, step, extension), b"made")


def test_each_width_is_served_under_the_address_of_the_picture(client, picture):
    keeping.make(picture.file.name)
    for step, extension in product(STEPS, FORMATS):
        response = client.get(address(picture, step, extension))
        assert response.status_code == 200
        assert response["Content-Type"] == FORMATS[extension].mime_type
        assert response["Content-Disposition"] == f'inline; filename="photo-{step}.{extension}"'
        assert "no-cache" in response["Cache-Control"]
        assert not response.cookies
        content = body(response)
        assert pictures.SECRET.encode() not in content
        assert Image.open(io.BytesIO(content)).size == (step, step * 3 // 4)
        unchanged = client.get(address(picture, step, extension), headers={"if-none-match": response["ETag"]})
        assert unchanged.status_code == 304


def test_until_they_are_made_readers_get_the_picture_and_do_not_wait(client):
    release = make_release()
    picture = add(release, photo((400, 300)))
    publish(release)
    response = client.get(address(picture))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    original = body(client.get(picture.get_absolute_url()))
    assert body(response) == original
    assert list(keeping._wanted) == [picture.file.name]
    keeping.work()
    later = client.get(address(picture), headers={"if-none-match": response["ETag"]})
    assert (later.status_code, later["Content-Type"]) == (200, "image/avif")
    assert len(body(later)) < len(original)


def test_they_are_made_after_an_approval(django_capture_on_commit_callbacks):
    release = make_release()
    picture, document = add(release, photo((40, 30))), add(release, b"%PDF-1.7", "a.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        publish(release)
    assert list(keeping._wanted) == [picture.file.name]
    keeping.work()
    assert keeping.are_made(picture.file.name)
    assert not keeping.are_made(document.file.name)


@pytest.mark.parametrize("end", ["720.gif", "100.avif", "0720.avif", "720.AVIF", "720", "720.avif/"])
def test_other_widths_and_formats_are_not_found(client, picture, end):
    put(picture)
    assert client.get(f"{picture.get_absolute_url()}/{end}").status_code == 404


def test_a_width_beyond_that_of_the_picture_is_not_found(client):
    release = make_release()
    small = add(release, photo((400, 300)))
    publish(release)
    keeping.make(small.file.name)
    assert client.get(address(small, 720)).status_code == 200
    assert client.get(address(small, 1200)).status_code == 404


def test_a_document_has_no_renditions(client):
    release = make_release()
    document = add(release, b"%PDF-1.7", "a.pdf")
    publish(release)
    assert client.get(address(document)).status_code == 404
    assert not keeping._wanted


def test_it_is_only_read(client, picture):
    assert client.post(address(picture)).status_code == 405


@pytest.mark.parametrize("place", range(4), ids=["draft", "in review", "scheduled", "withdrawn"])
class TestOfWhatIsNotLive:
    @pytest.fixture
    def hidden(self, shared_leaks, place):
        picture = add(shared_leaks[place], photo((40, 30)))
        put(picture)
        return picture

    def test_readers_find_nothing_and_nothing_is_made_for_them(self, client, hidden):
        unknown = client.get("/files/00000000-0000-4000-8000-000000000000/photo.jpg/720.avif")
        for step in STEPS:
            for extension in FORMATS:
                response = client.get(address(hidden, step, extension))
                assert response.status_code == 404
                assert response.content == unknown.content
        for name in media.files():
            for path in (name, name.removeprefix("renditions/").removeprefix(ROOT)):
                assert client.get(f"/files/{path}").status_code == 404
        assert not keeping._wanted

    @pytest.mark.parametrize("role", ["contacts", ""])
    def test_an_account_without_the_permission_finds_nothing(self, client, hidden, role):
        client.force_login(make_user(role))
        assert client.get(address(hidden)).status_code == 404

    def test_the_desk_sees_them_and_no_cache_keeps_them(self, client, hidden):
        client.force_login(make_user("writer"))
        response = client.get(address(hidden))
        assert (response.status_code, response["Content-Type"]) == (200, "image/avif")
        assert "no-store" in response["Cache-Control"]


def test_after_a_withdrawal_they_are_gone(client, picture):
    put(picture)
    assert client.get(address(picture)).status_code == 200
    withdraw(picture.release)
    assert client.get(address(picture)).status_code == 404


class TestPage:
    def tree(self, client, path=RELEASE["fr"]):
        return document_fromstring(client.get(path).content.decode())

    def test_the_lead_picture_offers_its_widths_in_each_format_and_is_loaded_first(self, client, picture):
        [found] = self.tree(client).xpath("//figure[@class='lead-picture']/picture")
        own = picture.get_absolute_url()
        assert [source.get("type") for source in found.xpath(".//source")] == ["image/avif", "image/webp"]
        for source, extension in zip(found.xpath(".//source|.//img"), FORMATS, strict=True):
            expected = ", ".join(f"{own}/{step}.{extension} {step}w" for step in STEPS)
            assert source.get("srcset") == expected
            assert source.get("sizes") == "(min-width: 40rem) 36rem, 92vw"
        [img] = found.xpath(".//img")
        assert img.get("src") == f"{own}/1200.jpg"
        assert (img.get("width"), img.get("height"), img.get("alt")) == ("2000", "1500", "Une main")
        assert img.get("fetchpriority") == "high"
        assert img.get("loading") is None

    def test_pictures_in_the_text_wait_until_they_are_near(self, client):
        release = make_release()
        shown = add(release, photo((1000, 500)))
        figure = f'<figure><img src="{shown.get_absolute_url()}" alt="A &quot;b&quot;" width="200"></figure>'
        release.body_fr = f"<p>Un texte.</p>{figure}"
        release.save()
        attach(release, make_boilerplate(body_fr=figure))
        publish(release)
        found = self.tree(client).xpath("//figure/picture//img")
        assert len(found) == 2
        for img in found:
            assert (img.get("loading"), img.get("decoding")) == ("lazy", "async")
            assert (img.get("width"), img.get("height"), img.get("alt")) == ("200", "100", 'A "b"')
            assert img.get("srcset").endswith("/1200.jpg 1000w")

    def test_a_picture_from_before_its_size_was_kept_is_shown_itself(self, client, picture, monkeypatch):
        monkeypatch.setattr("releases.workflow.composition.size_of", lambda _file: (None, None))
        publish(picture.release)
        [img] = self.tree(client).xpath("//figure[@class='lead-picture']/img")
        assert img.get("src") == picture.get_absolute_url()
        assert img.get("srcset") is img.get("width") is None

    def test_the_front_page_says_how_wide_it_shows_it(self, client, picture):
        [img] = self.tree(client, "/fr/").xpath("//figure[@class='lead-picture']/picture//img")
        assert img.get("sizes").endswith("(min-width: 62rem) 54vw, 92vw")

    def test_the_picture_itself_is_offered_for_download(self, client, picture):
        assert self.tree(client).xpath("//ul[@class='downloads']//a/@href") == [picture.get_absolute_url()]

    def test_feeds_and_machines_get_a_jpeg_of_a_sensible_width(self, client, picture):
        one = f"http://testserver{picture.get_absolute_url()}/1200.jpg"
        feed = client.get("/fr/flux/feed.json").json()
        assert f'src="{one}" alt="Une main" width="1200" height="900"' in feed["items"][0]["content_html"]
        assert "srcset" not in feed["items"][0]["content_html"]
        tree = self.tree(client)
        assert tree.xpath("//meta[@property='og:image']/@content") == [one]
        assert tree.xpath("//meta[@property='og:image:width']/@content") == ["1200"]


def test_a_text_of_other_files_stays_as_it_is():
    html = clean_html('<figure><img src="/files/00000000-0000-4000-8000-000000000000/a.jpg" alt=""></figure>')
    assert with_renditions(html, []) == html


def test_a_command_makes_what_is_missing():
    release = make_release()
    picture = add(release, photo((40, 30)))
    publish(release)
    add(make_release(slug_fr="second"))
    said = io.StringIO()
    call_command("make_renditions", stdout=said)
    assert said.getvalue() == "Pictures made smaller: 1; not possible: 0.\n"
    assert keeping.are_made(picture.file.name)
    call_command("make_renditions", stdout=said)
    assert said.getvalue().endswith("Pictures made smaller: 0; not possible: 0.\n")


def test_a_command_names_what_cannot_be_made(picture):
    media.put(picture.file.name, b"no picture")
    said, wrong = io.StringIO(), io.StringIO()
    call_command("make_renditions", stdout=said, stderr=wrong)
    assert said.getvalue() == "Pictures made smaller: 0; not possible: 1.\n"
    assert re.match(rf"{picture.file.name}: .*UnidentifiedImageError", wrong.getvalue())
