import re

import lxml.html
from django.utils.translation import gettext as _

from common.characters import shortened
from common.web_addresses import has_credentials

from .addresses import (
    begins_with_a_host_and_port,
    is_not_public,
    is_picture,
    leads_nowhere,
    normalise_link,
    own_picture,
)

_FROM_A_COMPUTER = re.compile(r"^(?:file:|[a-z]:[\\/]|\\\\)", re.IGNORECASE)


def address_problems(html: str, *, has_attachments: bool = True, is_draft: bool = False) -> list[str]:
    """Links and pictures that readers could not follow or see; `html` as it was typed, within bounds.

    `has_attachments`: what the text stands in has files of its own, as a boilerplate has not.
    `is_draft`: it is checked again before it is published, and may be kept with what leads to no page or
    picture of this site now.
    """
    if "<" not in html:
        return []
    tree = _parsed(html)
    problems = [_link_problem(link, is_draft) for link in tree.iter("a")]
    problems += [_picture_problem(picture, has_attachments, is_draft) for picture in tree.iter("img")]
    return list(dict.fromkeys(filter(None, problems)))


def links_in(html: str) -> list[tuple[str, str]]:
    """(its words, shortened, and its address) of each link."""
    if "<a " not in html:
        return []
    return [(_short(link.text_content()), link.get("href") or "") for link in _parsed(html).iter("a")]


def _parsed(html):
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(f"<div>{html}</div>".encode(errors="replace"), parser=parser)


def _link_problem(link, is_draft):
    typed = link.get("href")
    problem = None if typed is None else _problem_of(typed, is_draft)
    return problem and problem % {"words": _short(link.text_content()), "address": _short(typed)}


def _problem_of(typed, is_draft):
    meant = normalise_link(typed)
    if meant is None:
        return _unusable(typed)
    if leads_nowhere(meant) and not is_draft:
        return _(
            "The link “%(words)s” leads to “%(address)s”, which is not a page of this site "
            "that readers can open."
        )
    return None


def _unusable(typed):
    if has_credentials(typed):
        return _(
            "The link “%(words)s” leads to “%(address)s”, which contains a user name or a "
            "password that every reader would see. Write it without the part before the @, or "
            "remove the link."
        )
    if is_not_public(typed):
        return _(
            "The link “%(words)s” leads to “%(address)s”, which opens on one computer or network "
            "only. Write it in full, for example https://example.org/page, or remove the link."
        )
    if begins_with_a_host_and_port(typed):
        return _(
            "The link “%(words)s” leads to “%(address)s”, which does not begin with https:// or "
            "http://. Write it in full, for example https://example.org:8080/page, or remove the "
            "link."
        )
    return _(
        "The link “%(words)s” leads to “%(address)s”, which is not a valid address. Write it in "
        "full, for example https://example.org/page or presse@example.org, or remove the link."
    )


def _picture_problem(picture, has_attachments, is_draft):
    address = picture.get("src") or ""
    if own := own_picture(address):
        return None if is_draft or is_picture(own) else _no_picture(own)
    # The name of a file in the clipboard says nothing; what it shows does.
    shown = picture.get("alt") or ("" if address.startswith("data:") else re.split(r"[/\\]", address)[-1])
    return _reason(address, has_attachments) % {"picture": _short(shown) or "?", "address": _short(address)}


def _no_picture(path):
    return _("“%(file)s” is not a picture. Insert a link to it instead.") % {"file": path.rpartition("/")[2]}


def _reason(address, has_attachments):
    if address.startswith("data:"):
        reason = _("The picture “%(picture)s” is embedded in the text itself.")
    elif _FROM_A_COMPUTER.match(address):
        reason = _("The picture “%(picture)s” is on your computer (%(address)s).")
    elif re.match(r"(?:https?:)?//", address):
        reason = _("The picture “%(picture)s” is on another site (%(address)s).")
    else:
        return _(
            "The picture “%(picture)s” has the address “%(address)s”, which is not a file of this "
            "site. Copy the address shown beside the attachment."
        )
    return f"{reason} {_attach_it(has_attachments)}"


def _attach_it(has_attachments):
    """templates/admin/_js_messages.html has the same two sentences."""
    if has_attachments:
        return _("Attach the file to the release, save, then insert it into the text with its address.")
    return _(
        "A boilerplate has no files of its own: attach the file to the release that is to show "
        "it, save, then insert it into the text with its address."
    )


def _short(words):
    return shortened(" ".join(words.split()), 60)
