from modeltranslation.translator import TranslationOptions, register

from common import languages

from .models import Attachment, Boilerplate, Release, ReleaseTemplate, SitePage, Term, Topic

# A text missing in a language must be seen to be missing.
NO_FALLBACK = {"default": ()}


@register(Release)
class ReleaseTranslation(TranslationOptions):
    fields = (
        "city",
        "title",
        "subtitle",
        "slug",
        "standfirst",
        "body",
        "status",
        "translation_state",
        "differs",
    )
    fallback_languages = NO_FALLBACK


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug")


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("form", "other_forms")
    # They are asked for by their columns.


@register(Boilerplate)
class BoilerplateTranslation(TranslationOptions):
    fields = ("title", "body")
    fallback_languages = NO_FALLBACK


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("alt", "caption")
    fallback_languages = NO_FALLBACK


@register(ReleaseTemplate)
class ReleaseTemplateTranslation(TranslationOptions):
    fields = ("name", "standfirst", "body")
    # Its texts are asked for by their columns.


@register(SitePage)
class SitePageTranslation(TranslationOptions):
    fields = ("body",)
    fallback_languages = NO_FALLBACK
    required_languages = languages.LANGUAGES
