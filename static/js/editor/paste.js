// An extension of the editor: what is pasted or dropped goes through clipboard.js first, and a line under the
// editor says what was left out and why.
import { Extension, Plugin } from "django-prose-editor/editor";
import { transform } from "press-room/clipboard";
import { message, short } from "press-room/messages";
import "press-room/dialogs";
import "press-room/tools";

const MAX_LINES = 12; // lines of a report

const lineOf = ([name, values]) =>
  message(name, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, short(value)])));

const noticeOf = (view) => {
  const box = view.dom.closest(".prose-editor");
  let notice = box?.querySelector(":scope > .paste-report");
  if (box && !notice) {
    notice = document.createElement("div");
    notice.className = "paste-report";
    notice.setAttribute("role", "status");
    box.append(notice);
  }
  return notice;
};

const show = (notice, reports) => {
  if (!notice) return;
  notice.replaceChildren();
  if (!reports.length) return;
  const lines = [...new Set(reports.map(lineOf))];
  const intro = document.createElement("p");
  intro.textContent = message("paste-report");
  const list = document.createElement("ul");
  for (const line of lines.slice(0, MAX_LINES)) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  if (lines.length > MAX_LINES) {
    const more = message("more", { number: String(lines.length - MAX_LINES) });
    list.append(Object.assign(document.createElement("li"), { textContent: more }));
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = message("close");
  close.addEventListener("click", () => notice.replaceChildren());
  notice.append(intro, list, close);
};

const filesOf = (data) => [...(data?.files ?? [])];
const isOnlyFiles = (data) => filesOf(data).length > 0 && !data.getData("text/html") && !data.getData("text/plain");
const reportFiles = (view, data) =>
  show(noticeOf(view), filesOf(data).map((file) => ["left-file", { name: file.name }]));

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  onCreate() {
    // A live region speaks of what is put into it later.
    noticeOf(this.editor.view);
  },
  addProseMirrorPlugins() {
    let reports = [];
    return [
      new Plugin({
        props: {
          transformPastedHTML(html, view) {
            reports = [];
            const cleaned = transform(html, (name, values) => reports.push([name, values]));
            show(noticeOf(view), reports);
            return cleaned;
          },
          handlePaste(view, event, slice) {
            if (isOnlyFiles(event.clipboardData)) {
              reportFiles(view, event.clipboardData);
              return true;
            }
            // Nothing is left of it: what was selected stays.
            return slice.size === 0 && reports.length > 0;
          },
          handleDrop(view, event, _slice, moved) {
            if (moved || !isOnlyFiles(event.dataTransfer)) return false;
            event.preventDefault();
            reportFiles(view, event.dataTransfer);
            return true;
          },
        },
      }),
    ];
  },
});
