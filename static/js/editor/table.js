// A new table has a row of headers; the button that made one cell a header makes that of the whole first row.
import { Table as EditorTable, gettext, updateAttrsDialog } from "django-prose-editor/editor";

const number = (title, most) => ({ type: "number", title, format: "number", default: "3", min: "1", max: most });

const askForSize = updateAttrsDialog(
  { rows: number(gettext("Rows"), "100"), cols: number(gettext("Columns"), "20") },
  { title: gettext("Insert Table"), submitText: gettext("Insert") },
);

const insert = async (editor) => {
  const size = await askForSize(editor, { rows: "3", cols: "3" });
  if (!size) return;
  const [rows, cols] = [Number(size.rows), Number(size.cols)];
  editor.chain().focus().insertTable({ rows, cols, withHeaderRow: true }).run();
};

export const Table = EditorTable.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ editor }) => {
        insert(editor);
        return true;
      },
    };
  },
  // Behind the last cell it leaves the text. The editor would add a row each time, and keep the keyboard for ever.
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() };
  },
  addMenuItems({ editor, buttons, menu }) {
    this.parent?.({ editor, buttons, menu });
    menu.defineItem({
      name: "table:toggleHeaderCell",
      groups: "table",
      command: (own) => own.chain().focus().toggleHeaderRow().run(),
      button: buttons.material("table_rows", "header row"),
      hidden: (own) => !own.isActive("table"),
    });
  },
});
