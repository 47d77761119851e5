// Turns the HTML of the clipboard into what the editor keeps: nothing lost, nothing betrayed, and a report of
// what cannot be kept. In: HTML of any program. Out: plain elements without a style.
import { normaliseLink, ownPicture, pictureProblem } from "press-room/addresses";
import { isInline, struck, styleOf, stylesToTags } from "press-room/marks";
import {
  falseLists,
  headings,
  keepFootnotes,
  listsOfWordOnTheWeb,
  removeComments,
  removeDeleted,
  rename,
} from "press-room/office";

const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const ACTIVE = /([\s"'/])(style|on[a-z]+)(\s*=)/gi;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const KEPT_ATTRIBUTES = {
  A: ["href", "title"],
  IMG: ["src", "alt", "title", "width", "height"],
  TD: ["colspan", "rowspan"],
  TH: ["colspan", "rowspan"],
  OL: ["start", "type", "data-type"],
};
const NOISE = "script, xmp, meta, link, title, base, noscript, template, xml, col, colgroup";
const EMBEDDED = "iframe, video, audio, object, embed, svg, canvas, map";
const LIST_TYPE = /list-style(?:-type)?:[^;]*\b((?:lower|upper)-(?:alpha|latin|roman))/i;

// Styles and handlers get another name before anything is parsed: even in a document that is shown nowhere our
// content security policy refuses each of them, and says so. XMP is an old element for text as it stands.
const parse = (html) => {
  const inert = html
    .replace(TAG, (tag) => tag.replace(ACTIVE, "$1data-$2$3"))
    .replace(/<(\/?)style\b/gi, "<$1xmp");
  return new DOMParser().parseFromString(inert, "text/html");
};

// What the page's own style sheet says of its classes: Word and macOS keep some of bold and italic there.
const applyClasses = (doc) => {
  for (const sheet of doc.querySelectorAll("xmp")) {
    const text = sheet.textContent.replace(/<!--|-->|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, "");
    for (const [, selectors, rule] of text.matchAll(RULE)) {
      if (!/font-weight|font-style|vertical-align|mso-outline-level/i.test(rule)) continue;
      for (const selector of selectors.split(",").map((s) => s.trim())) {
        if (!/^(?:[a-z]+\d?)?\.[\w-]+$/i.test(selector)) continue;
        for (const element of doc.body.querySelectorAll(selector)) {
          element.setAttribute("data-style", `${rule};${styleOf(element)}`);
        }
      }
    }
  }
};

const removeNoise = (doc) => {
  const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
  doc.body.querySelectorAll(NOISE).forEach((element) => element.remove());
};

const nameOf = (picture) => {
  const address = picture.getAttribute("src") ?? "";
  return picture.getAttribute("alt")?.trim() || (/^data:/i.test(address) ? "" : address.split(/[/\\]/).pop()) || "?";
};

// A caption never stays alone: that of a figure, or Word's paragraph under the picture.
const takeCaption = (picture) => {
  const figure = picture.closest("figure");
  if (figure && !figure.querySelector("table, blockquote, ul, ol")) {
    const caption = figure.querySelector("figcaption")?.textContent ?? "";
    figure.remove();
    return caption;
  }
  const block = picture.closest("p, div, td, li");
  picture.remove();
  const next = block?.nextElementSibling;
  if (!next?.matches(".MsoCaption") || block.textContent.trim()) return "";
  next.remove();
  return next.textContent;
};

const pictures = (body, report) => {
  for (const picture of body.querySelectorAll("img")) {
    const address = picture.getAttribute("src") ?? "";
    const own = ownPicture(address);
    if (own && !pictureProblem(address)) {
      picture.setAttribute("src", own);
      continue;
    }
    const name = nameOf(picture);
    const isPixel = picture.getAttribute("width") === "1" && picture.getAttribute("height") === "1";
    const caption = takeCaption(picture);
    if (!isPixel) report(pictureProblem(address), { name });
    if (caption.trim()) report("left-caption", { name: caption });
  }
  body.querySelectorAll("figure").forEach((figure) => {
    if (figure.querySelector("img")) return;
    figure.querySelectorAll("figcaption").forEach((caption) => rename(caption, "p"));
    figure.replaceWith(...figure.childNodes);
  });
};

const embedded = (body, report) => {
  for (const element of body.querySelectorAll(EMBEDDED)) {
    if (!element.isConnected) continue;
    const address = element.getAttribute("src") ?? element.getAttribute("data") ?? "";
    report("left-embedded", { name: address || element.tagName.toLowerCase() });
    element.remove();
  }
};

const links = (body, report) => {
  for (const link of body.querySelectorAll("a")) {
    const address = link.getAttribute("href")?.trim() ?? "";
    const meant = address.startsWith("#") ? null : normaliseLink(address);
    if (meant) {
      link.setAttribute("href", meant);
      continue;
    }
    // Places within the text itself, footnotes above all, keep their words.
    if (address && !/^(?:#|[^#]*#_?(?:ftn|edn|toc|_))/i.test(address)) {
      report("left-link", { name: link.textContent, address });
    }
    link.replaceWith(...link.childNodes);
  }
};

const lists = (body) => {
  for (const list of body.querySelectorAll("ol")) {
    const type = LIST_TYPE.exec(`${styleOf(list)};${styleOf(list.querySelector(":scope > li") ?? list)}`);
    if (type) list.dataset.type = type[1].toLowerCase().replace("latin", "alpha");
  }
  // Google Docs and Outlook put a list beside the item that it belongs to.
  for (const inner of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = inner.previousElementSibling ?? inner.parentNode.insertBefore(inner.ownerDocument.createElement("li"), inner);
    item.append(inner);
  }
};

const preformatted = (body) => {
  for (const block of body.querySelectorAll("pre")) {
    const lines = block.textContent.replace(/\n$/, "").split("\n");
    const paragraph = block.ownerDocument.createElement("p");
    lines.forEach((line, place) => paragraph.append(...(place ? [block.ownerDocument.createElement("br"), line] : [line])));
    block.replaceWith(paragraph);
  }
  body.querySelectorAll("dt, dd").forEach((line) => rename(line, "p"));
  body.querySelectorAll("caption").forEach((caption) => {
    const table = caption.closest("table");
    table?.before(rename(caption, "p"));
  });
};

const isBlock = (node) => !node || (node.nodeType === Node.ELEMENT_NODE && !isInline(node) && !/^(?:BR|IMG)$/.test(node.tagName));
const beside = (node, way) => {
  let other = node[way];
  while (other?.nodeType === Node.TEXT_NODE && !other.data.trim()) other = other[way];
  return other;
};

const breaks = (body) => {
  body.querySelectorAll("br").forEach((br) => {
    const isPageBreak = br.hasAttribute("clear") || /page-break/i.test(styleOf(br));
    const isAlone = isBlock(beside(br, "previousSibling")) && isBlock(beside(br, "nextSibling"));
    if (isPageBreak || isAlone || br.className === "Apple-interchange-newline") br.remove();
  });
  body.querySelectorAll("p, h2, h3, div, figure, blockquote").forEach((block) => {
    if (!block.textContent.trim() && !block.querySelector("img, table, hr, li")) block.remove();
  });
};

const spaces = (body) => {
  body.querySelectorAll("span").forEach((span) => {
    // Chrome writes a blank as a no-break space in a span of its own; Word writes a tab as many.
    const isTab = /mso-tab-count/i.test(styleOf(span));
    const isPlain = !span.attributes.length || span.className === "Apple-converted-space";
    if (isTab || (isPlain && span.textContent === "\u00a0")) span.textContent = " ";
  });
};

const bare = (body) => {
  for (const element of body.querySelectorAll("*")) {
    const kept = [...(KEPT_ATTRIBUTES[element.tagName] ?? []), "data-pm-slice"];
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  }
};

// report(name of the sentence in _js_messages.html, its values) is called for whatever does not come along.
export const transform = (html, report) => {
  const doc = parse(html);
  const { body } = doc;
  applyClasses(doc);
  removeNoise(doc);
  removeComments(body, report);
  removeDeleted(body, report);
  keepFootnotes(body);
  embedded(body, report);
  spaces(body);
  headings(body);
  falseLists(body);
  listsOfWordOnTheWeb(body);
  lists(body);
  preformatted(body);
  pictures(body, report);
  links(body, report);
  for (const element of struck(body)) {
    if (element.textContent.trim()) report("kept-struck", { name: element.textContent });
  }
  stylesToTags(body);
  breaks(body);
  bare(body);
  return body.innerHTML;
};
