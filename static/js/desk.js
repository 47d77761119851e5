// The desk works without this file; it names the editor for screen readers and asks before a page with
// unsaved words is left.
(() => {
  const nameEditor = (textarea) => {
    const editor = textarea.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]");
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (!editor || !label) return;
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-label", label.textContent.replace(/\s*:\s*$/, "").trim());
    editor.setAttribute("tabindex", "0");
    if (textarea.disabled) editor.setAttribute("aria-readonly", "true");
    if (textarea.lang) editor.lang = textarea.lang;
    const help = document.getElementById(`${textarea.id}_helptext`);
    if (help) editor.setAttribute("aria-describedby", help.id);
  };

  // Select2 names its box after the value alone, and an empty one after nothing.
  const nameAutocomplete = (select) => {
    const box = select.parentElement.querySelector(".select2-selection");
    const value = box?.querySelector(".select2-selection__rendered");
    const cell = select.closest(".tabular td");
    const header = cell?.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const label = document.querySelector(`label[for="${select.id}"]`) ?? header;
    if (!value || !label) return;
    label.id ||= `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
    value.setAttribute("aria-labelledby", label.id);
    box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
  };

  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node.classList?.contains("select2")) nameAutocomplete(node.previousElementSibling);
      // Each choice can be taken out by itself; a button for all of them is no item of their list.
      if (node.matches?.(".select2-selection--multiple .select2-selection__clear")) node.remove();
    }
  }).observe(document, { childList: true, subtree: true });

  // A cell of a table of lines has its label in the head of the column, if anywhere.
  const nameCells = (table) => {
    const headers = [...table.tHead.rows[0].cells];
    for (const header of headers.filter((cell) => !cell.textContent.trim())) {
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = table.closest("fieldset").querySelector("h2").textContent.trim();
      header.append(name);
    }
    for (const input of table.querySelectorAll("td input:not([type=hidden]), td textarea")) {
      const header = headers[input.closest("td").cellIndex];
      if (!input.labels.length) input.setAttribute("aria-label", header.textContent.trim());
    }
  };

  document.addEventListener("prose-editor:ready", (event) => nameEditor(event.detail.textarea));

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".prose-editor textarea").forEach(nameEditor);
    document.querySelectorAll(".tabular table").forEach(nameCells);

    const form = document.querySelector("#content-main > form");
    if (!form) return;
    let changed = Boolean(document.querySelector(".error-summary"));
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("change", () => { changed = true; });
    for (const type of ["submit", "press-room:all-saved"]) form.addEventListener(type, () => { changed = false; });
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  });
})();
