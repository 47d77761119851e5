import os

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from common import languages
from institutes.models import Organisation

from ...demo import accounts as demo_accounts
from ...demo import scenario
from ...models import Edition, Release
from ...public import rendering
from ...workflow import Refused

FIXTURES = ["organisations", "contacts", "boilerplates", "topics", "terms", "releases"]
# Releases that are published and stay so.
MORE = ["more_releases"]


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration and prints its addresses and accounts."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--few", action="store_true", help="Load a release in each state, and no more.")

    def handle(self, *args, dry_run=False, few=False, **options):
        if not settings.DEMO:
            raise CommandError("This is for a demonstration only, never for a real site: set DEMO=1.")
        chosen = os.environ.get("DEMO_PASSWORD", "")
        if dry_run:
            self._say_what_would_be_done(chosen, few)
        else:
            self._fill(chosen, few)

    def _fill(self, chosen, few):
        try:
            with override(settings.LANGUAGE_CODE), transaction.atomic():
                passwords = demo_accounts.ensure(chosen, settings.VAR_DIR / "demo_password")
                if empty := is_empty():
                    load(few)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except Refused as refusal:
            raise CommandError(f"Nothing was loaded: {refusal}") from refusal
        self.stdout.write("The demonstration is loaded." if empty else "The data is kept as it is.")
        self._print_addresses()
        self._print_accounts(passwords)

    def _say_what_would_be_done(self, chosen, few):
        names = ", ".join(fixtures(few))
        load_them = f"Would load the fixtures ({names}) and take their releases through the workflow."
        self.stdout.write(load_them if is_empty() else "Would keep the data as it is.")
        new = ", ".join(account.username for account in demo_accounts.missing())
        self.stdout.write(f"Would create accounts: {new}." if new else "Would create no account.")
        if chosen:
            self.stdout.write("Would set the password of every account to DEMO_PASSWORD.")

    def _print_addresses(self):
        site = f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
        label = Edition.objects.live().filter(reference=scenario.LABEL).select_related("address")
        pages = {edition.language: edition.get_absolute_url() for edition in label}
        for language in languages.LANGUAGES:
            self.stdout.write(f"Site ({language}):     {site}/{language}/")
            if language in pages:
                self.stdout.write(f"Release ({language}):  {site}{pages[language]}")
        self.stdout.write(f"Desk:          {site}{reverse('admin:index')}")

    def _print_accounts(self, passwords):
        self.stdout.write("Accounts (name, password, what it may do):")
        for account, password in passwords.items():
            known = password or "(changed since; DEMO_PASSWORD=... sets it again)"
            self.stdout.write(f"  {account.username:<11} {known}  {account.may}")


def is_empty() -> bool:
    return not (Release.objects.exists() or Organisation.objects.exists())


def fixtures(few: bool) -> list[str]:
    return FIXTURES if few else [*FIXTURES, *MORE]


def load(few: bool = False) -> None:
    # The fixtures speak French and English; a demonstration in other languages takes what it can.
    call_command("loaddata", *fixtures(few), ignorenonexistent=True, verbosity=0)
    people = User.objects.in_bulk(["writer", "translator", "publisher"], field_name="username")
    scenario.run_scenario(scenario.DemoUsers(**people))
    list(rendering.render_behind())
