// A form to add keeps its mark when one comes back to it: saved again, it is the same release. A browser that
// loads the page anew brings another mark, though it fills in what was typed; the old one is in the history.
(() => {
  window.addEventListener("pageshow", () => {
    const mark = document.querySelector("input[name=once]");
    if (!mark) return;
    const isFilled = [...mark.form.querySelectorAll(".texts input, .texts textarea")].some((field) => field.value);
    if (isFilled && history.state?.once) mark.value = history.state.once;
    else history.replaceState({ ...history.state, once: mark.value }, "");
  });
})();
