from django_prose_editor.widgets import ProseEditorWidget
from js_asset import ImportMap, Media

# By names, so that a browser gets each module under its address of today and never an old one.
MODULES = ImportMap(
    {
        f"press-room/{name}": f"js/editor/{name}.js"
        for name in (
            *("addresses", "alone", "arrows", "bar_height", "caret", "clipboard", "dialogs", "find"),
            *(
                "find_panel",
                "full_screen",
                "link",
                "list_levels",
                "marks",
                "matches",
                "menu",
                "messages",
                "office",
            ),
            *("paste", "place", "quotation", "spacing", "table", "tools", "writing"),
        )
    }
)


class RichTextWidget(ProseEditorWidget):
    """Not that of the editor's own for the admin: its styles are others than those of our pages."""

    @property
    def media(self):
        styles = {"all": ["css/rich_text.css", "css/desk_editor.css", "css/desk_tools.css"]}
        return super().media + Media(css=styles, importmap=MODULES)
