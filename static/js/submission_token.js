// A form to add keeps its token when one comes back to it: saved again, it is the same release. A browser that
// loads the page anew brings another token, though it fills in what was typed; the old one is in the history.
(() => {
  window.addEventListener("pageshow", () => {
    const token = document.querySelector("input[name=submission_token]");
    if (!token) return;
    const isFilled = [...token.form.querySelectorAll(".texts input, .texts textarea")].some((field) => field.value);
    if (isFilled && history.state?.submission_token) token.value = history.state.submission_token;
    else history.replaceState({ ...history.state, submission_token: token.value }, "");
  });
})();
