// @ts-check
// The strip below the header that says what people must know wherever they are.
import { el, setText } from "../kit/dom.js";
import { keepPolling } from "../kit/poll.js";

/** @import { Server } from "../views.d.ts" */

/**
 * @param {HTMLElement} element
 * @param {{server: Server}} tools
 */
export const notices = (element, { server }) => {
  const words = el("p.e-notice-words", { role: "status" });
  // The place stays in the page while there is nothing to say, so that polling knows it is seen.
  const strip = el("div.e-notices", null, words);
  element.replaceChildren(strip);
  const root = document.documentElement;
  new ResizeObserver(() => root.style.setProperty("--e-notices", `${strip.offsetHeight}px`)).observe(strip);
  keepPolling(strip, async () => {
    const { notice } = await server.notices_poll(null);
    setText(words, notice ?? "");
    strip.classList.toggle("e-notices-shown", Boolean(notice));
    root.classList.toggle("e-noticed", Boolean(notice));
    return false;
  });
};
