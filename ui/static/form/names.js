// @ts-check
// People and things that are saved by name: saving one, the list of them, and what is offered while an @ is typed.

import { openSheet } from "../kit/dialog.js";
import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { showBelow } from "../kit/menu.js";
import { call } from "../kit/server.js";
import { described } from "./described.js";
import { insertText } from "./text_edits.js";

const MOST_OFFERED = 8;
const BEFORE = /(?:^|[^A-Za-z0-9_@/.+-])@([\p{L}\p{N}_-]{0,40})$/u;
/** @type {Promise<NamedView[]> | null} */
let known = null; // the promise of all names, until one changes

/** @import { NamedView, Server } from "../views.d.ts" */
/** @import { TextField } from "./text_edits.js" */

/** @param {Server} server Of a prompt. */
const names = (server) => {
  known ??= server.names_listed(null).then(
    (answer) => answer.names ?? [],
    () => {
      known = null;
      return [];
    },
  );
  return known;
};
/** @param {NamedView} name */
const face = (name) => {
  const picture = el("img");
  picture.src = name.thumb;
  picture.alt = "";
  return picture;
};

/**
 * @param {string} value The media value to save.
 * @param {string[]} held All of its tray.
 * @param {Server} server Of a prompt.
 * @param {(sentence: string) => void} said
 */
export const nameSheet = (value, held, server, said) => {
  const sheet = openSheet(t("Save by name"));
  const input = el("input.e-input");
  input.type = "text";
  input.maxLength = 40;
  input.placeholder = "anna";
  input.setAttribute("aria-label", t("Name"));
  const others = held.filter((each) => described.get(each)?.kind);
  const all = el("input");
  all.type = "checkbox";
  const both = el("label.e-tick");
  both.append(all, el("span", null, t("All {others} of this tray", { others: others.length })));
  both.hidden = others.length < 2;
  sheet.body.append(
    el(
      "p.e-help",
      null,
      t("Write @ and the name in a prompt: its files are added at Generate, and the model reads their numbers there."),
    ),
    input,
    both,
  );
  const save = async () => {
    const answer = await call(
      server.name_save,
      {
        name: input.value,
        values: all.checked ? others : [value],
      },
      sheet.say,
    );
    if (!answer) return;
    known = null;
    sheet.close();
    said(t("Saved as @{name}.", { name: answer.name }));
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      save();
    }
  });
  sheet.foot.append(button(t("Save"), save, ".e-plain.e-do"));
  input.focus();
};

/** @param {TextField} f The prompt. */
export const namesSheet = async (f) => {
  const sheet = openSheet(t("People and things"));
  const list = el("ul.e-lines");
  sheet.body.append(list);
  const draw = async () => {
    const all = await names(f.server);
    list.replaceChildren(
      ...all.map((name) => {
        const line = el("li");
        const put = button(
          "",
          () => {
            sheet.close();
            insertText(f, `@${name.name} `);
          },
          ".e-line",
          t("Put @{name} into the prompt", { name: name.name }),
        );
        put.append(
          face(name),
          el("span", null, `@${name.name}`),
          el("small", null, name.values.length > 1 ? t("{values} files", { values: name.values.length }) : ""),
        );
        line.append(
          put,
          button(
            t("Forget"),
            async () => {
              if (!(await call(f.server.name_forget, name.name, sheet.say))) return;
              known = null;
              await draw();
              sheet.say(t("@{name} is forgotten. Its files stay.", { name: name.name }));
            },
            ".e-plain",
            t("Forget @{name}", { name: name.name }),
          ),
        );
        return line;
      }),
    );
    if (!all.length) sheet.say(t("Nothing is saved yet. Use “Save by name” at a picture or video of a tray."));
  };
  await draw();
};

/**
 * While @ and the start of a name is typed, the names that begin so stand below the prompt.
 * @param {TextField} f
 */
export const offerNames = (f) => {
  const { area } = f;
  const box = el("div.e-menu", { popover: "manual" });
  box.id = `${f.id}-names`;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", t("Names"));
  f.body.append(box);
  area.setAttribute("aria-controls", box.id);
  area.setAttribute("aria-autocomplete", "list");
  /** @type {NamedView[]} */
  let offered = [];
  let at = 0;

  const mark = () => {
    [...box.children].forEach((node, place) => node.setAttribute("aria-selected", String(place === at)));
    area.setAttribute("aria-activedescendant", `${box.id}-${at}`);
  };
  const close = () => {
    if (!offered.length) return;
    offered = [];
    box.hidePopover();
    area.removeAttribute("aria-activedescendant");
  };
  /** @param {NamedView} name */
  const choose = (name) => {
    const end = area.selectionStart;
    const start = area.value.lastIndexOf("@", end - 1);
    close();
    insertText(f, `@${name.name} `, start, end);
  };
  area.addEventListener("input", async () => {
    const typed = BEFORE.exec(area.value.slice(0, area.selectionStart))?.[1];
    if (typed === undefined) {
      close();
      return;
    }
    const begins = (await names(f.server)).filter((name) => name.name.toLowerCase().startsWith(typed.toLowerCase()));
    if (!begins.length || begins[0].name === typed) {
      close();
      return;
    }
    offered = begins.slice(0, MOST_OFFERED);
    at = 0;
    box.replaceChildren(
      ...offered.map((name, place) => {
        const node = button("", () => choose(name), ".e-line");
        node.id = `${box.id}-${place}`;
        node.tabIndex = -1;
        node.setAttribute("role", "option");
        node.append(face(name), el("span", null, `@${name.name}`));
        node.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
        return node;
      }),
    );
    showBelow(box, area);
    mark();
  });
  area.addEventListener("keydown", (event) => {
    if (!offered.length || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? offered.length - 1 : 0;
    if (step) at = (at + step) % offered.length;
    else if (event.key === "Enter" || event.key === "Tab") choose(offered[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (offered.length) mark();
  });
  area.addEventListener("blur", close);
};
