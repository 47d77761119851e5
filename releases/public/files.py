"""Files that releases show, and the renditions of pictures: to everybody while a live edition shows them."""

from functools import partial

from django.db import transaction
from django.http import Http404
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from common.pictures import keeping
from common.pictures.renditions import FORMATS
from common.public_pages import under_clock
from common.serving import serve
from common.uploads import IMAGES, PDF

from ..models import Attachment, Edition, EditionFile
from ..models.attachment import ROOT
from ..models.edition import shown_files

UNKNOWN_TYPE = "application/octet-stream"
PICTURES = {kind.mime for kind in IMAGES}
SHOWN_IN_THE_BROWSER = {*PICTURES, PDF.mime}


def want_renditions(instance: Edition, created: bool, raw: bool = False, **_signal) -> None:
    """Receives post_save: they are made beside the answer to whoever approves."""
    if created and not raw:
        transaction.on_commit(partial(keeping.want, *pictures_of(instance.document)))


def pictures_of(document: dict) -> list[str]:
    return [ROOT + file["path"] for file in shown_files(document) if file["mime_type"] in PICTURES]


@require_safe
def file(request, path):
    return _to_whom_it_is_shown(request, path, partial(_original, request, path))


@require_safe
def rendition(request, path, step, picture_format):
    return _to_whom_it_is_shown(request, path, partial(_rendition, request, path, step, picture_format))


def _to_whom_it_is_shown(request, path, answer):
    """`answer(type)` for the file of that path, its type as it was found at its upload."""
    if public_type := under_clock(f"file {path}", partial(_public_type, path)):
        response = answer(public_type)
        patch_cache_control(response, public=True, no_cache=True)
        return response
    # Only from here on is the session looked at: public answers stay free of cookies.
    if not (request.user.is_staff and request.user.has_perm("releases.view_release")):
        raise Http404
    attachment = Attachment.objects.filter(file=ROOT + path).first()
    if attachment is None:
        raise Http404
    response = answer(attachment.mime_type)
    add_never_cache_headers(response)
    return response


def _public_type(path):
    """Of a file that a live edition shows; None of any other."""
    shown = EditionFile.objects.filter(path=path, edition__in=Edition.objects.live().order_by())
    document = shown.values_list("edition__document", flat=True).first()
    if document is None:
        return None
    types = {file["path"]: file["mime_type"] for file in shown_files(document)}
    return types[path] or UNKNOWN_TYPE


def _original(request, path, mime_type):
    shown = mime_type in SHOWN_IN_THE_BROWSER
    return serve(request, ROOT + path, mime_type or UNKNOWN_TYPE, as_attachment=not shown)


def _rendition(request, path, step, picture_format, mime_type):
    """The picture itself until its renditions are made: nobody waits for that."""
    if mime_type not in PICTURES:
        raise Http404
    if not keeping.are_made(ROOT + path):
        keeping.want(ROOT + path)
        return _original(request, path, mime_type)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return serve(
        request,
        keeping.stored_name(ROOT + path, step, picture_format),
        FORMATS[picture_format].mime_type,
        saved_as=f"{stem}-{step}.{picture_format}",
    )
