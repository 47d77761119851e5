// A file that was chosen and not sent cannot be kept: it is said beside it, and the page asks before it is left.
import { message } from "press-room/messages";

const chosen = (input) => [...input.files].map(({ name }) => name).join(", ");

// Chosen here, or come with a form that was refused: they are saved with the button.
export const hasFiles = (form) =>
  [...form.querySelectorAll("input[type=file]")].some(chosen) || Boolean(form.querySelector(".kept-file"));

const noteOf = (input) => {
  const id = `${input.id}_not_kept`;
  const there = document.getElementById(id);
  if (there) return there;
  const note = Object.assign(document.createElement("p"), { id, className: "help" });
  note.setAttribute("role", "status");
  input.after(note);
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  return note;
};

export const watchFiles = (form) => {
  form.addEventListener("change", ({ target }) => {
    if (!target.matches("input[type=file]")) return;
    const name = chosen(target);
    noteOf(target).textContent = name ? message("file-not-kept", { name }) : "";
  });
};
