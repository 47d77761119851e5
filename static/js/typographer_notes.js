// Below a plain text that somebody leaves: how many corrections its typography needs. Nothing changes by itself.
import { ask, isPlain, languageOf, sentence } from "press-room/typographer_texts";

const offers = Boolean(document.getElementById("typographer") && document.querySelector("[data-typographer]"));
// What stood there when it was entered, or when it was asked about.
const known = new WeakMap();

const fieldOf = (control) => control.closest(".text-field, .side-field") ?? control.closest(".fieldBox")?.parentElement;

const noteOf = (control) => fieldOf(control)?.querySelector(".typography-note");

const addNote = (control) => {
  const note = document.createElement("p");
  note.className = "typography-note";
  note.setAttribute("role", "status");
  fieldOf(control)?.append(note);
};

const show = (control, count) => {
  const note = noteOf(control);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "remark-act";
  button.textContent = sentence("show");
  button.addEventListener("click", () => {
    const detail = { control, language: languageOf(control) };
    button.dispatchEvent(new CustomEvent("press-room:typographer", { bubbles: true, detail }));
  });
  note.replaceChildren(`${count} `, button);
};

// What is too long for its field is to be shortened first; the desk may not take it at all.
const isTooLong = ({ value, dataset }) => value.length > Number(dataset.limit || Infinity);

const look = async (control) => {
  const { name, value } = control;
  known.set(control, value);
  const { counts, reasons } = value ? await ask(languageOf(control), { [name]: value }) : { counts: {} };
  // Not asked for, so nothing is said where there is no answer.
  if (reasons || control.value !== value) return;
  if (counts[name]) show(control, counts[name]);
  else noteOf(control).replaceChildren();
};

const isOffered = (control) => control.matches?.("textarea, input") && isPlain(control);

if (offers) {
  // A row of a file may have come only now.
  document.addEventListener("focusin", ({ target }) => {
    if (!isOffered(target)) return;
    if (!noteOf(target)) addNote(target);
    if (!known.has(target)) known.set(target, target.value);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (isOffered(target) && noteOf(target) && known.get(target) !== target.value && !isTooLong(target)) look(target);
  });
}
