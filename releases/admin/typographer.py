"""Corrections of the typography and the terms of what the form holds: shown, made there, and kept nowhere."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from js_asset import ImportMap, Media, Script

from common import languages
from common.fields import field_of
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from .. import workflow
from ..models import Release
from ..texts.bounds import check_bounds
from ..texts.typographer import Correction, corrected, corrections
from ..texts.typographer.edits import Rule
from ..workflow.terms import term_rules
from .typographer_redline import redline_of

FIELDS = ("title", "subtitle", "standfirst", "body")
# Of one text at a time: the others are found when these are made.
MOST_SHOWN = 300
TAKEN = "take"
MEDIA = Media(
    css={"all": ["css/desk_typographer.css"]},
    js=[Script("js/typographer.js", type="module"), Script("js/typographer_notes.js", type="module")],
    importmap=ImportMap(
        {f"press-room/{name}": f"js/{name}.js" for name in ("made_texts", "typographer_texts")}
    ),
)


class Text(NamedTuple):
    column: str
    language: str
    text: str

    @property
    def field(self):
        return field_of(Release, self.column)

    @property
    def is_rich(self) -> bool:
        return getattr(self.field, "holds_markup", False)

    @property
    def label(self) -> str:
        name = next(name for name in FIELDS if languages.column_in(self.language, name) == self.column)
        return capfirst(str(field_of(Release, name).verbose_name))

    def corrections(self) -> list[Correction]:
        return corrections(self.text, self.language, self.is_rich, term_rules(self.language))

    def corrected(self, only: set[int]) -> str:
        return corrected(self.text, self.language, self.is_rich, only, term_rules(self.language))

    def has_room_for(self, text: str) -> bool:
        return self.field.max_length is None or len(text) <= self.field.max_length


class TypographerMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(Typographer.as_view(model_admin=self))
        own = [path("typography/<slug:language>/", view, name="releases_release_typography")]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] += MEDIA
        context["typographer"] = [
            (code, languages.own_name(code), reverse("admin:releases_release_typography", args=[code]))
            for code in languages.LANGUAGES
        ]
        return super().render_change_form(request, context, *args, **kwargs)


class Typographer(DeskPage):
    """Of the texts of one language: what would be corrected, or with what was taken of it."""

    http_method_names = ["post"]

    def post(self, request, language):
        if language not in languages.LANGUAGES:
            raise Http404
        if not workflow.may_write(self.user, language):
            raise PermissionDenied
        texts = list(_typed(request.POST, language))
        try:
            for text in texts:
                check_bounds(text.text)
        except ValidationError as error:
            return _never_kept({"reasons": error.messages})
        taken = request.POST.getlist(TAKEN)
        return _never_kept(_made(texts, taken) if taken else _found(texts))


def _typed(sent, language) -> Iterator[Text]:
    for name in FIELDS:
        column = languages.column_in(language, name)
        if column in sent:
            yield Text(column, language, sent[column])


def _found(texts):
    found = {text: text.corrections() for text in texts}
    shown = [(text, list(_by_rule(each[:MOST_SHOWN]))) for text, each in found.items() if each]
    more = any(len(each) > MOST_SHOWN for each in found.values())
    return {
        "html": render_to_string("admin/releases/release/_typography.html", {"texts": shown, "more": more}),
        "counts": {text.column: _count(len(each)) for text, each in found.items() if each},
    }


def _by_rule(found) -> Iterator[tuple[Rule, list[tuple[int, SafeString]]]]:
    """In the order in which the text needs them."""
    for rule in {each.rule.name: each.rule for each in found}.values():
        yield rule, [(key, redline_of(each)) for key, each in enumerate(found) if each.rule is rule]


def _count(number):
    return ngettext("%(number)d proposed correction", "%(number)d proposed corrections", number) % {
        "number": number
    }


def _made(texts, taken):
    chosen = defaultdict(set)
    for each in taken:
        column, _colon, key = each.rpartition(":")
        if key.isdecimal() and key.isascii():
            chosen[column].add(int(key[:9]))
    made = {text: text.corrected(chosen[text.column]) for text in texts if text.column in chosen}
    full = [text.label for text, new in made.items() if not text.has_room_for(new)]
    return {
        "texts": {text.column: new for text, new in made.items() if text.has_room_for(new)},
        "reasons": [
            _("“%(text)s” would be too long with its corrections: shorten it first.") % {"text": label}
            for label in full
        ],
    }


def _never_kept(answer):
    response = JsonResponse(answer)
    add_never_cache_headers(response)
    return response
