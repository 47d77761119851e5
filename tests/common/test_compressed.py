import pytest
from django.core import serializers
from django.db import connection

from releases.models import Version
from releases.workflow import versions
from tests.builders import make_release, make_user

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_short_and_read_as_it_was():
    body = "<p>Dix écoles – « à suivre ».</p>" * 500
    version = versions.keep(make_release(body_fr=body), make_user())
    assert Version.objects.get().texts["body_fr"] == body
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(texts) FROM releases_version WHERE id = %s", [version.pk])
        assert cursor.fetchone()[0] < 1000


def test_it_goes_into_fixtures_and_comes_back():
    version = versions.keep(make_release(), make_user())
    [loaded] = serializers.deserialize("json", serializers.serialize("json", [version]))
    assert loaded.object.texts == version.texts
