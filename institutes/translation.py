from modeltranslation.translator import TranslationOptions, register

from .models import Contact, FormerName, Institute, LabelAward, Organisation, PhoneNumber, School


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(School)
class SchoolTranslation(TranslationOptions):
    fields = ("presentation",)


@register(Institute)
class InstituteTranslation(TranslationOptions):
    fields = ("presentation",)


@register(FormerName)
class FormerNameTranslation(TranslationOptions):
    fields = ("name",)


@register(LabelAward)
class LabelAwardTranslation(TranslationOptions):
    fields = ("awarding_body",)


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ("job_title",)


@register(PhoneNumber)
class PhoneNumberTranslation(TranslationOptions):
    fields = ("label",)
