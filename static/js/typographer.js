// The typographer’s dialog: what it would correct in the texts of one language, to take whole or one by one.
// docs/typography.md
import { makeTexts } from "press-room/made_texts";
import { ask, controlsOf, readAll, sentence } from "press-room/typographer_texts";

const dialog = document.getElementById("typographer");
const buttons = [...document.querySelectorAll("[data-typographer]")];
const found = dialog?.querySelector("[data-found]");
const errors = dialog?.querySelector("[data-errors]");

// What was asked about, as it stood: {language, texts, opener}.
let asked = null;

const buttonOf = (language) => buttons.find((button) => button.dataset.typographer === language);

const complain = (reasons = []) => {
  errors.textContent = reasons.join(" ");
  errors.hidden = !reasons.length;
};

const ticks = (part, selector = "[name=take]") => [...part.querySelectorAll(selector)];

const count = () => {
  dialog.querySelector("[data-take]").disabled = !ticks(found).some((tick) => tick.checked);
  for (const rule of found.querySelectorAll(".typography-rule")) {
    const taken = ticks(rule).filter((tick) => tick.checked).length;
    const [all] = ticks(rule, "[data-all]");
    all.checked = taken === ticks(rule).length;
    all.indeterminate = taken > 0 && !all.checked;
  }
};

const open = async (opener, language, controls) => {
  asked = { language, opener, texts: readAll(controls) };
  const mine = asked;
  const { html = "", reasons } = await ask(language, asked.texts);
  if (asked !== mine) return;
  const name = dialog.querySelector(`template[data-language="${language}"]`).content.textContent;
  dialog.querySelector("[data-language-shown]").textContent = ` – ${name}`;
  found.innerHTML = html;
  complain(reasons);
  count();
  if (!dialog.open) dialog.showModal();
};

const make = async () => {
  const { language, texts, opener } = asked;
  const taken = ticks(found).filter((tick) => tick.checked).map((tick) => tick.value);
  const { texts: made = {}, reasons } = await ask(language, texts, taken);
  if (reasons?.length && !Object.keys(made).length) return complain(reasons);
  dialog.close();
  makeTexts(language, texts, made, sentence("made"), buttonOf(language));
  return (opener.isConnected ? opener : buttonOf(language)).focus();
};

const start = () => {
  for (const button of buttons) {
    button.hidden = false;
    const language = button.dataset.typographer;
    button.addEventListener("click", () => open(button, language, controlsOf(language)));
  }
  // From the note of one text.
  document.addEventListener("press-room:typographer", ({ target, detail }) => open(target, detail.language, [detail.control]));
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    make();
  });
  found.addEventListener("change", ({ target }) => {
    if (target.matches("[data-all]")) for (const tick of ticks(target.closest(".typography-rule"))) tick.checked = target.checked;
    count();
  });
};

if (dialog && buttons.length) start();
