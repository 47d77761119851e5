import html
import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField

from common import languages
from common.analysis import lines_of
from common.forms import refuse_what_would_be_lost

from .bounds import check_bounds
from .checks import address_problems
from .editor import RichTextWidget
from .richtext import ALLOW_LIST, EXTENSIONS, clean_html

_ATTRIBUTE = re.compile(r'="([^"<>]*)"')


class RichTextFormField(ProseEditorFormField):
    """Says what is wrong with what was typed; the typed text stays as it is in the form."""

    has_attachments = True
    holds_markup = True

    def clean(self, value):
        if isinstance(value, str) and not self.disabled:
            for text in _texts_of(value):
                refuse_what_would_be_lost(text)
        value = super().clean(value)
        if value and not self.disabled:
            check_bounds(value)
            has_files = self.has_attachments
            # What has files of its own is a release: a submission looks at it again.
            if problems := address_problems(value, has_attachments=has_files, is_draft=has_files):
                raise ValidationError(problems, code="address")
        return value


def _texts_of(markup: str) -> Iterator[str]:
    """What is read of it: its text, and what its links and pictures are called."""
    yield lines_of(markup)
    for value in _ATTRIBUTE.findall(markup):
        yield html.unescape(value)


class RichTextField(ProseEditorField):
    """Cleans on the way to the database, so that no import, fixture, command or ORM call goes round it.

    What comes out of the database is not cleaned again.
    """

    holds_markup = True

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_html(value)
            # Not setattr(): that of a translated column writes into the active language.
            model_instance.__dict__[self.attname] = value
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        # After pre_save it is clean; update() and bulk_update() come by here alone.
        return str(clean_html(value)) if isinstance(value, str) else value

    def formfield(self, **kwargs):
        field = super().formfield(**kwargs | {"form_class": RichTextFormField, "widget": RichTextWidget})
        field.has_attachments = hasattr(self.model, "attachments")
        if language := languages.language_of(self.name):
            # For the browser's spell checker.
            field.widget.attrs["lang"] = language
        return field


class DocumentField(models.JSONField):
    """The rest of an edition: the texts in it are rich texts, cleaned on their way in like its body.

    `allow_list` says under which list that was.
    """

    def pre_save(self, model_instance, add):
        document = clean_document(super().pre_save(model_instance, add)) | {"allow_list": ALLOW_LIST}
        setattr(model_instance, self.attname, document)
        return document

    def get_prep_value(self, value):
        return super().get_prep_value(clean_document(value) if isinstance(value, dict) else value)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def clean_document(document: dict) -> dict:
    """With its boilerplates cleaned; everything else in it is plain text."""
    if "boilerplates" not in document:
        return document
    lines = [{**line, "body": clean_html(line["body"])} for line in document["boilerplates"]]
    return {**document, "boilerplates": lines}
