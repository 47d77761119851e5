"""What nginx answers by itself, while the site does not: pages that stand alone."""

import base64
import hashlib
import re

import pytest
from django.conf import settings
from lxml import html

PAGES = sorted(settings.BASE_DIR.joinpath("deploy/pages").glob("*.html"))
CONFIGURATION = settings.BASE_DIR.joinpath("deploy/nginx.conf").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
class TestPage:
    def test_it_speaks_both_languages_and_loads_nothing_but_its_letters(self, page):
        tree = html.fromstring(page.read_text("utf-8"))
        assert tree.get("lang") == "fr"
        assert len(tree.xpath("//section")) == 2
        assert tree.xpath("//section/@lang") == ["en"]
        assert tree.xpath("//@src | //@href | //script | //@style") == []
        addresses = re.findall(r'url\("(.*?)"\)', tree.xpath("string(//style)"))
        assert all(settings.BASE_DIR.joinpath(address[1:]).is_file() for address in addresses)
        assert {address.rpartition(".")[2] for address in addresses} == {"woff2"}

    def test_its_style_is_the_one_that_nginx_lets_through(self, page):
        [style] = re.findall("<style>(.*?)</style>", page.read_text("utf-8"), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in CONFIGURATION
