// What is told of two languages is marked in both texts, and selected in the one that somebody goes to: docs/parity.md.
const NAME = "differs";
const MARKED = "is-differing";

const editors = new Map();
document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea.id, detail.editor));

const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

const rootOf = (id) => editors.get(id)?.view.dom ?? document.getElementById(id);

// Of a rich text, the block of that number; of any other, all of it.
const blockOf = (root, number) =>
  number === undefined ? root : [...root.children].filter((each) => !each.matches(".ProseMirror-widget"))[number];

const textsIn = (block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

const placeOf = (text, words, nth) => {
  let at = text.indexOf(words);
  for (let left = nth; left > 0 && at !== -1; left -= 1) at = text.indexOf(words, at + words.length);
  return at === -1 ? text.indexOf(words) : at;
};

// The text node that has this letter of them all, and where in it.
const nodeAt = (nodes, place) => {
  let left = place;
  for (const node of nodes) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return [nodes.at(-1), nodes.at(-1).length];
};

// Of the words; of a block that lacks them, or that has changed since, the whole.
const rangeOf = (block, words, nth) => {
  const range = document.createRange();
  range.selectNodeContents(block);
  const nodes = textsIn(block);
  const at = words ? placeOf(plain(nodes.map((node) => node.data).join("")), words, nth) : -1;
  if (at === -1) return range;
  const [first, behind] = nodeAt(nodes, at + 1);
  range.setStart(first, behind - 1);
  range.setEnd(...nodeAt(nodes, at + words.length));
  return range;
};

const sideOf = (link) => {
  const { excerpt = "", block, nth = "0" } = link.dataset;
  return { id: link.hash.slice(1), words: plain(excerpt.split("\n")[0]), block, nth: Number(nth) };
};

const isControl = (root) => root.matches("input, textarea");

const selectInControl = (control, { words, nth }) => {
  const at = words ? placeOf(plain(control.value), words, nth) : -1;
  if (at !== -1) control.setSelectionRange(at, at + words.length);
};

const selectInEditor = (editor, range) => {
  const [from, to] = ["start", "end"].map((end) => editor.view.posAtDOM(range[`${end}Container`], range[`${end}Offset`]));
  editor.chain().setTextSelection({ from, to }).scrollIntoView().run();
};

const select = (side, root, range) => {
  if (isControl(root)) selectInControl(root, side);
  else if (editors.has(side.id)) selectInEditor(editors.get(side.id), range);
  else range.startContainer.parentElement.scrollIntoView({ block: "center" });
};

const clear = () => {
  for (const each of document.querySelectorAll(`.${MARKED}`)) each.classList.remove(MARKED);
  CSS.highlights?.delete(NAME);
};

const mark = (sides, id) => {
  clear();
  const ranges = [];
  for (const side of sides) {
    const root = rootOf(side.id);
    const block = root && (isControl(root) ? root : blockOf(root, side.block));
    if (!block) continue;
    const range = isControl(root) ? undefined : rangeOf(block, side.words, side.nth);
    if (range) ranges.push(range);
    else root.classList.add(MARKED);
    if (side.id === id) select(side, root, range);
  }
  if (ranges.length) CSS.highlights?.set(NAME, new Highlight(...ranges));
};

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("[data-of-both] a");
  if (!link) return;
  const sides = [...link.closest("[data-of-both]").querySelectorAll("a[data-side]")].map(sideOf);
  // Behind errors.js, which brings the field into sight.
  setTimeout(() => mark(sides, link.hash.slice(1)));
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") clear();
});
