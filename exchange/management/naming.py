"""What the commands of django-import-export are called with, as what this site has for it."""

from django.core.management.base import CommandError

from ..formats import FORMATS
from ..registry import RESOURCES


def resource_path(name: str) -> str:
    """Of a model (institutes.Contact) or of a resource's class; nothing else leaves by a command."""
    known = {resource._meta.model._meta.label.lower(): path_of(resource) for resource in RESOURCES.values()}
    if name in known.values():
        return name
    if path := known.get(name.lower()):
        return path
    labels = ", ".join(resource._meta.model._meta.label for resource in RESOURCES.values())
    raise CommandError(f"{name} is not one of: {labels}.")


def format_path(name: str) -> str:
    """Also of the library's own formats, by the last part of their names."""
    known = {each.__name__.lower(): path_of(each) for each in FORMATS}
    if path := known.get(name.rpartition(".")[2].lower()):
        return path
    raise CommandError(f"{name} is not one of: {', '.join(each.__name__ for each in FORMATS)}.")


def path_of(named: type) -> str:
    return f"{named.__module__}.{named.__qualname__}"
