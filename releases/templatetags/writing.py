"""For the form of a release."""

from django import template
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.field_labels import in_language
from common.modeladmin import edit_conflicts

register = template.Library()


@register.simple_tag
def text_label(bound, code):
    """The language is said to those who do not see in which column the text stands."""
    suffix = in_language("", code)
    name = str(bound.label).removesuffix(suffix)
    hidden = suffix if name != bound.label else ""
    return format_html(
        '<label for="{}">{}<span class="visually-hidden">{}{}</span></label>',
        bound.id_for_label,
        capfirst(name),
        hidden,
        _(":"),
    )


@register.filter
def in_words(bound):
    """What a field that this person may not change holds."""
    return edit_conflicts.in_words(bound.field, bound.initial) or "–"


@register.filter
def chosen(line):
    """The row that a line of an inline has chosen, or None."""
    try:
        return getattr(line.form.instance, line.model_admin.choice)
    except ObjectDoesNotExist:
        return None


@register.simple_tag(takes_context=True)
def row_address(context, line):
    """The page of what a line has chosen, for those who may open it."""
    row = chosen(line)
    if not row or not line.model_admin.admin_site.may_see(context["request"], row):
        return ""
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


@register.simple_tag(takes_context=True)
def new_row(context, inline):
    """Where a row to choose is added, and what that is called, for those who may."""
    model = inline.model._meta.get_field(inline.choice).related_model
    model_admin = inline.admin_site.get_model_admin(model)
    if not model_admin.has_add_permission(context["request"]):
        return None
    address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")
    return {"address": address, "title": model_admin.new_title}
