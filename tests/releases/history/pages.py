"""Pages about the versions of a release, as tests ask for them."""

from django.urls import reverse
from lxml import html

from releases.workflow import versions
from tests.releases import desk


def history_url(release):
    return reverse("admin:releases_release_history", args=[release.pk])


def compare_url(release, first="", second=""):
    page = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{page}?from={first}&to={second}" if first or second else page


def restore_url(version):
    return reverse("admin:releases_release_restore", args=[version.release_id, version.pk])


def write(release, by, **texts):
    for name, text in texts.items():
        setattr(release, name, text)
    release.save()
    return versions.keep(release, by)


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode()).get_element_by_id("content")


def said(element):
    return " ".join(element.text_content().split())


def marks(element, tag):
    return [said(mark) for mark in element.iter(tag)]


def restore(client, version, *, follow=True, **changes):
    return desk.save(client, restore_url(version), follow=follow, **changes)
