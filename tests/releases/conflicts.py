"""Of two people who have the same release open."""

from releases.models import Release
from tests.releases import desk


def opened(client, release):
    return desk.sent_by(client.get(desk.change_url(release)))


def saved(release):
    return Release.objects.get(pk=release.pk)


def said(response):
    return response.content.decode()
