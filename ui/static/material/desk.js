// The desk below a material: folds, each from a script of its own, built when first opened. What they make is a new
// version; the desk says how far it is and then shows it.
//
// A section: deskSection("check", { title: "Check", place: 1, build(desk, body) { ... return { show(job) } } }).
// `show` is called when the fold opens and whenever another material is shown while it is open. The desk offers:
//   mapTitles         map -> its name
//   server            the component's server functions
//   job()             the material that is shown
//   report(body)      its report card, asked for once (see `material_report`). Meanwhile the section's body says so, or
//                     what it held stands back; null when it cannot be had, or another material is shown by then
//   make(operation, settings)   starts work on this machine and shows the new version when it is done
//   started(job)      a vendor's job was started from here: it is shown where its panel is, and followed
//   changed()         the material itself was written to: fetch it again

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { showJob } from "../results/chosen_job.js";
import { madeHere } from "./material_controls.js";

const sections = new Map();

export const deskSection = (name, section) => {
  sections.set(name, section);
};

// emit: as in a result view. opened(job): show this one. changed(): fetch anew what is shown.
export const materialDesk = ({ mapTitles, server, emit, opened, changed }) => {
  let job = null,
    asked = null,
    working = null;
  const words = el("span.e-desk-words"),
    bar = progressBar(t("Progress of the new version"));
  const stop = button(t("Stop"), () => working && call(server.job_stop, working), "quiet");
  const work = el("div.e-desk-work", { role: "status", hidden: true }, words, bar, stop);
  const folds = [...sections].sort(([, a], [, b]) => a.place - b.place).map(([name, section]) => fold(name, section));
  const node = el(
    "section.e-desk",
    { "aria-label": t("Work on this material"), hidden: true },
    work,
    folds.map((one) => one.node),
  );
  // Work that this machine did can be tried again with other settings: its fold opens, and holds them.
  const again = ({ detail }) => {
    if (!node.isConnected) window.removeEventListener("easel:desk", again);
    else if (detail.job === job?.id) folds.find((one) => one.name === detail.section).open();
  };
  window.addEventListener("easel:desk", again);
  const desk = { mapTitles, server, job: () => job, report, make, started, changed };

  function fold(name, section) {
    const body = el("div.e-desk-body");
    let built = null;
    const draw = () => {
      built ??= section.build(desk, body);
      built.show(job);
    };
    const details = el(
      "details.e-desk-fold",
      { dataset: { section: name }, ontoggle: () => details.open && draw() },
      el("summary", null, section.title),
      body,
    );
    const open = () => {
      details.open = true;
      details.scrollIntoView({ block: "start", behavior: "smooth" });
      details.firstChild.focus({ preventScroll: true });
    };
    return { name, node: details, open, show: () => details.open && draw() };
  }

  function show(next) {
    const fresh = signature(next) !== (job && signature(job));
    job = next;
    node.hidden = !workable(job);
    if (!fresh || node.hidden) return;
    asked = null;
    for (const one of folds) one.show();
  }

  async function report(body) {
    const of = job;
    if (body.childElementCount) body.setAttribute("aria-busy", "true");
    else {
      const bar = progressBar(t("Looking at the maps"));
      bar.show(null);
      body.replaceChildren(el("div.e-desk-wait", null, el("p", null, t("Looking at the maps.")), bar));
    }
    asked ??= call(server.material_report, of.id);
    const card = await asked;
    if (signature(job) !== signature(of)) return null;
    body.removeAttribute("aria-busy");
    if (!card) body.replaceChildren(el("p.e-quiet", null, t("The maps could not be looked at.")));
    return card;
  }

  async function make(operation, settings) {
    if (working) {
      toast(t("Wait until the new version is done, or stop it."));
      return;
    }
    const before = job.id,
      fold = document.activeElement?.closest(".e-desk-fold");
    busy(true);
    const made = await madeHere(server, node, { operation, settings }, tell);
    working = null;
    busy(false);
    if (!made) return;
    if (made.state !== "succeeded") toast(made.state === "stopped" ? t("Stopped. Nothing was changed.") : made.message);
    else if (job?.id === before) {
      opened(made);
      // The button that was pressed is gone: the focus stays with its section.
      if (fold && document.activeElement === document.body)
        fold.querySelector("summary").focus({ preventScroll: true });
    } else toast(t("The new version is done. It is the newest of your materials."));
  }

  function started(other) {
    if (emit.leave) {
      emit.leave();
      showJob(other.capability, other.id);
    } else window.dispatchEvent(new Event("easel:kick"));
  }

  function busy(on) {
    work.hidden = !on;
    node.toggleAttribute("data-busy", on);
    if (on) {
      setText(words, t("Making a new version"));
      bar.show(null);
    }
  }

  function tell(made) {
    working = made.id;
    setText(words, `${made.model}: ${made.words}`);
    bar.show(made.progress_percent ? made.progress_percent / 100 : null);
  }

  return { node, show };
};

const workable = (job) => job.final && job.capability === "pbr-material" && job.outputs.some((asset) => asset.label);
const signature = (job) =>
  [
    job.id,
    job.size_m,
    job.height_range_m,
    ...job.outputs.map((asset) => `${asset.id}:${asset.label}:${asset.certain}`),
  ].join("|");
