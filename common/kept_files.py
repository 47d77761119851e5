"""Files that came with a refused form: the person sends the form again, not the files.

A browser never fills in a field for files: without this, a form that is refused for another field loses them.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import partial

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.utils import timezone

from .models import KeptFile
from .stored_files import Overdue
from .typing_bases import ModelAdminMixinBase

EXPIRES_AFTER = datetime.timedelta(days=1)
IDLE_AFTER = datetime.timedelta(hours=1)
# Of one person, all forms together.
MAX_FILES = 150
MAX_BYTES = 300 * 1024 * 1024
TOKEN_PATTERN = re.compile(r"[\w-]{20,64}", re.ASCII)
TOKEN, LEAVE_OUT = "-kept", "-leave-out"


class KeptUpload(UploadedFile):
    def __init__(self, file, kept):
        super().__init__(file, kept.name, size=kept.size)
        self.kept = kept


def overdue() -> Iterator[Overdue]:
    for kept in KeptFile.objects.filter(created_at__lt=timezone.now() - EXPIRES_AFTER):
        label = f"nobody sent the form again that brought file {kept.pk}"
        yield Overdue(label, partial(_delete, kept))


def _delete(kept):
    kept.delete()


def restore(request, purpose: str) -> None:
    """What was sent before joins request.FILES as if it was sent now, unless another is."""
    names = _tokens(request)
    for kept in _own(request, purpose).filter(token__in=names):
        name = names[kept.token]
        if name not in request.FILES and name + LEAVE_OUT not in request.POST:
            _add(request, name, kept)


def _tokens(request):
    """{token: name of the field}"""
    sent = {request.POST[key]: key.removesuffix(TOKEN) for key in request.POST if key.endswith(TOKEN)}
    return {token: name for token, name in sent.items() if TOKEN_PATTERN.fullmatch(token)}


def _own(request, purpose):
    return KeptFile.objects.filter(
        owner=request.user, purpose=purpose, created_at__gte=timezone.now() - EXPIRES_AFTER
    )


def _add(request, name, kept):
    try:
        file = kept.file.storage.open(kept.file.name)
    except FileNotFoundError:
        return
    request.FILES[name] = KeptUpload(file, kept)


def keep(request, purpose: str, refused: Iterable[forms.BaseForm]) -> None:
    """The files of these forms that are good in themselves; their fields then say that they are kept."""
    kept = []
    for field, upload, is_good in (found for form in refused for found in _files_of(form)):
        field.widget.sent = upload.name
        if is_good:
            field.widget.kept = getattr(upload, "kept", None) or _store(request.user, purpose, upload)
        kept.append(field.widget.kept)
    _forget(request, purpose, except_for=[each.pk for each in kept if each])


def _files_of(form):
    """(field, file, whether it is good in itself)"""
    for name, field in form.fields.items():
        upload = form.files.get(form.add_prefix(name))
        if isinstance(field.widget, KeptFileInput) and upload and not field.disabled:
            yield field, upload, name not in form.errors


def _store(owner, purpose, upload):
    if not (_has_room(owner, upload.size) or _make_room(owner, upload.size)):
        return None
    upload.seek(0)
    kept = KeptFile(owner=owner, purpose=purpose, name=upload.name, size=upload.size)
    kept.file.save(upload.name, upload)
    return kept


def _has_room(owner, size):
    held = KeptFile.objects.filter(owner=owner).aggregate(files=Count("pk"), size=Sum("size", default=0))
    return held["files"] < MAX_FILES and held["size"] + size <= MAX_BYTES


def _make_room(owner, size):
    """At the cost of forms that are probably abandoned; what came within the hour may be of this one."""
    KeptFile.objects.filter(owner=owner, created_at__lt=timezone.now() - IDLE_AFTER).delete()
    return _has_room(owner, size)


def forget(request, purpose: str) -> None:
    """The form was accepted: what waited for it is where it belongs."""
    _forget(request, purpose)


def _forget(request, purpose, except_for=()):
    _own(request, purpose).filter(token__in=_tokens(request)).exclude(pk__in=except_for).delete()


class KeptFileInput(AdminFileWidget):
    """Says which file is kept, and which is not and has to be chosen again."""

    template_name = "admin/widgets/kept_file_input.html"
    # The name of the file that came, and what was kept of it.
    sent, kept = "", None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "sent": self.sent,
            "kept": self.kept,
            "token_name": name + TOKEN,
            "leave_out_name": name + LEAVE_OUT,
        }
        return context


class KeepsFiles(ModelAdminMixinBase):
    """For a ModelAdmin whose forms take files, in front of its base class."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        purpose = self.opts.label_lower
        restore(request, purpose)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if refused := list(_forms_of(response)):
            keep(request, purpose, refused)
        elif response.status_code < 400:
            forget(request, purpose)
        return response

    def fields_of_new_row(self, request):
        fields = super().fields_of_new_row(request)  # type: ignore[misc]
        for name, upload in request.FILES.items() if fields else ():
            kept = getattr(upload, "kept", None) or _store(request.user, self.opts.label_lower, upload)
            if kept:
                fields[name + TOKEN] = [kept.token]
        return fields


def _forms_of(response):
    """Of a form that was refused; of one that was accepted the answer has none."""
    context = getattr(response, "context_data", None) or {}
    if "adminform" in context:
        yield context["adminform"].form
        for inline in context["inline_admin_formsets"]:
            yield from inline.formset.forms
