// A warning is dismissed, or asked again, without leaving the form: docs/checks.md.
import { AskingDialog } from "press-room/write_dialog";
import { show } from "press-room/write_state";

const asking = new AskingDialog("dismiss");

asking.start({
  prepare: (button) => {
    asking.dialog.querySelector("[data-warning]").textContent = button.closest("li").querySelector("a").textContent;
    return button.formAction;
  },
  // What is replaced has the focus: it goes to the head of the list.
  show: ({ state }) => {
    document.activeElement?.blur();
    show(state);
    document.querySelector("#to-see > summary").focus();
  },
});
