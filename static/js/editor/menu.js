// The tools above a text: those used in every text in one line, the others behind its last button.
import { Menu as EditorMenu, crel } from "django-prose-editor/editor";
import { UP_AND_DOWN, moveAmong } from "press-room/arrows";

const GROUPS = ["lists", "nodes -blockType -lists", "marks", "link", "table", "history", "utility"];
const RARE = new Set(["horizontalRule", "subscript", "superscript", "unlink", "findReplace"]);

const placeBelow = (panel, button) => {
  const { left, bottom } = button.getBoundingClientRect();
  const furthest = document.documentElement.clientWidth - panel.offsetWidth - 4;
  panel.style.left = `${window.scrollX + Math.min(left, furthest)}px`;
  panel.style.top = `${window.scrollY + bottom}px`;
};

const more = ({ editor, buttons, menu }, items) => {
  const button = buttons.material("more_horiz", "more tools");
  button.dataset.name = "more";
  const panel = crel("div", { className: "more-tools" }, [menu.buttonGroup({ editor }, items)]);
  const shown = () => [...panel.querySelectorAll("button:not(.hidden)")];
  panel.popover = "auto";
  button.popoverTargetElement = panel;
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    placeBelow(panel, button);
    shown()[0].focus();
  });
  panel.addEventListener("click", () => panel.hidePopover());
  moveAmong(panel, shown, UP_AND_DOWN);
  return crel("div", { className: "prose-menubar__group" }, [button, panel]);
};

const build = (tools) => {
  const { editor, menu } = tools;
  const all = GROUPS.map((group) => menu.items(group));
  const isRare = ({ name }) => RARE.has(name);
  return [
    menu.dropdown(tools, menu.items("blockType -lists")),
    ...all.map((items) => menu.buttonGroup({ editor }, items.filter((item) => !isRare(item)))),
    more(tools, all.flat().filter(isRare)),
  ];
};

export const Menu = EditorMenu.extend({
  addOptions() {
    return { ...this.parent?.(), items: build };
  },
});
