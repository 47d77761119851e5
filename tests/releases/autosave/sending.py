"""What an open form of a release sends by itself."""

import gzip
import json

from django.urls import reverse

from releases.workflow import choices, drafts
from tests.releases.conflicts import saved

FIRST = "/admin/releases/release/autosave/"


def autosave_url(release, name="autosave"):
    return reverse(f"admin:releases_release_{name}", args=[release.pk])


def digests_of(release):
    return drafts.digests(saved(release))


def all_digests_of(release):
    return digests_of(release) | choices.digests(choices.standing(saved(release)))


def post(client, url, *, compressed=False, **sent):
    body = json.dumps({"page": "a-page", "language": "fr", "revision": 1, "texts": {}, "opened": {}, **sent})
    if not compressed:
        return client.post(url, body, content_type="application/json")
    return client.post(
        url,
        gzip.compress(body.encode()),
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )


def type_into(client, release, *, opened=None, **texts):
    """What a form that was opened now, or with these digests, sends when somebody has typed these texts."""
    sent = {"texts": texts, "opened": digests_of(release) if opened is None else opened}
    return post(client, autosave_url(release), **sent)


def choose(client, release, *, opened=None, **chosen):
    """The same, of what somebody has chosen."""
    sent = {"choices": chosen, "opened": all_digests_of(release) if opened is None else opened}
    return post(client, autosave_url(release), revision=saved(release).revision, **sent).json()


def new(client, token, **texts):
    return post(client, FIRST, revision=0, submission_token=str(token), kind="statement", texts=texts)
