// What scripts share that make materials on this machine: choices, sliders, a quick picture of what would be made, and
// the wait for what is.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.madeHere) return;
  const { el, setText } = Easel;
  const PREVIEW_MS = 250, ASK_MS = 700;

  // choices: value -> title; choose(value) is called for the one that is pressed.
  Easel.choice = (label, choices, at, choose) => {
    const buttons = Object.entries(choices).map(([value, title]) => el("button.e-tab", {
      type: "button", "aria-pressed": String(value === String(at)),
      onclick: (event) => {
        for (const one of buttons) one.setAttribute("aria-pressed", String(one === event.currentTarget));
        choose(value);
      },
    }, title));
    return el("div.e-tabs", { role: "group", "aria-label": label }, buttons);
  };

  // words(value): what stands beside it and is read out.
  Easel.slider = (label, min, max, step, at, words, changed) => {
    const value = el("output", null, words(at));
    const input = el("input.e-slider", { type: "range", min, max, step, value: at, "aria-label": label, oninput: () => {
      draw();
      changed(Number(input.value));
    } });
    const draw = () => {
      const now = Number(input.value);
      input.style.setProperty("--at", `${(100 * (now - min)) / (max - min)}%`);
      setText(value, words(now));
      input.setAttribute("aria-valuetext", words(now));
    };
    draw();
    return el("label.e-change-slider", null, el("span", null, label), value, input);
  };

  // A sphere of what an operation would make. ask(operation, settings, told) waits until the sliders rest; told(answer)
  // returns what to say of a picture: {alt, said}. Without an operation nothing is asked, what is shown stays.
  Easel.materialPreview = (server) => {
    const picture = el("img.e-change-picture", { alt: "", width: 320, height: 320 });
    const said = el("p.e-quiet", { role: "status" });
    let pending = 0, asked = 0;

    function ask(operation, settings, told) {
      clearTimeout(pending);
      if (operation) pending = setTimeout(() => fetch({ operation, settings }, told), PREVIEW_MS);
    }

    // Only the newest picture counts: an answer that was overtaken is passed over.
    async function fetch(wanted, told) {
      const number = ++asked;
      const answer = await server.material_preview(wanted).catch(() => null);
      if (number !== asked) return;
      picture.toggleAttribute("data-none", !answer?.picture);
      if (!answer?.picture) return setText(said, answer?.sentence ?? "There is no preview at the moment.");
      const words = told(answer);
      picture.src = answer.picture;
      picture.alt = words.alt;
      setText(said, words.said);
    }

    return { picture, said, ask };
  };

  // Makes a material and waits for it, until it is done or the element has left the page; told(job) hears how far it is.
  // Returns the finished job; null when there is none, and why was said.
  Easel.madeHere = async (server, element, wanted, told) => {
    let made = await Easel.call(server.material_make, wanted);
    while (made && !made.final) {
      told(made);
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
      if (!element.isConnected) return null;
      try { made = await server.job_shown(made.id); } catch { /* asked again */ }
      if (made?.sentence) made = null;
    }
    return made;
  };
})();
