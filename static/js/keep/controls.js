// One control of the form: what stands in it, what stood there when the page came, and how something is put in.
import { takeIn } from "press-room/keep/take_in";

const LEFT_OUT = "[type=hidden], [type=file], [type=submit], [type=button], [type=password], [name*=__prefix__]";
const TICKED = "[type=checkbox], [type=radio]";

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea, detail.editor));

export const isKept = (control) =>
  Boolean(control?.name && control.form && !control.disabled && control.matches?.("input, textarea, select")) &&
  !control.matches(LEFT_OUT);

const options = (select, isChosen) =>
  [...select.options].filter(isChosen).map(({ value, text }) => ({ value, label: text }));

export const valueOf = (control) => {
  if (control.matches(TICKED)) return control.checked;
  if (control.matches("select")) return options(control, (option) => option.selected && option.value);
  return control.value;
};

export const valueAtFirst = (control) => {
  if (control.matches(TICKED)) return control.defaultChecked;
  if (control.matches("select")) {
    const chosen = options(control, (option) => option.defaultSelected && option.value);
    const isFirst = !chosen.length && !control.multiple && control.options[0]?.value;
    return isFirst ? options(control, (option) => option.index === 0) : chosen;
  }
  return control.defaultValue;
};

export const labelOf = (control) => {
  const label = control.labels?.[0]?.textContent ?? control.getAttribute("aria-label") ?? control.name;
  return label.trim().replace(/\s*:$/, "");
};

export const holdsMarkup = (control) => Boolean(control.closest(".prose-editor")) || editors.has(control);

const choose = (select, chosen) => {
  for (const { value, label } of chosen) {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
  }
  const values = chosen.map(({ value }) => value);
  for (const option of select.options) option.selected = values.includes(option.value);
  if (!values.length && !select.multiple) select.value = "";
};

const put = (control, value) => {
  if (control.matches(TICKED)) control.checked = value;
  else if (control.matches("select")) choose(control, value);
  else control.value = value;
};

// As if a person had typed it.
export const write = (control, value) => {
  editors.get(control)?.commands.setContent(value, { emitUpdate: false });
  put(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
  // Select2 listens to jQuery alone.
  if (control.matches("select")) window.django?.jQuery(control).trigger("change");
};

// What is saved now is what counts as standing there at first.
export const markSaved = (control, value) => {
  if (!control.matches("select")) {
    control.defaultValue = value;
    return;
  }
  const values = value.map((each) => each.value);
  for (const option of control.options) option.defaultSelected = values.includes(option.value);
};

// What the desk has saved, into a control that somebody perhaps reads or writes.
export const writeSaved = (control, value) => {
  const editor = editors.get(control);
  if (editor) takeIn(editor, value);
  const { selectionStart, selectionEnd } = control;
  put(control, value);
  markSaved(control, value);
  if (control.matches("select")) window.django?.jQuery(control).trigger("change.select2");
  else if (document.activeElement === control && selectionStart !== null) {
    control.setSelectionRange(selectionStart, selectionEnd);
  }
};
