// A text in review is locked until whoever wants to change it says so. Without this file it is the server
// that asks, when the form is saved.
(() => {
  const TYPED = "textarea, .ProseMirror, input:not([type=checkbox], [type=radio], [type=file])";
  const CHOSEN = "select, .select2-selection, input[type=checkbox], input[type=radio], input[type=file]";
  // Some tools only read.
  const CLICKABLE =
    ".prose-editor button:not([data-name=findReplace], [data-name=fullScreen], [data-name=more]), .add-row a, .inline-deletelink, .datetimeshortcuts a, .line-buttons button";
  const DRAGGED = ".line-handle";
  const ANY = [TYPED, CHOSEN, CLICKABLE, DRAGGED].join(", ");
  const SHORTCUTS = "bivuxyz"; // with Ctrl or Cmd, they change a text

  const editors = new Map();

  const types = ({ key, ctrlKey, metaKey }) => {
    if (ctrlKey || metaKey) return SHORTCUTS.includes(key.toLowerCase());
    return key.length === 1 || ["Backspace", "Delete", "Dead", "Process"].includes(key);
  };

  // Whether the event would change what the control holds.
  const changes = (event, control) => {
    if (event.type === "keydown") {
      if (control.matches(TYPED)) return types(event) || (event.key === "Enter" && !control.matches("input"));
      if (control.matches("select, .select2-selection")) return !["Tab", "Shift", "Escape"].includes(event.key);
      return false;
    }
    if (event.type === "mousedown") return control.matches("select, .select2-selection");
    if (control.matches(DRAGGED)) return event.type === "dragstart";
    if (event.type === "click") return !control.matches(TYPED);
    return true;
  };

  const nameOf = (control) => control.name ?? control.closest(".prose-editor")?.querySelector("textarea").name ?? "";

  const start = (form, boxes, dialog) => {
    const codes = dialog.dataset.languages.split(" ");
    let asked = { boxes: [], control: null };

    // The ticks that a change of this control needs: those of its language, or of all that are in review.
    const needed = (control) => {
      const name = nameOf(control);
      if (control.disabled || control.type === "submit" || boxes.includes(control) || /^follows_/.test(name)) return [];
      const own = codes.find((code) => name.endsWith(`_${code}`));
      return boxes.filter((box) => !box.checked && (!own || box.dataset.inReview === own));
    };

    const lock = () => {
      for (const control of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        const locked = needed(control).length > 0;
        control.classList.toggle("locked", locked);
        if (control.matches(TYPED) && !control.disabled) control.readOnly = locked;
        if (editors.has(control) && !control.disabled) {
          const editor = editors.get(control);
          editor.setEditable(!locked, false); // no update: the text stays as it was saved
          editor.view.dom.setAttribute("aria-readonly", String(locked));
          editor.view.dom.setAttribute("tabindex", "0"); // the editor takes it away with the right to edit
        }
      }
    };

    const ask = (control, open) => {
      asked = { boxes: open, control };
      dialog.querySelector("[data-names]").textContent = open.map((box) => box.dataset.name).join(", ");
      dialog.showModal();
    };

    const guard = (event) => {
      const control = event.target.closest?.(ANY);
      if (!control || dialog.contains(control)) return;
      const open = needed(control);
      if (!open.length || !changes(event, control)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!dialog.open) ask(control, open);
    };

    for (const type of ["keydown", "beforeinput", "mousedown", "click", "paste", "cut", "drop", "dragstart"]) {
      form.addEventListener(type, guard, true);
    }
    for (const box of boxes) box.addEventListener("change", lock);
    dialog.querySelector("[data-yes]").addEventListener("click", () => {
      for (const box of asked.boxes) {
        box.checked = true;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      }
      dialog.close();
      asked.control.focus();
    });
    dialog.querySelector("[data-no]").addEventListener("click", () => dialog.close());
    document.addEventListener("prose-editor:ready", lock);
    lock();
  };

  document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea, detail.editor));
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("#content-main > form");
    const dialog = document.getElementById("in-review");
    const boxes = [...document.querySelectorAll("[data-in-review]")];
    if (form && dialog && boxes.length) start(form, boxes, dialog);
  });
})();
