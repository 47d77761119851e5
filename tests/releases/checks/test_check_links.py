"""Other sites are asked by a command alone, where the operator allows it, at public addresses only."""

import datetime
import io
import socket

import pytest
import requests
from django.core.management import CommandError, call_command
from django.utils import timezone

from releases.management import external_links
from releases.management.external_links import Answer, ask, session
from releases.models import LinkAnswer
from releases.workflow.checks import Examination
from tests.builders import make_boilerplate, make_release

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/page"


class Site(requests.adapters.BaseAdapter):
    """Answers in the place of the network."""

    def __init__(self, status=200, **headers):
        super().__init__()
        self.status, self.headers, self.asked = status, headers, []

    def send(self, request, **kwargs):
        self.asked.append(request.url)
        response = requests.Response()
        response.status_code, response.url, response.request = self.status, request.url, request
        response.headers.update(self.headers)
        response.raw = io.BytesIO()
        return response

    def close(self):
        pass


def asking(site):
    made = session()
    made.mount("https://example.org/", site)
    return made


def run(*options):
    output = io.StringIO()
    call_command("check_links", *options, stdout=output)
    return output.getvalue()


def linking(*addresses):
    return make_release(body_fr="".join(f'<p><a href="{address}">ici</a></p>' for address in addresses))


@pytest.fixture
def allowed(settings):
    settings.LINK_CHECKS = True


@pytest.fixture
def site(monkeypatch, allowed):
    site = Site(404)
    monkeypatch.setattr("releases.management.commands.check_links.session", lambda: asking(site))
    return site


@pytest.mark.parametrize(
    ("status", "problem"),
    [(200, ""), (403, ""), (429, ""), (401, "refused"), (404, "gone"), (410, "gone"), (500, "broken")],
)
def test_what_a_page_answers(status, problem):
    assert ask(asking(Site(status)), ADDRESS) == Answer(problem, status)


PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "192.168.1.1",
    "100.64.0.1",
    "[::1]",
    "[fe80::1]",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_no_address_of_a_private_network_is_asked(host):
    assert ask(session(), f"http://{host}/") == Answer("not_public")


@pytest.mark.parametrize("host", PRIVATE)
def test_nor_where_a_page_leads_to_one(host):
    site = Site(302, Location=f"http://{host}/admin/")
    assert ask(asking(site), ADDRESS) == Answer("not_public")
    assert site.asked == [ADDRESS]


def test_nor_where_a_name_of_the_public_network_is_that_of_a_private_one(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert ask(session(), ADDRESS) == Answer("not_public")


def test_redirections_are_bounded():
    site = Site(302, Location=ADDRESS)
    assert ask(asking(site), ADDRESS) == Answer("astray")
    assert len(site.asked) == external_links.MOST_REDIRECTS + 1


def test_a_site_that_does_not_answer_is_silent(monkeypatch):
    def never(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert ask(session(), ADDRESS) == Answer("silent")


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert ask(session(), "http://10.0.0.1/") == Answer("not_public")


def test_nobody_is_asked_unless_the_operator_allows_it():
    with pytest.raises(CommandError, match="LINK_CHECKS=1"):
        run()


def test_links_to_other_sites_are_asked_and_become_warnings(site):
    release = linking(ADDRESS, "/fr/", "mailto:a@example.org")
    make_boilerplate(body_en=f'<p><a href="{ADDRESS}#part">x</a></p>')
    assert "2 links, 2 asked, 2 with a problem" in run()
    assert site.asked == [ADDRESS, ADDRESS]
    assert "external_link" in [each.check for each in Examination(release, "fr").warnings]


def test_a_dry_run_asks_nobody(site):
    linking(ADDRESS)
    assert ADDRESS in run("--dry-run")
    assert site.asked == []
    assert not LinkAnswer.objects.exists()


def test_an_address_is_asked_again_after_some_days_and_those_asked_longest_ago_first(site):
    linking(*(f"{ADDRESS}/{number}" for number in range(4)))
    for number, days in enumerate((1, 9, 20)):
        asked_at = timezone.now() - datetime.timedelta(days=days)
        LinkAnswer.objects.create(address=f"{ADDRESS}/{number}", asked_at=asked_at)
    run("--most", "2")
    assert site.asked == [f"{ADDRESS}/3", f"{ADDRESS}/2"]


def test_what_no_text_links_to_is_forgotten(site):
    LinkAnswer.objects.create(address="https://example.org/old", problem="gone", asked_at=timezone.now())
    linking(ADDRESS)
    assert "1 forgotten" in run()
    assert [answer.address for answer in LinkAnswer.objects.all()] == [ADDRESS]


def test_the_form_asks_nobody(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError

    monkeypatch.setattr(external_links.HTTPSession, "send", refuse)
    assert all(each.check != "external_link" for each in Examination(linking(ADDRESS), "fr").warnings)
