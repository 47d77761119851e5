from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import languages
from common.modeladmin.edit_conflicts import ConflictCheckedForm

from ..models import Boilerplate, Release, Topic
from ..texts import parity
from ..workflow.checks import CHECKS, office
from ..workflow.parity import boilerplate_differences
from .base import RichTextModelAdmin
from .shown_files import lost_file_problems
from .typographer import TypographerMixin


def side_by_side(*fields: str) -> list[tuple[str, ...]]:
    """One line per field, its languages beside one another."""
    return [tuple(languages.column_in(code, field) for code in languages.LANGUAGES) for field in fields]


def every_language(*fields: str) -> list[str]:
    return [name for line in side_by_side(*fields) for name in line]


@admin.register(Topic)
class TopicAdmin(RichTextModelAdmin):
    list_display = (*every_language("name"),)
    search_fields = name_columns = ["search_text"]
    new_title = gettext_lazy("New topic")
    nothing_yet = gettext_lazy("Topics will stand here: releases are listed under them on the site.")
    fieldsets = [(None, {"fields": side_by_side("name", "slug")})]  # type: ignore[typeddict-item]
    proposed_slugs = {
        languages.column_in(code, "slug"): languages.column_in(code, "name") for code in languages.LANGUAGES
    }

    def get_deleted_objects(self, objs, request):
        *found, protected = super().get_deleted_objects(objs, request)
        may_count = self.admin_site.may_see_kind(request, Release)
        uses = [_use_of(topic, may_count) for topic in objs if topic.referencing_releases().exists()]
        return *found, [*protected, *dict.fromkeys(uses)]


def _use_of(topic, may_count):
    """“Health” stands in 3 press releases."""
    if not may_count:
        return _("others that you may not see")
    count = topic.referencing_releases().count()
    sentence = ngettext(
        "“%(topic)s” is used in %(count)d press release.",
        "“%(topic)s” is used in %(count)d press releases.",
        count,
    )
    return sentence % {"topic": topic, "count": count}


class BoilerplateForm(ConflictCheckedForm):
    class Meta:
        model = Boilerplate
        fields = "__all__"

    def clean(self):
        super().clean()
        for column in every_language("body"):
            if problems := lost_file_problems(self.cleaned_data.get(column) or ""):
                self.add_error(column, problems)


# The button of a boilerplate that was read and found right.
REVIEWED_TODAY = "_reviewed_today"


@admin.register(Boilerplate)
class BoilerplateAdmin(TypographerMixin, RichTextModelAdmin):
    form = BoilerplateForm
    list_display = [*every_language("title"), "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["search_text", "organisation__search_text"]
    name_columns = ["search_text"]
    new_title = gettext_lazy("New boilerplate")
    nothing_yet = gettext_lazy(
        "Boilerplates will stand here: texts about an organisation, which releases end with."
    )
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (None, {"fields": [*side_by_side("title"), "organisation", *side_by_side("body"), "reviewed_on"]})
    ]

    def render_change_form(self, request, context, *args, **kwargs):
        context["reviewed_today"] = REVIEWED_TODAY
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Whoever writes it has reviewed it."""
        if REVIEWED_TODAY in request.POST:
            # It is logged, though nothing may have been typed.
            form.changed_data.append("reviewed_on")
            obj.reviewed_on = timezone.localdate()
        elif form.changed_data and "reviewed_on" not in form.changed_data:
            obj.reviewed_on = timezone.localdate()
        super().save_model(request, obj, form, change)
        _tell_differences(request, obj)

    def response_change(self, request, obj):
        if REVIEWED_TODAY not in request.POST:
            return super().response_change(request, obj)
        messages.success(request, _("%(boilerplate)s: reviewed today.") % {"boilerplate": obj})
        return redirect("admin:releases_boilerplate_change", obj.pk)


def _tell_differences(request, boilerplate):
    """The check of releases, whose forms do not look into boilerplates."""
    for _check, limits in office.switched_on([CHECKS["parity"]]):
        for difference in boilerplate_differences(boilerplate)[: limits["most"]]:
            sentence = _("The languages of this boilerplate differ: %(difference)s")
            messages.warning(request, sentence % {"difference": parity.sentence(difference)})
