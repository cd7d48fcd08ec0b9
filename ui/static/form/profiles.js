// The fold "People" of a panel: profiles that a model knows people by; made from photographs, named, put to use.
import { askPlainly, askText } from "../kit/dialog.js";
import { button, el, reconcile, setText } from "../kit/dom.js";
import { blockAround } from "../kit/gradio_dom.js";
import { keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { when } from "../kit/words.js";
import { panelOf } from "./panel.js";

export const profiles = (element, { server, props, upload }) => {
  const panel = () => panelOf(props.panel);
  const body = el("div.e-fold-body", { id: `${props.panel}-profiles-body` });
  const head = el(
    "button.e-fold-head",
    { type: "button", "aria-expanded": "false", "aria-controls": body.id, onclick: toggle },
    "People",
  );
  const fold = el("div.e-fold.e-people", null, head, body);
  const rows = el("ul.e-people-list", { "aria-label": "Profiles" });
  const none = el(
    "p.e-help",
    { hidden: true },
    "A profile lets Phota make the same person again. It is made once, from photographs, and then picked here.",
  );
  let built = null,
    known = [],
    refresh = null;
  element.replaceChildren(fold);

  const takes = () => props.takes[panel().model] ?? null;
  function appear() {
    if (!element.isConnected) return window.removeEventListener("easel:changed", changed);
    blockAround(element)?.classList.toggle("e-absent", !takes());
    fold.hidden = !takes();
    draw();
  }
  function changed(event) {
    if (event.detail.panel === props.panel && ["model", "profiles", "prompt"].includes(event.detail.role)) appear();
  }
  window.addEventListener("easel:changed", changed);
  setTimeout(appear, 0);

  function toggle() {
    const open = fold.classList.toggle("e-open");
    head.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (!built) {
      built = maker();
      body.replaceChildren(none, rows, built.node);
    }
    if (refresh) refresh();
    else refresh = keepPolling(body, poll, { idle_ms: 20000 });
    built.price();
  }

  async function poll() {
    const answer = await server.profiles_listed(null);
    if (answer.profiles) {
      known = answer.profiles;
      draw();
    }
    return known.some((one) => !one.ended);
  }

  const picked = (one) =>
    takes() === "prompt"
      ? (panel().value("prompt") ?? "").includes(`[[${one.profile_id}]]`)
      : (panel().value("profiles") ?? []).includes(one.profile_id);

  function put(one) {
    const form = panel();
    if (takes() === "prompt") {
      const text = form.value("prompt") ?? "",
        mark = `[[${one.profile_id}]]`;
      form.fields
        .get("prompt")
        ?.set(
          picked(one)
            ? text.split(mark).join("").replace(/ {2,}/g, " ").trim()
            : `${text.trimEnd()}${text.trim() ? " " : ""}${mark}`,
        );
    } else {
      const held = form.value("profiles") ?? [];
      const next = picked(one) ? held.filter((id) => id !== one.profile_id) : [...held, one.profile_id];
      form.fields.get("profiles")?.set(next.length ? next : null);
    }
    draw();
  }

  function draw() {
    if (!built) return;
    none.hidden = known.length > 0;
    reconcile(rows, known, {
      create: () => {
        const name = el("strong"),
          note = el("small"),
          message = el("p.e-error", { hidden: true });
        const use = button("Use", () => put(node.one));
        const node = el(
          "li",
          null,
          el("div", null, name, note, message),
          el(
            "div.e-actions",
            null,
            use,
            button("Rename", () => rename(node.one), "quiet"),
            button("Forget", () => forget(node.one), "quiet"),
          ),
        );
        return Object.assign(node, { name_: name, note, message, use });
      },
      update: (node, one) => {
        node.one = one;
        setText(node.name_, one.name);
        setText(
          node.note,
          [one.words, one.photos && `${one.photos} photographs`, when(one.created_ms), one.sandbox && "sandbox"]
            .filter(Boolean)
            .join(" · "),
        );
        setText(node.message, one.message);
        node.message.hidden = !one.message;
        node.use.hidden = !one.ready;
        const on = one.ready && picked(one);
        node.use.setAttribute("aria-pressed", String(on));
        setText(node.use, on ? "In use" : takes() === "prompt" ? "Put into the prompt" : "Use");
      },
    });
  }

  function rename(one) {
    askText({
      title: "Rename the profile",
      label: "Name",
      value: one.name,
      act: "Rename",
      longest: props.longest_name,
      done: async (name) => {
        if (!(await call(server.profile_rename, { id: one.id, name }))) return false;
        refresh();
      },
    });
  }

  function forget(one) {
    const text = one.ready
      ? "Its id is lost here, and nothing can be made with it any more. The vendor keeps what it has."
      : one.ended
        ? "It leaves this list."
        : "It leaves this list. What is under way goes on, may be charged, and comes back here when it is ready.";
    askPlainly({
      title: `Forget ${one.name}?`,
      text,
      act: "Forget",
      done: async () => {
        if (one.ready && picked(one)) put(one);
        if (await call(server.profile_remove, one.id)) refresh();
      },
    });
  }

  // The form of a new profile.
  function maker() {
    let photos = [],
      coming = 0;
    const id = `${props.panel}-profile`;
    const name = el("input.e-input", {
      id: `${id}-name`,
      maxlength: props.longest_name,
      autocomplete: "off",
      "aria-describedby": `${id}-name-error`,
    });
    const nameProblem = el("p.e-error", { role: "alert", hidden: true, id: `${id}-name-error` });
    const problem = el("p.e-error", { role: "alert", hidden: true });
    const count = el("p.e-help", { role: "status" });
    const tiles = el("div.e-people-photos");
    const picker = el("input", {
      type: "file",
      multiple: true,
      accept: "image/*",
      hidden: true,
      "aria-label": "Photographs",
      onchange: () => {
        take([...picker.files]);
        picker.value = "";
      },
    });
    const zone = el(
      "div.e-zone.e-zone-full",
      null,
      el("button.e-choose", { type: "button", onclick: () => picker.click() }, "Choose photographs, or drop them here"),
    );
    const price = el("p.e-help");
    const make = button("Make the profile", start, "");
    make.classList.add("e-people-make");
    const node = el(
      "div.e-control.e-people-new",
      null,
      el("h4", null, "New profile"),
      el("div", null, el("div.e-head", null, el("label.e-label", { for: name.id }, "Name")), name, nameProblem),
      el(
        "div",
        null,
        el("div.e-head", null, el("span.e-label", null, "Photographs of one person")),
        count,
        tiles,
        zone,
        picker,
        problem,
      ),
      price,
      make,
    );
    for (const kind of ["dragenter", "dragover"])
      node.addEventListener(kind, (event) => {
        if ([...event.dataTransfer.types].includes("Files")) {
          event.preventDefault();
          node.classList.add("e-over-drop");
        }
      });
    node.addEventListener("dragleave", (event) => {
      if (!node.contains(event.relatedTarget)) node.classList.remove("e-over-drop");
    });
    node.addEventListener("drop", (event) => {
      node.classList.remove("e-over-drop");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      event.stopPropagation();
      take([...event.dataTransfer.files]);
    });

    const say = (line, text) => {
      setText(line, text);
      line.hidden = !text;
    };

    function show() {
      const have = photos.length;
      const wanted =
        have < props.fewest
          ? `${props.fewest - have} more ${props.fewest - have === 1 ? "is" : "are"} needed`
          : have > props.most
            ? `${have - props.most} too many`
            : "enough";
      setText(
        count,
        `${have} of ${props.fewest} to ${props.most}${have ? `; ${wanted}` : ". Different places, light and clothes work best"}${coming ? `. Adding ${coming}` : ""}.`,
      );
      reconcile(
        tiles,
        photos.map((one) => ({ ...one, id: one.value })),
        {
          create: (one) =>
            el(
              "button",
              {
                type: "button",
                title: `Remove ${one.name}`,
                "aria-label": `Remove ${one.name}`,
                onclick: () => {
                  photos = photos.filter((other) => other.value !== one.value);
                  show();
                },
              },
              el("img", { src: one.thumb, alt: "", loading: "lazy" }),
            ),
          update: () => {},
        },
      );
    }

    async function take(files) {
      const troubles = [];
      coming += files.length;
      say(problem, "");
      show();
      const queue = [...files];
      const worker = async () => {
        for (let file = queue.shift(); file; file = queue.shift()) {
          try {
            const { path } = await upload(file);
            const answer = await server.profile_photo({ path, name: file.name });
            if (answer.refused || answer.sentence) troubles.push(answer.refused ?? answer.sentence);
            else if (photos.some((one) => one.value === answer.value)) troubles.push(`${file.name} is there already.`);
            else photos.push(answer);
          } catch {
            troubles.push(`${file.name} could not be added. Check the connection and try again.`);
          }
          coming -= 1;
          show();
        }
      };
      await Promise.all([worker(), worker()]);
      if (troubles.length)
        say(problem, troubles.slice(0, 4).join(" ") + (troubles.length > 4 ? ` And ${troubles.length - 4} more.` : ""));
    }

    async function start() {
      say(problem, "");
      say(nameProblem, "");
      if (coming) return say(problem, "Wait until every photograph is here.");
      make.disabled = true;
      const answer = await call(server.profile_make, { name: name.value, photos: photos.map((one) => one.value) });
      make.disabled = false;
      if (!answer) return;
      if (answer.errors) {
        const { name: ofName, ...others } = answer.errors;
        say(nameProblem, ofName ?? "");
        return say(problem, Object.values(others).join(" "));
      }
      photos = [];
      name.value = "";
      show();
      refresh();
      toast("Started. Making a profile takes about twenty minutes; this page may close.");
      window.dispatchEvent(new Event("easel:kick"));
    }

    show();
    return {
      node,
      async price() {
        const answer = await call(server.profile_price, null);
        if (answer) setText(price, answer.say ? `Making one is charged once. ${answer.say}` : "");
      },
    };
  }
};
