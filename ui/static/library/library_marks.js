// Favourites, tags and a note: for what is selected, and for the one that is open.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.libraryMarks) return;
  const { el, button, setText } = Easel;

  // A small question over the page; done(value) when it was answered, with false it stays open.
  Easel.askText = ({ title, label, value = "", act, longest, hints = [], done }) => {
    const field = el("input.e-entry", { "aria-label": label, placeholder: label, maxlength: longest, value, list: "e-ask-hints", autocomplete: "off" });
    const close = () => dialog.close();
    const finish = async () => { if ((await done(field.value)) !== false) close(); };
    const dialog = el("dialog.e-ask", { "aria-labelledby": "e-ask-text" },
      el("h3", { id: "e-ask-text" }, title), field, el("datalist", { id: "e-ask-hints" }, hints.map((hint) => el("option", { value: hint }))),
      el("div.e-actions", null, button(act, finish, "primary"), button("Cancel", close)));
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); finish(); } });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  };

  Easel.askPlainly = ({ title, text, act, done }) => {
    const close = () => dialog.close();
    const dialog = el("dialog.e-ask", { "aria-labelledby": "e-ask-plain" }, el("h3", { id: "e-ask-plain" }, title), el("p", null, text),
      el("div.e-actions", null, button(act, () => { close(); done(); }, "primary"), button("Cancel", close)));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  Easel.tagSelection = async (items, { server, changed }) => {
    const hints = (await server.library_facets(null).catch(() => null))?.tags ?? [];
    Easel.askText({
      title: items.length > 1 ? `Tag ${items.length} items` : "Tag it", label: "Tag", act: "Add tag", longest: 40, hints,
      done: async (tag) => {
        if (!(await Easel.call(server.assets_tag, { ids: items.map(({ id }) => id), tag, on: true }))) return false;
        Easel.say(`Tagged “${tag.trim().toLowerCase()}”.`);
        changed();
      },
    });
  };

  // A row below the open item: favourite, tags that can be taken away, a note that is kept when the field is left.
  Easel.libraryMarks = ({ server, changed }) => {
    const star = el("button.e-button", { type: "button", "aria-pressed": "false", onclick: () => favour() }, "★ Favourite");
    const tags = el("span.e-tag-row");
    const field = el("input.e-entry.e-tag-field", { "aria-label": "Add a tag", placeholder: "Add a tag", maxlength: 40, onkeydown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      tag(field.value, true);
    } });
    const note = el("textarea.e-entry.e-note-field", { rows: 1, "aria-label": "Note", placeholder: "Note", maxlength: 2000, onchange: async () => {
      if (await Easel.call(server.assets_note, { ids, note: note.value })) changed();
    } });
    const node = el("div.e-marks", null, el("div.e-marks-row", null, star, tags, field), note);
    let ids = [], shown = 0;

    async function show(of) {
      ids = [of];
      const turn = ++shown, marks = await server.assets_marks({ ids }).catch(() => null);
      if (turn !== shown || !marks?.tags) return;
      star.setAttribute("aria-pressed", String(marks.favourite));
      if (document.activeElement !== note) note.value = marks.note;
      tags.replaceChildren(...marks.tags.map((name) => el("span.e-tag", null, name,
        el("button.e-tag-off", { type: "button", "aria-label": `Remove tag ${name}`, onclick: () => tag(name, false) }, "×"))));
    }

    async function favour() {
      const on = star.getAttribute("aria-pressed") !== "true";
      if (!(await Easel.call(server.assets_favour, { ids, on }))) return;
      star.setAttribute("aria-pressed", String(on));
      changed();
    }

    async function tag(name, on) {
      if (!name.trim() || !(await Easel.call(server.assets_tag, { ids, tag: name, on }))) return;
      field.value = "";
      show(ids[0]);
      changed();
    }

    return { node, show, favour };
  };
})();
