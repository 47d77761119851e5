"""The columns of the list of releases, which goes out and never comes in, and those of terms."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from common import languages
from exchange import readers, widgets
from exchange.columns import ColumnField, choice, day, id_column, translated_columns
from exchange.resources import SheetResource
from institutes.models import Contact, Organisation
from institutes.resources import DirectoryResource

from .models import DeskState, Edition, PublicState, Release, ReleaseContact, Term, TranslationState
from .models.term import lines_in


class Moment(widgets.Text):
    """A moment as it is: whoever writes the file turns it into what a clock in Paris shows."""

    def render(self, value, obj=None, **kwargs):
        return value


class Lines(widgets.TextList):
    """Several texts that the database keeps on lines of their own."""

    def clean(self, value, row=None, **kwargs):
        return "\n".join(super().clean(value))

    def render(self, value, obj=None, **kwargs):
        return super().render(lines_in(value or ""))


class Page(widgets.Text):
    """A public address with its host: the file is read elsewhere."""

    def __init__(self, absolute: Callable[[str], str] = str, **kwargs):
        super().__init__(**kwargs)
        self.absolute = absolute

    def render(self, value, obj=None, **kwargs):
        return self.absolute(value[0]) if value else ""

    def render_many(self, values):
        return [self.render(pages) for pages in values]


def _live_pages(language):
    def pairs(releases):
        live = Edition.objects.live(language=language).filter(release_id__in=releases)
        return (
            (edition.release_id, edition.get_absolute_url()) for edition in live.select_related("address")
        )

    return pairs


def _names(relation):
    """The organisations that a release names by one of its relations, in the order of their lists."""
    through = getattr(Release, relation).through
    target = getattr(Release, relation).field.m2m_reverse_field_name()

    def pairs(releases):
        lines = list(
            through.objects.filter(release_id__in=releases)
            .order_by(f"{target}__slug")
            .values_list("release_id", f"{target}_id")
        )
        named = Organisation.objects.filter(pk__in={organisation for _release, organisation in lines})
        names = {organisation.pk: organisation.name for organisation in named}
        return ((release, names[organisation]) for release, organisation in lines)

    return pairs


def _contacts(releases):
    lines = ReleaseContact.objects.filter(release_id__in=releases, contact__objected_on__isnull=True)
    for line in lines.select_related("contact"):
        yield line.release_id, line.contact.full_name


def _per_language(language):
    """Where one language stands; with_states() knows."""
    return {
        f"public_{language}": ColumnField(
            _("on the site"), f"public_{language}", choice(PublicState), language=language
        ),
        f"desk_{language}": ColumnField(
            _("at the desk"), f"desk_{language}", choice(DeskState), language=language
        ),
        f"translation_{language}": ColumnField(
            _("state of the translation"),
            f"translation_state_{language}",
            choice(TranslationState),
            language=language,
        ),
        f"since_{language}": ColumnField(
            _("live since"), f"since_{language}", Moment(), kind="datetime", language=language
        ),
        f"scheduled_{language}": ColumnField(
            _("scheduled for"), f"scheduled_{language}", Moment(), kind="datetime", language=language
        ),
        f"page_{language}": ColumnField(
            _("page"),
            f"page_{language}",
            Page(),
            kind="url",
            language=language,
            reader=readers.ManyRelated(_live_pages(language)),
        ),
    }


def _several(label, pairs):
    return ColumnField(label, "pk", widgets.TextList(), importable=False, reader=readers.ManyRelated(pairs))


class ReleaseResource(DirectoryResource):
    name = "release"
    columns = {
        "reference": ColumnField(_("reference"), "reference"),
        "kind": ColumnField(_("kind"), "kind", choice(Release.Kind)),
        **translated_columns("title", _("title")),
        "source_language": ColumnField(_("written in"), "source_language", widgets.Language()),
        "issued_on": ColumnField(_("date of issue"), "issued_on", day(), kind="date"),
        "embargo_until": ColumnField(_("embargo until"), "embargo_until", Moment(), kind="datetime"),
        **{key: cell for code in languages.LANGUAGES for key, cell in _per_language(code).items()},
        "institutes": _several(_("Carnot institutes"), _names("institutes")),
        "schools": _several(_("schools"), _names("schools")),
        "contacts": _several(_("press contacts"), _contacts),
    }

    class Meta:
        model = Release

    @classmethod
    def for_request(cls, request):
        resource = cls()
        for code in languages.LANGUAGES:
            resource.columns[f"page_{code}"].widget = Page(request.build_absolute_uri)
        return resource

    def get_queryset(self):
        return Release.objects.with_states()

    def contacts(self, queryset, keys):
        if "contacts" not in keys:
            return Contact.objects.none()
        return Contact.objects.filter(releases__in=queryset.order_by().values("pk")).distinct()


class TermResource(SheetResource):
    name = "term"
    columns = {
        "id": id_column(_("term number in the press room")),
        "kind": ColumnField(_("kind"), "kind", choice(Term.Kind)),
        **translated_columns("form", _("form of the house")),
        **translated_columns("other_forms", _("forms that are not the house’s"), widget=Lines()),
        "note": ColumnField(_("note"), "note", widgets.Prose()),
        "is_active": ColumnField(_("in use"), "is_active", widgets.YesNo()),
    }

    class Meta:
        model = Term
