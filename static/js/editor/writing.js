// The text itself: its language for the spell checker, its look, and lists that begin as one types them.
import { Extension, OrderedList as List, Plugin, wrappingInputRule } from "django-prose-editor/editor";

export const Writing = Extension.create({
  name: "writing",
  addProseMirrorPlugins() {
    const { lang } = this.editor.options.element.querySelector("textarea");
    return [new Plugin({ props: { attributes: { class: "rich-text", spellcheck: "true", ...(lang && { lang }) } } })];
  },
});

export const OrderedList = List.extend({
  addAttributes() {
    const { type, ...others } = this.parent();
    // The editor would write of each list without a kind that it has decimal numbers.
    const parseHTML = (list) => (list.dataset.type || list.hasAttribute("type") ? type.parseHTML(list) : null);
    return { ...others, type: { ...type, parseHTML } };
  },
  addInputRules() {
    // From 1 only: “2026. ” is a year.
    return [wrappingInputRule({ find: /^1[.)]\s$/, type: this.type })];
  },
});
