// The button of the next step names what it submits as it stands on the page: the languages that are finished,
// or as long as none is, those that are begun.
const TEXTS = ["title", "standfirst", "city", "body"];
const TAGS = /<[^>]*>/g;

const isWritten = (text, code) => Boolean(document.getElementsByName(`${text}_${code}`)[0]?.value.replace(TAGS, "").trim());
const isBegun = (code) => TEXTS.some((text) => text !== "city" && isWritten(text, code));
const isFinished = (code) => TEXTS.every((text) => isWritten(text, code));

export const nameNextStep = () => {
  const button = document.querySelector("[data-submissions]");
  if (!button) return;
  const labels = JSON.parse(button.dataset.submissions);
  const codes = Object.keys(labels).filter((code) => code !== "together");
  const finished = codes.filter(isFinished);
  const chosen = finished.length ? finished : codes.filter(isBegun);
  if (!chosen.length) return;
  const name = chosen.length > 1 ? "together" : chosen[0];
  button.value = `submit:${name}`;
  if (button.textContent !== labels[name]) button.textContent = labels[name];
};

const form = document.querySelector("#content-main > form");
for (const type of ["input", "change"]) form?.addEventListener(type, nameNextStep);
nameNextStep();
