"""Two contacts of one person, and what a merge makes of them."""

import datetime

from django.apps import apps
from django.utils import timezone

from institutes.models import ContactEvent, Merge, NotDuplicates, VerificationLink, VerificationReply
from institutes.people import merging
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    rows,
)

OFFICE, MOBILE, AGENCY = "+33141113789", "+33612345678", "+33175314082"
# What a merge and its undo leave behind on purpose.
OWN_TRACES = (Merge, ContactEvent)


def make_pair():
    """Two contacts of one person, with every kind of reference on one, on the other and on both."""
    keep = make_contact(
        "Durand",
        email="zoe.durand@imt.example",
        phones=(OFFICE, MOBILE),
        organisation=make_organisation("School"),
        languages=["fr", "en"],
        job_title_fr="Attachée de presse",
        data_source="Event of 2019",
        data_collected_on=datetime.date(2019, 5, 2),
    )
    drop = make_contact(
        "Durant",
        first_name="Zoë",
        email="durand@agency.example",
        phones=(MOBILE, AGENCY),
        organisation=make_organisation("Agency"),
        languages=["de", "en"],
        job_title_fr="Directrice",
        job_title_en="Director",
        is_public=False,
        data_source="Business card",
        data_collected_on=datetime.date(2018, 1, 1),
        legal_basis="consent",
        verified_on=datetime.date(2024, 1, 1),
        verified_by="Someone",
    )
    other = make_contact("Petit")
    attach(make_release(), keep, other)
    attach(make_release(in_languages=["fr"]), drop, other)
    attach(make_release(in_languages=["en"]), other, keep, drop)
    make_institute(director=drop)
    make_institute(director=keep)
    for contact in (keep, drop):
        ContactEvent.objects.create(
            contact=contact, contact_name=str(contact), kind="verified", actor_name="A"
        )
        VerificationReply.objects.create(
            contact=contact, changes={"email": {"from": "", "to": "x@example.org"}}
        )
        VerificationLink.objects.create(contact=contact, digest=f"{contact.pk}", expires_at=timezone.now())
    NotDuplicates.objects.create(first=drop, second=other, decided_by="B")
    return keep, drop


def whole_record():
    """Every table of both apps, but for what is told of merges themselves."""
    models = [
        model
        for app in ("institutes", "releases")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model not in OWN_TRACES
    ]
    record = {model._meta.label: rows(model) for model in models}
    told = ContactEvent.objects.exclude(kind__in=["merged", "unmerged"])
    return record | {"events": list(told.order_by("pk").values_list("pk", "contact", "kind", "at"))}


def merge(keep, drop, by, **choices):
    return merging.merge(keep, drop, choices, by)
