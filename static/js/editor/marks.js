// Styles to tags: our content security policy lets no style of a pasted text take effect, so bold, italic,
// superscripts and subscripts are read from the styles' text and written as elements.
const BOLD = new Set(["B", "STRONG"]);
const ITALIC = new Set(["I", "EM", "CITE", "DFN", "VAR"]);
const RAISED = { SUP: "sup", SUB: "sub" };
const PLAIN = new Set(["H1", "H2", "H3", "H4", "H5", "H6", "TH"]); // bold by themselves
const INLINE = new Set(
  ("A ABBR ACRONYM B BDI BDO BIG CITE CODE DFN EM FONT I INS KBD LABEL MARK NOBR Q S SAMP SMALL SPAN STRIKE " +
    "STRONG SUB SUP TIME TT U VAR").split(" "),
);
const FOOTNOTE = /\bMso(?:Footnote|Endnote)Reference\b/;
const DECLARATION = /(?:^|;)\s*(font-weight|font-style|vertical-align)\s*:\s*([^;]+)/gi;

// A renamed attribute: `style` itself would be refused, with a complaint for each.
export const styleOf = (element) => element.getAttribute("data-style") ?? "";

export const isInline = (node) => INLINE.has(node.tagName) || /:/.test(node.tagName ?? "");

const bold = (value, before) => {
  if (/^(?:bold|bolder)$/i.test(value)) return true;
  if (/^(?:normal|lighter)$/i.test(value)) return false;
  const weight = Number.parseInt(value, 10);
  return Number.isNaN(weight) ? before : weight >= 600;
};

const READ = {
  "font-weight": (marks, value) => { marks.strong = bold(value, marks.strong); },
  "font-style": (marks, value) => {
    if (/^(?:italic|oblique)/i.test(value)) marks.em = true;
    else if (/^normal$/i.test(value)) marks.em = false;
  },
  "vertical-align": (marks, value, element) => {
    if (!isInline(element)) return;
    if (/^super$/i.test(value)) marks.raised = "sup";
    else if (/^sub$/i.test(value)) marks.raised = "sub";
    else if (/^baseline$/i.test(value)) marks.raised = null;
  },
};

const marksOf = (element, around) => {
  const tag = element.tagName;
  const marks = { ...around };
  if (BOLD.has(tag)) marks.strong = true;
  if (ITALIC.has(tag)) marks.em = true;
  if (tag in RAISED) marks.raised = RAISED[tag];
  if (FOOTNOTE.test(element.className)) marks.raised = "sup";
  for (const [, name, value] of styleOf(element).matchAll(DECLARATION)) {
    READ[name.toLowerCase()]?.(marks, value.replace("!important", "").trim(), element);
  }
  if (PLAIN.has(tag)) marks.inHeading = true;
  return marks;
};

const wrap = (text, { strong, em, raised, inHeading }) => {
  const names = [strong && !inHeading && "strong", em && "em", raised].filter(Boolean);
  if (!text.data.trim() && !isInline(text.parentNode)) return;
  let marked = text.cloneNode();
  for (const name of names.reverse()) {
    const element = text.ownerDocument.createElement(name);
    element.append(marked);
    marked = element;
  }
  text.replaceWith(marked);
};

const walk = (node, marks) => {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) wrap(child, marks);
    else if (child.nodeType === Node.ELEMENT_NODE) walk(child, marksOf(child, marks));
  }
};

const unwrap = (element) => element.replaceWith(...element.childNodes);

export const stylesToTags = (body) => {
  const old = [...body.querySelectorAll("*")].filter((element) => isInline(element) && element.tagName !== "A");
  walk(body, { strong: false, em: false, raised: null });
  old.forEach(unwrap);
};

// Text that its author struck out, but that no program marked as deleted.
export const struck = (body) =>
  [...body.querySelectorAll("*")].filter(
    (element) =>
      ["S", "STRIKE"].includes(element.tagName) || /text-decoration[^;]*line-through/i.test(styleOf(element)),
  );
