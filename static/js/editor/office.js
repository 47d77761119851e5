// What word processors put on the clipboard beside the text: changes, comments, footnotes, false lists.
import { styleOf } from "press-room/marks";

const withStyle = (body, pattern) => [...body.querySelectorAll("[data-style]")].filter((e) => pattern.test(styleOf(e)));
const unwrap = (element) => element.replaceWith(...element.childNodes);

// Reviewers' comments and their anchors in the text; the words commented on stay.
export const removeComments = (body, report) => {
  for (const list of withStyle(body, /mso-element:\s*comment-list/i)) {
    list.querySelectorAll(".msocomoff").forEach((e) => e.remove());
    const comments = list.querySelectorAll(".msocomtxt");
    for (const comment of comments.length ? comments : [list]) report("left-comment", { name: comment.textContent });
    list.remove();
  }
  // Google Docs: [a] in the text, and the comments at the end of it.
  for (const anchor of body.querySelectorAll('a[href^="#cmnt_ref"]')) {
    const comment = anchor.closest("div, p");
    anchor.remove();
    report("left-comment", { name: comment?.textContent ?? "" });
    comment?.remove();
  }
  body.querySelectorAll('.MsoCommentReference, a.msocomanchor, a[href^="#cmnt"]').forEach((e) => {
    (e.closest("sup") ?? e).remove();
  });
  withStyle(body, /mso-comment-reference/i).forEach(unwrap);
};

// Tracked changes: what was deleted goes, what was inserted stays. The class is that of Word on the web.
export const removeDeleted = (body, report) => {
  const left = [
    ["left-deleted", [...body.querySelectorAll("del, .TrackChangeTextDeletion")]],
    ["left-hidden", withStyle(body, /(?:^|;)\s*(?:display:\s*none|mso-hide:\s*all|visibility:\s*hidden)/i)],
  ];
  for (const [reason, elements] of left) {
    for (const element of elements) {
      if (element.isConnected && element.textContent.trim()) report(reason, { name: element.textContent });
      element.remove();
    }
  }
};

// The notes stand at the end as paragraphs, under the numbers that the text shows.
export const keepFootnotes = (body) => {
  for (const list of withStyle(body, /mso-element:\s*(?:foot|end)note-list/i)) {
    list.querySelectorAll(":scope > hr, :scope > br").forEach((e) => e.remove());
  }
};

const HEADING = /\bMso(?:Heading|Title|Subtitle)/;

const levelOf = (element) => {
  const tag = /^H([1-6])$/.exec(element.tagName);
  if (tag) return Number(tag[1]);
  const outline = /mso-outline-level:\s*([1-9])/i.exec(styleOf(element));
  if (outline) return Number(outline[1]);
  if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level")) || 0;
  if (!HEADING.test(element.className)) return 0;
  const number = /MsoHeading\D*([1-9])/.exec(element.className);
  if (number) return Number(number[1]);
  return /MsoSubtitle/.test(element.className) ? 2 : 1;
};

// The release's own title is the first level: where a text uses it, every level goes down by one.
export const headings = (body) => {
  const found = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6, p, div")]
    .map((element) => [element, levelOf(element)])
    .filter(([element, level]) => level && !element.querySelector("p, div, table, ul, ol"));
  const down = found.some(([, level]) => level === 1) ? 1 : 0;
  for (const [element, level] of found) rename(element, `h${Math.min(3, level + down)}`);
};

export const rename = (element, tag) => {
  const renamed = element.ownerDocument.createElement(tag);
  for (const name of ["data-style", "data-pm-slice"]) {
    if (element.hasAttribute(name)) renamed.setAttribute(name, element.getAttribute(name));
  }
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
};

const LIST = /mso-list:\s*(l\d+)\s+level(\d+)\s+(lfo\d+)/i;
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 };

const roman = (letters) =>
  [...letters].map((letter) => ROMAN[letter]).reduce((sum, value, place, all) => sum + (value < all[place + 1] ? -value : value), 0);

const place = (letter) => letter.toLowerCase().charCodeAt(0) - 96;
const TYPES = {
  decimal: [/^\(?(?:\d+\.)*(\d+)[.)°]?$/, Number],
  "lower-roman": [/^\(?([ivxlc]+)[.)]$/, roman],
  "upper-roman": [/^\(?([IVXLC]+)[.)]$/, (letters) => roman(letters.toLowerCase())],
  "lower-alpha": [/^\(?([a-z])[.)]$/, place],
  "upper-alpha": [/^\(?([A-Z])[.)]$/, place],
};

// c. is a letter, i. is a number; but i. after h. is a letter, and v. after iv. is a number.
const numbering = (marker, before) => {
  const possible = Object.keys(TYPES).filter((type) => TYPES[type][0].test(marker));
  const isLetter = /^\(?[a-hj-z][.)]$/i.test(marker);
  const type = possible.includes(before) ? before : possible.at(isLetter ? -1 : 0);
  if (!type) return null; // a bullet, of whatever form
  const [pattern, count] = TYPES[type];
  return { type, start: count(pattern.exec(marker)[1]) };
};

const takeMarker = (paragraph) => {
  const marker = withStyle(paragraph, /mso-list:\s*Ignore/i)[0];
  const text = marker?.textContent.replace(/\s+/g, "") ?? "";
  marker?.remove();
  return text;
};

const itemsOf = (run) => {
  const types = new Map();
  return run.map((paragraph) => {
    const [, list, level, number] = LIST.exec(styleOf(paragraph));
    const place = `${list} ${level} ${number}`;
    const found = numbering(takeMarker(paragraph), types.get(place));
    types.set(place, found?.type);
    return { paragraph, level: Number(level), key: `${list} ${number} ${found?.type ?? "bullet"}`, number: found };
  });
};

const open = (item, document) => {
  const list = document.createElement(item.number ? "ol" : "ul");
  if (item.number?.start > 1) list.setAttribute("start", item.number.start);
  if (item.number && item.number.type !== "decimal") list.dataset.type = item.number.type;
  return { list, level: item.level, key: item.key };
};

const buildLists = (items) => {
  const roots = [];
  const stack = [];
  const top = () => stack[stack.length - 1];
  for (const item of items) {
    while (stack.length && (top().level > item.level || (top().level === item.level && top().key !== item.key))) {
      stack.pop();
    }
    if (!stack.length || top().level < item.level) {
      const opened = open(item, item.paragraph.ownerDocument);
      if (stack.length) top().list.lastElementChild.append(opened.list);
      else roots.push(opened.list);
      stack.push(opened);
    }
    const line = item.paragraph.ownerDocument.createElement("li");
    const paragraph = item.paragraph.ownerDocument.createElement("p");
    paragraph.setAttribute("data-style", styleOf(item.paragraph));
    paragraph.append(...item.paragraph.childNodes);
    line.append(paragraph);
    top().list.append(line);
  }
  return roots;
};

// Word on the web puts every item into a list of its own, with its level beside it.
export const listsOfWordOnTheWeb = (body) => {
  body.querySelectorAll(".EOP").forEach((end) => end.remove());
  for (const first of body.querySelectorAll(".ListContainerWrapper")) {
    if (!body.contains(first)) continue;
    const run = [first];
    while (run.at(-1).nextElementSibling?.matches(".ListContainerWrapper")) run.push(run.at(-1).nextElementSibling);
    const items = run.flatMap((wrapper) => [...wrapper.querySelectorAll("li")]).map((item) => {
      const list = item.parentNode;
      const number = list.tagName === "OL" ? { type: "decimal", start: Number(list.getAttribute("start") ?? 1) } : null;
      const level = Number(item.getAttribute("data-aria-level") ?? 1);
      return { paragraph: item.querySelector("p") ?? item, level, key: `${item.dataset.listid} ${list.tagName}`, number };
    });
    first.before(...buildLists(items));
    run.forEach((wrapper) => wrapper.remove());
  }
};

const isListed = (element) => element && ["P", "DIV"].includes(element.tagName) && LIST.test(styleOf(element));

// Word writes a list as paragraphs that begin with a sign and some blanks.
export const falseLists = (body) => {
  for (const first of withStyle(body, LIST)) {
    if (!isListed(first) || !body.contains(first)) continue;
    const run = [first];
    while (isListed(run[run.length - 1].nextElementSibling)) run.push(run[run.length - 1].nextElementSibling);
    const marker = first.ownerDocument.createComment("");
    first.before(marker);
    const roots = buildLists(itemsOf(run));
    run.forEach((paragraph) => paragraph.remove());
    marker.replaceWith(...roots);
  }
  // A numbered heading keeps its number.
  for (const number of withStyle(body, /mso-list:\s*Ignore/i)) {
    number.textContent = `${number.textContent.replace(/\s+/g, "")} `;
  }
};
