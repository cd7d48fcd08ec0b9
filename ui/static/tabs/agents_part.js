// @ts-check
// Agents: programs that act for the person on this page, each by a token. A token is shown once, when it is made.

import { askPlainly } from "../kit/dialog.js";
import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { when } from "../kit/words.js";

/** @import { AgentsView, AgentView, Server } from "../views.d.ts" */

/**
 * The section of the keys tab; it stays as it is while the rest is drawn anew.
 * @param {Server} server
 * @param {(text: string, pressed: HTMLButtonElement) => void} copy
 */
export const agentsPart = (server, copy) => {
  const list = el("div.e-agents-list");
  const token = el("div.e-agent-token", { role: "status", hidden: true });
  const said = el("p.e-key-said", { role: "alert", hidden: true });
  const name = field("agent-name", t("Name"), { required: true, maxlength: 60 });
  const daily = field("agent-daily", t("US dollars a day"), { inputmode: "decimal", placeholder: t("No limit") });
  const total = field("agent-total", t("US dollars in all"), { inputmode: "decimal", placeholder: t("No limit") });
  const may = el("fieldset.e-agent-may", null, el("legend", null, t("It may make")));
  const looks = check(t("It may only look"), false, () => {
    may.disabled = looks.input.checked;
  });
  const form = el(
    "form.e-agent-form",
    { onsubmit: make },
    name.node,
    el("div.e-agent-amounts", null, daily.node, total.node),
    may,
    looks.node,
    el("button.e-button", { type: "submit" }, t("Make a token")),
    said,
  );

  const fold = el("details.e-env-fold", { hidden: true }, el("summary", null, t("Add an agent")), form);

  /** @param {AgentsView} view */
  const draw = (view) => {
    fold.hidden = false;
    list.replaceChildren(...view.agents.map(row));
    if (!may.querySelector("input")) {
      for (const [value, title] of Object.entries(view.may)) {
        const made = check(title, true);
        made.input.value = value;
        may.append(made.node);
      }
    }
  };

  /** @param {string} sentence */
  const say = (sentence) => {
    said.textContent = sentence;
    said.hidden = !sentence;
  };

  /** @param {SubmitEvent} event */
  async function make(event) {
    event.preventDefault();
    say("");
    const chosen = /** @type {HTMLInputElement[]} */ ([...may.querySelectorAll("input:checked")]);
    const wanted = {
      name: name.input.value,
      daily: daily.input.value,
      total: total.input.value,
      may: chosen.map((input) => input.value),
      read_only: looks.input.checked,
    };
    const view = await call(server.agent_make, wanted, say);
    if (!view?.token) return;
    show(name.input.value, view.token);
    name.input.value = "";
    draw(view);
  }

  /**
   * @param {string} called
   * @param {string} secret
   */
  function show(called, secret) {
    token.hidden = false;
    token.replaceChildren(
      el("p", null, t("The token of {name}. Copy it now: it is not shown again.", { name: called })),
      copied(secret, copy),
    );
  }

  /** @param {AgentView} agent */
  function row(agent) {
    return el(
      "div.e-agent",
      { dataset: { id: agent.id } },
      el(
        "div",
        null,
        el("strong", null, agent.name),
        el("span", null, agent.may),
        el("span", null, agent.spent),
        el("span", null, t("Made {when}", { when: when(agent.created_ms) })),
      ),
      button(t("Revoke"), () => ask(agent), "quiet", t("Revoke {name}", { name: agent.name })),
    );
  }

  /** @param {AgentView} agent */
  function ask(agent) {
    askPlainly({
      title: t("Revoke {name}?", { name: agent.name }),
      text: t("Its token opens nothing any more. Jobs that it began go on."),
      act: t("Revoke"),
      done: async () => {
        const view = await call(server.agent_revoke, agent.id);
        if (view) draw(view);
      },
    });
  }

  call(server.agents_status, null).then((view) => view && draw(view));
  return el(
    "section.e-gateway.e-agents",
    { "aria-label": t("Agents") },
    el("h3", null, t("Agents")),
    el(
      "p",
      null,
      t(
        "Programs that speak MCP can use this studio in your name, by a token: as much as you allow, and no page of it. The address is:",
      ),
    ),
    copied(new URL("./gradio_api/easel/mcp", document.baseURI).href, copy),
    list,
    token,
    fold,
  );
};

/**
 * @param {string} text
 * @param {(text: string, pressed: HTMLButtonElement) => void} copy
 */
const copied = (text, copy) =>
  el(
    "div.e-env",
    null,
    el("pre", null, text),
    button(t("Copy"), (event) => copy(text, event.currentTarget), "quiet"),
  );

/**
 * @param {string} id
 * @param {string} label
 * @param {Record<string, unknown>} attributes
 */
const field = (id, label, attributes) => {
  const input = el("input.e-input", { id, autocomplete: "off", ...attributes });
  return { input, node: el("div.e-agent-field", null, el("label", { for: id }, label), input) };
};

/**
 * @param {string} label
 * @param {boolean} checked
 * @param {() => void} [changed]
 */
const check = (label, checked, changed) => {
  const input = el("input", { type: "checkbox", checked, onchange: changed });
  return { input, node: el("label.e-key-keep", null, input, label) };
};
