// Answers that were chosen and not saved: another button of the page asks before it leaves them.
(() => {
  const form = document.querySelector("[data-unsaved-question]");
  let isChanged = false;
  form?.addEventListener("change", () => { isChanged = true; });
  document.addEventListener("submit", (event) => {
    if (!isChanged || event.target === form || window.confirm(form.dataset.unsavedQuestion)) return;
    event.preventDefault();
  });
})();
