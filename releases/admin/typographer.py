"""Corrections of the typography and the terms of what the form holds: shown, made there, and kept nowhere."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from js_asset import ImportMap, Media, Script

from common import languages
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from ..texts.bounds import check_bounds
from ..texts.typographer.edits import Rule
from .typographer_redline import redline_of
from .typographer_texts import sent_texts

# Of one text at a time: the others are found when these are made.
MOST_SHOWN = 300
TAKEN = "take"
MODULES = ("keep/server", "keep/status", "keep/take_in", "made_texts", "typographer_texts")
MEDIA = Media(
    css={"all": ["css/desk_typographer.css"]},
    js=[Script("js/typographer.js", type="module"), Script("js/typographer_notes.js", type="module")],
    importmap=ImportMap({f"press-room/{name}": f"js/{name}.js" for name in MODULES}),
)


class TypographerMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of a model with texts, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(Typographer.as_view(model_admin=self))
        own = [path("typography/<slug:language>/", view, name=self._typography)]
        return own + super().get_urls()

    @property
    def _typography(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_typography"

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] += MEDIA
        context["typographer"] = [
            (code, languages.own_name(code), reverse(f"admin:{self._typography}", args=[code]))
            for code in languages.LANGUAGES
        ]
        return super().render_change_form(request, context, *args, **kwargs)

    def may_correct(self, request, language: str) -> bool:
        return self.has_change_permission(request)


class Typographer(DeskPage):
    """Of the texts of one language: what would be corrected, or with what was taken of it."""

    http_method_names = ["post"]

    def post(self, request, language):
        if language not in languages.LANGUAGES:
            raise Http404
        if not self.model_admin.may_correct(request, language):
            raise PermissionDenied
        texts = list(sent_texts(request.POST, self.model_admin.model, language))
        try:
            for text in texts:
                check_bounds(text.text)
        except ValidationError as error:
            return _never_kept({"reasons": error.messages})
        taken = request.POST.getlist(TAKEN)
        return _never_kept(_made(texts, taken) if taken else _found(texts))


def _found(texts):
    found = {text: text.corrections() for text in texts}
    shown = [(text, list(_by_rule(each[:MOST_SHOWN]))) for text, each in found.items() if each]
    more = any(len(each) > MOST_SHOWN for each in found.values())
    return {
        "html": render_to_string("admin/releases/release/_typography.html", {"texts": shown, "more": more}),
        "counts": {text.name: _count(len(each)) for text, each in found.items() if each},
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
        name, _colon, key = each.rpartition(":")
        if key.isdecimal() and key.isascii():
            chosen[name].add(int(key[:9]))
    made = {text: text.corrected(chosen[text.name]) for text in texts if text.name in chosen}
    full = [text.label for text, new in made.items() if not text.has_room_for(new)]
    return {
        "texts": {text.name: new for text, new in made.items() if text.has_room_for(new)},
        "reasons": [
            _("“%(text)s” would be too long with its corrections: shorten it first.") % {"text": label}
            for label in full
        ],
    }


def _never_kept(answer):
    response = JsonResponse(answer)
    add_never_cache_headers(response)
    return response
