from .attachment import Attachment
from .boilerplate import Boilerplate, ReleaseBoilerplate
from .check_setting import CheckSetting
from .edition import Address, Edition, EditionFile, EditionOrganisation
from .event import Event
from .link_answer import LinkAnswer
from .memory import ForgottenText, MemoryKey, MemoryPair, ToRemember
from .release import ReferenceCounter, Release, ReleaseContact
from .release_template import ReleaseTemplate
from .remark import Remark
from .rendered import DocumentFile, EditionHtml
from .site_page import SitePage
from .states import DeskState, PublicState, Status
from .term import Term
from .topic import Topic
from .translation_state import TranslationState
from .version import DeletedDraft, Version, VersionFile

__all__ = [
    "READ_BY_PUBLIC_PAGES",
    "Address",
    "Attachment",
    "Boilerplate",
    "CheckSetting",
    "DeletedDraft",
    "DeskState",
    "DocumentFile",
    "Edition",
    "EditionFile",
    "EditionHtml",
    "EditionOrganisation",
    "Event",
    "ForgottenText",
    "LinkAnswer",
    "MemoryKey",
    "MemoryPair",
    "PublicState",
    "ReferenceCounter",
    "Release",
    "ReleaseBoilerplate",
    "ReleaseContact",
    "ReleaseTemplate",
    "Remark",
    "SitePage",
    "Status",
    "Term",
    "ToRemember",
    "Topic",
    "TranslationState",
    "Version",
    "VersionFile",
]

READ_BY_PUBLIC_PAGES = (
    Address,
    Edition,
    EditionFile,
    Topic,
    EditionOrganisation,
    Edition.topics.through,
    SitePage,
)
