// Where a text says what is sought: in its words alone, never in the addresses of its links and pictures.
const ALIKE = { "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "“": '"', "”": '"', "‑": "-" };

const lower = (letter) => {
  const small = letter.toLowerCase();
  // Places count in letters of the text.
  return small.length === letter.length ? small : letter;
};

const comparable = (text, matchCase) => {
  const plain = text.replace(/[’‘\u00a0\u202f“”‑]/g, (sign) => ALIKE[sign]);
  return matchCase ? plain : plain.replace(/./gsu, lower);
};

// [{from, to}] in the order of the text.
export const matchesIn = (doc, typed, matchCase) => {
  const found = [];
  const sought = comparable(typed, matchCase);
  if (!sought) return found;
  doc.descendants((block, place) => {
    if (!block.isTextblock) return;
    // Breaks and pictures count as one letter that nobody seeks.
    const text = comparable(block.textBetween(0, block.content.size, null, "\ufffc"), matchCase);
    for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) {
      found.push({ from: place + 1 + at, to: place + 1 + at + sought.length });
    }
  });
  return found;
};
