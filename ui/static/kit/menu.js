// A menu of a few acts, below the button that opens it.
import { button, el } from "./dom.js";

// acts: [[text, function], …]
export const openMenu = (anchor, acts) => {
  const box = el("div.e-menu");
  box.popover = "auto";
  box.setAttribute("role", "menu");
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
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    entries.at((entries.indexOf(document.activeElement) + step) % entries.length).focus();
  });
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (box.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    box.remove();
  });
  (anchor.closest("dialog") ?? document.body).append(box);
  box.showPopover();
  below(box, anchor);
  entries[0]?.focus();
};

// Put a box that is fixed to the window right below (or above) a node, within the window.
export const below = (box, node) => {
  const at = node.getBoundingClientRect();
  const room = innerHeight - at.bottom;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top =
    room < box.offsetHeight + 8 && at.top > room
      ? `${Math.max(8, at.top - box.offsetHeight - 4)}px`
      : `${at.bottom + 4}px`;
};
