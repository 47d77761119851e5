from django.contrib.auth.models import User

from institutes.people import erasure
from institutes.models import Contact

contact = Contact.objects.get(last_name="Walked")
erasure.erase(contact, User.objects.get(username="operator"), "Asked for it.")
