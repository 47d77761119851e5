from .. import registry
from .subject import Subject

SUBJECTS: dict[str, type[Subject]] = {}


def register(*subjects: type[Subject]) -> None:
    """What comes in goes out as well."""
    SUBJECTS.update({subject.resource_class.name: subject for subject in subjects})
    registry.register(*(subject.resource_class for subject in subjects))
