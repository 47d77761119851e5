// Sentences of templates/admin/_js_messages.html, in the language of the page.
export const message = (name, values = {}) =>
  Object.entries(values).reduce(
    (sentence, [key, value]) => sentence.replace(`{${key}}`, () => value),
    document.querySelector(`#js-messages [data-message="${name}"]`)?.textContent ?? name,
  );

export const short = (text, length = 80) => {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain;
};
