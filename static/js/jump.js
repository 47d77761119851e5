// The box “Go to…”: finds while one types. Without this file its link leads to a page with a form.
const DEBOUNCE_MS = 120;
const MAC = /mac|iphone|ipad/i.test(navigator.platform);

const dialog = document.getElementById("jump");
const form = dialog?.querySelector("form");
const field = dialog?.querySelector("[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
const summary = dialog?.querySelector("[role=status]");
const options = () => [...list.querySelectorAll("[role=option]")];
const current = () => list.querySelector("[aria-selected=true]");

// What is shown was found for this; null until the first answer.
let answered = null;
let asking = null;
let timer;

const element = (name, attributes, ...content) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
};

const groupOf = ({ title, found }, number) => {
  const heading = element("p", { id: `jump-group-${number}`, role: "presentation" }, title);
  const links = found.map((each, place) => {
    const attributes = { id: `jump-${number}-${place}`, role: "option", href: each.address, tabindex: -1 };
    return element("a", attributes, each.title, ...(each.note ? [" ", element("small", {}, each.note)] : []));
  });
  return element("div", { role: "group", "aria-labelledby": heading.id }, heading, ...links);
};

const choose = (option) => {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  field.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
};

const show = (answer) => {
  list.replaceChildren(...answer.groups.map(groupOf));
  list.hidden = !answer.groups.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  summary.textContent = answer.summary;
  choose(options()[0]);
};

const ask = async () => {
  const typed = field.value;
  if (typed === answered) return;
  asking?.abort();
  asking = new AbortController();
  const query = new URLSearchParams({ q: typed, format: "json" });
  const response = await fetch(`${form.action}?${query}`, { signal: asking.signal });
  show(await response.json());
  answered = typed;
};

// The newer question has aborted this one, or the page of the form says what is wrong.
const quietly = (asked) => asked.catch(() => {});

const move = (step) => {
  const all = options();
  const place = all.indexOf(current()) + step;
  choose(all.at(place % all.length));
};

const go = async () => {
  clearTimeout(timer);
  try {
    await ask();
  } catch {
    form.submit();
    return;
  }
  current()?.click();
};

const open = () => {
  dialog.showModal();
  field.focus();
  field.select();
  quietly(ask());
};

const start = () => {
  if (MAC) for (const key of document.querySelectorAll(".desk-jump kbd, [data-with-command]")) key.textContent = "⌘ K";
  const link = document.querySelector("[data-opens=jump]");
  link.querySelector("kbd").hidden = false;
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-keyshortcuts", MAC ? "Meta+K" : "Control+K");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });

  document.addEventListener("keydown", (event) => {
    const held = MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    // In a text it makes a link; a question that is open is answered first.
    if (event.target.closest(".ProseMirror") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => quietly(ask()), DEBOUNCE_MS);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || !current()) return;
    event.preventDefault();
    move(step);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
};

if (dialog) start();
