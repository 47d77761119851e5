// Asks the desk, and finds out why there is no answer: nobody there, signed out, or somebody else signed in.
const TIMEOUT_MS = 20_000;
const COMPRESSED_FROM = 2_000; // characters
const MOST_AT_LAST = 20_000; // characters, of which one may be three bytes: a browser takes 64 kB

// Changed by whoever signs in: with another one it is asked first who that is.
const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
let knownCookie = cookie();

const compressed = async (text) => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
};

export const tokenOf = (form) => form.elements.namedItem("csrfmiddlewaretoken");

const send = async (form, address, sent) => {
  const text = JSON.stringify(sent);
  // A page that goes away may not wait; the browser then sends it by itself, if it is short.
  const isLast = document.visibilityState === "hidden" && text.length < MOST_AT_LAST;
  const isCompressed = !isLast && text.length > COMPRESSED_FROM && "CompressionStream" in window;
  return fetch(address, {
    method: "POST",
    keepalive: isLast,
    redirect: "manual", // an unknown person is led to the page to sign in
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": tokenOf(form).value,
      ...(isCompressed ? { "Content-Encoding": "gzip" } : {}),
    },
    body: isCompressed ? await compressed(text) : text,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
};

// The same of a form's fields, for `by` of ask().
export const postFields = (form, address, sent) =>
  fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": tokenOf(form).value, "X-Requested-With": "XMLHttpRequest" },
    body: new URLSearchParams(sent),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

// Who is signed in now; the token of a new session is taken over.
const whoIsThere = async (form) => {
  const { sessionStatus, account: author } = document.getElementById("session-notice").dataset;
  const response = await fetch(sessionStatus, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) return "away";
  const { authenticated, account, token } = await response.json();
  if (!authenticated) return "signed-out";
  if (account !== author) return "other-account";
  tokenOf(form).value = token;
  knownCookie = cookie();
  return "";
};

// {answer} or {reason}: away, signed-out, other-account, refused. After trouble it is asked first who is there.
export const ask = async (form, address, sent, { isTroubled = false, by = send } = {}) => {
  try {
    const before = isTroubled || cookie() !== knownCookie ? await whoIsThere(form) : "";
    if (before) return { reason: before };
    const first = await by(form, address, sent);
    if (first.ok) return { answer: await first.json() };
    if (first.status >= 500) return { reason: "away" };
    const reason = await whoIsThere(form);
    if (reason) return { reason };
    // Signed in again in another window: that changed the token.
    const again = await by(form, address, sent);
    return again.ok ? { answer: await again.json() } : { reason: again.status >= 500 ? "away" : "refused" };
  } catch {
    return { reason: "away" };
  }
};

export const leave = (form, address, page) => {
  if (!address) return;
  navigator.sendBeacon(address, new URLSearchParams({ leaving: page, csrfmiddlewaretoken: tokenOf(form).value }));
};
