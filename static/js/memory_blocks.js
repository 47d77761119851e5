// Beside each block of a source of which something was approved before, whoever translates finds the way to it.
// docs/memory.md
import { askAbout } from "press-room/memory_texts";
import { controlsOf, readAll } from "press-room/typographer_texts";

// In the name of a mark.
const MOST_LETTERS = 40;
const buttons = [...document.querySelectorAll("[data-memory]")];
const columnOf = (language) => document.querySelector(`.text-column[data-language="${language}"]`);
const bodyOf = (column) => column.querySelector(".rich-text");

// {button: the texts that were asked about}
const known = new Map();

// A drawn cursor between two blocks is no block.
const blocksIn = (column) => [...bodyOf(column).children].filter((child) => !child.matches(".ProseMirror-widget"));

const marksOf = (column) => column.querySelector(".memory-marks");

const place = (column) => {
  const blocks = blocksIn(column);
  const { top } = column.getBoundingClientRect();
  for (const mark of marksOf(column)?.children ?? []) {
    const block = blocks[mark.dataset.block];
    const space = block ? Number.parseFloat(block.style.paddingTop) || 0 : 0;
    mark.hidden = !block;
    mark.style.top = `${(block?.getBoundingClientRect().top ?? top) + space - top}px`;
  }
};

const markOf = (button, block, words) => {
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = "memory-mark";
  mark.dataset.block = block;
  const about = document.createElement("span");
  about.className = "visually-hidden";
  about.textContent = ` – ${button.firstChild.textContent}: ${words.slice(0, MOST_LETTERS)}`;
  mark.append(button.dataset.memory.toUpperCase(), about);
  mark.addEventListener("click", () =>
    mark.dispatchEvent(new CustomEvent("press-room:memory", { bubbles: true, detail: { button, block } })),
  );
  return mark;
};

const clear = (column) => {
  marksOf(column)?.remove();
  column.toggleAttribute("data-marked", false);
};

const sizes = new ResizeObserver((entries) => {
  for (const column of new Set(entries.map(({ target }) => target.closest(".text-column")))) place(column);
});

const show = (button, found) => {
  const column = columnOf(button.dataset.from);
  if (!bodyOf(column)) {
    // Its editor is not there yet: asked again by the next field.
    known.delete(button);
    return;
  }
  const blocks = blocksIn(column);
  clear(column);
  const marks = found.filter((block) => blocks[block]).map((block) => markOf(button, block, blocks[block].textContent));
  if (!marks.length) return;
  const box = document.createElement("div");
  box.className = "memory-marks";
  box.append(...marks);
  column.append(box);
  column.toggleAttribute("data-marked", true);
  sizes.observe(bodyOf(column));
  place(column);
};

const look = async (button) => {
  const { memory: language, from: source, release } = button.dataset;
  const texts = readAll(controlsOf(language));
  const asked = JSON.stringify([texts, readAll(controlsOf(source))]);
  if (known.get(button) === asked) return;
  known.set(button, asked);
  const { blocks = [] } = await askAbout({ language, source, release }, texts);
  if (known.get(button) === asked) show(button, blocks);
};

// What is marked there may stand at another place now.
const forget = (column) => {
  clear(column);
  for (const button of buttons) if (button.dataset.from === column.dataset.language) known.delete(button);
};

if (document.getElementById("memory")) {
  document.addEventListener("focusin", ({ target }) => {
    const language = target.closest(".text-column")?.dataset.language;
    const button = buttons.find(({ dataset }) => dataset.memory === language);
    if (button && target.matches("input, textarea, .ProseMirror")) look(button);
  });
  document.addEventListener("input", ({ target }) => {
    const column = target.closest(".text-column");
    if (column && marksOf(column)) forget(column);
  });
}
