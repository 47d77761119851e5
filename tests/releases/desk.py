"""The desk as a browser meets it: its addresses, and what its forms would send."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse
from lxml import html

from tests.builders import make_user

FIRST = "/admin/"
LIST = "/admin/releases/release/"
ADD = "/admin/releases/release/add/"
BEGIN = "/admin/releases/release/begin/"


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
    sent: dict[str, list[str]] = {}
    for control in html.document_fromstring(response.content.decode()).forms[-1].inputs:
        if control.name and "disabled" not in control.attrib:
            sent.setdefault(control.name, []).extend(_values(control))
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items() if values}


def _values(control) -> list[str]:
    if control.tag == "select":
        return list(control.value) if control.multiple else [control.value or ""]
    if control.tag == "textarea":
        # A browser drops the line break after the opening tag and sends the others as CR LF.
        return [(control.value or "").removeprefix("\n").replace("\n", "\r\n")]
    if control.type in ("submit", "button", "file", "image"):
        return []
    if control.type in ("checkbox", "radio"):
        return [control.get("value", "on")] if "checked" in control.attrib else []
    return [control.get("value", "")]


def save(client, url, *without, follow=False, **changes):
    """Opens a form and sends it back as it came, but for the changes."""
    data = {name: value for name, value in sent_by(client.get(url)).items() if name not in without}
    return client.post(url, data | changes, follow=follow)


def attempts(client, url, *attempts):
    """Opens a form once and sends it with each change in turn, undone before the next: changes, response."""
    yield from sent_again(client, client.get(url), *attempts)


def sent_again(client, form, *attempts):
    """The same, with a form that was opened already."""
    sent, cookies, url = sent_by(form), client.cookies.copy(), form.wsgi_request.get_full_path()
    for changes in attempts:
        with transaction.atomic():
            yield changes, client.post(url, sent | changes)
            transaction.set_rollback(True)
        client.cookies = cookies.copy()


def add_line(data, prefix, **fields):
    """A line more in an inline, as its "Add another" would do."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    empty = {name: value for name, value in data.items() if name.startswith(f"{prefix}-__prefix__")}
    data |= {name.replace("__prefix__", str(number)): value for name, value in empty.items()}
    data |= {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return data


def messages_to_come(response) -> list[str]:
    """Those of a redirect, without opening the page that it leads to."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
