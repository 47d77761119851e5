"""What a mixin is mixed into, for the type checker; at run time a mixin has no base class."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django import forms
    from django.contrib import admin
    from django.db import models
    from django.db.models.lookups import In
    from django.views.generic.base import ContextMixin, View
    from django.views.generic.detail import SingleObjectMixin

    class OfAdmin(admin.ModelAdmin[Any]):
        # DeskSite, which asks what may be seen.
        admin_site: Any

    OfAdminOrInline = admin.options.BaseModelAdmin[Any]
    OfInline = admin.options.InlineModelAdmin[Any, Any]
    OfLookup = In
    OfField = models.Field[Any, Any]
    OfFormField = forms.Field
    OfFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    OfModelForm = forms.ModelForm[Any]

    class OfObjectPage(SingleObjectMixin[Any], ContextMixin, View):
        object: Any
else:
    OfAdmin = OfAdminOrInline = OfInline = OfField = OfFormField = OfFormSet = OfLookup = OfModelForm = object
    OfObjectPage = object
