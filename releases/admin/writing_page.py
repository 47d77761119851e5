"""The form of a release as a page of writing: a column of texts per language, and beside them the rest."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.admin.helpers import AdminForm, Fieldset
from django.forms import Script
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import ImportMap, Media

from common import initial_digests, languages
from common.characters import without_breaks
from common.limits import NormalisedTextarea
from common.typing_bases import ModelAdminMixinBase

from ..models import Release
from ..models.release import TEXTS
from . import following, in_review, next_step, panel, together
from .list_states import state_cell
from .to_see import dismissed, to_see

# In the order in which they are written; the address follows from the title.
IN_COLUMN = ("title", "subtitle", "standfirst", "city", "body", "slug")
HEADLINES = ("title", "subtitle")
STARTED = ("align", "fields", "side", "lines", "search", "next_step", "state")

SCRIPTS = Media(
    js=[
        *(Script(f"js/write_{name}.js", type="module") for name in STARTED),
        Script("js/following.js", type="module"),
    ],
    importmap=ImportMap(
        {
            f"press-room/write_{name}": f"js/write_{name}.js"
            for name in ("dialog", "lines", "next_step", "pairs")
        }
    ),
)


class Headline(NormalisedTextarea):
    """One line of text that may take several on the screen."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 1, "data-one-line": "", **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return without_breaks(value) if isinstance(value, str) else value


class Column(NamedTuple):
    """The texts of one language: `fieldset` where they are written, `texts` where they are only read."""

    code: str
    name: str
    is_source: bool
    # The language of the source.
    source: str
    fieldset: Fieldset
    texts: dict[str, str]
    panel: dict[str, Any] | None


class WritingPageMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_fieldsets(self, request, obj=None):
        token = initial_digests.NAME if obj else "submission_token"
        return [
            (None, {"fields": ["opened_revision", token]}),
            *((languages.own_name(code), _texts_of(obj, request.user, code)) for code in languages.LANGUAGES),
            (gettext_lazy("Dates"), {"fields": ["issued_on", "embargo_until"]}),
            (gettext_lazy("Organisations and topics"), {"fields": ["institutes", "schools", "topics"]}),
            (gettext_lazy("Kind and language"), {"fields": ["kind", "source_language"]}),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        text = _text_of(db_field.name)
        if text in HEADLINES:
            kwargs["widget"] = Headline
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and text in TEXTS:
            # Its help stands beside the label until something is written.
            field.widget.attrs["placeholder"] = " "
        return field

    def page_of_writing(self, context: dict, release: Release | None, panels: list[dict]) -> dict:
        """For the template: `release` as it is saved, and `panels` of its languages."""
        adminform: AdminForm = context["adminform"]
        hidden, *fieldsets = list(adminform)
        number = len(languages.LANGUAGES)
        return {
            "media": context["media"] + SCRIPTS,
            "hidden_fields": hidden,
            "columns": list(_columns(adminform, fieldsets[:number], release, panels)),
            "side_fieldsets": [(fieldset, _brief(fieldset, release)) for fieldset in fieldsets[number:]],
            **state_of(release, panels),
        }

    def steps(self, request, panels: list[dict]) -> dict:
        """The next step, and what else can be done with the form."""
        user = request.user
        steps = (
            next_step.all_steps(panels, together.offered(panels)) if panels else next_step.each_of_new(user)
        )
        chosen = next_step.of_page(steps, panels, user)
        return {
            "next_step": chosen,
            "other_steps": [step for step in steps if step is not chosen],
            "submissions": next_step.submissions(panels, user),
        }


def state_of(release: Release | None, panels: list[dict]) -> dict:
    """What changes with every save, autosaves included."""
    return {
        "languages": panels,
        "signs": [(panel["code"], state_cell(release, panel["code"])) for panel in panels],
        "to_see": to_see(panels),
        "dismissed": dismissed(panels),
    }


def _text_of(column):
    """“title” of title_fr; '' for what is no text of a language."""
    code = languages.language_of(column)
    return next((text for text in TEXTS if code and column == languages.column_in(code, text)), "")


def _texts_of(release, user, code):
    asked = [name for name in in_review.tick_boxes(release, user) if languages.language_of(name) == code]
    follows = list(following.fields_of(release, code)) if release else []
    return {"fields": [*asked, *follows, *(languages.column_in(code, text) for text in IN_COLUMN)]}


def _columns(adminform, fieldsets, release, panels) -> Iterator[Column]:
    chosen = adminform.form["source_language"].value() if "source_language" in adminform.form.fields else None
    source = chosen or getattr(release, "source_language", None) or ""
    by_code = {panel["code"]: panel for panel in panels}
    for code, fieldset in zip(languages.LANGUAGES, fieldsets, strict=True):
        texts = {} if _is_written(adminform.form, code) else _read(release, code)
        name = languages.own_name(code)
        yield Column(code, name, code == source, source, fieldset, texts, by_code.get(code))


def _brief(fieldset, release):
    """What a part of the side says while it is closed."""
    if "issued_on" not in fieldset.fields or not release:
        return ""
    day = formats.date_format(release.issued_on) if release.issued_on else ""
    embargo = release.embargo_until and _("embargo until %(when)s") % {
        "when": panel.moment(release.embargo_until)
    }
    return ", ".join(filter(None, [day, embargo]))


def _is_written(form, code):
    column = languages.column_in(code, "title")
    return column in form.fields and not form.fields[column].disabled


def _read(release, code):
    return {text: release.text(text, code) for text in TEXTS}
