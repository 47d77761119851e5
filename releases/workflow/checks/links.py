from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ...texts.checks import address_problems
from .finding import Finding
from .groups import LINKS
from .registry import BLOCKS, WARNS, check

IN_BOILERPLATE = _(
    "Boilerplate “%(boilerplate)s”: %(problem)s Correct the boilerplate, or take it out of this release."
)
NO_PAGE = _("The link “%(words)s” leads to “%(address)s”: at present, this page does not exist on the site.")
NO_PAGE_OF_BOILERPLATE = _(
    "The boilerplate “%(boilerplate)s” links to “%(address)s”: at present, this page does not exist on the "
    "site."
)


def of_boilerplate(boilerplate, problem):
    sentence = IN_BOILERPLATE % {"boilerplate": boilerplate, "problem": problem}
    return Finding(sentence, "boilerplate_lines")


@check("address", BLOCKS, _("Links and pictures that no reader can open"), LINKS, always=True)
def address(text, limits):
    for problem in address_problems(text.text("body")):
        yield text.finding(problem, "body")
    for boilerplate in text.boilerplates:
        for problem in address_problems(text.text_of(boilerplate, "body"), has_attachments=False):
            yield of_boilerplate(boilerplate, problem)


@check(
    "empty_link",
    WARNS,
    _("Links without an address"),
    LINKS,
    _("Give the address, or take the link out."),
)
def empty_link(text, limits):
    """What came in with an address that is none, such as “#”, is saved without it."""
    sentence = _("The link “%(words)s” has no address.")
    for words, target in text.links:
        if not target:
            yield text.finding(sentence % {"words": words}, "body", excerpt=words)


@check(
    "no_page",
    BLOCKS,
    _("Links to pages of this site that are not there"),
    LINKS,
    _("Correct the link, or take it out."),
)
def no_page(text, limits):
    yield from _leading_to(text, text.missing_pages - text.coming_pages)


@check(
    "page_to_come",
    WARNS,
    _("Links to releases that are not published yet"),
    LINKS,
    _("Publish first what it leads to, or readers find nothing there."),
)
def page_to_come(text, limits):
    yield from _leading_to(text, text.coming_pages)


def _leading_to(text, pages):
    for words, target in text.links:
        if target in pages:
            names = {"words": words, "address": target}
            yield text.finding(NO_PAGE % names, "body", excerpt=words, facts=(words, target))
    for boilerplate, target in text.boilerplate_links:
        if target in pages:
            names = {"boilerplate": boilerplate, "address": target}
            facts = (text.language, str(boilerplate.pk), target)
            yield Finding(NO_PAGE_OF_BOILERPLATE % names, "boilerplate_lines", facts=facts)


@check(
    "external_link",
    WARNS,
    _("Links to other sites that do not answer"),
    LINKS,
    _("Open it yourself; then correct it, or take it out."),
)
def external_link(text, limits):
    """As `manage.py check_links` found them, where the operator lets it ask."""
    sentence = _("The link “%(words)s” leads to “%(address)s”: on %(day)s, %(problem)s.")
    for words, address in text.links:
        if answer := text.failing_links.get(address):
            names = {
                "words": words,
                "address": address,
                "day": date_format(timezone.localtime(answer.asked_at)),
                "problem": answer.get_problem_display(),
            }
            yield text.finding(sentence % names, "body", excerpt=words, facts=(words, address))
