// The editor's dialogs for links and pictures say at once what the form would refuse when it is saved, and
// complete what can mean only one thing.
import { linkProblem, mendLink, ownPicture, pictureProblem } from "press-room/addresses";
import { word } from "press-room/words";

const CHECKS = {
  // An empty address takes the link or the picture off.
  href: (typed) => (mendLink(typed) === null ? word(linkProblem(typed), { name: typed.trim() }) : ""),
  imageUrl: (typed) => {
    const problem = pictureProblem(typed);
    return problem ? word(problem, { name: typed.trim().split(/[/\\]/).pop().slice(0, 60) }) : "";
  },
};
const MENDED = { href: mendLink, imageUrl: ownPicture };

const check = (input) => {
  const isEmpty = !input.value.trim();
  input.setCustomValidity(isEmpty ? "" : CHECKS[input.name](input.value));
  if (!isEmpty && input.validity.valid) input.value = MENDED[input.name](input.value);
};

// The editor asks reportValidity() when its button is pressed, with the mouse or with Enter.
document.addEventListener(
  "click",
  (event) => {
    const form = event.target.closest?.(".prose-editor-dialog form");
    if (!form || event.target.type !== "submit") return;
    for (const name of Object.keys(CHECKS)) if (form.elements[name]) check(form.elements[name]);
  },
  true,
);
document.addEventListener("input", (event) => {
  if (event.target.name in CHECKS && event.target.closest(".prose-editor-dialog")) {
    event.target.setCustomValidity("");
  }
});
