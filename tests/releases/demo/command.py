"""The command that fills a demonstration, and what it leaves behind."""

import io
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.management import call_command

from releases.models import Edition, Event, Release

PARIS = ZoneInfo("Europe/Paris")
PASSWORD = "chosen for the demonstration"
ROLES = ["writer", "translator", "publisher", "contacts", "admin"]


def demo(*arguments, few=True):
    output = io.StringIO()
    call_command("demo", *arguments, few=few, stdout=output)
    return output.getvalue()


def states(at=None):
    """What the public has and where the desk's text stands, of each language."""
    return {
        release.reference: (
            release.public_fr,
            release.desk_fr,
            release.public_en,
            release.desk_en,
        )
        for release in Release.objects.with_states(at)
    }


def printed_password(output, account):
    line = next(line for line in output.splitlines() if line.split()[:1] == [account])
    return line.split()[1]


def kept():
    accounts = set(User.objects.values_list("id", "password"))
    return Edition.objects.count(), Event.objects.count(), accounts
