// Space above some blocks, to be seen and not to be saved: decorations are no part of the text, nor of what is copied.
import { Extension, Plugin, pm } from "django-prose-editor/editor";

const { PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const KEY = new PluginKey("spacing");

// The editor sets a style of a decoration property by property, as our content security policy wants it.
const above = (node, at, space) =>
  Decoration.node(at, at + node.nodeSize, { style: `padding-top: ${space}px; --space-above: ${space}px` });

// spaces: those of the blocks in their order, and of their items: [{ space, items: [{ space }, …] }, …].
const decorate = (doc, spaces) => {
  const made = [];
  const add = (parent, start, list) =>
    parent.forEach((node, offset, place) => {
      const { space, items } = list[place] ?? {};
      if (space) made.push(above(node, start + offset, space));
      if (items?.length) add(node, start + offset + 1, items);
    });
  add(doc, 0, spaces);
  return DecorationSet.create(doc, made);
};

export const Spacing = Extension.create({
  name: "spacing",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: KEY,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, before) {
          const asked = tr.getMeta(KEY);
          return asked ? decorate(tr.doc, asked) : before.map(tr.mapping, tr.doc);
        },
      },
      props: { decorations: (state) => KEY.getState(state) },
    }),
  ],
  addCommands: () => ({
    spaceBlocks: (spaces) => ({ tr }) => {
      tr.setMeta(KEY, spaces);
      return true;
    },
  }),
});
