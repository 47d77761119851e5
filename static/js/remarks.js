// Remarks on a release are written, answered and resolved without leaving its form: docs/remarks.md.
import { AskingDialog } from "press-room/write_dialog";

const LONGEST_QUOTATION = 300;
const PLACES = ".text-field[data-about], .text-read > [id]";

const asking = new AskingDialog("remark");

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

const show = ({ section, count }) => {
  const parsed = new DOMParser().parseFromString(section, "text/html").getElementById("remarks");
  const remarks = document.getElementById("remarks");
  const hadFocus = remarks.contains(document.activeElement) || document.activeElement === document.body;
  remarks.replaceChildren(...parsed.childNodes);
  remarks.open = true;
  if (hadFocus) remarks.querySelector("summary").focus();
  document.querySelector("[data-remark-count]").innerHTML = count;
};

const prepare = (button) => {
  const { dialog } = asking;
  const { about, quotation } = dialog.querySelector("form").elements;
  const isReply = button.hasAttribute("formaction");
  const isQuoted = !isReply && concerns(button.value) && selected.words;
  about.value = isQuoted ? selected.about : button.value;
  quotation.value = isQuoted ? [...selected.words].slice(0, LONGEST_QUOTATION).join("") : "";
  dialog.querySelector("[data-quotation]").hidden = !isQuoted;
  dialog.querySelector("h2").textContent = button.textContent.trim();
  return isReply ? button.formAction : asking.asking.action;
};

if (asking.dialog) {
  document.addEventListener("selectionchange", () => remember(document.activeElement));
  // A change of the selection is told later than a key that leaves the text.
  document.addEventListener("focusout", ({ target }) => remember(target));
  asking.start({ prepare, show });
}
