// A quotation and who said it: <figure><blockquote>…</blockquote><figcaption>…</figcaption></figure>, as HTML has it.
import { InputRule, Node, pm } from "django-prose-editor/editor";
import { message } from "press-room/messages";

const { TextSelection } = pm.state;

// {depth, node} of the innermost one around the selection; null outside of them.
const around = ({ $from }, name) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === name) return { depth, node: $from.node(depth) };
  }
  return null;
};

// What was said stays a quotation, its speaker a paragraph below.
const takeApart = (state, dispatch, { depth, node }) => {
  const { paragraph } = state.schema.nodes;
  const start = state.selection.$from.before(depth);
  const speaker = node.lastChild.content.size ? [paragraph.create(null, node.lastChild.content)] : [];
  dispatch(state.tr.replaceWith(start, start + node.nodeSize, [node.firstChild, ...speaker]));
};

// The cursor waits for the name.
const putTogether = (state, dispatch, start, end, quoted) => {
  const { quotation, caption } = state.schema.nodes;
  const tr = state.tr.replaceWith(start, end, quotation.create(null, [quoted, caption.create()]));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, start + quoted.nodeSize + 2)).scrollIntoView());
};

// [start, end, what is quoted]; null where no quotation can be made.
const quotable = ({ selection, schema, doc }) => {
  const { blockquote } = schema.nodes;
  const inner = around(selection, "blockquote");
  if (inner) {
    const start = selection.$from.before(inner.depth);
    return [start, start + inner.node.nodeSize, inner.node];
  }
  const range = selection.$from.blockRange(selection.$to);
  if (range?.parent.type.name !== "doc") return null;
  const blocks = doc.slice(range.start, range.end).content;
  return blockquote.validContent(blocks) ? [range.start, range.end, blockquote.create(null, blocks)] : null;
};

const toggle = ({ state, dispatch }) => {
  const whole = around(state.selection, "quotation");
  const quoted = whole ? null : quotable(state);
  if (dispatch && whole) takeApart(state, dispatch, whole);
  if (dispatch && quoted) putTogether(state, dispatch, ...quoted);
  return Boolean(whole || quoted);
};

// A dash at the beginning of the last of several paragraphs of a quotation: the name comes next. Null: it is a dash.
const byDash = ({ state }) => {
  const { selection, schema } = state;
  const inner = around(selection, "blockquote");
  if (!inner || inner.node.childCount < 2 || around(selection, "quotation")) return null;
  if (selection.$from.parent !== inner.node.lastChild) return null;
  const start = selection.$from.before(inner.depth);
  const quoted = schema.nodes.blockquote.create(null, inner.node.content.cutByIndex(0, inner.node.childCount - 1));
  putTogether(state, () => {}, start, start + inner.node.nodeSize, quoted);
  return undefined;
};

// Behind the name the text goes on.
const leave = ({ state, view }) => {
  const { selection, schema } = state;
  const whole = around(selection, "quotation");
  if (!whole || selection.$from.parent.type.name !== "caption") return false;
  const after = selection.$from.after(whole.depth);
  const tr = state.tr.insert(after, schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

// Before the first letter of the name there is nothing to take away but the name's place.
const giveUp = ({ state, view }) => {
  const { selection } = state;
  const whole = around(selection, "quotation");
  if (!whole || !selection.empty || selection.$from.parent.type.name !== "caption" || selection.$from.parentOffset) return false;
  takeApart(state, view.dispatch, whole);
  return true;
};

const isQuotation = (figure) => figure.querySelector(":scope > blockquote + figcaption") !== null;

export const Quotation = Node.create({
  name: "quotation",
  // Before the figures of pictures, which begin with the same element.
  priority: 200,
  group: "block",
  content: "blockquote caption",
  defining: true,
  parseHTML: () => [{ tag: "figure", priority: 60, getAttrs: (figure) => (isQuotation(figure) ? null : false) }],
  renderHTML: () => ["figure", 0],
  addNodeView: () => () => {
    const dom = document.createElement("figure");
    dom.dataset.hint = message("speaker-hint");
    return { dom, contentDOM: dom };
  },
  addCommands: () => ({ toggleQuotation: () => toggle }),
  addInputRules: () => [new InputRule({ find: /^(?:—|--)\s$/, handler: byDash })],
  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor), Backspace: () => giveUp(this.editor) };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "quotation",
      groups: "nodes",
      command: (editor) => editor.chain().focus().toggleQuotation().run(),
      enabled: (editor) => editor.can().toggleQuotation(),
      active: (editor) => editor.isActive("quotation"),
      button: buttons.material("record_voice_over", "quotation with its speaker"),
    });
  },
});
