from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from .. import workflow
from ..models import Release, Status

# {name of a transition: what becomes of the text, for whom}; what becomes of a scheduled edition, or of what
# is withdrawn, is said of each text by itself.
SENTENCES = {
    "submit": gettext_lazy(
        "Somebody else reads this text and approves it or returns it. Until then readers see nothing of it."
    ),
    "take_back": gettext_lazy(
        "The text is a draft again, and nobody is asked to read it any more. No word of it changes."
    ),
    "return": gettext_lazy(
        "The text is a draft again. Your remark stands beside it and on the first page of its author."
    ),
    "approve": gettext_lazy(
        "Readers find this text on the site, in the feeds and in the search, from the moment below on."
    ),
    "reopen": gettext_lazy(
        "The text is a draft that can be changed again. What readers have stays until another text is "
        "approved."
    ),
}
SUBMITTED_ANEW = gettext_lazy("The text is read as it stands now, and no more as it was submitted before.")


def of(transition: workflow.Transition, release: Release, language: str) -> str | Promise:
    """What the page that asks for a transition says will happen; '' where the text says it."""
    if transition.name == "submit" and release.status_in(language) == Status.IN_REVIEW:
        return SUBMITTED_ANEW
    return SENTENCES.get(transition.name, "")
