from .attachment import Attachment
from .boilerplate import Boilerplate, ReleaseBoilerplate
from .edition import Address, Edition, EditionFile
from .journal import Event
from .release import ReferenceCounter, Release, ReleaseContact, State, Status, Topic

__all__ = [
    "Address",
    "Attachment",
    "Boilerplate",
    "Edition",
    "EditionFile",
    "Event",
    "ReferenceCounter",
    "Release",
    "ReleaseBoilerplate",
    "ReleaseContact",
    "State",
    "Status",
    "Topic",
]
