from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...models import Attachment
from .finding import Finding
from .groups import PICTURES
from .registry import WARNS, check


@check(
    "text_alternative",
    WARNS,
    _("Pictures without a text alternative"),
    PICTURES,
    _("Say, for those who do not see it, what the picture shows."),
)
def text_alternative(text, limits):
    pictures = [each for each in text.attachments if each.kind == Attachment.Kind.PICTURE]
    lacking = [each for each in pictures if not text.text_of(each, "alt").strip()]
    if lacking:
        sentence = ngettext(
            "%(count)d picture has no text alternative in this language.",
            "%(count)d pictures have no text alternative in this language.",
            len(lacking),
        )
        facts = (text.language, *(each.path for each in lacking))
        yield Finding(sentence % {"count": len(lacking)}, "attachments", facts=facts)
