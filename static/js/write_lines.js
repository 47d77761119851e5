// Contacts, boilerplates and files of a release are put in order by dragging or by buttons, and taken out at
// once. The fields are those of the form: without this file one writes the numbers and ticks the boxes.
import { message } from "press-room/messages";

export const linesOf = (list) => [...list.querySelectorAll(":scope > .line, :scope > .inline-related:not(.empty-form)")];
const nameOf = (line) => line.querySelector(".line-name").textContent.trim().replace(/\s+/g, " ");
const field = (line, name) => line.querySelector(`[name$="-${name}"]`);
const isOut = (line) => line.classList.contains("is-out");

const changed = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));

export const say = (list, name, line) => {
  const lines = linesOf(list).filter((each) => !isOut(each));
  const words = { name: nameOf(line), place: lines.indexOf(line) + 1, number: lines.length };
  list.parentElement.querySelector(":scope > [role=status]").textContent = message(name, words);
};

// Numbers are written when something has moved, and only then.
const number = (list) => {
  linesOf(list).forEach((line, place) => {
    const order = field(line, "order");
    if (!order || order.value === String(place + 1)) return;
    order.value = place + 1;
    changed(order);
  });
};

const count = (list) => {
  const shown = list.parentElement.querySelector(".side-count");
  if (shown) shown.textContent = linesOf(list).filter((line) => !isOut(line)).length;
};

const place = (list, line, before) => {
  list.insertBefore(line, before);
  number(list);
  say(list, "line-moved", line);
};

export const arrange = (list, lines) => {
  list.append(...lines);
  number(list);
};

const move = (button) => {
  const line = button.closest(".line, .inline-related");
  const list = line.parentElement;
  const lines = linesOf(list);
  const to = lines.indexOf(line) + Number(button.dataset.move);
  if (to < 0 || to >= lines.length) return;
  place(list, line, Number(button.dataset.move) < 0 ? lines[to] : lines[to].nextSibling);
  button.focus();
};

const rename = (line, prefix, at) => {
  for (const part of [line, ...line.querySelectorAll("[name], [id], [for]")]) {
    for (const key of ["name", "id", "htmlFor"]) {
      if (part[key]) part[key] = part[key].replace(new RegExp(`${prefix}-(\\d+|__prefix__)`), `${prefix}-${at}`);
    }
  }
};

const isSaved = (line) => "saved" in line.dataset;

// New lines follow the saved ones without a gap, as the server reads them, wherever they stand.
export const renumber = (list) => {
  const prefix = list.parentElement.dataset.lines;
  const lines = linesOf(list);
  const inOrder = [...lines.filter(isSaved), ...lines.filter((line) => !isSaved(line))];
  inOrder.forEach((line, at) => rename(line, prefix, at));
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  total.value = lines.length;
  changed(total);
};

export const takeOut = (line, out) => {
  const list = line.parentElement;
  const box = field(line, "DELETE");
  const button = line.querySelector("[data-take-out]");
  if (!box) {
    say(list, "line-out", line);
    const next = linesOf(list).at(linesOf(list).indexOf(line) - 1);
    line.remove();
    renumber(list);
    (next?.isConnected ? next.querySelector("[data-take-out]") : list.parentElement.querySelector("[role=combobox]"))?.focus();
  } else {
    box.checked = out;
    line.classList.toggle("is-out", out);
    button.setAttribute("aria-pressed", String(out));
    button.setAttribute("aria-label", message(out ? "line-put-back" : "line-take-out"));
    button.textContent = out ? "↺" : "×";
    say(list, out ? "line-out" : "line-added", line);
    changed(box);
  }
  count(list);
};

let dragged = null;

const prepare = (line) => {
  for (const tool of line.querySelectorAll(".line-handle, .line-buttons")) tool.hidden = false;
  for (const plain of line.querySelectorAll(".line-plain")) plain.hidden = true;
  for (const button of line.querySelectorAll(".line-buttons button")) {
    button.id ||= `${line.id}-${button.dataset.move ?? "out"}`;
    const name = line.querySelector(".line-name");
    name.id ||= `${line.id}-name`;
    button.setAttribute("aria-describedby", name.id);
  }
  if (line.matches(".line") && field(line, "DELETE")?.checked) takeOut(line, true);
};

// What was chosen, as the last line: a copy of the empty one with the next number.
export const addLine = (section, choice, key, name) => {
  const list = section.querySelector(".line-list");
  const line = section.querySelector("template[data-empty]").content.firstElementChild.cloneNode(true);
  line.querySelector(".line-name").textContent = name;
  list.append(line);
  field(line, choice).value = key;
  renumber(list);
  prepare(line);
  changed(field(line, choice));
  number(list);
  count(list);
  say(list, "line-added", line);
};

const start = (list) => {
  linesOf(list).forEach(prepare);
  count(list);
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move], [data-take-out]");
    if (!button) return;
    if (button.dataset.move) move(button);
    else takeOut(button.closest(".line"), button.getAttribute("aria-pressed") !== "true");
  });
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".line-handle")?.closest(".line, .inline-related") ?? null;
    if (!dragged) return;
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  list.addEventListener("dragover", (event) => {
    if (dragged?.parentElement === list) event.preventDefault();
  });
  list.addEventListener("drop", (event) => {
    if (dragged?.parentElement !== list) return;
    event.preventDefault();
    const lines = linesOf(list).filter((line) => line !== dragged);
    const below = lines.find((line) => {
      const { top, height } = line.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    place(list, dragged, below ?? lines.at(-1)?.nextSibling ?? null);
    dragged = null;
  });
};

document.querySelectorAll(".line-list").forEach(start);
// Of the files, Django adds the lines, and numbers what is left as it stands when one goes.
document.addEventListener("formset:added", ({ target }) => {
  if (!target.parentElement?.matches(".line-list")) return;
  prepare(target);
  count(target.parentElement);
});
document.addEventListener("formset:removed", ({ detail }) => {
  const list = document.querySelector(`[data-lines="${detail.formsetName}"] > .line-list`);
  if (!list) return;
  setTimeout(() => {
    renumber(list);
    count(list);
  });
});
