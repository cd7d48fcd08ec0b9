// The line beside Generate: asks what the settings cost when one changed, and what is left on the key now and then.
import { copy } from "../kit/values.js";
import { panelOf } from "./panel.js";

const AFTER_A_CHANGE_MS = 250;
const AGAIN_MS = 30_000;
const WITHOUT_A_PRICE = new Set(["prompt", "negative_prompt", "images", "mask", "seed"]);

// A prompt has no price of its own, but the names in it bring files along.
const matters = (role, value) => !WITHOUT_A_PRICE.has(role) || (role === "prompt" && value?.includes("@"));

export const priceLine = (element, props, server) => {
  const line = element.querySelector("p");
  const [price, left] = line.children;
  let timer = null,
    asked = 0;

  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  async function ask() {
    clearTimeout(timer);
    if (!element.isConnected) return window.removeEventListener("easel:changed", changed);
    timer = setTimeout(ask, AGAIN_MS);
    if (document.hidden || !element.checkVisibility()) return;
    const mine = ++asked;
    const panel = panelOf(props.panel);
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
    write(price, [answer.say, answer.units].filter(Boolean).join(" · "));
    write(left, answer.left ?? "");
    line.title = answer.how ?? "";
  }

  function changed(event) {
    if (
      event.detail.panel !== props.panel ||
      !matters(event.detail.role, panelOf(props.panel).value(event.detail.role))
    )
      return;
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
