// @ts-check
// Asking again and again, and doing something each second, while an element is seen.
import { isSignedOut } from "./signed_out.js";

const WAKING = ["easel:kick", "easel:back"];

/**
 * Calls `poll` about every second while something is under way, every four when idle; rests while the page or the element
 * is hidden and stops for good when the element has left the page.
 * @param {Element} element
 * @param {() => boolean | Promise<boolean>} poll Returns true while something is under way.
 * @returns {() => Promise<void>} What polls at once.
 */
export const keepPolling = (element, poll, { idle_ms = 4000 } = {}) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wait_ms = 0,
    busy = false,
    again = false,
    gone = false;
  const seen = () => element.isConnected && !document.hidden && element.checkVisibility();
  const run = async () => {
    clearTimeout(timer);
    if (gone) return;
    if (!element.isConnected) return stop();
    if (!seen()) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      wait_ms = (await poll()) ? 1000 : idle_ms;
    } catch {
      // The server is away: keep what is shown and ask less and less often.
      wait_ms = Math.min(15000, (wait_ms || 1000) * 2);
    }
    busy = false;
    if (isSignedOut()) return; // until somebody comes back
    if (again) {
      again = false;
      wait_ms = 0;
    }
    timer = setTimeout(run, wait_ms);
  };
  const observer = new IntersectionObserver(run);
  const stop = () => {
    gone = true;
    observer.disconnect();
    document.removeEventListener("visibilitychange", run);
    for (const name of WAKING) window.removeEventListener(name, run);
  };
  observer.observe(element);
  document.addEventListener("visibilitychange", run);
  for (const name of WAKING) window.addEventListener(name, run);
  run();
  return run;
};

/**
 * Every second, while the element is in the page and seen.
 * @param {Element} element
 * @param {() => void} tick
 */
export const everySecond = (element, tick) => {
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer);
    else if (!document.hidden && element.checkVisibility()) tick();
  }, 1000);
};
