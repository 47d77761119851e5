// What was approved in two languages before, for what is being translated: to take or leave, sentence by sentence.
// docs/memory.md
import { makeTexts } from "press-room/made_texts";
import { askAt, controlsOf, readAll } from "press-room/typographer_texts";

const dialog = document.getElementById("memory");
const buttons = [...document.querySelectorAll("[data-memory]")];
const found = dialog?.querySelector("[data-found]");
const errors = dialog?.querySelector("[data-errors]");

// What was asked about, as it stood: {language, source, texts, button}.
let asked = null;

const templateOf = (language) => dialog.querySelector(`template[data-language="${language}"]`);

const complain = (reasons = []) => {
  errors.textContent = reasons.join(" ");
  errors.hidden = !reasons.length;
};

const ticks = () => [...found.querySelectorAll("[name=take]")].filter((tick) => tick.checked);

const count = () => {
  dialog.querySelector("[data-take]").disabled = !ticks().length;
};

const ask = ({ language, source, texts, release }, taken = []) => {
  const sent = [["from", source], ["release", release], ...Object.entries({ ...readAll(controlsOf(source)), ...texts })];
  return askAt(templateOf(language).dataset.address, [...sent, ...taken.map((key) => ["take", key])]);
};

const open = async (button) => {
  const { memory: language, from: source, release } = button.dataset;
  asked = { language, source, release, button, texts: readAll(controlsOf(language)) };
  const mine = asked;
  const { html = "", reasons } = await ask(asked);
  if (asked !== mine) return;
  dialog.querySelector("[data-language-shown]").textContent = ` – ${templateOf(language).content.textContent}`;
  found.innerHTML = html;
  complain(reasons);
  count();
  if (!dialog.open) dialog.showModal();
};

const make = async () => {
  const { language, texts, button } = asked;
  const { texts: made = {}, reasons } = await ask(asked, ticks().map((tick) => tick.value));
  if (reasons?.length && !Object.keys(made).length) return complain(reasons);
  dialog.close();
  makeTexts(language, texts, made, dialog.querySelector('[data-says="made"]').content.textContent, button);
  return button.focus();
};

const start = () => {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => open(button));
  }
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    make();
  });
  found.addEventListener("change", ({ target }) => {
    // One translation of a sentence is enough.
    if (target.checked) for (const other of target.closest("ul").querySelectorAll("[name=take]")) other.checked = other === target;
    count();
  });
};

if (dialog && buttons.length) start();
