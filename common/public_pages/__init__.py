"""Answers that everybody gets alike, kept under the record's clock.

A view says in its urls.py that its pages may be kept: `kept(view, page=PAGE_NUMBER)`. They are found again by
version of the site, reading of the clock, origin, path and the parameters that the view knows, in front of
sessions, languages and addresses. docs/cache.md says more.
"""

from .declaring import NEVER_KEPT, PAGE_NUMBER, kept, made_anew, not_kept
from .few import FewUnderClock
from .values import under_clock

__all__ = ["NEVER_KEPT", "PAGE_NUMBER", "FewUnderClock", "kept", "made_anew", "not_kept", "under_clock"]
