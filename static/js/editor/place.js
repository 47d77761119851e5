// The text stays where it is read and written while the page around it becomes narrower or wider.
const HELD_MS = 1000;
// Whoever goes elsewhere meanwhile is not held back.
const ACTS = ["wheel", "touchmove", "keydown", "pointerdown"];
const PARTS = ".ProseMirror > *, .text-read .read-body > *, .text-field";

const isInSight = (part) => {
  const { top, bottom, height } = part.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
};

// What somebody writes in, where it is in sight; else what stands highest.
const placeOf = (form) => {
  const { anchorNode } = getSelection();
  const written = anchorNode?.nodeType === Node.TEXT_NODE ? anchorNode.parentElement : anchorNode;
  const own = [written?.closest?.(PARTS), document.activeElement].filter((part) => part && form.contains(part));
  return [...own, ...form.querySelectorAll(PARTS)].find(isInSight);
};

// The editor makes a block anew when the space above it changes.
const again = (part) => {
  const box = part.parentElement;
  const place = [...box.children].indexOf(part);
  return () => (part.isConnected ? part : box.children[place]);
};

// What is written in may change its height, and blocks are aligned anew a moment later.
export const keepPlace = (form, change) => {
  // At the top the head of the page stays in sight.
  const part = window.scrollY > 0 && placeOf(form);
  if (!part) {
    change();
    return;
  }
  const find = again(part);
  const topOf = () => find().getBoundingClientRect().top;
  const before = topOf();
  change();
  const hold = () => window.scrollBy({ top: topOf() - before, behavior: "instant" });
  const sizes = new ResizeObserver(hold);
  hold();
  sizes.observe(form);
  const letGo = () => sizes.disconnect();
  for (const act of ACTS) addEventListener(act, letGo, { capture: true, once: true });
  setTimeout(letGo, HELD_MS);
};
