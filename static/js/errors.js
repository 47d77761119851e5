// A refused form is read from its list of errors on, and each of them leads to its field; so does every other
// list of fields on a page.
(() => {
  // What stands on the page in the place of a field that is hidden.
  const shown = (field) =>
    field.closest(".prose-editor")?.querySelector("[contenteditable]") ??
    field.parentElement.querySelector(":scope > .select2 .select2-selection") ??
    // With a tabindex of its own, a drawer would keep the key Tab out of it.
    field.querySelector(":scope > summary") ??
    field;

  const reveal = (field) => {
    field.dispatchEvent(new CustomEvent("desk:reveal", { bubbles: true }));
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  };

  const lead = (field) => {
    reveal(field);
    const target = shown(field);
    if (!target.matches("input, select, textarea, summary, [tabindex], [contenteditable]")) target.tabIndex = -1;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(":is(.error-summary, .errornote) a[href^='#'], a[data-leads-to-field]");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    lead(field);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const summary = document.querySelector(".error-summary, .errornote");
    // What the browser has focused already is left at once: a late call would bring its reader back.
    if (summary && !summary.autofocus) {
      summary.tabIndex = -1;
      summary.focus();
    }
    // The address may lead to a field, too.
    const field = !summary && location.hash && document.getElementById(location.hash.slice(1));
    if (field) reveal(field);
  });
})();
