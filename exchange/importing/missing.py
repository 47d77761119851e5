"""Rows that cells refer to and that are not there yet: whoever may add them creates them from the trial."""

from collections.abc import Iterable

from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from common.exceptions import Refused

from ..models import Import
from ..registry import RESOURCES
from .registry import ROW_HANDLERS


def missing_in(job: Import, user) -> dict[str, list[str]]:
    """{name that nobody knows: names that are near}; nothing for whoever may not add such rows."""
    if job.state != Import.State.CHECKED or not _may_create(job, user):
        return {}
    return job.reading.get("missing", {})


def _may_create(job, user):
    model = RESOURCES[job.resource].reference_model
    if model is None or not ROW_HANDLERS[job.resource].may_create_references:
        return False
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('add', model._meta)}")


def create(job: Import, names: Iterable[str], user) -> list[models.Model]:
    """Refused when nothing is chosen, or a name cannot be one; then none is created."""
    offered = missing_in(job, user)
    chosen = [name for name in dict.fromkeys(names) if name in offered]
    if not chosen:
        raise Refused(_("Tick at least one name."))
    references = RESOURCES[job.resource]().references()
    try:
        with transaction.atomic():
            return [references.create(name) for name in chosen if not references.knows(name)]
    except ValidationError as refusal:
        raise Refused(*refusal.messages) from refusal
