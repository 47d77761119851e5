"""Public pages kept in a real Redis, shared by two workers: there, gone, and back."""

import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
import redis

from tests.builders import make_release, publish, withdraw
from tests.processes import free_port
from tests.workers import two_workers

PROGRAM = shutil.which("redis-server")
if not PROGRAM:
    pytest.skip(
        "NOT TESTED: no page was kept in a running Redis; install redis-server", allow_module_level=True
    )

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def running(port):
    """Its client; nothing of it is written to the disk."""
    options = [f"--port {port}", "--bind 127.0.0.1", "--save ''", "--appendonly no", "--loglevel warning"]
    command = [PROGRAM, *(word.strip("'") for option in options for word in option.split())]
    with subprocess.Popen(command) as server, redis.Redis(port=port) as client:
        try:
            _wait(client)
            yield client
        finally:
            # As a machine fails: without a word to its clients.
            server.kill()


def _wait(client):
    for _attempt in range(100):
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("Redis did not start.")


def written(client):
    return client.info("commandstats").get("cmdstat_set", {"calls": 0})["calls"]


def test_workers_share_pages_and_go_on_without_redis_and_with_it_again():
    port = free_port()
    edition = publish(make_release(title_fr="Un titre"))
    address = edition.get_absolute_url()

    def correct(title):
        edition.release.title_fr = title
        edition.release.save()
        publish(edition.release)

    with two_workers(CACHE_URL=f"redis://127.0.0.1:{port}/0") as readers:
        with running(port) as client:
            readers.read(address)
            made = written(client)
            readers.warm(address)
            assert made
            assert written(client) == made
            correct("Un deuxième titre")
            assert readers.all_see(address, "Un deuxième titre")
        readers.warm(address)
        correct("Un troisième titre")
        assert readers.all_see(address, "Un troisième titre")
        with running(port) as client:
            readers.warm(address)
            assert written(client)
            assert readers.all_see(address, "Un troisième titre")
            withdraw(edition.release)
            assert readers.all_see(address, "retiré", status=410)


def test_a_redis_that_does_not_answer_only_slows_the_site_down():
    edition = publish(make_release(title_fr="Un titre"))
    port = free_port()
    with running(port) as client, two_workers(CACHE_URL=f"redis://127.0.0.1:{port}/0") as readers:
        readers.warm(edition.get_absolute_url())
        client.client_pause(3000)
        status, page = readers.read(edition.get_absolute_url())
        assert (status, "Un titre" in page) == (200, True)
