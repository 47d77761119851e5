// What was approved in two languages before, for what is being translated: to take or leave, sentence by sentence.
// docs/memory.md
import { makeTexts } from "press-room/made_texts";
import { askAbout, templateOf } from "press-room/memory_texts";
import { controlsOf, readAll } from "press-room/typographer_texts";

const dialog = document.getElementById("memory");
const buttons = [...document.querySelectorAll("[data-memory]")];
const found = dialog?.querySelector("[data-found]");
const errors = dialog?.querySelector("[data-errors]");

// What was asked about, as it stood: {language, source, release, texts, button}.
let asked = null;

const complain = (reasons = []) => {
  errors.textContent = reasons.join(" ");
  errors.hidden = !reasons.length;
};

const ticks = () => [...found.querySelectorAll("[name=take]")].filter((tick) => tick.checked);

const count = () => {
  dialog.querySelector("[data-take]").disabled = !ticks().length;
};

// Of all blocks, or of one.
const open = async (button, block = "") => {
  const { memory: language, from: source, release } = button.dataset;
  asked = { language, source, release, button, texts: readAll(controlsOf(language)) };
  const mine = asked;
  const { html = "", reasons } = await askAbout(asked, asked.texts, [["block", block]]);
  if (asked !== mine) return;
  dialog.querySelector("[data-language-shown]").textContent = ` – ${templateOf(language).content.textContent}`;
  found.innerHTML = html;
  complain(reasons);
  count();
  if (!dialog.open) dialog.showModal();
};

const make = async () => {
  const { language, texts, button } = asked;
  const taken = ticks().map((tick) => ["take", tick.value]);
  const { texts: made = {}, reasons } = await askAbout(asked, texts, taken);
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
  // From the mark of one block.
  document.addEventListener("press-room:memory", ({ detail }) => open(detail.button, detail.block));
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
