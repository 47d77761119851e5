from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

# By names, so that a browser gets each module under its address of today and never an old one.
MODULES = ImportMap(
    {
        f"press-room/{name}": f"js/editor/{name}.js"
        for name in ("addresses", "clipboard", "dialogs", "marks", "office", "tools", "messages")
    }
)


class RichTextWidget(AdminProseEditorWidget):
    @property
    def media(self):
        return super().media + Media(importmap=MODULES)
