// The editor has English names for its buttons, says by a class alone which of them are pressed and which do
// nothing just now, and makes each of them a stop of the Tab key: here they are one tool bar, with arrow keys.
import { LEFT_AND_RIGHT, UP_AND_DOWN, moveAmong } from "press-room/arrows";
import { message } from "press-room/messages";

const PARTS = ".prose-menubar__button, .prose-menubar__option";
const translated = (name) => {
  const key = `tool-${name.trim().toLowerCase().replace(/\s+/g, "-")}`;
  const found = message(key);
  return found === key ? name : found;
};

const nameOf = (textarea) => textarea.labels[0]?.textContent.replace(/\s*:\s*$/, "").trim() ?? textarea.name;

const describe = (part) => {
  if (part.dataset.described !== "yes") {
    part.dataset.described = "yes";
    if (part.title) part.title = translated(part.title);
    if (part.ariaLabel) part.ariaLabel = translated(part.ariaLabel);
    const text = part.matches(".prose-menubar__option") && part.firstElementChild;
    if (text) text.textContent = translated(text.textContent);
  }
  if (!part.matches(".prose-menubar__button") || part.inert) return;
  if (part.popoverTargetElement) return;
  part.ariaDisabled = String(part.classList.contains("disabled"));
  part.ariaPressed = String(part.classList.contains("active"));
};

// The chooser of the kind of paragraph is a box that the editor opens by the mouse alone.
const nameChooser = (box) => {
  const shown = box.firstElementChild;
  // A copy of the button of the kind that is chosen: it only shows it.
  if (shown) shown.inert = true;
  box.ariaLabel = message("tool-kind", { name: shown?.title || translated("paragraph") });
};

const makeOperable = (box) => {
  const picker = box.nextElementSibling;
  const options = () => [...picker.querySelectorAll(".prose-menubar__option:not(.hidden)")];
  box.role = "button";
  box.ariaHasPopup = "true";
  box.ariaExpanded = "false";
  box.addEventListener("keydown", (event) => {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    box.click();
    options()[0]?.focus();
  });
  picker.addEventListener("toggle", ({ newState }) => {
    box.ariaExpanded = String(newState === "open");
  });
  moveAmong(picker, options, UP_AND_DOWN);
};

const nameDialog = (dialog) => {
  dialog.ariaLabel = dialog.querySelector(".prose-editor-dialog-title")?.textContent ?? null;
};

const describeChooser = (box) => {
  if (box.role !== "button") makeOperable(box);
  nameChooser(box);
};

const STOPS = ".prose-menubar__button:not(.hidden, [inert]), .prose-menubar__selected";
const stopsOf = (bar) => [...bar.querySelectorAll(STOPS)].filter((stop) => !stop.closest("[popover]"));

// One of them is reached by Tab: the one used last, as long as it is there.
const makeStop = (bar, chosen = bar.querySelector("[tabindex='0']")) => {
  const stops = stopsOf(bar);
  const one = stops.includes(chosen) ? chosen : stops[0];
  for (const stop of stops) stop.tabIndex = stop === one ? 0 : -1;
};

const makeToolBar = (bar, name) => {
  bar.role = "toolbar";
  bar.ariaLabel = message("tools", { name });
  bar.addEventListener("focusin", ({ target }) => stopsOf(bar).includes(target) && makeStop(bar, target));
  moveAmong(bar, () => stopsOf(bar), LEFT_AND_RIGHT);
};

document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
  const editor = textarea.closest(".prose-editor");
  const describeAll = () => {
    editor.querySelectorAll(PARTS).forEach(describe);
    editor.querySelectorAll(".prose-menubar__selected").forEach(describeChooser);
    editor.querySelectorAll(".prose-editor-dialog").forEach(nameDialog);
    const bar = editor.querySelector(":scope > .prose-menubar");
    if (!bar) return;
    if (bar.role !== "toolbar") makeToolBar(bar, nameOf(textarea));
    makeStop(bar);
  };
  describeAll();
  // The bar is built after the editor, and parts of it again with every other kind of paragraph.
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !target.closest(".ProseMirror[contenteditable]"))) describeAll();
  }).observe(editor, { childList: true, subtree: true, attributeFilter: ["class"] });
});
