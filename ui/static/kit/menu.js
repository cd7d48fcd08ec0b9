// @ts-check
// A menu of a few acts, below the button that opens it.
import { button, el } from "./dom.js";

/** @typedef {[string, () => unknown]} Act What it says, and does. */

/**
 * @param {HTMLElement} anchor
 * @param {Act[]} acts
 */
export const openMenu = (anchor, acts) => {
  const box = el("div.e-menu", { popover: "auto", role: "menu" });
  const entries = acts.map(([text, act]) => {
    const entry = button(
      text,
      () => {
        box.hidePopover();
        act();
      },
      null,
    );
    entry.setAttribute("role", "menuitem");
    return entry;
  });
  box.append(...entries);
  box.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = entries.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    entries.at((at + step) % entries.length)?.focus();
  });
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (box.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    box.remove();
  });
  (anchor.closest("dialog") ?? document.body).append(box);
  showBelow(box, anchor);
  entries[0]?.focus();
};

/**
 * Show a popover right below (or above) a node, within the window.
 * @param {HTMLElement} box
 * @param {HTMLElement} node
 */
export const showBelow = (box, node) => {
  if (!box.matches(":popover-open")) box.showPopover();
  const { left, top } = placeBelow(
    node.getBoundingClientRect(),
    box.offsetWidth,
    box.offsetHeight,
    innerWidth,
    innerHeight,
  );
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
};

/**
 * Where a box stands so that it is within the window: below what it belongs to, or above where there is more room.
 * All are pixels.
 * @param {{left: number, top: number, bottom: number}} at What it belongs to.
 * @param {number} width Of the box.
 * @param {number} height
 * @param {number} windowWidth
 * @param {number} windowHeight
 */
export const placeBelow = (at, width, height, windowWidth, windowHeight) => {
  const room = windowHeight - at.bottom;
  return {
    left: Math.max(8, Math.min(at.left, windowWidth - width - 8)),
    top: room < height + 8 && at.top > room ? Math.max(8, at.top - height - 4) : at.bottom + 4,
  };
};
