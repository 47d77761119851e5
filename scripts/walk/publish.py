from django.conf import settings
from django.utils.translation import override

from institutes.models import Contact
from releases.demo import accounts as demo_accounts
from releases.management.commands import demo

with override(settings.LANGUAGE_CODE):
    demo_accounts.ensure("walked-through-the-page", settings.VAR_DIR / "demo_password")
    demo.load()
    Contact.objects.create(last_name="Walked", first_name="Zoé")
