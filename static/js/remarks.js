// Remarks on a release are written, answered and resolved without leaving its form: docs/remarks.md.
import { ask, postFields } from "press-room/keep/server";

const LONGEST_QUOTATION = 300;
const PLACES = ".text-field[data-about], .text-read > [id]";

const dialog = document.getElementById("remark-dialog");
const forms = { ask: document.getElementById("remark-ask"), act: document.getElementById("remark-act") };

// What was selected last in a text: a button takes the selection away, or the focus at least.
let selected = { about: "", words: "" };

const wordsIn = (input) => input.value.slice(input.selectionStart, input.selectionEnd);

const remember = (active) => {
  if (active?.matches("button")) return;
  const isInput = active?.matches("textarea, input[type='text']");
  const found = document.getSelection();
  const start = found?.anchorNode;
  const place = (isInput ? active : (start?.parentElement ?? start))?.closest?.(PLACES);
  if (!place) return;
  const words = isInput ? wordsIn(active) : found.toString();
  selected = { about: place.dataset.about ?? place.id.replace("id_", ""), words: words.replace(/\s+/g, " ").trim() };
};

// The button of a whole text that is only read speaks of each of its parts.
const concerns = (about) => about && (selected.about === about || selected.about.endsWith(`_${about}`));

const show = ({ section, count, said }) => {
  const parsed = new DOMParser().parseFromString(section, "text/html").getElementById("remarks");
  const remarks = document.getElementById("remarks");
  const hadFocus = remarks.contains(document.activeElement) || document.activeElement === document.body;
  remarks.replaceChildren(...parsed.childNodes);
  remarks.open = true;
  if (hadFocus) remarks.querySelector("summary").focus();
  document.querySelector("[data-remark-count]").innerHTML = count;
  document.getElementById("remark-said").textContent = said;
};

const complain = (reasons) => {
  const note = dialog.querySelector("[data-errors]");
  note.textContent = reasons.join(" ");
  note.hidden = !reasons.length;
};

const reasonOf = (reason) => dialog.querySelector(`[data-reason="${reason}"]`).content.textContent;

const open = (button, address) => {
  const { about, quotation } = dialog.querySelector("form").elements;
  const isReply = button.hasAttribute("formaction");
  const isQuoted = !isReply && concerns(button.value) && selected.words;
  dialog.dataset.address = address;
  about.value = isQuoted ? selected.about : button.value;
  quotation.value = isQuoted ? [...selected.words].slice(0, LONGEST_QUOTATION).join("") : "";
  dialog.querySelector("[data-quotation]").hidden = !isQuoted;
  dialog.querySelector("h2").textContent = button.textContent.trim();
  complain([]);
  dialog.showModal();
  dialog.querySelector("textarea").focus();
};

const send = async (form) => {
  const sent = Object.fromEntries(new FormData(form));
  const { answer, reason } = await ask(forms.act, dialog.dataset.address, sent, { by: postFields });
  if (reason || answer.reasons) return complain(answer?.reasons ?? [reasonOf(reason)]);
  form.reset();
  dialog.close();
  return show(answer);
};

const act = async (address) => {
  const { answer, reason } = await ask(forms.act, address, {}, { by: postFields });
  if (reason) document.getElementById("remark-said").textContent = reasonOf(reason);
  else show(answer);
};

const start = () => {
  document.addEventListener("selectionchange", () => remember(document.activeElement));
  // A change of the selection is told later than a key that leaves the text.
  document.addEventListener("focusout", ({ target }) => remember(target));
  forms.ask.addEventListener("submit", (event) => {
    event.preventDefault();
    open(event.submitter, event.submitter.hasAttribute("formaction") ? event.submitter.formAction : forms.ask.action);
  });
  forms.act.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.submitter.formAction);
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });
};

if (dialog) start();
