// The controls of the form: what stands in them, what stood there when the page came, and how something is put in.
import { takeIn } from "press-room/keep/take_in";

const LEFT_OUT = "[type=hidden], [type=file], [type=submit], [type=button], [type=password], [name*=__prefix__]";
const LINE = /^([a-z_]+)-(\d+)-/;

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea, detail.editor));

export const isKept = (control) =>
  Boolean(control?.name && control.form && !control.disabled && control.matches?.("input, textarea, select")) &&
  !control.matches(LEFT_OUT);

const options = (select, isChosen) =>
  [...select.options].filter(isChosen).map(({ value, text }) => ({ value, label: text }));

export const valueOf = (control) => {
  if (control.matches("[type=checkbox], [type=radio]")) return control.checked;
  if (control.matches("select")) return options(control, (option) => option.selected && option.value);
  return control.value;
};

export const valueAtFirst = (control) => {
  if (control.matches("[type=checkbox], [type=radio]")) return control.defaultChecked;
  if (control.matches("select")) {
    const chosen = options(control, (option) => option.defaultSelected && option.value);
    const isFirst = !chosen.length && !control.multiple && control.options[0]?.value;
    return isFirst ? options(control, (option) => option.index === 0) : chosen;
  }
  return control.defaultValue;
};

export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// As somebody reads it, for the notice.
export const textOf = (value) => {
  if (Array.isArray(value)) return value.map(({ label }) => label).join(", ");
  if (typeof value === "boolean") return value ? "☑" : "☐";
  return value;
};

export const labelOf = (control) => {
  const label = control.labels?.[0]?.textContent ?? control.getAttribute("aria-label") ?? control.name;
  const line = LINE.exec(control.name);
  const group = line && document.getElementById(`${line[1]}-group`)?.querySelector("h2")?.textContent.trim();
  const name = label.trim().replace(/\s*:$/, "");
  return group ? `${group} ${Number(line[2]) + 1} – ${name}` : name;
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
  if (control.matches("[type=checkbox], [type=radio]")) control.checked = value;
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

// What the server has saved, into a text that somebody perhaps reads or writes.
export const writeSaved = (control, value) => {
  const editor = editors.get(control);
  if (editor) takeIn(editor, value);
  const { selectionStart, selectionEnd } = control;
  control.value = value;
  control.defaultValue = value;
  if (document.activeElement === control) control.setSelectionRange(selectionStart, selectionEnd);
};

// The control of that name; a line that is not there yet is added.
export const find = (form, name) => {
  const line = LINE.exec(name);
  const found = () => form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (!line || found()) return found();
  const button = document.querySelector(`#${line[1]}-group .add-row a, #${line[1]}-group .add-row button`);
  for (let tries = 0; button && !found() && tries < 100; tries += 1) button.click();
  return found();
};
