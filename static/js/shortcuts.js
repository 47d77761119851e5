// The list of shortcuts, and those of a single key: never while somebody types, and not where they are turned off.
const SETTING = "desk-single-keys";
const TYPED = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";

const dialog = document.getElementById("shortcuts");

// The field of a box that was just closed has the focus for a moment longer.
const isTyping = (target) => Boolean(target.closest(TYPED)?.checkVisibility());

// A browser may be told to keep nothing.
const read = () => {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
};

const keep = (on) => {
  try {
    if (on) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, "off");
  } catch {
    // It counts on this page.
  }
};

const ACTIONS = {
  "?": () => dialog.showModal(),
  "/": () => document.getElementById("searchbar")?.focus(),
  n: () => document.querySelector("[data-key=n]")?.click(),
};

const start = () => {
  const singleKeys = document.getElementById("single-keys");
  singleKeys.checked = read();
  singleKeys.addEventListener("change", () => keep(singleKeys.checked));

  const link = document.querySelector("[data-opens=shortcuts]");
  link.parentElement.hidden = false;
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys.checked) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const action = Object.hasOwn(ACTIONS, event.key) && ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  for (const box of document.querySelectorAll(".desk-dialog")) {
    box.querySelector("[data-close]").addEventListener("click", () => box.close());
    // Beside it, on what it covers.
    box.addEventListener("click", (event) => event.target === box && box.close());
  }
};

if (dialog) start();
