// The texts of the form as the typographer reads and writes them: with the undo of the editor and of the browser.
import { ask as askDesk, postFields } from "press-room/keep/server";
import { isTroubled } from "press-room/keep/status";
import { takeIn } from "press-room/keep/take_in";

// Those of a release or a boilerplate, and of the files of a release; the name ends with the language.
const TEXT = /^(?:title|subtitle|standfirst|city|body|attachments-\d+-(?:alt|caption))_(\w+)$/;

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea, detail.editor));

const dialog = document.getElementById("typographer");
const form = document.querySelector("#content-main > form");

export const languageOf = (control) => TEXT.exec(control.name)?.[1];

export const controlsOf = (language) =>
  [...form.elements].filter((control) => languageOf(control) === language && !control.disabled);

export const isPlain = (control) => Boolean(languageOf(control)) && !control.closest(".prose-editor");

export const sentence = (name) => dialog.querySelector(`[data-says="${name}"]`).content.textContent;

// `sent`: pairs of a name and a value.
export const askAt = async (address, sent) => {
  const { answer, reason } = await askDesk(form, address, sent, { by: postFields, isTroubled: isTroubled() });
  return answer ?? { reasons: [dialog.querySelector(`[data-reason="${reason}"]`).content.textContent] };
};

// {html, counts}, or {texts} with what was taken; {reasons} where there is no answer.
export const ask = async (language, texts, taken = []) => {
  const { address } = dialog.querySelector(`template[data-language="${language}"]`).dataset;
  return askAt(address, [...Object.entries(texts), ...taken.map((key) => ["take", key])]);
};

export const readAll = (controls) => Object.fromEntries(controls.map((control) => [control.name, control.value]));

// As if it had been typed: the browser keeps its undo only of what is inserted so.
const type = (control, text) => {
  control.focus();
  control.select();
  if (document.execCommand("insertText", false, text) && control.value === text) return;
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
};

export const write = (control, text) => {
  const editor = editors.get(control);
  if (editor) takeIn(editor, text, true);
  else type(control, text);
  control.dispatchEvent(new Event("change", { bubbles: true }));
};
