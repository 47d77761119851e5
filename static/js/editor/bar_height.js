// Says in --bar-height how much of the top of the page the bar of a release covers, so that tools stay below it, and
// in --bar-below how much of the bottom, where it lies on a telephone.
const bar = document.querySelector(".write-bar");
const root = document.documentElement;

// It grows when it has something to say.
const uncover = () => {
  const field = document.activeElement;
  const box = field.getBoundingClientRect();
  const { top, bottom } = bar.getBoundingClientRect();
  if (!bar.contains(field) && box.top >= top && box.bottom <= bottom) field.scrollIntoView({ block: "nearest" });
};

const measure = () => {
  const { position } = getComputedStyle(bar);
  root.style.setProperty("--bar-height", position === "sticky" ? `${bar.offsetHeight}px` : "0px");
  root.style.setProperty("--bar-below", position === "fixed" ? `${bar.offsetHeight}px` : "0px");
  uncover();
};

if (bar) new ResizeObserver(measure).observe(bar);
