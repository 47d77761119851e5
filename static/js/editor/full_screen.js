// The text alone on the screen, until the button is pressed again or Escape. All else is out of reach meanwhile.
import { Extension } from "django-prose-editor/editor";

const CLASS = "full-screen";
const STAYS = ".find-panel, dialog";

// Everything beside the editor and beside what it stands in.
const others = function* (box) {
  for (let inner = box; inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other !== inner && !other.matches(STAYS) && !other.querySelector(STAYS)) yield other;
    }
  }
};

const toggle = (editor, storage) => {
  const box = editor.options.element;
  const { scrollY } = window;
  if (storage.covered) {
    for (const other of storage.covered) other.inert = false;
    storage.covered = null;
  } else {
    storage.covered = [...others(box)].filter((other) => !other.inert);
    for (const other of storage.covered) other.inert = true;
    storage.scrollY = scrollY;
  }
  box.classList.toggle(CLASS, Boolean(storage.covered));
  if (!storage.covered) window.scrollTo(0, storage.scrollY);
  editor.commands.focus();
  // The button says whether it is pressed.
  editor.view.dispatch(editor.state.tr);
};

export const FullScreen = Extension.create({
  name: "fullScreen",
  addStorage: () => ({ covered: null, scrollY: 0 }),
  onCreate() {
    const { editor, storage } = this;
    editor.options.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !storage.covered) return;
      if (event.target.closest("dialog, [popover]:popover-open")) return;
      event.preventDefault();
      toggle(editor, storage);
    });
  },
  addMenuItems({ buttons, menu }) {
    const { storage } = this;
    menu.defineItem({
      name: "fullScreen",
      groups: "utility",
      command: (editor) => toggle(editor, storage),
      button: buttons.material("fullscreen", "full screen"),
      active: () => Boolean(storage.covered),
    });
  },
});
