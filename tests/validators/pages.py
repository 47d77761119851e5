"""Every kind of public page in both languages, out of a small demonstration."""

import io
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from releases.models import Edition
from tests.builders import make_release, publish
from tests.visitor import publish_many

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = {
    "fr": [
        *("", "communiques/", "communiques/?page=2", "communiques/?annee=2022&theme=pme-eti"),
        *("communiques/?annee=1999", "communiques/?q=laboratoires", "communiques/?q=laboratry&annee=2020"),
        *("communiques/?q=", "communiques/?q=%3Cb%3E%26", "contacts-presse/", "integrer/"),
        *("instituts/", "instituts/telecom-societe-numerique/", "ecoles/", "ecoles/imt-nord-europe/"),
        *("mentions-legales/", "confidentialite/", "accessibilite/", "nulle-part/", "communiques/2020/non/"),
        *("reprendre-nos-communiques/", "communiques/?page=99"),
    ],
    "en": [
        *("", "press-releases/", "press-releases/?page=2", "press-releases/?year=2022&topic=smes"),
        *("press-releases/?year=1999", "press-releases/?q=laboratories", "press-releases/?q=xyzzy"),
        *("press-releases/?q=%22a", "press-releases/reference/CP-2021-001/", "press-contacts/", "embed/"),
        *("institutes/", "institutes/telecom-societe-numerique/", "schools/", "schools/imt-nord-europe/"),
        *("legal-notice/", "privacy/", "accessibility/", "nowhere/", "press-releases/2020/not-there/"),
        *("use-our-press-releases/", "press-releases/?topic=none", "press-releases/?at=2026-11-24"),
    ],
}
ERRORS = ["400.html", "403.html", "413.html", "429.html", "500.html"]
# Signs outside the usual, writing from right to left, what looks like a tag, and 200 letters.
UNLIKELY = f"🔬 <script> & שלום مرحبا {'long ' * 35}"[:200].strip()


def read() -> dict[str, str]:
    """{address: HTML}"""
    with override_settings(DEMO=True, VAR_DIR=Path(settings.MEDIA_ROOT).parent, EMBED_HOSTS=["example.org"]):
        call_command("demo", few=True, verbosity=0, stdout=io.StringIO())
        for language in ADDRESSES:
            publish_many(21, language=language)
            release = make_release(**{f"title_{language}": UNLIKELY, f"slug_{language}": "unlikely"})
            publish(release, language)
        paths = [f"/{language}/{rest}" for language, found in ADDRESSES.items() for rest in found]
        found = {path: Client().get(path, follow=True).content.decode() for path in [*paths, *_of_editions()]}
    return found | _errors() | {file.name: file.read_text() for file in (ROOT / "deploy" / "pages").iterdir()}


def _of_editions():
    """Live, replaced and withdrawn, and what each changed."""
    seen = Edition.objects.ever_live() | Edition.objects.withdrawn()
    for edition in seen.select_related("address").exclude(title__startswith="Release "):
        page = edition.get_absolute_url()
        yield page
        yield f"{page}edition/{edition.number}/"
        if edition.number > 1:
            with translation.override(edition.language):
                yield f"{page}edition/{edition.number}/{translation.gettext('changes/')}"


def _errors():
    request = RequestFactory().get("/")
    request.resolver_match = None
    found = {}
    for language in ADDRESSES:
        with translation.override(language):
            for name in ERRORS:
                context = {"alternates": None, "seconds": 90, "minutes": 2, "limit": "1 MB"}
                found[f"{language} {name}"] = render_to_string(name, context, request)
    return found
