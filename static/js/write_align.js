// Two languages side by side: what belongs together in their bodies begins on one line. Space goes above the block
// that would begin higher; it is never in the text. Measured once a frame at most, before the frame is drawn.
import { pairs, spaces } from "press-room/write_pairs";

// Less than this is not seen.
const SEEN_PX = 0.5;
const BODIES = ".rich-text";
const columns = [...document.querySelectorAll(".text-column")];

const kindOf = (block) => {
  const name = block.localName;
  if (name === "figure") return block.querySelector(":scope > blockquote") ? "quotation" : name;
  return block.matches(".table, .tableWrapper") ? "table" : name;
};

const isList = ({ kind }) => kind === "ul" || kind === "ol";

// `at`: where it would begin if nothing were above any block.
const read = (element, moved) => {
  const now = Number.parseFloat(element.style.paddingTop) || 0;
  return { element, now, at: element.getBoundingClientRect().top - moved, space: 0, kind: kindOf(element), items: [] };
};

// A drawn cursor between two blocks is no block.
const childrenOf = (element) => [...element.children].filter((child) => !child.matches(".ProseMirror-widget"));

const blocksOf = (body) => {
  let moved = 0;
  const take = (element) => {
    const block = read(element, moved);
    moved += block.now;
    if (isList(block)) block.items = childrenOf(element).map(take);
    return block;
  };
  return childrenOf(body).map(take);
};

// The first item of a list begins where the list does.
const itemPairs = (left, right) =>
  left.items.length === right.items.length ? left.items.slice(1).map((item, place) => [item, right.items[place + 1]]) : [];

const counterparts = (left, right) =>
  pairs(left.map(({ kind }) => kind), right.map(({ kind }) => kind)).flatMap(([i, j]) => [
    [left[i], right[j]],
    ...itemPairs(left[i], right[j]),
  ]);

const place = (left, right) => {
  const together = counterparts(left, right);
  const found = spaces(together.map(([one, other]) => [one.at, other.at]));
  together.forEach(([one, other], index) => {
    [one.space, other.space] = found[index].map((space) => Math.round(space * 100) / 100);
  });
};

const changes = (blocks) =>
  blocks.some(({ now, space, items }) => Math.abs(now - space) >= SEEN_PX || changes(items));

const setStyle = ({ element, space, items }) => {
  element.style.paddingTop = space ? `${space}px` : "";
  element.style.setProperty("--space-above", space ? `${space}px` : "");
  items.forEach(setStyle);
};

const show = (body, blocks) => {
  if (!changes(blocks)) return;
  if (body.editor) body.editor.commands.spaceBlocks(blocks);
  else blocks.forEach(setStyle);
};

const sideBySide = (bodies) => {
  if (bodies.length !== 2 || document.querySelector(".prose-editor.full-screen")) return false;
  const [left, right] = bodies.map((body) => body.getBoundingClientRect());
  return left.width > 0 && right.width > 0 && left.right <= right.left;
};

const align = () => {
  const bodies = columns.map((column) => column.querySelector(BODIES)).filter(Boolean);
  // A word that is being composed is not touched; the last key of it asks again.
  if (bodies.some(({ editor }) => editor?.view.composing)) return;
  const blocks = bodies.map(blocksOf);
  if (sideBySide(bodies)) place(...blocks);
  bodies.forEach((body, index) => show(body, blocks[index]));
};

let frame = 0;
const ask = () => {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    align();
  });
};

const sizes = new ResizeObserver(ask);
// The tools of an editor as well: they stand above it.
const watch = () =>
  columns.forEach((column) => column.querySelectorAll(`.prose-editor, ${BODIES}`).forEach((box) => sizes.observe(box)));

if (columns.length === 2) {
  watch();
  columns.forEach((column) => sizes.observe(column));
  document.addEventListener("prose-editor:ready", watch);
  // Before what was typed is drawn.
  document.addEventListener("input", ask);
  document.addEventListener("compositionend", ask);
}
