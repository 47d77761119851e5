from django.contrib import admin


class Inline(admin.StackedInline):
    extra = 0


class CardAdmin(admin.ModelAdmin):
    """Plain Django admin in the desk's style, languages side by side."""

    class Media:
        css = {"all": ["css/desk.css"]}
        js = ["js/desk.js"]


def block(title, *lines):
    return title, {"fields": lines}
