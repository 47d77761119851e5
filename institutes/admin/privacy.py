from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import CharField
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.keys import is_key
from common.modeladmin.pages import DeskPage, page_of

from ..models import Contact, ContactEvent, VerificationReply
from ..people import access, data_holders, erasure, events, verification
from ..people.copies import Person
from .mentions import mentions_of
from .published_copies import inform_about_published_copies
from .verifying import ask, verify

CHANGE, ERASE, EXPORT = "institutes.change_contact", "institutes.erase_contact", "institutes.export_contact"
CONTACT_PAGE = "admin:institutes_contact_change"
# {name of a button of the form: what it does after the form is saved}
ACTS = {"_verify": verify, "_ask": ask}


def _waiting_lists(request):
    if not request.user.has_perm(CHANGE):
        return []
    return [
        (_("To verify"), reverse("admin:institutes_contact_to_verify")),
        (_("Retention period exceeded"), reverse("admin:institutes_contact_retention")),
    ]


class PrivacyPages(DeskModelAdminMixinBase):
    """For ContactAdmin: the buttons of a contact, and the lists of contacts that wait for somebody."""

    change_form_template = "admin/institutes/contact/change_form.html"

    def list_buttons(self, request):
        return [*super().list_buttons(request), *_waiting_lists(request)]

    def own_pages(self, request):
        return [*super().own_pages(request), *_waiting_lists(request)]

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view.as_view(model_admin=self)), name=name)

        return [
            page("to-verify/", ToVerify, "institutes_contact_to_verify"),
            page("retention/", Retention, "institutes_contact_retention"),
            page("<int:pk>/data/", AllData, "institutes_contact_data"),
            page("<int:pk>/erase/", Erase, "institutes_contact_erase"),
            page("<int:pk>/verify/", Verify, "institutes_contact_verify"),
            page("<int:pk>/ask/", Ask, "institutes_contact_ask"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {
            "may_erase": request.user.has_perm(ERASE),
            "may_export": request.user.has_perm(EXPORT),
            "may_verify": request.user.has_perm(CHANGE),
            "timeline": self._timeline(request, object_id),
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def instead_of_deleting(self, request, row):
        if not request.user.has_perm(ERASE):
            return []
        return [(_("Erase…"), reverse("admin:institutes_contact_erase", args=[row.pk]))]

    def _timeline(self, request, object_id):
        if not (is_key(Contact, object_id) and request.user.has_perm("institutes.view_contactevent")):
            return []
        return ContactEvent.objects.filter(contact=object_id)[:30]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "objected_on" in form.changed_data:
            kinds = ContactEvent.Kind
            kind = kinds.OBJECTED if obj.objected_on else kinds.OBJECTION_REMOVED
            events.log(obj, kind, request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            inform_about_published_copies(request, form.instance)

    def response_change(self, request, obj):
        """The form has been saved by now: no button beside it loses what was typed."""
        for name, act in ACTS.items():
            if name in request.POST and request.user.has_perm(CHANGE):
                act(request, obj)
                return HttpResponseRedirect(reverse(CONTACT_PAGE, args=[obj.pk]))
        return super().response_change(request, obj)


class ContactPage(DeskPage):
    """A page on one contact, or on many; `permission` for every method."""

    permission = CHANGE
    # Of pages on one contact.
    contact: Any = None

    def dispatch(self, request, *args, pk=None, **kwargs):
        if not self.may(request):
            raise PermissionDenied
        self.contact = get_object_or_404(Contact, pk=pk) if pk is not None else None
        return super().dispatch(request, *args, **kwargs)

    def may(self, request):
        return request.user.has_perm(self.permission)

    def page(self, template, title, **context):
        return super().page(f"admin/institutes/contact/{template}", title, **context)

    def back(self):
        return HttpResponseRedirect(reverse(CONTACT_PAGE, args=[self.contact.pk]))


class AllData(ContactPage):
    """Everything held on one person, as a file to give to that person."""

    http_method_names = ["post"]
    permission = EXPORT

    def may(self, request):
        """Nobody takes out what they may not see."""
        return super().may(request) and self.model_admin.has_view_permission(request)

    def post(self, request):
        data = access.everything_on(self.contact, request.user)
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        day = timezone.localdate().isoformat()
        response.headers["Content-Disposition"] = (
            f'attachment; filename="contact-{self.contact.pk}-{day}.json"'
        )
        return response


SEARCH_ENDED_EARLY = gettext_lazy(
    "The search was ended early, so there may be more: look for the name in the lists of the desk as well."
)
ERASED = gettext_lazy(
    "Erased, and taken out of the contacts and directors of every release. Texts stay as they were written "
    "and may still name the person."
)


class EraseForm(forms.Form):
    reason = CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Kept in the timeline. Do not name the person here."),
    )
    sure = forms.BooleanField(label=gettext_lazy("Erase for good; this cannot be undone"))


class Erase(ContactPage):
    permission = ERASE

    def may(self, request):
        """The page names the person: nobody erases whom they may not see."""
        return super().may(request) and self.model_admin.has_view_permission(request)

    def get(self, request):
        return self.show(EraseForm())

    def post(self, request):
        form = EraseForm(request.POST)
        if form.is_valid() and Person.of(self.contact).is_named_in(form.cleaned_data["reason"]):
            form.add_error("reason", _("Leave out the person’s name and address: the reason is kept."))
        if not form.is_valid():
            return self.show(form)
        person = Person.of(self.contact)
        erasure.erase(self.contact, request.user, form.cleaned_data["reason"])
        messages.success(request, ERASED)
        self._say_what_stays(person)
        return HttpResponseRedirect(reverse("admin:institutes_contact_changelist"))

    def _say_what_stays(self, person):
        mentions = mentions_of(person, self.request, self.model_admin.admin_site)
        lines = mentions.links()
        if lines:
            lines = [_("The name still stands in these texts; change them there:"), *lines]
        if not mentions.is_complete:
            lines.append(str(SEARCH_ENDED_EARLY))
        if lines:
            messages.warning(
                self.request, format_html_join(mark_safe("<br>"), "{}", ((one,) for one in lines))
            )

    def show(self, form):
        return self.page(
            "erase.html",
            _("Erase this person"),
            form=form,
            contact=self.contact,
            places=data_holders.public_places(self.contact),
            mentions=mentions_of(Person.of(self.contact), self.request, self.model_admin.admin_site),
            search_ended_early=SEARCH_ENDED_EARLY,
        )


class Verify(ContactPage):
    http_method_names = ["post"]

    def post(self, request):
        verify(request, self.contact)
        return self.back()


class Ask(ContactPage):
    http_method_names = ["post"]

    def post(self, request):
        ask(request, self.contact)
        return self.back()


class ToVerify(ContactPage):
    title = gettext_lazy("Contacts to verify")
    note = gettext_lazy("Press contacts that nobody has verified for a year.")

    def get_queryset(self):
        return verification.to_verify()

    def get(self, request):
        contacts = self.get_queryset().select_related("organisation")
        contacts = contacts.annotate(asked_at=Max("verification_links__created_at"))
        pages = page_of(contacts, request)
        waiting = VerificationReply.objects.filter(state=VerificationReply.State.PENDING).count()
        return self.page(
            "to_verify.html",
            self.title,
            pages=pages,
            note=self.note,
            waiting=waiting,
            withheld=self.withheld(),
            may_erase=request.user.has_perm(ERASE),
        )

    def withheld(self):
        """Those who would be asked, but object."""
        return Contact.objects.filter(is_press_contact=True, objected_on__isnull=False).count()


class Retention(ToVerify):
    title = gettext_lazy("Retention period exceeded")
    note = gettext_lazy(
        "Contacts that nobody has changed or verified for three years: verify them, or erase them."
    )

    def get_queryset(self):
        return events.overdue().order_by("updated_at", "pk")

    def withheld(self):
        """What the law allows to be kept ends for them, too."""
        return 0
