// Buttons that copy the address or the text of a release, and say so. Without them there is a page of plain text.

const tools = document.querySelector("[data-copy]");

async function copy(button) {
  if (!button.dataset.from) return navigator.clipboard.writeText(tools.dataset.copy);
  const answer = await fetch(button.dataset.from);
  if (!answer.ok) throw new Error(answer.status);
  return navigator.clipboard.writeText(await answer.text());
}

function say(words) {
  tools.querySelector("[role=status]").textContent = words;
}

if (tools && navigator.clipboard) {
  for (const button of tools.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      say("");
      copy(button).then(
        () => say(button.dataset.done),
        () => say(tools.dataset.failed),
      );
    });
  }
}
