// The editor's dialogs for links and pictures say at once what the form would refuse when it is saved, and
// complete what can mean only one thing.
import { linkProblem, normaliseLink, ownPath, ownPicture, pictureProblem } from "press-room/addresses";
import { message } from "press-room/messages";

// {address of this site: whether it leads nowhere}, as the server says, which knows its pages.
const answers = new Map();

const ask = async (address) => {
  const { links } = document.getElementById("js-messages").dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const response = await fetch(links, {
      method: "POST",
      body: new URLSearchParams({ address }),
      headers: { "X-CSRFToken": token },
    });
    answers.set(address, response.ok && (await response.json()).leads_nowhere);
  } catch {
    // No answer: the form says it.
    answers.set(address, false);
  }
};

const hrefProblem = (typed) => {
  const address = normaliseLink(typed);
  if (address === null) return linkProblem(typed);
  return answers.get(address) ? "link-no-page" : "";
};

const CHECKS = {
  // An empty address takes the link or the picture off.
  href: (typed) => {
    const problem = hrefProblem(typed);
    return problem ? message(problem, { name: typed.trim() }) : "";
  },
  imageUrl: (typed) => {
    const problem = pictureProblem(typed);
    return problem ? message(problem, { name: typed.trim().split(/[/\\]/).pop().slice(0, 60) }) : "";
  },
};
const NORMALISED = { href: normaliseLink, imageUrl: ownPicture };

const check = (input) => {
  const isEmpty = !input.value.trim();
  input.setCustomValidity(isEmpty ? "" : CHECKS[input.name](input.value));
  if (!isEmpty && input.validity.valid) input.value = NORMALISED[input.name](input.value);
};

// The editor asks reportValidity() when its button is pressed, with the mouse or with Enter.
document.addEventListener(
  "click",
  (event) => {
    const form = event.target.closest?.(".prose-editor-dialog form");
    if (!form || event.target.type !== "submit") return;
    for (const name of Object.keys(CHECKS)) if (form.elements[name]) check(form.elements[name]);
    const { href } = form.elements;
    if (!href?.value || !href.validity.valid || ownPath(href.value) === null || answers.has(href.value)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.target;
    ask(href.value).then(() => button.click());
  },
  true,
);
document.addEventListener("input", (event) => {
  if (event.target.name in CHECKS && event.target.closest(".prose-editor-dialog")) {
    event.target.setCustomValidity("");
  }
});
