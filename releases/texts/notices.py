"""What readers are told of a release that was changed, or withdrawn and published again."""

from typing import Any

from django.utils.translation import gettext

from .datelines import long_date


def notice_title(notice: dict[str, Any]) -> str:
    values = {"number": notice["number"], "date": long_date(notice["date"])}
    if notice.get("is_back"):
        return gettext("Online again since %(date)s, after it was withdrawn") % values
    return gettext("Corrected version no. %(number)s, %(date)s") % values
