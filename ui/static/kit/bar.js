// A bar of progress.
import { el } from "./dom.js";

// A thin bar; without a known share it is a calm stripe that moves.
export const progressBar = (label) => {
  const fill = el("span");
  const node = el(
    "div.e-bar",
    { role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100 },
    fill,
  );
  node.show = (share) => {
    node.classList.toggle("e-bar-open", share === null);
    if (share === null) node.removeAttribute("aria-valuenow");
    else node.setAttribute("aria-valuenow", Math.round(share * 100));
    fill.style.transform = share === null ? "" : `scaleX(${share.toFixed(3)})`;
  };
  return node;
};
