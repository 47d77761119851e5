// A warning is dismissed, or asked again, without leaving the form: docs/checks.md.
import { ask, postFields } from "press-room/keep/server";
import { show } from "press-room/write_state";

const forms = { ask: document.getElementById("dismiss-ask"), act: document.getElementById("dismiss-act") };
const dialog = document.getElementById("dismiss-dialog");
const said = document.getElementById("dismiss-said");

const reasonOf = (reason) => dialog.querySelector(`[data-reason="${reason}"]`).content.textContent;

const complain = (reasons) => {
  const note = dialog.querySelector("[data-errors]");
  note.textContent = reasons.join(" ");
  note.hidden = !reasons.length;
};

// What is replaced has the focus: it goes to the head of the list.
const showAgain = (answer) => {
  document.activeElement?.blur();
  show(answer.state);
  document.querySelector("#to-see > summary").focus();
  said.textContent = answer.said;
};

const open = (button) => {
  dialog.dataset.address = button.formAction;
  dialog.querySelector("[data-warning]").textContent = button.closest("li").querySelector("a").textContent;
  complain([]);
  dialog.showModal();
  dialog.querySelector("textarea").focus();
};

const send = async (form) => {
  const sent = Object.fromEntries(new FormData(form));
  const { answer, reason } = await ask(forms.act, dialog.dataset.address, sent, { by: postFields });
  if (reason || answer.reasons) return complain(answer?.reasons ?? [reasonOf(reason)]);
  form.reset();
  dialog.close();
  return showAgain(answer);
};

const act = async (address) => {
  const { answer, reason } = await ask(forms.act, address, {}, { by: postFields });
  if (reason) said.textContent = reasonOf(reason);
  else showAgain(answer);
};

const start = () => {
  forms.ask.addEventListener("submit", (event) => {
    event.preventDefault();
    open(event.submitter);
  });
  forms.act.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.submitter.formAction);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });
};

if (dialog) start();
