// @ts-check
// Sorting with a finger: one that rests on a tile picks it up, one that moves at once scrolls the page as ever.
const REST_MS = 300;

/** @import { Tray } from "./tray_values.js" */

/**
 * @param {Tray} f
 * @param {HTMLElement} tile
 * @param {{move: (to: number) => void, settle: () => void}} acts settle: draw what had to wait.
 */
export const sortByTouch = (f, tile, { move, settle }) => {
  const list = f.tiles;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let held = false;
  /** @type {Element | null} */
  let over = null;
  const put = () => {
    clearTimeout(timer);
    f.held = false;
    tile.classList.remove("e-dragged");
    for (const each of list.children) each.classList.remove("e-drop-here");
  };
  const leave = () => {
    put();
    settle();
  };
  tile.addEventListener(
    "touchstart",
    (event) => {
      held = false;
      over = null;
      if (event.touches.length > 1 || (event.target instanceof Element && event.target.closest("button"))) return;
      f.held = true;
      timer = setTimeout(() => {
        held = true;
        tile.classList.add("e-dragged");
      }, REST_MS);
    },
    { passive: true },
  );
  tile.addEventListener(
    "touchmove",
    (event) => {
      if (!held) return leave();
      event.preventDefault();
      const { clientX, clientY } = event.touches[0];
      const under = [...list.children].find((each) => each.contains(document.elementFromPoint(clientX, clientY)));
      for (const each of list.children) each.classList.toggle("e-drop-here", each === under && each !== tile);
      over = under ?? null;
    },
    { passive: false },
  );
  tile.addEventListener("touchend", (event) => {
    if (!held) return leave();
    event.preventDefault();
    const to = over ? [...list.children].indexOf(over) : -1;
    put();
    if (to >= 0) move(to);
    settle();
  });
  tile.addEventListener("touchcancel", leave);
  tile.addEventListener("contextmenu", (event) => {
    if (held) event.preventDefault();
  });
};
