// The desk below a material: folds, each from a script of its own, built when first opened. What they make is a new
// version; the desk says how far it is and then shows it.
//
// A section: Easel.deskSection("check", { title: "Check", place: 1, build(desk, body) { ... return { show(job) } } }).
// `show` is called when the fold opens and whenever another material is shown while it is open. The desk offers:
//   server            the component's server functions
//   job()             the material that is shown
//   report()          its report card, asked for once (see `material_report`); null when it cannot be had
//   make(operation, settings)   starts work on this machine and shows the new version when it is done
//   changed()         the material itself was written to: fetch it again
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.desk) return;
  const { el, button, setText } = Easel;
  const sections = new Map();
  const ASK_MS = 700;

  Easel.deskSection = (name, section) => { sections.set(name, section); };

  // opened(job): show this one. changed(): fetch anew what is shown.
  Easel.desk = ({ server, opened, changed }) => {
    let job = null, asked = null, working = null;
    const words = el("span.e-desk-words"), bar = Easel.bar("Progress of the new version");
    const stop = button("Stop", () => working && Easel.call(server.job_stop, working), "quiet");
    const work = el("div.e-desk-work", { role: "status", hidden: true }, words, bar, stop);
    const folds = [...sections].sort(([, a], [, b]) => a.place - b.place).map(([name, section]) => fold(name, section));
    const node = el("section.e-desk", { "aria-label": "Work on this material", hidden: true }, work, folds.map((one) => one.node));
    const desk = { server, job: () => job, report, make, changed };

    function fold(name, section) {
      const body = el("div.e-desk-body");
      let built = null;
      const draw = () => {
        built ??= section.build(desk, body);
        built.show(job);
      };
      const details = el("details.e-desk-fold", { dataset: { section: name }, ontoggle: () => details.open && draw() },
        el("summary", null, section.title), body);
      return { node: details, show: () => details.open && draw() };
    }

    function show(next) {
      const fresh = signature(next) !== (job && signature(job));
      job = next;
      node.hidden = !workable(job);
      if (!fresh || node.hidden) return;
      asked = null;
      for (const one of folds) one.show();
    }

    function report() {
      const of = job.id;
      asked ??= Easel.call(server.material_report, of);
      return asked;
    }

    async function make(operation, settings) {
      if (working) { Easel.say("Wait until the new version is done, or stop it."); return; }
      const before = job.id;
      busy("starting");
      let made = await Easel.call(server.material_make, { operation, settings });
      working = made?.id ?? null;
      while (made && !made.final) {
        tell(made);
        await new Promise((resolve) => setTimeout(resolve, ASK_MS));
        if (!node.isConnected) { working = null; return; }
        try { made = await server.job_shown(made.id); } catch { /* asked again */ }
        if (made?.sentence) made = null;
      }
      working = null;
      busy(null);
      if (!made) return;
      if (made.state !== "succeeded") Easel.say(made.state === "stopped" ? "Stopped. Nothing was changed." : made.message);
      else if (job?.id === before) opened(made);
      else Easel.say("The new version is done. It is the newest of your materials.");
    }

    function busy(saying) {
      work.hidden = saying === null;
      node.toggleAttribute("data-busy", saying !== null);
      if (saying) { setText(words, "Making a new version"); bar.show(null); }
    }

    function tell(made) {
      setText(words, `${made.model}: ${made.words}`);
      bar.show(made.progress_percent ? made.progress_percent / 100 : null);
    }

    return { node, show };
  };

  const workable = (job) => job.final && job.capability === "pbr-material" && job.outputs.some((asset) => asset.label);
  const signature = (job) => [job.id, job.size_m, job.height_range_m, ...job.outputs.map((asset) => `${asset.id}:${asset.label}:${asset.certain}`)].join("|");
})();
