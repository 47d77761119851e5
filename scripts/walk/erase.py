from django.contrib.auth.models import User

from institutes import rights
from institutes.models import Contact

contact = Contact.objects.get(last_name="Walked")
rights.erase(contact, User.objects.get(username="operator"), "Asked for it.")
