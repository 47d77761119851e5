// Signing out: what is not saved yet is sent first, and what would be lost is asked about. In another window it ends
// the copies of this one, too: what is on this page stays on it alone until somebody signs in again.
import { hasFiles } from "press-room/keep/files";

const MOST_MS = 5_000;
const SIGNED_OUT = "kept-forget";

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const sendFirst = (form, bar, keeper, autosave) => {
  let isReady = false;
  const signOut = async ({ target, submitter }) => {
    // A form cannot be sent while it is still told that it is being sent.
    await pause(0);
    await Promise.race([autosave.save(), pause(MOST_MS)]);
    if ((keeper.unsaved.size || hasFiles(form)) && !window.confirm(bar.dataset.signingOut)) return;
    keeper.stopWriting();
    // The page asks no second time.
    form.dispatchEvent(new CustomEvent("press-room:all-saved"));
    isReady = true;
    target.requestSubmit(submitter);
  };
  // Before anything is forgotten.
  document.addEventListener(
    "submit",
    (event) => {
      if (isReady || !event.target.matches("#logout-form")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      signOut({ target: event.target, submitter: event.submitter });
    },
    true,
  );
};

export const watchSigningOut = (form, bar, keeper, autosave) => {
  sendFirst(form, bar, keeper, autosave);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== SIGNED_OUT || newValue !== keeper.account) return;
    keeper.stopWriting();
    autosave.failed("signed-out");
  });
};
