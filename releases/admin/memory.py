"""What was approved in two languages before, for the texts of the form: shown, taken, and kept nowhere."""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from js_asset import ImportMap, Media, Script

from common import languages
from common.fields import field_of
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.keys import is_key
from common.modeladmin.pages import DeskPage

from .. import workflow
from ..models import Release
from ..texts.bounds import check_bounds
from ..texts.memory import Placing, Unit
from ..texts.parity.blocks import RICH
from ..texts.redline import redline_of_line
from ..texts.richtext import clean_html
from ..workflow.memory import Offer, offers, translations_of
from .typographer import TAKEN
from .typographer_texts import text_of

FIELDS = ("title", "subtitle", "standfirst", "body")
# What else it imports is named with the typographer.
MEDIA = Media(
    css={"all": ["css/desk_memory.css"]},
    js=[Script(f"js/{name}.js", type="module") for name in ("memory", "memory_blocks")],
    importmap=ImportMap({"press-room/memory_texts": "js/memory_texts.js"}),
)


class Shown(NamedTuple):
    """A sentence of the source with what is offered for it."""

    unit: Unit
    offers: list[Offer]

    @property
    def redline(self) -> str:
        """What it is now, and what it was in the best offer."""
        return redline_of_line(self.offers[0].text, self.unit.text)


class MemoryMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(Memory.as_view(model_admin=self))
        return [path("memory/<slug:language>/", view, name="releases_release_memory"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] += MEDIA
        context["memory"] = [
            (code, languages.own_name(code), reverse("admin:releases_release_memory", args=[code]))
            for code in languages.LANGUAGES
        ]
        return super().render_change_form(request, context, *args, **kwargs)


class Memory(DeskPage):
    """Of the texts of one language, translated from another."""

    http_method_names = ["post"]

    def post(self, request, language):
        source_language = request.POST.get("from", "")
        if not {language, source_language} <= set(languages.LANGUAGES) or language == source_language:
            raise Http404
        if not workflow.may_write(self.user, language):
            raise PermissionDenied
        try:
            source, translation = self._texts(source_language), self._texts(language)
        except ValidationError as error:
            return _never_kept({"reasons": error.messages})
        placing = Placing(source, source_language, translation, language)
        taken = request.POST.getlist(TAKEN)
        if taken:
            return _never_kept(_made(placing, taken, source_language, language))
        block = request.POST.get("block", "")
        return _never_kept(_found(placing, source_language, language, block))

    def _texts(self, language):
        """As typed; what is only read there, as it was saved."""
        texts = {}
        for name in FIELDS:
            text = self.request.POST.get(languages.column_in(language, name))
            if text is None:
                text = self._saved.text(name, language) if self._saved else ""
            check_bounds(text or "")
            texts[name] = clean_html(text) if name in RICH else text or ""
        return texts

    @cached_property
    def _saved(self) -> Release | None:
        key = self.request.POST.get("release", "")
        release = Release.objects.filter(pk=key).first() if is_key(Release, key) else None
        may_see = self.model_admin.has_view_permission(self.request, release)
        return release if release and may_see else None


def _found(placing, source_language, language, block):
    """Of this block of the body, or of all texts."""
    units = [unit for unit in placing.units if placing.has_place(unit) and _is_of(unit, block)]
    found = offers([unit.text for unit in units], source_language, language)
    shown = list(_shown(units, found, placing))
    fields = [(_label(field), list(each)) for field, each in groupby(shown, key=lambda each: each.unit.field)]
    context = {"fields": fields, "language": language, "source_language": source_language}
    return {
        "html": render_to_string("admin/releases/release/_memory_found.html", context),
        "blocks": sorted({each.unit.block for each in shown if each.unit.field in RICH}),
    }


def _is_of(unit, block):
    return not block or (unit.field in RICH and str(unit.block) == block)


def _shown(units, found, placing) -> Iterator[Shown]:
    """The whole of a block where the very same was approved, or else its sentences."""
    whole: set[tuple[str, int]] = set()
    for unit in units:
        own = [offer for offer in found.get(unit.text, ()) if not placing.is_there(offer.translation)]
        if unit.is_whole:
            own = [offer for offer in own if offer.is_exact]
            whole |= {unit.place} if own else set()
        elif unit.place in whole:
            continue
        if own:
            yield Shown(unit, own)


def _label(field):
    return capfirst(str(field_of(Release, field).verbose_name))


def _made(placing, taken, source_language, language):
    """`taken`: the key of a unit and the number of what was approved for it."""
    chosen = dict(key.rpartition(":")[::2] for key in taken)
    known = translations_of(
        [pk for pk in chosen.values() if pk.isdecimal() and pk.isascii()], source_language, language
    )
    wanted = {unit: known[pk] for unit in placing.units if (pk := chosen.get(unit.key, "")) and pk in known}
    new = placing.with_taken(wanted)
    texts = [text_of(Release, field, language, text) for field, text in new.items()]
    return {
        "texts": {text.column: text.text for text in texts if text.has_room_for(text.text)},
        "reasons": [
            _("“%(text)s” would be too long with what was taken: shorten it first.") % {"text": text.label}
            for text in texts
            if not text.has_room_for(text.text)
        ],
    }


def _never_kept(answer):
    response = JsonResponse(answer)
    add_never_cache_headers(response)
    return response
