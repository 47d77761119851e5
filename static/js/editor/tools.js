// The editor has English names for its buttons, and says by a class alone which of them are pressed and which
// do nothing just now.
import { word } from "press-room/words";

const PARTS = ".prose-menubar__button, .prose-menubar__option";
const translated = (name) => {
  const key = `tool-${name.trim().toLowerCase().replace(/\s+/g, "-")}`;
  const found = word(key);
  return found === key ? name : found;
};

const describe = (part) => {
  if (part.dataset.described !== "yes") {
    part.dataset.described = "yes";
    if (part.title) part.title = translated(part.title);
    if (part.ariaLabel) part.ariaLabel = translated(part.ariaLabel);
    const text = part.matches(".prose-menubar__option") && part.firstElementChild;
    if (text) text.textContent = translated(text.textContent);
  }
  if (!part.matches(".prose-menubar__button")) return;
  part.ariaDisabled = String(part.classList.contains("disabled"));
  part.ariaPressed = String(part.classList.contains("active"));
};

document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
  const editor = textarea.closest(".prose-editor");
  const describeAll = () => editor.querySelectorAll(PARTS).forEach(describe);
  describeAll();
  // The bar is built after the editor, and parts of it again with every other kind of paragraph.
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !target.closest(".ProseMirror[contenteditable]"))) describeAll();
  }).observe(editor, { childList: true, subtree: true, attributeFilter: ["class"] });
});
