// On a busy machine a browser hands over a key before it says where a click has put the caret: Enter would then
// part the text where the caret stood before.
import { Extension, Plugin } from "django-prose-editor/editor";

const readCaret = (view) => {
  if (!view.composing) view.domObserver.flush();
  return false;
};

export const Caret = Extension.create({
  name: "caret",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { keydown: readCaret } } })],
});
