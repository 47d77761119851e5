// Ctrl-K makes a link of what is selected, of the word at the cursor, or of words that it asks for; of a link that is
// there it asks for another address.
import { Link as EditorLink, gettext, updateAttrsDialog } from "django-prose-editor/editor";
import { message } from "press-room/messages";

const LETTER = /[\p{L}\p{N}’'-]/u;

// The ends of the word at the cursor; null between two words.
const wordAround = ({ $from }) => {
  const text = $from.parent.textBetween(0, $from.parent.content.size, null, "\ufffc");
  let [start, end] = [$from.parentOffset, $from.parentOffset];
  while (start && LETTER.test(text[start - 1])) start -= 1;
  while (end < text.length && LETTER.test(text[end])) end += 1;
  return end > start ? { from: $from.start() + start, to: $from.start() + end } : null;
};

const ADDRESS = { href: { type: "string", title: gettext("URL"), required: true } };
const WORDS = { words: { type: "string", title: message("link-words"), required: true } };
const TITLE = { title: { type: "string", title: gettext("Title") } };
const NEW = { title: message("tool-insert-link"), submitText: gettext("Insert") };
const THERE = { title: gettext("Edit Link"), submitText: gettext("Update") };

const askForBoth = updateAttrsDialog({ ...WORDS, ...ADDRESS }, NEW);
const askForAddress = updateAttrsDialog({ ...ADDRESS, ...TITLE }, NEW);
// An empty address takes the link off.
const askForAnother = updateAttrsDialog({ href: { ...ADDRESS.href, required: false }, ...TITLE }, THERE);

const insert = async (editor) => {
  const asked = await askForBoth(editor, {});
  if (!asked) return;
  const marks = [{ type: "link", attrs: { href: asked.href } }];
  editor.chain().focus().insertContent({ type: "text", text: asked.words, marks }).run();
};

const make = async (editor) => {
  const asked = await askForAddress(editor, {});
  if (asked) editor.chain().focus().setMark("link", asked).run();
};

const change = async (editor) => {
  const asked = await askForAnother(editor, editor.getAttributes("link"));
  if (!asked) return;
  const whole = editor.chain().focus().extendMarkRange("link");
  if (asked.href.trim()) whole.updateAttributes("link", asked).run();
  else whole.unsetLink().run();
};

export const Link = EditorLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        if (editor.isActive("link")) change(editor);
        else if (!editor.state.selection.empty) make(editor);
        return true;
      },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        if (!editor.isEditable) return true;
        const { selection } = editor.state;
        const word = selection.empty && !editor.isActive("link") && wordAround(selection);
        if (word) editor.commands.setTextSelection(word);
        if (word || !selection.empty || editor.isActive("link")) editor.commands.addLink();
        else insert(editor);
        return true;
      },
    };
  },
});
