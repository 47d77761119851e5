"""What a load balancer is told, and what it is not."""

from unittest import mock

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.template import TemplateDoesNotExist
from django.test import Client

from carnot_site import health

pytestmark = pytest.mark.django_db


def ask(**options):
    return Client().get("/healthz", **options)


@pytest.fixture
def no_manifest(monkeypatch, tmp_path):
    """Static files as an installation has them, before `collectstatic`."""
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    monkeypatch.setattr("django.templatetags.static.staticfiles_storage", storage, raising=False)
    monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage", storage)


def test_it_is_well_while_pages_can_be_made():
    response = ask()
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_it_is_ill_when_static_files_were_not_collected(no_manifest):
    assert ask().status_code == 503


def test_it_is_ill_when_the_database_is_down():
    with mock.patch("carnot_site.health.connection.cursor", side_effect=DatabaseError):
        assert ask().status_code == 503


def test_it_is_ill_while_a_migration_waits():
    MigrationRecorder(connection).migration_qs.filter(app="institutes").latest("name").delete()
    assert ask().status_code == 503


def test_it_is_ill_when_a_template_is_missing():
    with mock.patch("carnot_site.health.render_to_string", side_effect=TemplateDoesNotExist("base.html")):
        assert ask().status_code == 503


def test_strangers_are_told_no_reason_and_the_operator_is(caplog):
    reason = "password authentication failed for user press"
    with mock.patch("carnot_site.health.connection.cursor", side_effect=DatabaseError(reason)):
        response = ask()
    assert response.content == b"unavailable\n"
    assert reason in caplog.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.0.0.7", "balancer.internal", "no_host_at_all"])
def test_it_answers_to_any_host_over_plain_http(settings, host):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["press.example.org"]
    response = ask(headers={"host": host})
    assert response.status_code == 200
    assert Client().get("/fr/", headers={"host": "press.example.org"}).status_code == 301


def test_the_migrations_are_read_once(django_assert_num_queries):
    client = Client()
    client.get("/healthz")
    with django_assert_num_queries(2):
        client.get("/healthz")


def test_it_only_answers():
    assert Client().post("/healthz").status_code == 405
    assert Client().head("/healthz").status_code == 200
    assert health.PATH == "/healthz"
