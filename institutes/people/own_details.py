from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from common import initial_digests
from common.characters import tidy
from common.clients import network_of
from common.email_parsing import AddressField
from common.fields import field_of
from common.forms import NameField, TextField
from common.telephones import MAX_LENGTH
from common.throttle import Attempt, RateLimit, TooManyAttempts, too_many

from ..columns.phone_labels import MAX_LABEL
from ..models import Contact
from . import own_numbers, verification

MAX_NUMBERS = 10
# From so few attempts left on the person is told how many they are.
WARN_FROM = 3
# Wrong secrets from one network; a right one opens its contact all the same.
INVALID_LINK_LIMIT = RateLimit("contact links that do not work", burst=20, every=30)
AUTOCOMPLETE = {"first_name": "given-name", "last_name": "family-name", "email": "email"}


class OwnDetailsForm(forms.Form):
    def __init__(self, *args, contact, **kwargs):
        self.contact, current = contact, verification.current(contact)
        # As they will be shown, where that is not what the person wrote.
        self.numbers_shown: list[str] = []
        super().__init__(*args, **kwargs | {"initial": current})
        # Kept when the form is refused: what the page showed first is what counts.
        self.initial_digests = self.data.get(initial_digests.NAME) or initial_digests.pack(current)
        for name in verification.OWN_FIELDS:
            column = field_of(Contact, name)
            self.fields[name] = (AddressField if name == "email" else NameField)(
                label=capfirst(column.verbose_name),
                max_length=column.max_length,
                required=name == "last_name",
                widget=(forms.EmailInput if name == "email" else forms.TextInput)(
                    attrs={"autocomplete": AUTOCOMPLETE.get(name, "off")}
                ),
            )
        self.fields[verification.PHONES] = TextField(
            label=capfirst(_("telephone numbers")),
            required=False,
            max_length=MAX_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "One on each line, followed by a word if you like: 06 12 34 56 78 (mobile). Usual "
                "words, such as cell or work, become Mobile, Office or Switchboard in each "
                "language of the site."
            ),
        )

    def corrections(self) -> dict[str, str]:
        """What the person wrote, without what stood there already, whoever changed it since."""
        opened = initial_digests.unpack(self.initial_digests)
        shown = opened.digests if opened else {}
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if shown.get(name) != initial_digests.digest(value)
        }

    def clean_phones(self):
        # As it is kept, and read again when it is taken over.
        text = tidy(self.cleaned_data[verification.PHONES])
        try:
            numbers = own_numbers.read(text)
        except ValidationError as refusal:
            raise ValidationError(refusal.messages) from refusal
        if any(one.is_fax for one in numbers):
            raise ValidationError(_("The number of a fax is not kept: write a telephone number."))
        if words := next((one.label for one in numbers if len(one.label) > MAX_LABEL), ""):
            sentence = _("“%(words)s” is too long as the label of a number: at most %(limit)s characters.")
            raise ValidationError(sentence % {"words": words, "limit": MAX_LABEL})
        if len(numbers) > MAX_NUMBERS:
            raise ValidationError(_("Write at most %(limit)s telephone numbers.") % {"limit": MAX_NUMBERS})
        shown = own_numbers.as_shown(text, self.contact)
        self.numbers_shown = [] if shown == text else shown.splitlines()
        return shown


# The secret of the address is what lets the person in: no cookie is set, so none can be abused.
@method_decorator(csrf_exempt, name="dispatch")
class OwnDetails(View):
    http_method_names = ["get", "head", "post"]

    link: Any = None

    def dispatch(self, request, *args, secret, **kwargs):
        self.link = verification.open_link(secret)
        if self.link is None:
            return self.invalid_link(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show("institutes/own_details.html", form=OwnDetailsForm(contact=self.link.contact))

    def post(self, request):
        if not verification.attempt(self.link):
            return self.closed()
        form = OwnDetailsForm(request.POST, contact=self.link.contact)
        if not form.is_valid():
            return self.refused(form)
        if verification.answer(self.link, form.corrections()) is None:
            return self.closed()
        return self.show("institutes/own_details_thanks.html", numbers=form.numbers_shown)

    def invalid_link(self, request):
        guess = Attempt([(INVALID_LINK_LIMIT, network_of(request))])
        try:
            guess.check()
            guess.consume()
        except TooManyAttempts as refusal:
            return too_many(request, refusal)
        return self.closed()

    def refused(self, form):
        left = verification.attempts_left(self.link)
        if not left:
            return self.closed()
        return self.show("institutes/own_details.html", form=form, left=left, few=left <= WARN_FROM)

    def closed(self):
        return self.show("institutes/own_details_closed.html", status=404)

    def show(self, template, status=200, **context):
        contact = self.link and self.link.contact
        return render(self.request, template, {"contact": contact, **context}, status=status)
