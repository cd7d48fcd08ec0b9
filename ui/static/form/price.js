// @ts-check
// The line beside Generate: asks what the settings cost when one changed, and what is left on the key now and then.
import { setText } from "../kit/dom.js";
import { copy } from "../kit/values.js";
import { panelOf } from "./panel.js";

const AFTER_A_CHANGE_MS = 250;
const AGAIN_MS = 30_000;
const WITHOUT_A_PRICE = new Set(["prompt", "negative_prompt", "images", "mask", "seed"]);

/** @import { Server } from "../views.d.ts" */

/**
 * A prompt has no price of its own, but the names in it bring files along.
 * @param {string} role
 * @param {unknown} value
 */
const matters = (role, value) =>
  !WITHOUT_A_PRICE.has(role) || (role === "prompt" && typeof value === "string" && value.includes("@"));

/**
 * @param {HTMLElement} element
 * @param {{panel: string}} props
 * @param {Server} server
 */
export const priceLine = (element, props, server) => {
  const line = /** @type {HTMLElement} */ (element.querySelector("p"));
  const [price, left] = line.children;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = 0;

  async function ask() {
    clearTimeout(timer);
    if (!element.isConnected) return window.removeEventListener("easel:changed", changed);
    timer = setTimeout(ask, AGAIN_MS);
    if (document.hidden || !element.checkVisibility()) return;
    const mine = ++asked;
    const panel = panelOf(props.panel);
    /** @type {Record<string, unknown>} */
    const entered = { model: panel.model };
    for (const [role, field] of panel.fields) {
      if (field.spec && matters(role, field.value)) entered[role] = copy(field.value);
    }
    let answer;
    try {
      answer = await server.price(entered);
    } catch {
      return;
    } // the server is away: what is shown stays
    if (mine !== asked || !answer) return; // a server that is ending may answer nothing
    setText(price, [answer.say, answer.units].filter(Boolean).join(" · "));
    setText(left, answer.left ?? "");
    line.title = answer.how ?? "";
  }

  /** @param {Event} event */
  function changed(event) {
    const { panel, role } = /** @type {CustomEvent<{panel: string, role: string}>} */ (event).detail;
    if (panel !== props.panel || !matters(role, panelOf(panel).fields.get(role)?.value)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, AFTER_A_CHANGE_MS);
  }

  window.addEventListener("easel:changed", changed);
  new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) ask();
  }).observe(line);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && element.isConnected) ask();
  });
};
