"""Releases by the thousand, by their keys: as sitemaps list them."""

from django.db.models import BigIntegerField, Func, Index

# A release stays in its section, and one that changes leaves the others as they are. The protocol allows
# 50,000 addresses in 50 MB; this many are made in the time of a few pages.
SIZE = 1_000


class Section(Func):
    """With the size in the SQL itself: a database knows the index of an expression by its text."""

    arity = 1
    template = f"(%(expressions)s / {SIZE})"
    output_field = BigIntegerField()


# Of editions: the last hours of a section, and whether something of it is live.
INDEXES_OF_SECTIONS = [
    Index(Section("release"), "language", "live_from", "live_until", name="edition_section_begins"),
    Index(Section("release"), "language", "live_until", "live_from", name="edition_section_ends"),
]
