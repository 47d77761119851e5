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

// A release without a title begins with it, unless the address leads elsewhere.
const title = document.querySelector(".text-column[data-source] textarea");
if (title?.value === "" && !location.hash && !document.querySelector(".error-summary")) title.focus();
