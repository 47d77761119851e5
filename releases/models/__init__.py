from .attachment import Attachment
from .boilerplate import Boilerplate, ReleaseBoilerplate
from .edition import Address, Edition, EditionFile
from .journal import Event
from .release import ReferenceCounter, Release, ReleaseContact, Topic
from .states import DeskState, PublicState, Status

__all__ = [
    "Address",
    "Attachment",
    "Boilerplate",
    "DeskState",
    "Edition",
    "EditionFile",
    "Event",
    "PublicState",
    "ReferenceCounter",
    "Release",
    "ReleaseBoilerplate",
    "ReleaseContact",
    "Status",
    "Topic",
]
