// Controls of the lines of files are numbered as they stand on the page: a copy names them by the key of their line,
// as “attachments:12:alt_fr”, or by its place among the new ones, as “attachments:+0:alt_fr”.
const LINE = /^([a-z_]+)-(\d+)-(.+)$/;

const field = (form, name) => form.elements.namedItem(name);
const saved = (form, prefix) => Number(field(form, `${prefix}-INITIAL_FORMS`)?.value ?? 0);

const keyOf = (form, prefix, number) => field(form, `${prefix}-${number}-id`)?.value || `+${number - saved(form, prefix)}`;

export const stableName = (control) => {
  const [, prefix, number, name] = LINE.exec(control.name) ?? [];
  return prefix ? [prefix, keyOf(control.form, prefix, number), name].join(":") : control.name;
};

const numberOf = (form, prefix, key) => {
  if (key.startsWith("+")) return saved(form, prefix) + Number(key);
  const keys = [...form.querySelectorAll(`[name^="${CSS.escape(prefix)}-"][name$="-id"]`)];
  return LINE.exec(keys.find(({ value }) => value === key)?.name ?? "")?.[2];
};

export const controlNamed = (form, name) => {
  const [prefix, key, rest] = name.split(":");
  const found = rest ? `${prefix}-${numberOf(form, prefix, key)}-${rest}` : name;
  return form.querySelector(`[name="${CSS.escape(found)}"]:not([type=hidden])`);
};

// Where the form says of a line what it showed of it; null for what is no text of a line.
export const digestsOf = (form, name) => {
  const [prefix, key, rest] = name.split(":");
  return rest ? field(form, `${prefix}-${numberOf(form, prefix, key)}-initial_digests`) : null;
};

// “Files 2”, for a control of the second.
export const headingOf = (control) => {
  const [, prefix, number] = LINE.exec(control.name) ?? [];
  const heading = prefix && document.getElementById(`${prefix}-group`)?.querySelector("h2")?.textContent.trim();
  return heading ? `${heading} ${Number(number) + 1}` : "";
};
