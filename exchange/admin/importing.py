import io
from pathlib import PurePath

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import number_format
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from common import kept_files
from common.exceptions import Refused
from common.modeladmin.base import BaseAdmin
from common.modeladmin.desk import ListButtons
from common.modeladmin.keys import is_key
from common.modeladmin.pages import page_context, page_of
from common.sessions import poll

from ..exporting import separator, start_streaming
from ..import_forms import ReadingForm, UploadForm
from ..importing import answering, applying, jobs, missing, presentation, running, source_file
from ..importing.access import importable_resources, may_import
from ..models import KEPT_FOR_IMPORT, Import, ImportLine
from ..spreadsheets import write_csv, write_xlsx
from .exporting import ExportingAdminMixinBase

State = Import.State
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportMixin(ExportingAdminMixinBase):
    """For a ModelAdmin with an export_resource, in front of its base class: the same rows come back in."""

    def list_buttons(self, request):
        buttons = super().list_buttons(request)
        resource = self.export_resource.name
        if may_import(request.user, resource):
            buttons.append((_("Import…"), f"{reverse('admin:exchange_import_add')}?what={resource}"))
        return buttons

    def own_pages(self, request):
        pages = super().own_pages(request)
        resource = self.export_resource.name
        if may_import(request.user, resource):
            pages.append((_("Import…"), f"{reverse('admin:exchange_import_add')}?what={resource}"))
        return pages


@admin.register(Import)
class ImportAdmin(ListButtons, BaseAdmin):
    list_display = ["file_name", "what", "state", "outcome", "actor_name", "created_at"]
    list_filter = ["state"]
    search_fields = ["file_name", "actor_name"]
    new_title = gettext_lazy("Import a file")
    nothing_yet = gettext_lazy("Imports will stand here: what each file changed, and how to undo it.")
    actions = None
    why_never_deleted = gettext_lazy(
        "Imports cannot be deleted: they record where the details of a contact came from."
    )

    def get_urls(self):
        def protected(view):
            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/progress/", protected(self.progress_view), name="exchange_import_progress"),
            path(
                "<int:pk>/refused.<str:extension>",
                protected(self.refused_view),
                name="exchange_import_refused",
            ),
            path("<int:pk>/do/<str:act>/", protected(self.act_view), name="exchange_import_act"),
            *super().get_urls(),
        ]

    # Only the import permissions count.

    def has_module_permission(self, request):
        return bool(importable_resources(request.user))

    def has_view_permission(self, request, obj=None):
        return may_import(request.user, obj.resource) if obj else self.has_module_permission(request)

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(resource__in=importable_resources(request.user))

    def _job(self, request, pk):
        job = get_object_or_404(Import, pk=pk)
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        return job

    # The list

    def list_buttons(self, request):
        return [(_("Import…"), reverse("admin:exchange_import_add"))]

    def changelist_view(self, request, extra_context=None):
        # A file is uploaded instead.
        return super().changelist_view(request, {"has_add_permission": False, **(extra_context or {})})

    @admin.display(description=gettext_lazy("what"))
    def what(self, job):
        return presentation.label_of(job.resource)

    @admin.display(description=gettext_lazy("rows"))
    def outcome(self, job):
        return ", ".join(presentation.count_sentences(job))

    # The pages

    def add_view(self, request, form_url="", extra_context=None):
        resources = importable_resources(request.user)
        if not resources:
            raise PermissionDenied
        kept_files.restore(request, KEPT_FOR_IMPORT)
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*data, resources=resources, initial={"what": request.GET.get("what", "")})
        if form.is_valid():
            try:
                job = source_file.upload(form.cleaned_data["file"], form.cleaned_data["what"], request.user)
            except Refused as refusal:
                form.add_error("file", refusal.reasons)
            else:
                kept_files.forget(request, KEPT_FOR_IMPORT)
                return redirect("admin:exchange_import_change", job.pk)
        kept_files.keep(request, KEPT_FOR_IMPORT, [form])
        return self._page(request, "import_upload", form=form)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not is_key(Import, object_id):
            raise Http404
        job = self._job(request, object_id)
        if jobs.is_running(job):
            return self._progress_page(request, job)
        if job.state == State.UPLOADED or (job.state == State.CHECKED and "columns" in request.GET):
            return self._reading_page(request, job, ReadingForm(job=job))
        return self._lines_page(request, job)

    def _reading_page(self, request, job, form):
        return self._page(request, "import_columns", job, form=form)

    def _progress_page(self, request, job):
        interrupted = jobs.is_interrupted(job)
        report = job.progress.read()
        context = {"interrupted": interrupted, "report": report, "progress_text": progress_text(report)}
        return self._page(request, "import_progress", job, **context)

    def _lines_page(self, request, job):
        kind = request.GET.get("kind", "")
        lines = job.lines.filter(kind=kind) if kind in ImportLine.Kind.values else job.lines.all()
        page = page_of(lines, request)
        blocked = jobs.blocked_counts(job) if job.state == State.CHECKED else jobs.Blocked(0, 0)
        is_last = job.state == State.APPLIED and jobs.last_applied(job.resource) == job
        return self._page(
            request,
            "import_lines",
            job,
            kind=kind,
            all_rows=sum(job.counts.get(value, 0) for value in ImportLine.Kind.values),
            kinds=[
                (value, label, job.counts.get(value, 0)) for value, label in presentation.kinds(job.state)
            ],
            page=page,
            missing=missing.missing_in(job, request.user),
            rows=list(presentation.LinePresenter(job, page)),
            asked=job.state == State.CHECKED and any(line.kind == ImportLine.Kind.DOUBTFUL for line in page),
            blocked=sum(blocked),
            refused=blocked.refused,
            undecided=blocked.undecided,
            writable=job.state == State.CHECKED and applying.to_apply(job).count(),
            left_out=presentation.refused_lines(job).count(),
            may_undo=is_last,
        )

    def _page(self, request, template, job=None, **context):
        title = " – ".join([_("Import"), job.file_name]) if job else _("Import")
        what = capfirst(presentation.label_of(job.resource)) if job else ""
        context = page_context(self, request, title, job=job, what=what, **context)
        response = TemplateResponse(request, f"admin/exchange/{template}.html", context)
        add_never_cache_headers(response)
        return response

    # The actions: each redirects to the page of the job.

    def act_view(self, request, pk, act):
        acts = {
            "columns": self._set_columns,
            "answer": self._answer,
            "create": self._create_missing,
            "apply": self._apply,
            "again": self._again,
            "undo": self._undo,
            "cancel": self._cancel,
        }
        if act not in acts:
            raise Http404
        job = self._job(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            response = acts[act](request, job)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            response = None
        return response or redirect(self._address(request, job))

    def _address(self, request, job):
        address = reverse("admin:exchange_import_change", args=[job.pk])
        kept = [
            f"{name}={request.POST[name]}"
            for name in ("kind", "page")
            if request.POST.get(name, "").isalnum()
        ]
        return "?".join(filter(None, [address, "&".join(kept)]))

    def _set_columns(self, request, job):
        if job.state not in jobs.WAITING:
            raise Refused(_("The columns of this file have already been chosen."))
        form = ReadingForm(request.POST, job=job)
        if not form.is_valid():
            return self._reading_page(request, job, form)
        job.blank_clears_value = form.cleaned_data["blank_clears_value"]
        if form.asks_to_read_again():
            source_file.understand(job, **form.options())
            if form.asks_only_for_header():
                source_file.keep_keys(job, form.keys())
            return redirect(f"{reverse('admin:exchange_import_change', args=[job.pk])}?columns")
        job.reading["language"], job.reading["header_asked"] = get_language(), False
        job.reading["ignore_extra_cells"] = form.cleaned_data.get("ignore_extra_cells", False)
        job.save(update_fields=["blank_clears_value", "reading"])
        try:
            source_file.choose_columns(job, form.keys())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
            return self._reading_page(request, job, form)
        running.start(job, "check")
        return None

    def _answer(self, request, job):
        answers = {
            int(number): value
            for name, value in request.POST.items()
            if name.startswith("answer_") and is_key(ImportLine, number := name.removeprefix("answer_"))
        }
        for number, reasons in answering.answer(job, answers).items():
            row = _("Row %(number)s: %(reasons)s") % {"number": number, "reasons": " ".join(reasons)}
            messages.error(request, row)

    def _create_missing(self, request, job):
        created = missing.create(job, request.POST.getlist("create"), request.user)
        for row in created:
            self.log_addition(request, row, [{"added": {}}])
        count = len(created)
        sentence = ngettext(
            "%(count)s organisation was created.", "%(count)s organisations were created.", count
        )
        messages.success(request, sentence % {"count": count})
        running.start(job, "check")

    def _apply(self, request, job):
        if job.state == State.CHECKED:
            job.valid_rows_only = bool(request.POST.get("valid_rows_only"))
            job.save(update_fields=["valid_rows_only"])
        running.start(job, "apply")

    def _again(self, request, job):
        if job.state == State.CHECKED and job.problem:
            # The data has changed since the check, and nothing was applied.
            running.start(job, "check")
            return
        if not jobs.is_interrupted(job):
            raise Refused(_("This import was not interrupted."))
        running.start(job, jobs.RUNNING[job.state])

    def _undo(self, request, job):
        running.start(job, "undo")

    def _cancel(self, request, job):
        jobs.cancel(job)

    # For scripts and spreadsheets

    @poll
    def progress_view(self, request, pk):
        job = self._job(request, pk)
        report = job.progress.read()
        response = JsonResponse(
            {
                "running": jobs.is_running(job) and not jobs.is_interrupted(job),
                "done": report.done if report else 0,
                "total": report.total if report else 0,
                "text": progress_text(report),
            }
        )
        add_never_cache_headers(response)
        return response

    def refused_view(self, request, pk, extension):
        job = self._job(request, pk)
        columns, rows = presentation.refused_columns(job), presentation.refused_rows(job)
        name = f"{PurePath(job.file_name).stem}-refused.{extension}"
        response: HttpResponseBase
        if extension == "csv":
            response = StreamingHttpResponse(
                start_streaming(write_csv(columns, rows, separator())), content_type="text/csv; charset=utf-8"
            )
        elif extension == "xlsx":
            file = io.BytesIO()
            write_xlsx(file, columns, rows, title=_("Refused rows"))
            response = HttpResponse(file.getvalue(), content_type=XLSX)
        else:
            raise Http404
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        add_never_cache_headers(response)
        return response


def progress_text(report) -> str:
    if not report or not report.done:
        return _("Reading the file…")
    done, total = (number_format(count, force_grouping=True) for count in (report.done, report.total))
    if report.total > report.done:
        return _("%(done)s of %(total)s rows") % {"done": done, "total": total}
    return _("%(done)s rows") % {"done": done}
