// A dialog of an open form that asks for a few words, and buttons beside it that act at once. Both are sent without
// leaving the form, by a script that asks whether its author is still signed in.
import { ask, postFields } from "press-room/keep/server";

export class AskingDialog {
  // Parts of the page are named "{name}-dialog", "-ask" and "-act" (the forms of the buttons) and "-said".
  constructor(name) {
    const part = (end) => document.getElementById(`${name}-${end}`);
    Object.assign(this, { dialog: part("dialog"), asking: part("ask"), acting: part("act"), said: part("said") });
  }

  // prepare(button) fills the dialog in and returns the address to send it to; show(answer) puts what came of it on the page.
  start({ prepare, show }) {
    const { dialog } = this;
    if (!dialog) return;
    this.show = show;
    this.listen(this.asking, ({ submitter }) => this.open(prepare(submitter)));
    this.listen(this.acting, ({ submitter }) => this.act(submitter.formAction));
    this.listen(dialog, ({ target }) => this.send(target));
  }

  listen(element, answer) {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(event);
    });
  }

  open(address) {
    this.dialog.dataset.address = address;
    this.complain([]);
    this.dialog.showModal();
    this.dialog.querySelector("textarea").focus();
  }

  async send(form) {
    const { answer, reasons } = await this.post(this.dialog.dataset.address, Object.fromEntries(new FormData(form)));
    if (reasons) {
      this.complain(reasons);
      return;
    }
    form.reset();
    this.dialog.close();
    this.tell(answer);
  }

  async act(address) {
    const { answer, reasons } = await this.post(address, {});
    if (reasons) this.said.textContent = reasons.join(" ");
    else this.tell(answer);
  }

  async post(address, fields) {
    const { answer, reason } = await ask(this.acting, address, fields, { by: postFields });
    return { answer, reasons: reason ? [this.reasonOf(reason)] : answer.reasons };
  }

  reasonOf(reason) {
    return this.dialog.querySelector(`[data-reason="${reason}"]`).content.textContent;
  }

  complain(reasons) {
    const note = this.dialog.querySelector("[data-errors]");
    note.textContent = reasons.join(" ");
    note.hidden = !reasons.length;
  }

  tell(answer) {
    this.show(answer);
    this.said.textContent = answer.said;
  }
}
