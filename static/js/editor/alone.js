// What covers the whole page is alone on it: nothing else can be reached meanwhile.
// What may open over it.
const STAYS = ".find-panel, dialog";

const outside = function* (part, box) {
  for (const child of part.children) {
    if (child === box || child.matches(STAYS)) continue;
    if (child.contains(box) || child.querySelector(STAYS)) yield* outside(child, box);
    else yield child;
  }
};

// Gives back the function that brings the rest back.
export const coverPage = (box) => {
  const covered = [...outside(document.body, box)].filter((other) => !other.inert);
  for (const other of covered) other.inert = true;
  return () => {
    for (const other of covered) other.inert = false;
  };
};
