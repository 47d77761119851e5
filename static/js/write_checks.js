// Below the text that somebody is writing, after a pause: what the checks say of it. Only the block that changed is
// sent, and what stands above does not move. docs/checks.md
import { ask, postFields } from "press-room/keep/server";
import { isTroubled } from "press-room/keep/status";

const PAUSE_MS = 1_200;
const TEXTS = ["title", "subtitle", "standfirst", "body"];

const form = document.querySelector("#content-main > form");
const addresses = new Map(
  [...document.querySelectorAll("template[data-typed-checks]")].map(({ dataset }) => [dataset.typedChecks, dataset.address]),
);
const timers = new WeakMap();

const languageOf = (control) => control.closest("[data-language]")?.dataset.language;

const isChecked = (control) =>
  TEXTS.some((text) => control.name === `${text}_${languageOf(control)}`) && addresses.has(languageOf(control));

const noteOf = (control) => {
  const field = control.closest(".text-field");
  let note = field.querySelector(".check-note");
  if (!note) {
    note = document.createElement("div");
    note.className = "check-note";
    note.setAttribute("role", "status");
    field.append(note);
  }
  return note;
};

const look = async (control, read) => {
  const text = read();
  const sent = { [control.name]: text };
  const { answer } = await ask(form, addresses.get(languageOf(control)), sent, { by: postFields, isTroubled: isTroubled() });
  // Not asked for, so nothing is said where there is no answer.
  if (answer?.notes && read() === text) noteOf(control).innerHTML = answer.notes[control.name];
};

const later = (control, read) => {
  clearTimeout(timers.get(control));
  timers.set(control, setTimeout(() => look(control, read), PAUSE_MS));
};

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

// The words of the block that the caret is in, each part of it on a line of its own.
const blockOf = ({ state }) => {
  const { $from } = state.selection;
  const block = $from.depth ? $from.node(1) : state.doc.firstChild;
  const lines = block ? block.textBetween(0, block.content.size, "\n", " ").split("\n") : [];
  return lines.map((line) => `<p>${escaped(line)}</p>`).join("");
};

if (form && addresses.size) {
  form.addEventListener("input", ({ target }) => {
    if (target.name && !target.closest(".prose-editor") && isChecked(target)) later(target, () => target.value);
  });
  document.addEventListener("prose-editor:ready", ({ detail: { textarea, editor } }) => {
    if (isChecked(textarea)) editor.on("update", () => later(textarea, () => blockOf(editor)));
  });
}
