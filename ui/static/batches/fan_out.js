// @ts-check
// The fold "Fan out" of a panel: models, seeds, sizes and lists beside the prompt; its plan and its grid stand on the stage.
import { panelOf } from "../form/panel.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { copy } from "../kit/values.js";
import { BatchStage } from "./batch_stage.js";
import { FanOutFields } from "./fan_out_fields.js";
import { showRecent } from "./recent_batches.js";

/** @import { BatchView, Server } from "../views.d.ts" */
/** @import { FanProps } from "./fan_out_fields.js" */

/**
 * @param {HTMLElement} element
 * @param {{server: Server, props: FanProps}} tools
 */
export const fanOut = (element, { server, props }) => {
  const general = el("p.e-error", { role: "alert", hidden: true });
  const plan = button(t("Show the plan"), ask);
  plan.classList.add("e-fan-plan");
  const recent = el("ul.e-fan-recent", { "aria-label": t("Earlier batches") });
  const body = el("div.e-fold-body", { id: `${props.panel}-fan-out-body` });
  const head = el(
    "button.e-fold-head",
    { type: "button", "aria-expanded": "false", "aria-controls": body.id, onclick: toggle },
    t("Fan out"),
  );
  const fold = el("div.e-fold.e-fan", null, head, body);
  element.replaceChildren(fold);
  /** @type {FanOutFields | null} */
  let fields = null;
  /** @type {BatchStage | null} */
  let stage = null;

  function toggle() {
    const open = fold.classList.toggle("e-open");
    head.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (!fields) {
      fields = new FanOutFields(props);
      body.replaceChildren(...fields.parts, general, plan, recent);
    }
    list();
  }

  async function ask() {
    if (!fields) return;
    fields.settle();
    say("");
    plan.disabled = true;
    const answer = await call(server.batch_plan, asked(fields, props.panel));
    plan.disabled = false;
    if (answer?.batch) show(answer.batch);
    else if (answer?.errors) refuse(fields, answer.errors);
  }

  /**
   * @param {FanOutFields} typed
   * @param {Record<string, string>} errors Sentences by field.
   */
  function refuse(typed, errors) {
    const { prompt, ...others } = errors;
    if (prompt) panelOf(props.panel).showErrors({ prompt });
    const left = Object.entries(others).filter(([name, sentence]) => !typed.problem(name, sentence));
    say(left.map(([, sentence]) => sentence).join(" "));
  }

  /** @param {string} sentence */
  function say(sentence) {
    setText(general, sentence);
    general.hidden = !sentence;
  }

  /** @param {BatchView} batch */
  function show(batch) {
    const results = element.closest(".e-panel")?.querySelector(".e-results");
    if (results instanceof HTMLElement) stage ??= new BatchStage({ results, server, changed: list });
    stage?.open(batch);
  }

  async function list() {
    const answer = await call(server.batches_recent, null);
    if (answer) showRecent(recent, answer.batches, reopen);
  }

  /** @param {string} id */
  async function reopen(id) {
    const answer = await call(server.batch_poll, { id, revision: null });
    if (answer?.batch) show(answer.batch);
  }
};

/**
 * What is asked of the server: the form as it is, and how to vary it.
 * @param {FanOutFields} fields
 * @param {string} name Of the panel.
 */
function asked(fields, name) {
  const panel = panelOf(name);
  const own = [...panel.fields].filter(([role, field]) => field.spec && role !== "model" && role !== "prompt");
  return {
    model: panel.model,
    models: fields.chosen(),
    prompt: panel.value("prompt") ?? "",
    values: Object.fromEntries(own.map(([role, field]) => [role, copy(field.value)])),
    seeds: fields.written("seeds"),
    sizes: fields.written("sizes"),
    lists: fields.written("lists"),
  };
}
