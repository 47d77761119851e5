from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...models import Attachment
from .finding import Finding
from .groups import PICTURES
from .registry import BLOCKS, WARNS, check


@check(
    "text_alternative",
    BLOCKS,
    _("Pictures without a text alternative"),
    PICTURES,
    _("Say, for those who do not see it, what the picture shows."),
)
def text_alternative(text, limits):
    lacking = [each for each in _pictures(text) if not text.text_of(each, "alt").strip()]
    if lacking:
        sentence = ngettext(
            "%(count)d picture has no text alternative in this language.",
            "%(count)d pictures have no text alternative in this language.",
            len(lacking),
        )
        facts = (text.language, *(each.path for each in lacking))
        yield Finding(sentence % {"count": len(lacking)}, "attachments", facts=facts)


@check(
    "caption",
    WARNS,
    _("Pictures without a caption"),
    PICTURES,
    _("Say who or what is shown, where and when."),
)
def caption(text, limits):
    for picture in _pictures(text):
        if not text.text_of(picture, "caption").strip():
            sentence = _("The picture “%(file)s” has no caption in this language.")
            yield _of_picture(sentence, picture, text.language)


@check("credit", WARNS, _("Pictures without a credit"), PICTURES, _("Name whoever took or made it."))
def credit(text, limits):
    for picture in _pictures(text):
        if not picture.credit.strip():
            yield _of_picture(_("The picture “%(file)s” has no credit."), picture)


def _pictures(text):
    return [each for each in text.attachments if each.kind == Attachment.Kind.PICTURE]


def _of_picture(sentence, picture, *facts):
    return Finding(sentence % {"file": picture.file_name}, "attachments", facts=(picture.path, *facts))
