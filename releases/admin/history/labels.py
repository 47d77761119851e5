from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages

from ...models import Edition, Release, Version
from ...workflow.submission import PARTS

LABELS = {
    "contacts": PARTS["contacts"],
    "boilerplates": PARTS["boilerplates"],
    "attachments": PARTS["attachments"],
    "translated_from": gettext_lazy("whether the translation is up to date"),
}


def label_of(part: str) -> str:
    """Of what a snapshot holds, as the form and the timeline name it."""
    return str(LABELS.get(part) or Release._meta.get_field(part).verbose_name)  # type: ignore[union-attr]


def labels_of(parts: Iterable[str]) -> list[str]:
    known = {field.name for field in Release._meta.get_fields()} | LABELS.keys()
    return [label_of(part) for part in parts if part in known]


def moment(value) -> str:
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")


def when(version: Version) -> str:
    """The moment of a save; of a sitting, when it began and ended."""
    begins, ends = map(timezone.localtime, (version.began_at, version.at))
    if begins.replace(second=0, microsecond=0) == ends.replace(second=0, microsecond=0):
        return moment(version.at)
    is_one_day = begins.date() == ends.date()
    first = formats.date_format(begins, "DATETIME_FORMAT" if not is_one_day else "DATE_FORMAT")
    if not is_one_day:
        return f"{first} – {moment(version.at)}"
    hours = "–".join(formats.date_format(each, "TIME_FORMAT") for each in (begins, ends))
    return f"{first}, {hours}"


def version_label(version: Version) -> str:
    return f"{when(version)} · {version.actor_name}"


def exact_label(version: Version) -> str:
    """Of one that was saved in the same minute as another."""
    return f"{version_label(version)} · {formats.date_format(timezone.localtime(version.at), 'H:i:s')}"


def edition_label(edition: Edition) -> str:
    names = {
        "number": edition.number,
        "language": languages.own_name(edition.language),
        "when": moment(edition.live_from),
    }
    if edition.interval.never_went_live:
        return _("Edition %(number)s, %(language)s · never went live") % names
    return _("Edition %(number)s, %(language)s · %(when)s") % names
