// How deep an item of a list lies. Tab leaves the text and changes none of it, in lists as elsewhere (WCAG 2.1.2).
import { ListItem as Item } from "django-prose-editor/editor";

export const ListItem = Item.extend({
  addKeyboardShortcuts() {
    const { Tab: _deeper, "Shift-Tab": _higher, ...others } = this.parent();
    const deeper = () => this.editor.commands.sinkListItem(this.name);
    const higher = () => this.editor.commands.liftListItem(this.name);
    // Some keyboards have no key of its own for a bracket.
    return { ...others, "Mod-]": deeper, "Mod-[": higher, "Alt-Shift-ArrowRight": deeper, "Alt-Shift-ArrowLeft": higher };
  },
  addMenuItems({ buttons, menu }) {
    const define = (name, command, icon, label) =>
      menu.defineItem({
        name: `list:${name}`,
        groups: "lists",
        command: (editor) => editor.chain().focus()[command](this.name).run(),
        enabled: (editor) => editor.can()[command](this.name),
        hidden: (editor) => !editor.isActive(this.name),
        button: buttons.material(icon, label),
      });
    define("deeper", "sinkListItem", "format_indent_increase", "one level deeper");
    define("higher", "liftListItem", "format_indent_decrease", "one level higher");
  },
});
