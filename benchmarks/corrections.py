"""Corrects one release through the workflow, as writers and publishers do; its text says which time it is."""

import re
import time

from django.contrib.auth.models import User

from releases import workflow
from releases.models import Edition

LANGUAGE = "fr"
NUMBER = re.compile(rb"correction number (\d+)\.")


class Corrections:
    def __init__(self, address: str):
        live = Edition.objects.live(language=LANGUAGE).select_related("address", "release")
        [self.release] = {edition.release for edition in live if edition.get_absolute_url() == address}
        self.writer, self.publisher = (User.objects.get(username=name) for name in ("writer", "publisher"))
        # When each was sure, by time.monotonic(); the first is that of the text without a number.
        self.made_at: list[float] = [time.monotonic()]

    def make(self) -> None:
        release, number = self.release, len(self.made_at)
        release.refresh_from_db()
        workflow.reopen(release, LANGUAGE, self.writer)
        release.body_fr = f"<p>This is correction number {number}.</p>"
        release.save()
        workflow.submit(release, LANGUAGE, self.writer)
        workflow.approve(release, LANGUAGE, self.publisher, change_note=f"Correction {number}.")
        self.made_at.append(time.monotonic())

    def age(self, page: bytes, asked_at: float) -> float:
        """Seconds between the replacement of that page and the question; at most 0: it was current."""
        found = NUMBER.search(page)
        following = (int(found[1]) if found else 0) + 1
        return asked_at - self.made_at[following] if following < len(self.made_at) else 0.0
