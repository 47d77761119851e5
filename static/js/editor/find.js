// Find and replace in one text, by Ctrl-H as in word processors: Ctrl-F stays the browser's. What is found is marked
// in it; find_panel.js asks for it.
import { Extension, Plugin, pm } from "django-prose-editor/editor";
import { open } from "press-room/find_panel";
import { matchesIn } from "press-room/matches";

const { PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const KEY = new PluginKey("find");
const NOTHING = { typed: "", matchCase: false, found: [], current: -1 };

const marks = ({ doc }, { found, current }) =>
  DecorationSet.create(
    doc,
    found.map(({ from, to }, place) => Decoration.inline(from, to, { class: place === current ? "found found-current" : "found" })),
  );

// The first behind the cursor, or the first of all.
const nearest = (found, cursor) => Math.max(found.findIndex(({ from }) => from >= cursor), found.length ? 0 : -1);

const next = (transaction, before, _state, { doc, selection }) => {
  const asked = transaction.getMeta(KEY);
  if (!asked && !transaction.docChanged) return before;
  const now = { ...before, ...asked };
  if (asked?.current !== undefined) return now;
  now.found = matchesIn(doc, now.typed, now.matchCase);
  now.current = nearest(now.found, selection.from);
  return now;
};

const ask = (editor, asked) => editor.view.dispatch(editor.state.tr.setMeta(KEY, asked));

const show = (editor) => editor.view.dom.querySelector(".found-current")?.scrollIntoView({ block: "center" });

const put = (tr, { from, to }, words) => (words ? tr.insertText(words, from, to) : tr.delete(from, to));

// What the panel does with a text.
export const finder = (editor) => ({
  state: () => KEY.getState(editor.state),
  canReplace: () => editor.isEditable,
  seek(typed, matchCase) {
    ask(editor, { typed, matchCase });
    show(editor);
  },
  go(step) {
    const { found, current } = KEY.getState(editor.state);
    if (!found.length) return;
    ask(editor, { current: (current + step + found.length) % found.length });
    show(editor);
  },
  replace(words) {
    const { found, current } = KEY.getState(editor.state);
    if (!found.length || !editor.isEditable) return;
    const tr = put(editor.state.tr, found[current], words);
    const after = tr.mapping.map(found[current].to);
    editor.view.dispatch(tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(after))));
    show(editor);
  },
  // How many there were. One step back brings all of them back.
  replaceAll(words) {
    const { found } = KEY.getState(editor.state);
    if (!editor.isEditable) return 0;
    const { tr } = editor.state;
    for (const match of found.toReversed()) put(tr, match, words);
    if (found.length) editor.view.dispatch(tr);
    return found.length;
  },
  // The cursor goes to what was found last.
  leave() {
    const { found, current } = KEY.getState(editor.state);
    ask(editor, NOTHING);
    if (found[current]) editor.commands.setTextSelection(found[current]);
    editor.commands.focus();
  },
});

const openFor = (editor) => {
  const { from, to } = editor.state.selection;
  open(finder(editor), editor.view.dom.ariaLabel ?? "", editor.state.doc.textBetween(from, to, " "));
  return true;
};

export const FindReplace = Extension.create({
  name: "findReplace",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: KEY,
      state: { init: () => NOTHING, apply: next },
      props: { decorations: (state) => marks(state, KEY.getState(state)) },
    }),
  ],
  onCreate() {
    // The editor's own shortcuts are silent in a text that may only be read.
    this.editor.options.element.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "h" || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      openFor(this.editor);
    });
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "findReplace",
      groups: "utility",
      command: openFor,
      button: buttons.material("find_replace", "find and replace"),
    });
  },
});
