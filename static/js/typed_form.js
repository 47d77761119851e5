// What stands in the form, saved or not, as the preview of its page is asked for.
import { fieldNamed, plain } from "press-room/keep/fields";

const addTexts = (data, form, names, language) => {
  for (const name of names) {
    const field = form.elements[`${name}_${language}`];
    if (field && !field.disabled) data.set(field.name, field.value);
  }
};

// Dates, words of a list, rows, lines, texts of files: what this person may change. Of an empty list, one blank.
const addChoices = (data, form) => {
  for (const name of document.getElementById("saving").dataset.choices.split(" ").filter(Boolean)) {
    const field = fieldNamed(form, name);
    if (!field) continue;
    const values = [plain(field.value)].flat();
    for (const value of values.length ? values : [""]) data.append(name, value);
  }
};

const control = (line, name) => line.querySelector(`[name$="-${name}"]:not([type=hidden])`);
const keyOf = (line) => line.querySelector("[name$='-id']").value;

// Those that have come, but for what is to go, in their order.
const addFiles = (data, form) => {
  const lines = [...form.querySelectorAll("#attachments-group [data-saved]")];
  if (!lines.length || !control(lines[0], "order")) return;
  const order = (line) => Number(control(line, "order").value);
  const kept = lines.filter((line) => !control(line, "DELETE")?.checked).sort((one, other) => order(one) - order(other));
  for (const key of kept.length ? kept.map(keyOf) : [""]) data.append("files", key);
  const lead = kept.find((line) => control(line, "is_lead_picture")?.checked);
  if (lead) data.set("lead_picture", keyOf(lead));
};

export const typedIn = (form, names, language) => {
  const data = new URLSearchParams();
  addTexts(data, form, names, language);
  addChoices(data, form);
  addFiles(data, form);
  return data;
};
