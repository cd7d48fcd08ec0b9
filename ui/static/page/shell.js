// @ts-check
// The page around the panels: keyboard, the address of a tab, folds, and what Generate answers.
import { panelOf } from "../form/panel.js";
import { inView, nameOfTab, openTab, tabAround, tabsInView } from "../kit/gradio_dom.js";
import { watchAnswers, wayBack } from "../kit/signed_out.js";
import { toast } from "../kit/toast.js";
import { copy } from "../kit/values.js";

// A double click is one press: what may cost money begins once. The browser counts in `detail` which clicks of a mouse
// belong together; a deliberate press begins a new count.
window.addEventListener(
  "click",
  (event) => {
    if (event.detail < 2 || !(event.target instanceof Element && event.target.closest(".e-generate, [data-begins]")))
      return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

// Ctrl or Cmd + Enter generates in the panel in view, also while typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.repeat || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".e-generate"));
  const generate = [...buttons].find(inView);
  if (generate) {
    event.preventDefault();
    generate.click();
  }
});

// Arrow keys move between tabs, as a tab list should.
document.addEventListener("keydown", (event) => {
  const here = tabAround(event.target);
  if (!here || here !== event.target) return;
  const all = tabsInView();
  const at = all.indexOf(here);
  const ways = new Map([
    ["ArrowRight", at + 1],
    ["ArrowLeft", at - 1],
    ["Home", 0],
    ["End", all.length - 1],
  ]);
  const next = ways.get(event.key);
  if (next === undefined) return;
  event.preventDefault();
  const tab = all[(next + all.length) % all.length];
  tab.focus();
  tab.click();
});

// The tab in view is in the address, so a refresh and a link come back to it.
document.addEventListener("click", (event) => {
  const tab = tabAround(event.target);
  if (!tab) return;
  const name = nameOfTab(tab);
  if (location.hash !== `#${name}`) history.replaceState(null, "", `#${name}`);
  tab.scrollIntoView({ block: "nearest", inline: "nearest" });
});
window.addEventListener("hashchange", () => openTab(location.hash.slice(1)));

/**
 * The header calls this; the tabs themselves may come a moment later.
 * @param {Record<string, string>} tabOf The tab of each capability.
 */
export const start = (tabOf) => {
  window.addEventListener("easel:select", (event) => {
    openTab(tabOf[/** @type {CustomEvent<{capability: string}>} */ (event).detail.capability]);
  });
  watchAnswers();
  const wanted = (location.hash || wayBack()).slice(1);
  if (!wanted) return;
  let tries = 100;
  const open = () => {
    if (tabsInView().length) openTab(wanted);
    else if (tries-- > 0) requestAnimationFrame(open);
  };
  open();
};

/** @typedef {(property: string, changed: () => void) => void} Watch Gradio's: tells when a property has changed. */

/**
 * What comes from a result into a form: {panel, model, values} fills it, {panel, role, value} adds to a tray.
 * @param {{value: any}} props
 * @param {Watch} watch
 */
export const receive = (props, watch) =>
  watch("value", () => {
    const sent = copy(props.value);
    if (!sent?.panel) return;
    const panel = panelOf(sent.panel);
    if (sent.role) panel.add(sent.role, sent.value);
    else panel.fill(sent.model, sent.values);
    openTab(sent.panel);
    if (sent.say) toast(sent.say);
  });

/**
 * "More settings": a heading that folds what follows it.
 * @param {HTMLElement} element
 */
export const foldable = (element) => {
  const head = element.querySelector("button");
  const folded = element.closest(".e-fold");
  if (!head || !folded) return;
  head.addEventListener("click", () => {
    head.setAttribute("aria-expanded", String(folded.classList.toggle("e-open")));
  });
  new MutationObserver(() => head.setAttribute("aria-expanded", String(folded.classList.contains("e-open")))).observe(
    folded,
    { attributes: true, attributeFilter: ["class"] },
  );
};

/**
 * What Generate answers: errors next to their fields, a line for the rest, and a nudge to the results.
 * @param {HTMLElement} element
 * @param {{panel: string, value: {errors?: Record<string, string>, say?: string, started?: boolean} | null}} props
 * @param {Watch} watch
 */
export const notice = (element, props, watch) => {
  const line = /** @type {HTMLElement} */ (element.querySelector("p"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /**
   * @param {string} text
   * @param {boolean} good
   */
  const say = (text, good) => {
    clearTimeout(timer);
    line.textContent = text;
    line.hidden = !text;
    line.classList.toggle("e-good", good);
    if (good && text)
      timer = setTimeout(() => {
        line.hidden = true;
      }, 4000);
  };
  watch("value", () => {
    const answer = props.value;
    if (!answer) return;
    panelOf(props.panel).showErrors(copy(answer.errors) ?? {});
    say(answer.say ?? "", Boolean(answer.started));
    if (!answer.started) return;
    window.dispatchEvent(new Event("easel:kick"));
    if (matchMedia("(max-width: 720px)").matches) {
      // one column: the result would come up out of sight
      element.closest(".e-panel")?.querySelector(".e-results")?.scrollIntoView({ behavior: "smooth", block: "start" });
    }
  });
  window.addEventListener("easel:changed", (event) => {
    const { panel } = /** @type {CustomEvent<{panel: string}>} */ (event).detail;
    if (panel === props.panel && !line.classList.contains("e-good")) say("", false);
  });
};
