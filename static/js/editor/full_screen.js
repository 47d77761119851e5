// The text alone on the screen, until the button is pressed again or Escape. All else is out of reach meanwhile.
import { Extension } from "django-prose-editor/editor";
import { coverPage } from "press-room/alone";

const CLASS = "full-screen";

const toggle = (editor, storage) => {
  const box = editor.options.element;
  if (storage.uncover) {
    storage.uncover();
    storage.uncover = null;
  } else {
    storage.uncover = coverPage(box);
    storage.scrollY = window.scrollY;
  }
  box.classList.toggle(CLASS, Boolean(storage.uncover));
  if (!storage.uncover) window.scrollTo(0, storage.scrollY);
  editor.commands.focus();
  // The button says whether it is pressed.
  editor.view.dispatch(editor.state.tr);
};

export const FullScreen = Extension.create({
  name: "fullScreen",
  addStorage: () => ({ uncover: null, scrollY: 0 }),
  onCreate() {
    const { editor, storage } = this;
    editor.options.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !storage.uncover) return;
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
      active: () => Boolean(storage.uncover),
    });
  },
});
