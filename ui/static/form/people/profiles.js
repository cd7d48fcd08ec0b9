// @ts-check
// The fold "People" of a panel: profiles that a model knows people by; made from photographs, named, put to use.

import { el } from "../../kit/dom.js";
import { blockAround } from "../../kit/gradio_dom.js";
import { t } from "../../kit/language.js";
import { keepPolling } from "../../kit/poll.js";
import { panelOf } from "../panel.js";
import { profileMaker } from "./profile_maker.js";
import { profileRows } from "./profile_rows.js";

/** @import { ProfileView, Server } from "../../views.d.ts" */
/** @import { Props, Upload } from "./profile_maker.js" */
/** @typedef {Record<string, "prompt" | "profiles" | null>} Takes For each model the role that takes profiles. */

/**
 * @param {HTMLElement} element
 * @param {{server: Server, upload: Upload, props: Props & {takes: Takes}}} tools
 */
export const profiles = (element, { server, props, upload }) => {
  const panel = () => panelOf(props.panel);
  const takes = () => props.takes[panel().model ?? ""] ?? null;
  const body = el("div.e-fold-body", { id: `${props.panel}-profiles-body` });
  const head = el(
    "button.e-fold-head",
    { type: "button", "aria-expanded": "false", "aria-controls": body.id, onclick: toggle },
    t("People"),
  );
  const fold = el("div.e-fold.e-people", null, head, body);
  const rows = profileRows({
    server,
    longest_name: props.longest_name,
    inPrompt: () => takes() === "prompt",
    picked,
    put,
    changed: () => refresh?.(),
  });
  const none = el(
    "p.e-help",
    { hidden: true },
    t("A profile lets Phota make the same person again. It is made once, from photographs, and then picked here."),
  );
  /** @type {ReturnType<typeof profileMaker> | null} */
  let maker = null;
  /** @type {ProfileView[]} */
  let known = [];
  /** @type {(() => void) | null} */
  let refresh = null;
  element.replaceChildren(fold);

  function appear() {
    if (!element.isConnected) return window.removeEventListener("easel:changed", changed);
    blockAround(element)?.classList.toggle("e-absent", !takes());
    fold.hidden = !takes();
    draw();
  }
  /** @param {Event} event */
  function changed(event) {
    const { panel: of, role } = /** @type {CustomEvent<{panel: string, role: string}>} */ (event).detail;
    if (of === props.panel && ["model", "profiles", "prompt"].includes(role)) appear();
  }
  window.addEventListener("easel:changed", changed);
  setTimeout(appear, 0);

  function toggle() {
    const open = fold.classList.toggle("e-open");
    head.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (!maker) {
      maker = profileMaker({ server, upload, props, started: () => refresh?.() });
      body.replaceChildren(none, rows.node, maker.node);
    }
    if (refresh) refresh();
    else refresh = keepPolling(body, poll, { idle_ms: 20000 });
    maker.price();
  }

  async function poll() {
    const answer = await server.profiles_listed(null);
    if (answer.profiles) {
      known = answer.profiles;
      draw();
    }
    return known.some((one) => !one.ended);
  }

  /** @param {ProfileView} one */
  function picked(one) {
    return takes() === "prompt"
      ? (panel().value("prompt") ?? "").includes(`[[${one.profile_id}]]`)
      : (panel().value("profiles") ?? []).some((id) => id === one.profile_id);
  }

  /** @param {ProfileView} one */
  function put(one) {
    const form = panel();
    if (takes() === "prompt") {
      form.fields.get("prompt")?.set(withMark(form.value("prompt") ?? "", `[[${one.profile_id}]]`, !picked(one)));
    } else {
      const held = form.value("profiles") ?? [];
      const next = picked(one) ? held.filter((id) => id !== one.profile_id) : [...held, one.profile_id];
      form.fields.get("profiles")?.set(next.length ? next : null);
    }
    draw();
  }

  function draw() {
    if (!maker) return;
    none.hidden = known.length > 0;
    rows.show(known);
  }
};

/**
 * A prompt with a profile's mark at its end, or without it.
 * @param {string} text
 * @param {string} mark
 * @param {boolean} on
 */
const withMark = (text, mark, on) =>
  on ? `${text.trimEnd()}${text.trim() ? " " : ""}${mark}` : text.split(mark).join("").replace(/ {2,}/g, " ").trim();
