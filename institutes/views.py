from itertools import groupby

from django.db.models import F, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from common.origin import origin_of
from common.serving import serve
from common.small_letters import InCapitals
from common.uploads import LOGOS, sniff

from .models import Contact, Institute, Membership, Organisation, School
from .structured_data import data_of

for_the_press = (
    Contact.objects.for_the_press().select_related("organisation").prefetch_related("phone_numbers")
)
of_the_press = Prefetch("contacts", for_the_press, to_attr="press_contacts")


class InstituteList(ListView):
    queryset = Institute.objects.prefetch_related("awards")


class OrganisationPage(DetailView):
    def get_object(self, queryset=None):
        try:
            return super().get_object(queryset)
        except Http404:
            slug = self.kwargs["slug"]
            if slug != slug.lower() and self.get_queryset().filter(slug=slug.lower()).exists():
                raise InCapitals(slug) from None
            raise


class InstitutePage(OrganisationPage):
    queryset = Institute.objects.select_related("director").prefetch_related(
        "awards",
        "former_names",
        of_the_press,
        Prefetch("memberships", Membership.objects.select_related("school")),
    )
    template_name = "institutes/institute_detail.html"

    def get_context_data(self, **kwargs):
        institute = self.object
        contacts = as_recorded(institute.press_contacts)
        return super().get_context_data(
            **kwargs,
            data=data_of(institute, contacts, origin_of(self.request)),
            director=institute.public_director,
            schools=[
                {"slug": line.school.slug, "name": line.school.name, "role": line.role}
                for line in institute.memberships.all()
            ],
            contacts=contacts,
        )


class SchoolList(ListView):
    queryset = School.objects.still_there()


class SchoolPage(OrganisationPage):
    queryset = School.objects.select_related("merged_into").prefetch_related(
        "former_names", of_the_press, Prefetch("memberships", Membership.objects.select_related("institute"))
    )
    template_name = "institutes/school_detail.html"

    def get_context_data(self, **kwargs):
        contacts = as_recorded(self.object.press_contacts)
        data = data_of(self.object, contacts, origin_of(self.request))
        return super().get_context_data(**kwargs, contacts=contacts, data=data)


class PressContacts(ListView):
    queryset = for_the_press.order_by(
        F("organisation__slug").asc(nulls_last=True), "last_name", "first_name", "id"
    )
    template_name = "institutes/press_contacts.html"

    def get_context_data(self, **kwargs):
        groups = groupby(self.get_queryset(), key=lambda contact: contact.organisation)
        return super().get_context_data(
            **kwargs, groups=[(organisation, as_recorded(contacts)) for organisation, contacts in groups]
        )


def as_recorded(contacts) -> list[dict]:
    """People as an edition's record holds them, so that one template shows both."""
    language = get_language()
    return [
        {
            "name": contact.full_name,
            "card": reverse("card", args=[contact.pk]),
            "job_title": contact.job_title,
            "organisation": contact.organisation.name if contact.organisation else "",
            "email": contact.email,
            "languages": contact.languages,
            "phones": [
                {"number": phone.dialled, "display": phone.display(language), "label": phone.label}
                for phone in contact.phone_numbers.all()
            ],
        }
        for contact in contacts
    ]


@require_safe
def logo(request, slug):
    organisation: Organisation = get_object_or_404(Organisation.objects.exclude(logo=""), slug=slug)
    try:
        with organisation.logo.open("rb") as content:
            kind = sniff(content)  # type: ignore[arg-type]
    except FileNotFoundError:
        raise Http404 from None
    if kind not in LOGOS:
        raise Http404
    response = serve(request, organisation.logo.name, kind.mime)  # type: ignore[arg-type]
    patch_cache_control(response, public=True, no_cache=True)
    return response
