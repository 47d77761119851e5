"""The desk as a browser meets it: its addresses, and what its forms would send."""

from html.parser import HTMLParser

from django.conf import settings
from django.urls import reverse

from tests.builders import make_user

LIST = "/admin/releases/release/"
ADD = "/admin/releases/release/add/"


def sign_in(client, role="writer", *, speaks="en", **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = speaks
    return user


def change_url(release):
    return reverse("admin:releases_release_change", args=[release.pk])


def preview_url(release, language="fr"):
    return reverse("admin:releases_release_preview", args=[release.pk, language])


def transition_url(release, name, language="fr"):
    return reverse("admin:releases_release_transition", args=[release.pk, language, name])


def sent_by(response) -> dict[str, str | list[str]]:
    """Every name and value that the last form of the page would send, buttons and files left out."""
    reader = _FormReader()
    reader.feed(response.content.decode())
    return {name: values[0] if len(values) == 1 else values for name, values in reader.sent.items()}


def save(client, url, *without, follow=False, **changes):
    """Opens a form and sends it back as it came, but for the changes."""
    data = {name: value for name, value in sent_by(client.get(url)).items() if name not in without}
    return client.post(url, data | changes, follow=follow)


def add_line(data, prefix, **fields):
    """A line more in an inline, as its "Add another" would do."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    empty = {name: value for name, value in data.items() if name.startswith(f"{prefix}-__prefix__")}
    data |= {name.replace("__prefix__", str(number)): value for name, value in empty.items()}
    data |= {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return data


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


class _FormReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent = {}
        self._textarea = self._select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name", "")
        if tag == "form":
            self.sent = {}
        elif tag == "option" and self._select and "selected" in attrs:
            self._add(self._select, attrs.get("value", ""))
        elif not name or "disabled" in attrs:
            return
        elif tag == "input":
            self._read_input(name, attrs)
        elif tag == "textarea":
            self._textarea = name
            self._add(name, "")
        elif tag == "select":
            self._select = name

    def _read_input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ("submit", "button", "file", "image"):
            return
        if kind not in ("checkbox", "radio"):
            self._add(name, attrs.get("value", ""))
        elif "checked" in attrs:
            self._add(name, attrs.get("value", "on"))

    def handle_data(self, data):
        if self._textarea:
            # A browser drops the line break after the opening tag and sends the others as CR LF.
            text = self.sent[self._textarea][-1] or data.removeprefix("\n").replace("\n", "\r\n")
            self.sent[self._textarea][-1] = text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None

    def _add(self, name, value):
        self.sent.setdefault(name, []).append(value)
