// Says in --bar-height how much of the top of the page the bar of a release covers, so that tools stay below it.
const bar = document.querySelector(".write-bar");

const measure = () => {
  // On a telephone it lies at the bottom.
  const covers = getComputedStyle(bar).position === "sticky";
  document.documentElement.style.setProperty("--bar-height", covers ? `${bar.offsetHeight}px` : "0px");
};

if (bar) new ResizeObserver(measure).observe(bar);
