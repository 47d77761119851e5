// A refused form is read from its list of errors on, and each of them leads to its field.
(() => {
  // What stands on the page in the place of a field that is hidden.
  const shown = (field) =>
    field.closest(".prose-editor")?.querySelector("[contenteditable]") ??
    field.parentElement.querySelector(":scope > .select2 .select2-selection") ??
    field;

  document.addEventListener("DOMContentLoaded", () => {
    const summary = document.querySelector(".error-summary, .errornote");
    if (!summary) return;
    // What the browser has focused already is left at once: a late call would bring its reader back.
    if (!summary.autofocus) {
      summary.tabIndex = -1;
      summary.focus();
    }
    summary.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.closest("details")?.setAttribute("open", "");
      const target = shown(field);
      if (!target.matches("input, select, textarea, [tabindex], [contenteditable]")) target.tabIndex = -1;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    });
  });
})();
