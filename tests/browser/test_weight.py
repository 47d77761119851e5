"""What pages weigh as they are sent, with their styles and letters and without their pictures."""

import io
from functools import cache

import brotli
import pytest
from django.core.management import call_command

from releases.models import Edition

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
