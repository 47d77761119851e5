// A text that somebody else has changed comes into the editor block by block: the cursor stays where it is, and Undo
// takes back one's own words alone.
import { createDocument } from "django-prose-editor/editor";

const MOST_PAIRS = 250_000;

const childrenOf = (node) => Array.from({ length: node.childCount }, (_each, place) => node.child(place));

// How many of the rest of both are the same, for each place of the one and of the other.
const commonLengths = (old, next) => {
  const rows = Array.from({ length: old.length + 1 }, () => new Array(next.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let k = next.length - 1; k >= 0; k -= 1) {
      rows[i][k] = old[i].eq(next[k]) ? rows[i + 1][k + 1] + 1 : Math.max(rows[i + 1][k], rows[i][k + 1]);
    }
  }
  return rows;
};

// [{from, to, blocks}] in the old one, in order.
const changes = (old, next) => {
  if (old.length * next.length > MOST_PAIRS) return [{ from: 0, to: old.length, blocks: next }];
  const rows = commonLengths(old, next);
  const found = [];
  let [i, k] = [0, 0];
  while (i < old.length || k < next.length) {
    const [from, begin] = [i, k];
    while (i < old.length && k < next.length && !old[i].eq(next[k])) {
      if (rows[i + 1][k] >= rows[i][k + 1]) i += 1;
      else k += 1;
    }
    if (i === old.length) k = next.length;
    if (k === next.length) i = old.length;
    if (from < i || begin < k) found.push({ from, to: i, blocks: next.slice(begin, k) });
    i += 1;
    k += 1;
  }
  return found;
};

// What is as good as typed is one's own, too.
export const takeIn = (editor, html, isTyped = false) => {
  const { doc, tr } = editor.state;
  const old = childrenOf(doc);
  const positions = old.reduce((found, node) => [...found, found.at(-1) + node.nodeSize], [0]);
  for (const { from, to, blocks } of changes(old, childrenOf(createDocument(html, editor.schema))).reverse()) {
    tr.replaceWith(positions[from], positions[to], blocks);
  }
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("addToHistory", isTyped).setMeta("preventUpdate", !isTyped));
};
