// Proposes the last part of an address while a title is typed. The server says it, so that it is the one
// that would be proposed at saving; what a person typed stays. Without this file it is proposed at saving.
(() => {
  const DEBOUNCE_MS = 250;
  const waiting = new Set();

  const proposeWhileTyping = (slug) => {
    const source = document.getElementById(slug.dataset.proposedFrom);
    if (!source || slug.disabled || source.disabled) return;
    let isChosen = slug.value !== "";
    let timer;
    let request;
    let settle = () => {};

    const put = (value) => {
      slug.value = value;
      slug.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "proposed" }));
    };

    const ask = async () => {
      request = new AbortController();
      const form = slug.form;
      try {
        const response = await fetch(document.getElementById("js-messages").dataset.slugs, {
          method: "POST",
          body: new URLSearchParams({ text: source.value, length: slug.dataset.limit ?? "" }),
          headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
          signal: request.signal,
        });
        const proposed = response.ok ? (await response.json()).slug : "";
        if (!isChosen) put(proposed);
      } catch (error) {
        // No answer: better none than that of an earlier title; the server proposes at saving.
        if (error.name !== "AbortError" && !isChosen) put("");
      }
    };

    const propose = () => {
      clearTimeout(timer);
      settle();
      request?.abort();
      const asked = new Promise((resolve) => {
        settle = resolve;
        timer = setTimeout(() => ask().then(resolve), DEBOUNCE_MS);
      });
      waiting.add(asked);
      asked.then(() => waiting.delete(asked));
    };

    slug.addEventListener("input", (event) => {
      if (event.detail === "proposed") return;
      isChosen = slug.value !== "";
      if (!isChosen) return;
      // What was asked for before comes too late; a form that waits for it need not.
      clearTimeout(timer);
      request?.abort();
      settle();
    });
    source.addEventListener("input", () => { if (!isChosen) propose(); });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-proposed-from]").forEach(proposeWhileTyping);
  });

  // What is still asked for when the form is sent is waited for.
  document.addEventListener("submit", async (event) => {
    if (!waiting.size || event.defaultPrevented || event.target.method !== "post") return;
    event.preventDefault();
    const { target, submitter } = event;
    await Promise.allSettled(waiting);
    target.requestSubmit(submitter);
  });
})();
