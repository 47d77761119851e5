"""Releases to be found, and what a page of results says."""

from releases.models import Edition
from tests.builders import make_release, write_into_record

FRENCH, ENGLISH = "/fr/communiques/", "/en/press-releases/"


def write(**texts):
    """A French edition with these texts."""
    number = Edition.objects.count()
    fields = {f"{name}_fr": text for name, text in texts.items()}
    release = make_release(slug_fr=f"titre-{number}", slug_en=f"title-{number}", **fields)
    return write_into_record(release)


def titles(page):
    return [title.text_content().strip() for title in page.tree.xpath("//h3")]


def marks(page):
    return [mark.text_content() for mark in page.tree.xpath("//mark")]


def links_of_help(page):
    return [
        (link.text_content(), link.get("href")) for link in page.tree.xpath("//div[@class='statement']//a")
    ]
