"""Press contacts for the address book of a telephone: what their page shows, and nobody else."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchange.vcards import write_vcards, write_vcards_3

from .address_book import vcards
from .models import Contact, Organisation

# 3.0 is what address books read; whoever wants 4.0 says so.
PARAMETERS = {"version": re.compile("4")}
# Of a list; RFC 6350 has no bound, a telephone has.
MOST = 500


@require_safe
def of_person(request, pk):
    person = get_object_or_404(Contact.objects.for_the_press(), pk=pk)
    return _file(request, [person.pk], slugify(person.full_name) or str(pk))


@require_safe
def of_organisation(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    return _file(request, _keys(Contact.objects.for_the_press().filter(organisation=organisation)), slug)


@require_safe
def of_all(request):
    return _file(request, _keys(Contact.objects.for_the_press()), slugify(_("Press contacts")))


def _keys(contacts):
    return list(contacts.order_by("last_name", "first_name", "pk").values_list("pk", flat=True)[:MOST])


def _file(request, keys, name):
    if not keys:
        raise Http404
    people = vcards(keys, request.get_host())
    cards = (
        write_vcards(people) if request.GET.get("version") == "4" else write_vcards_3(people, get_language())
    )
    response = HttpResponse(b"".join(cards), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.vcf")
    return response
