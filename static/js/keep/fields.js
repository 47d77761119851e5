// The fields of the form, each kept, offered and saved as one: a text or a choice, a moment of two controls, the lines
// of contacts or boilerplates.
import { holdsMarkup, isKept, labelOf, markSaved, valueAtFirst, valueOf, write, writeSaved } from "press-room/keep/controls";
import { Lines } from "press-room/keep/lines";
import { controlNamed, headingOf, stableName } from "press-room/keep/line_names";

const HALF = /^(.+)_[01]$/;

// Without what people read of it.
export const plain = (value) => (Array.isArray(value) ? value.map((each) => each.value ?? each) : value);

export const isSame = (one, other) => JSON.stringify(plain(one)) === JSON.stringify(plain(other));

export const isEmpty = (value) => [plain(value)].flat().every((each) => !each);

// As somebody reads it, for the notice.
export const textOf = (value) => {
  if (Array.isArray(value)) return value.map((each) => each.label ?? each).filter(Boolean).join(", ");
  if (typeof value === "boolean") return value ? "☑" : "☐";
  return value;
};

class Single {
  constructor(control) {
    this.control = control;
    this.name = stableName(control);
  }

  get label() {
    return [headingOf(this.control), labelOf(this.control)].filter(Boolean).join(" – ");
  }

  get value() {
    return valueOf(this.control);
  }

  get valueAtFirst() {
    return valueAtFirst(this.control);
  }

  get holdsMarkup() {
    return holdsMarkup(this.control);
  }

  get isDisabled() {
    return this.control.disabled;
  }

  write(value) {
    write(this.control, value);
  }

  markSaved(value) {
    markSaved(this.control, value);
  }

  writeSaved(value) {
    writeSaved(this.control, value);
  }

  focus() {
    (this.control.closest(".prose-editor")?.querySelector("[contenteditable]") ?? this.control).focus();
  }
}

// A day and its hour.
class Moment extends Single {
  constructor(name, halves) {
    super(halves[0]);
    this.name = name;
    this.halves = halves;
  }

  // Each half has a name of its own.
  get label() {
    const label = this.control.closest(`.field-${this.name}`)?.querySelector("label, legend")?.textContent ?? this.name;
    return label.trim().replace(/\s*:$/, "");
  }

  get value() {
    return this.halves.map(valueOf);
  }

  get valueAtFirst() {
    return this.halves.map(valueAtFirst);
  }

  write(value) {
    this.halves.forEach((half, place) => write(half, value[place]));
  }

  markSaved(value) {
    this.halves.forEach((half, place) => markSaved(half, value[place]));
  }

  writeSaved(value) {
    this.halves.forEach((half, place) => writeSaved(half, value[place]));
  }
}

const momentOf = (form, name) => {
  const halves = [0, 1].map((half) => form.elements.namedItem(`${name}_${half}`));
  return halves.every(Boolean) ? new Moment(name, halves) : null;
};

// Of a control, or null where nothing of it is kept.
export const fieldOf = (control) => {
  if (control.name && Lines.around(control)) return new Lines(Lines.around(control));
  if (!isKept(control)) return null;
  const half = HALF.exec(control.name);
  return (half && momentOf(control.form, half[1])) ?? new Single(control);
};

export const fieldNamed = (form, name) => {
  const section = Lines.named(form, name);
  if (section) return new Lines(section);
  const control = controlNamed(form, name);
  return control ? new Single(control) : momentOf(form, name);
};

// The field of that name; a line that is not there yet is added.
export const find = (form, name) => {
  const button = document.querySelector(`#${CSS.escape(name.split(":")[0])}-group .add-row :is(a, button)`);
  const isNew = name.includes(":+");
  for (let tries = 0; isNew && button && !fieldNamed(form, name) && tries < 100; tries += 1) button.click();
  return fieldNamed(form, name);
};
