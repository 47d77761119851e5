// The lines of contacts or boilerplates, which are one value: what was chosen, in its order. Of lines that are there
// to read alone, nothing is kept.
import { addLine, arrange, linesOf, renumber, takeOut } from "press-room/write_lines";

const control = (line, name) => line.querySelector(`[name$="-${name}"]`);
const isOut = (line) => line.classList.contains("is-out");
const nameOf = (line) => line.querySelector(".line-name").textContent.trim().replace(/\s+/g, " ");

// Of each section, what stood there when the page came, or was saved since.
const first = new WeakMap();

// For what others changed and what was saved: nobody here has chosen it.
const quietly = (section, work) => {
  const stop = (event) => event.stopPropagation();
  section.addEventListener("change", stop);
  work();
  section.removeEventListener("change", stop);
};

const hidden = (line, prefix, name, attributes) => {
  const there = control(line, name);
  if (there) return there;
  const made = Object.assign(document.createElement("input"), { name: `${prefix}-0-${name}`, hidden: true, ...attributes });
  line.append(made);
  return made;
};

export class Lines {
  static around = (element) => element.closest("[data-choice]");

  static named = (form, name) => form.querySelector(`[data-choice][data-lines="${CSS.escape(name)}"]`);

  holdsMarkup = false;

  isDisabled = false;

  constructor(section) {
    this.section = section;
    this.name = section.dataset.lines;
    this.choice = section.dataset.choice;
    this.list = section.querySelector(".line-list");
  }

  get label() {
    return this.section.querySelector("h2").textContent.trim();
  }

  keyOf(line) {
    return control(line, this.choice).value;
  }

  get value() {
    const lines = linesOf(this.list).filter((line) => !isOut(line));
    return lines.map((line) => ({ value: this.keyOf(line), label: nameOf(line) }));
  }

  get valueAtFirst() {
    return first.get(this.section);
  }

  lineOf({ value }) {
    return linesOf(this.list).find((line) => this.keyOf(line) === value);
  }

  write(rows) {
    const keys = rows.map(({ value }) => value);
    for (const line of linesOf(this.list)) if (!isOut(line) && !keys.includes(this.keyOf(line))) takeOut(line, true);
    for (const row of rows) {
      const line = this.lineOf(row);
      if (!line) addLine(this.section, this.choice, row.value, row.label);
      else if (isOut(line)) takeOut(line, false);
    }
    this.order(rows);
  }

  order(rows) {
    const now = this.value.map(({ value }) => value);
    if (rows.some(({ value }, place) => now[place] !== value)) arrange(this.list, rows.map((row) => this.lineOf(row)));
  }

  // The rows as they are saved now; what was chosen since stays as it is.
  markSaved(rows, isChosenOn) {
    quietly(this.section, () => {
      if (!isChosenOn) this.write(rows);
      const gone = rows.filter((row) => !this.lineOf(row));
      gone.forEach((row) => addLine(this.section, this.choice, row.value, row.label));
      const lines = new Map(rows.map((row) => [this.lineOf(row), row]));
      for (const line of linesOf(this.list)) this.mark(line, lines.get(line), isChosenOn);
      gone.forEach((row) => takeOut(this.lineOf(row), true));
      this.section.querySelector(`[name="${this.name}-INITIAL_FORMS"]`).value = rows.length;
      renumber(this.list);
    });
    first.set(this.section, rows);
  }

  writeSaved(rows) {
    this.markSaved(rows, false);
  }

  // As the server writes it for a row that is saved. What is out is no row any more: put back, it is a new one.
  mark(line, row, isChosenOn) {
    hidden(line, this.name, "id", { type: "hidden" }).value = row?.key ?? "";
    hidden(line, this.name, "initial_digests", { type: "hidden" }).value = row?.digests ?? "";
    hidden(line, this.name, "DELETE", { type: "checkbox" }).checked = isOut(line);
    line.toggleAttribute("data-saved", Boolean(row));
    if (row && !isChosenOn) control(line, "order").value = row.order;
  }

  focus() {
    this.section.open = true;
    this.section.querySelector("[role=combobox]")?.focus();
  }
}

document.querySelectorAll("[data-choice]").forEach((section) => first.set(section, new Lines(section).value));
