// Texts take the height that they need, in browsers that do not know how by themselves; a headline is one line.
const GROWS = ".text-field textarea";
const growsByItself = CSS.supports("field-sizing", "content");

const grow = (area) => {
  if (growsByItself || !area.offsetParent) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
};

const growAll = () => document.querySelectorAll(GROWS).forEach(grow);

const next = (field) => {
  const fields = [...field.closest(".text-column").querySelectorAll("input, textarea, .ProseMirror")];
  const shown = fields.filter((each) => each.checkVisibility());
  return shown[shown.indexOf(field) + 1];
};

document.addEventListener("input", ({ target }) => target.matches?.(GROWS) && grow(target));
document.addEventListener("desk:columns", growAll);
addEventListener("resize", growAll);
growAll();

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key !== "Enter" || event.isComposing || !target.matches?.("[data-one-line]")) return;
  event.preventDefault();
  next(target)?.focus();
});

// A new release begins with its title.
if (document.querySelector("[name=submission_token]") && !document.querySelector(".error-summary")) {
  document.querySelector(".text-column[data-source] textarea")?.focus();
}
