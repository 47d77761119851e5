// A point to see leads to its field (js/errors.js), and from there to the words that it is about.
import { matchesIn } from "press-room/matches";

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea.id, detail.editor));

const selectIn = (control, words) => {
  const at = control.value.indexOf(words);
  if (at !== -1) control.setSelectionRange(at, at + words.length);
};

const select = (id, words) => {
  const editor = editors.get(id);
  const control = document.getElementById(id);
  if (editor) {
    const [match] = matchesIn(editor.state.doc, words, true);
    if (match) editor.chain().setTextSelection(match).scrollIntoView().run();
  } else if (control?.setSelectionRange) selectIn(control, words);
};

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[data-excerpt]");
  // Behind errors.js, which brings the field into sight. What is told of two languages is both_sides.js's.
  if (link && !link.closest("[data-of-both]")) setTimeout(() => select(link.hash.slice(1), link.dataset.excerpt));
});
