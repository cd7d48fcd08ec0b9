// @ts-check
// A bar of progress.
import { el } from "./dom.js";

/** @typedef {HTMLElement & {show: (share: number | null) => void}} Bar */

/**
 * A thin bar; without a known share (0 to 1) it is a calm stripe that moves.
 * @param {string} label
 * @returns {Bar}
 */
export const progressBar = (label) => {
  const fill = el("span");
  const node = el(
    "div.e-bar",
    { role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100 },
    fill,
  );
  return Object.assign(node, {
    /** @param {number | null} share */
    show(share) {
      node.classList.toggle("e-bar-open", share === null);
      if (share === null) node.removeAttribute("aria-valuenow");
      else node.setAttribute("aria-valuenow", String(Math.round(share * 100)));
      fill.style.transform = share === null ? "" : `scaleX(${share.toFixed(3)})`;
    },
  });
};
