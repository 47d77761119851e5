// How many words standfirst and text of a language have, and how long they take to read; the title does not count.
(() => {
  // Words a minute: Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading Performance: The New
  // International Reading Speed Texts IReST”, Investigative Ophthalmology & Visual Science 53 (2012), 5452–5461.
  const RATES = { en: 228, fr: 195 };
  const DELAY_MS = 200;
  const BLOCK = /<\/?(?:p|h\d|li|[uo]l|br|hr|t[rdh]|table|blockquote|figcaption|figure)\b[^>]*>/gi;

  const message = (name) => document.querySelector(`#js-messages [data-message="${name}"]`)?.textContent ?? "{number}";
  const desk = document.documentElement.lang || undefined;
  const plural = new Intl.PluralRules(desk);

  // Of a field, of a field with an editor, or of what is only there to be read.
  const textOf = (field) => {
    if (!field.closest(".prose-editor, .text-read")) return field.value;
    const html = (field.value ?? field.innerHTML).replace(BLOCK, " ");
    return new DOMParser().parseFromString(html, "text/html").body.textContent;
  };

  // What stands between two spaces or dashes and has a letter or a digit: “l’IMT” and “est-ce” are one word, “:” is
  // none. The spaces of “12 000” part no words.
  const count = (text) =>
    text
      .replace(/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, "$1")
      .split(/[\s—–]+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

  const placeOf = (language, body) => {
    const known = document.querySelector(`[data-words="${language}"]`);
    if (known) return known;
    const made = document.createElement("p");
    made.dataset.words = language;
    made.className = "words";
    (body.labels?.[0] ?? body).after(made);
    return made;
  };

  const start = (body) => {
    const language = body.id.slice("id_body_".length);
    if (!(language in RATES)) return;
    const fields = [document.getElementById(`id_standfirst_${language}`), body].filter(Boolean);
    const place = placeOf(language, body);
    let timer;
    const show = () => {
      const number = fields.reduce((sum, field) => sum + count(textOf(field)), 0);
      const minutes = Math.max(1, Math.round(number / RATES[language]));
      const words = message(`words-${plural.select(number)}`).replace("{number}", number.toLocaleString(desk));
      place.textContent = number ? `${words} · ${message("reading-time").replace("{minutes}", minutes)}` : words;
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(show, DELAY_MS);
    };
    for (const field of fields) {
      field.addEventListener("input", later);
      // What is only read here changes when somebody else has saved it.
      if (field.closest(".text-read")) new MutationObserver(later).observe(field, { childList: true, subtree: true });
    }
    show();
  };

  document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => start(textarea));
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".text-read [id^=id_body_]").forEach(start));
})();
