// The page around the panels: keyboard, the address of a tab, folds, and what Generate answers.
import { panelOf } from "../form/panel.js";
import { inView, nameOfTab, openTab, tabAround, tabsInView } from "../kit/gradio_dom.js";
import { toast } from "../kit/toast.js";
import { copy } from "../kit/values.js";

// A double click is one press: what may cost money begins once. The browser counts in `detail` which clicks of a mouse
// belong together; a deliberate press begins a new count.
window.addEventListener(
  "click",
  (event) => {
    if (event.detail < 2 || !event.target.closest?.(".e-generate, [data-begins]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

// Ctrl or Cmd + Enter generates in the panel in view, also while typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.repeat || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const generate = [...document.querySelectorAll(".e-generate")].find(inView);
  if (generate) {
    event.preventDefault();
    generate.click();
  }
});

// Arrow keys move between tabs, as a tab list should.
document.addEventListener("keydown", (event) => {
  const here = tabAround(event.target);
  if (here !== event.target) return;
  const all = tabsInView();
  const at = all.indexOf(here);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
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

// The header calls this with the tab of each capability; the tabs themselves may come a moment later.
export const start = (tabOf) => {
  window.addEventListener("easel:select", (event) => openTab(tabOf[event.detail.capability]));
  const wanted = location.hash.slice(1);
  if (!wanted) return;
  let tries = 100;
  const open = () => {
    if (tabsInView().length) openTab(wanted);
    else if (tries-- > 0) requestAnimationFrame(open);
  };
  open();
};

// What comes from a result into a form: {panel, model, values} fills it, {panel, role, value} adds to a tray.
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

// "More settings": a heading that folds what follows it.
export const foldable = (element) => {
  const head = element.querySelector("button");
  const folded = element.closest(".e-fold");
  head.addEventListener("click", () => {
    head.setAttribute("aria-expanded", String(folded.classList.toggle("e-open")));
  });
  new MutationObserver(() => head.setAttribute("aria-expanded", String(folded.classList.contains("e-open")))).observe(
    folded,
    { attributes: true, attributeFilter: ["class"] },
  );
};

// What Generate answers: errors next to their fields, a line for the rest, and a nudge to the results.
export const notice = (element, props, watch) => {
  const line = element.querySelector("p");
  let timer = null;
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
    if (event.detail.panel === props.panel && !line.classList.contains("e-good")) say("", false);
  });
};
