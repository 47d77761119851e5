// Before a form of the desk is sent: is its author still signed in, and nobody else? If not, the form stays
// as it is, with all that was written and chosen. Without this file the form is sent as any other.
(() => {
  const TIMEOUT_MS = 10_000;
  const waiting = new WeakSet();
  const confirmed = new WeakSet();

  const ask = async (notice) => {
    try {
      const response = await fetch(notice.dataset.sessionStatus, {
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) return { reason: "unreachable" };
      const { authenticated, account, token } = await response.json();
      if (!authenticated) return { reason: "signed-out" };
      // A page that answers somebody who was signed out knows no account.
      const author = notice.dataset.account;
      return author && account !== author ? { reason: "other-account" } : { token };
    } catch {
      return { reason: "unreachable" };
    }
  };

  const show = (notice, reason) => {
    notice.hidden = !reason;
    for (const text of notice.children) text.hidden = text.dataset.reason !== reason;
    if (!reason) return;
    notice.scrollIntoView({ block: "center" });
    notice.tabIndex = -1;
    notice.focus();
  };

  const send = async (form, button) => {
    const notice = document.getElementById("session-notice");
    waiting.add(form);
    const { reason, token } = await ask(notice);
    waiting.delete(form);
    show(notice, reason);
    if (reason) return;
    const field = form.elements.namedItem("csrfmiddlewaretoken");
    if (field) field.value = token;
    confirmed.add(form);
    form.requestSubmit(button);
  };

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.getAttribute("method") !== "post" || !form.closest("#content")) return;
      // What the form asks of its fields, and of other scripts, is asked when it is really sent.
      if (confirmed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!waiting.has(form)) send(form, event.submitter);
    },
    true,
  );
})();
