"""Addresses as long as the servers in front of the site let through, with their settings."""

import pytest

from tests.builders import make_release, publish
from tests.workers import two_workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
# With the method and the version below the 8,190 bytes of a line.
LONGEST = 8170


@pytest.mark.parametrize("configuration", ["deploy/gunicorn.conf.py", "scripts/demo_server.py"])
def test_the_site_answers_an_address_of_eight_kilobytes_itself(configuration):
    publish(make_release())
    arguments = f"--config={configuration} --access-logfile=/dev/null"
    with two_workers(GUNICORN_CMD_ARGS=arguments) as readers:
        for beginning, end, status, words in (
            ("/fr/communiques/?q=", "", 200, "<html"),
            ("/fr/communiques/?other=", "", 200, "<html"),
            ("/fr/communiques/?organisation=", "", 404, 'lang="fr"'),
            ("/fr/", "/", 404, 'lang="fr"'),
            ("/en/", "/", 404, 'lang="en"'),
            ("/files/", "", 404, "<html"),
            ("/static/", "", 404, "<html"),
            ("/logos/", "", 404, "<html"),
            ("/?", "", 302, ""),
            ("/admin/?", "", 302, ""),
            ("/fr/flux/rss.xml?q=", "", 200, "<rss"),
            ("/api/", "/", 404, '"status": 404'),
            ("/api/v1/releases/?", "", 400, '"status": 400'),
            ("/api/v1/releases/", "/", 404, '"status": 404'),
            ("/api/oembed/?url=", "", 404, '"status": 404'),
        ):
            address = f"{beginning}{'x' * (LONGEST - len(beginning) - len(end))}{end}"
            answered, text = readers.read(address)
            assert (answered, words in text) == (status, True), beginning
