"""What was submitted, so that nothing else is approved.

Much of an edition is kept outside the release: contacts, boilerplates, names. So what approval would copy is
compared with what it would have copied at the submission; the ways to change it are not watched.
"""

import hashlib
import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..models import Release
from .composition import parts_of
from .events import submission_of

PARTS: dict[str, Promise] = {
    "texts": gettext_lazy("texts"),
    "dates": gettext_lazy("dates"),
    "contacts": gettext_lazy("press contacts"),
    "boilerplates": gettext_lazy("boilerplates"),
    "organisations": gettext_lazy("organisations and topics"),
    "attachments": gettext_lazy("files and their texts"),
}


def fingerprint(release: Release, language: str) -> dict[str, str]:
    """A digest of each part; the timeline keeps no second copy of people and texts."""
    return {name: _digest(part) for name, part in parts_of(release, language).items()}


def changed_since_submission(release: Release, language: str) -> list[str]:
    """The names of the parts that differ; all of them where it is not known what was submitted."""
    submission = submission_of(release, language)
    submitted = submission.fingerprint if submission else {}
    now = fingerprint(release, language)
    return [name for name in PARTS if submitted.get(name) != now[name]]


def _digest(part: Any) -> str:
    written = json.dumps(part, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
