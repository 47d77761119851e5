// Whoever changes in the translation what a change of its source is about has followed this change: its box is ticked,
// and can be unticked.
import { matchesIn } from "press-room/matches";

const PAUSE_MS = 300;

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea.id, detail.editor));

const stands = (id, words) => {
  const editor = editors.get(id);
  if (editor) return matchesIn(editor.state.doc, words, true).length > 0;
  return document.getElementById(id)?.value?.includes(words);
};

// One box for each change, or, for the only one, that of the whole text.
const boxFor = (item) =>
  item.querySelector("input") ?? item.closest(".text-column").querySelector("input[name^='follows_']");

const changes = [...document.querySelectorAll(".source-changes a[data-says]")].map((link) => {
  const item = link.closest("li");
  return { id: link.hash.slice(1), words: link.dataset.excerpt, box: boxFor(item), item, isOurs: false };
});

const tick = (change, isChecked) => {
  change.isOurs = isChecked;
  change.box.checked = isChecked;
  change.item.classList.toggle("is-followed", isChecked);
  change.box.dispatchEvent(new Event("change", { bubbles: true }));
};

const look = () => {
  for (const change of changes) {
    const isSaid = stands(change.id, change.words);
    if (isSaid === false && !change.box.checked && !change.isLeft) tick(change, true);
    else if (isSaid && change.isOurs && change.box.checked) tick(change, false);
  }
};

let waiting = 0;
const ask = () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
};

const start = () => {
  document.addEventListener("input", ask);
  // What somebody unticks stays so.
  document.addEventListener("click", ({ target }) => {
    for (const change of changes) if (change.box === target) change.isLeft = !target.checked;
  });
};

if (changes.length) start();
