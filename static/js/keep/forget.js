// Copies of what was typed go when it was saved, at signing out, and after a week.
const SENT = "kept-sent:";
const SIGNED_OUT = "kept-forget";
const SAVED = /(?:^|; )saved_form=([0-9a-f]+)/;
const DAY_MS = 24 * 3600 * 1000;

// The answer to a form that was saved names the mark that it was sent with.
const forgetSaved = async (store) => {
  const mark = SAVED.exec(document.cookie)?.[1];
  const sent = mark && JSON.parse(localStorage.getItem(SENT + mark));
  if (!sent) return;
  await store.removeAll(
    sent.account,
    ({ place, page, at }) => place === sent.place && page === sent.page && at <= sent.at,
  );
  localStorage.removeItem(SENT + mark);
};

const forgetSignedOut = async (store) => {
  const account = localStorage.getItem(SIGNED_OUT);
  if (account === null) return;
  await store.removeAll(account);
  localStorage.removeItem(SIGNED_OUT);
};

const forgetOldMarks = () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(SENT))) {
    if (JSON.parse(localStorage.getItem(key)).at < Date.now() - DAY_MS) localStorage.removeItem(key);
  }
};

let done = null;
export const forget = (store) => {
  done ??= (async () => {
    await forgetSaved(store);
    await forgetSignedOut(store);
    await store.removeOld();
    forgetOldMarks();
  })();
  return done;
};

// The page that follows knows nobody any more.
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented || !target.matches("[data-signs-out], #logout-form")) return;
  const { account } = document.getElementById("session-notice")?.dataset ?? {};
  if (account) localStorage.setItem(SIGNED_OUT, account);
});
