"""What a mixin is mixed into, for the type checker; at run time a mixin has no base class."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django import forms
    from django.contrib import admin
    from django.db import models
    from django.db.models.lookups import In
    from django.utils.deprecation import MiddlewareMixin
    from django.views.generic.base import ContextMixin, View
    from django.views.generic.detail import SingleObjectMixin

    class ModelAdminMixinBase(admin.ModelAdmin[Any]):
        # DeskSite, which asks what may be seen.
        admin_site: Any

    AdminOrInlineMixinBase = admin.options.BaseModelAdmin[Any]
    InlineMixinBase = admin.options.InlineModelAdmin[Any, Any]
    LookupMixinBase = In
    MiddlewareMixinBase = MiddlewareMixin
    FieldMixinBase = models.Field[Any, Any]
    FormFieldMixinBase = forms.Field
    FormSetMixinBase = forms.BaseInlineFormSet[Any, Any, Any]
    ModelFormMixinBase = forms.ModelForm[Any]

    class PageMixinBase(ContextMixin, View):
        def get(self, request: Any, *args: Any, **kwargs: Any) -> Any: ...

    class DetailPageMixinBase(SingleObjectMixin[Any], PageMixinBase):
        object: Any
else:
    ModelAdminMixinBase = AdminOrInlineMixinBase = InlineMixinBase = object
    PageMixinBase = DetailPageMixinBase = object
    FieldMixinBase = FormFieldMixinBase = FormSetMixinBase = LookupMixinBase = ModelFormMixinBase = object
    MiddlewareMixinBase = object
