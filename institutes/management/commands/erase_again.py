from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from ...models import Contact
from ...people import erasure


class Command(BaseCommand):
    help = "After a restore: erase again the people whom the backup brought back, by the numbers in the log."

    def add_arguments(self, parser):
        parser.add_argument(
            "numbers", nargs="+", type=int, help="12, where the log says “Contact 12 was erased”"
        )
        parser.add_argument("--by", required=True, help="name of the account that answers for it")
        parser.add_argument("--reason", default="Erased again after a restore.")
        parser.add_argument("--dry-run", action="store_true", help="say who would be erased, and do nothing")

    def handle(self, *args, numbers, by, reason, dry_run, **options):
        account = User.objects.filter(username=by, is_active=True).first()
        if account is None:
            raise CommandError(f"There is no active account {by}.")
        for number in numbers:
            self.stdout.write(f"Contact {number}: {self._erase(number, account, reason, dry_run)}")

    def _erase(self, number, account, reason, dry_run):
        contact = Contact.objects.filter(pk=number).first()
        if contact is None:
            return "not in this database"
        if dry_run:
            return f"{contact.full_name} would be erased"
        erasure.erase(contact, account, reason)
        return "erased"
