"""A renamed school, a merger, and what they change."""

import datetime

from django.urls import reverse

from institutes import renaming
from institutes.models import Contact, FormerName, Membership, Organisation, School
from tests.builders import rows

DAY = datetime.date(2022, 1, 1)
NEW = {"name_fr": "IMT Nord Europe", "name_en": "IMT Nord Europe", "short_name_fr": "INE"}


def everything():
    return [rows(model) for model in (Organisation, School, FormerName, Membership)]


def merge(school, successor, *, memberships=True, people=True):
    return renaming.merge_into(school, successor, DAY, memberships=memberships, people=people)


def page_url(organisation, page):
    return reverse(f"admin:institutes_{organisation._meta.model_name}_{page}", args=[organisation.pk])


def people():
    return sorted(Contact.objects.values_list("last_name", "organisation"))
