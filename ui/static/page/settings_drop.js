// @ts-check
// A file dropped anywhere brings its settings: they are compared with the form, and fill it on a press. A tray keeps what
// is dropped on it, and settings inside are then offered beside it.

import { panelOf } from "../form/panel.js";
import { openDialog, openDialogs } from "../kit/dialog.js";
import { button, el } from "../kit/dom.js";
import { openedTab, openTab } from "../kit/gradio_dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { hushToast, toast } from "../kit/toast.js";
import { sizeWords } from "../kit/words.js";
import { settingsTable } from "../results/settings_table.js";

const MOST_BYTES = 200 * 1024 * 1024,
  PEEKED_BYTES = 160 * 1024;
// Marks of settings, as they stand in files of Easel and of other programs.
const MARKS = [
  "easel-settings",
  "easel:settings",
  "parameters\0",
  "sui_image_params",
  "KSampler",
  "class_type",
  "widgets_values",
  "Negative prompt:",
  "N\0e\0g\0a\0t\0i\0v\0e",
  "S\0t\0e\0p\0s\0:",
  "s\0u\0i\0_\0i\0m",
  "positive_prompt",
  "negative_prompt",
  "NovelAI",
  "Job ID:",
  "model_type",
  "m\0o\0d\0e\0l\0_\0t\0y\0p\0e",
];

/** @import { DroppedSettings, Server, TakenRow } from "../views.d.ts" */
/** @typedef {(file: File) => Promise<{path: string}>} Upload Gradio's: sends a file to the server. */

/**
 * @param {HTMLElement} element
 * @param {{server: Server, upload: Upload, props: {panels: string[]}}} tools
 */
export const settingsDrop = (element, { server, upload, props }) => {
  const over = el(
    "div.e-drop-over",
    { hidden: true, "aria-hidden": "true" },
    el("p", null, t("Drop the file to read its settings")),
  );
  const picker = el("input", {
    type: "file",
    hidden: true,
    accept: "image/*,.avif,.heic,video/mp4,video/quicktime,video/webm,.mkv,.zip,.json,.txt",
    onchange: () => {
      const file = picker.files?.[0];
      picker.value = "";
      if (file) read(file);
    },
  });
  element.replaceChildren(over, picker);
  let own = false; // something of the page itself is being dragged

  /** @param {DragEvent} event */
  const files = (event) => !own && Boolean(event.dataTransfer?.types.includes("Files"));
  /**
   * @template {"dragstart" | "dragend" | "dragover" | "dragleave" | "drop"} Name
   * @param {Name} name
   * @param {(event: DragEvent) => void} act
   */
  const listen = (name, act) =>
    document.addEventListener(name, (event) => {
      if (element.isConnected) act(event);
    });
  listen("dragstart", () => {
    own = true;
  });
  listen("dragend", () => {
    own = false;
  });
  listen("dragover", (event) => {
    const mine = files(event) && !event.defaultPrevented;
    if (mine) event.preventDefault();
    over.hidden = !mine;
  });
  listen("dragleave", (event) => {
    if (!event.relatedTarget) over.hidden = true;
  });
  listen("drop", (event) => {
    over.hidden = true;
    if (!files(event)) return;
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (event.defaultPrevented) return void offer(dropped); // a tray has taken it
    event.preventDefault();
    if (dropped.length === 1) return void read(dropped[0]);
    toast(t("Drop one file at a time to read its settings."));
  });
  document.addEventListener("click", (event) => {
    if (element.isConnected && event.target instanceof Element && event.target.closest(".e-settings-file"))
      picker.click();
  });

  /** @param {File[]} dropped */
  async function offer(dropped) {
    for (const file of dropped.slice(0, 8)) {
      if (!(await marked(file).catch(() => false))) continue;
      toast(t("{name} carries settings.", { name: shortened(file.name) }), () => read(file), t("Use its settings"));
      return;
    }
  }

  const current = () => {
    const tab = openedTab();
    return tab && props.panels.includes(tab) ? tab : "";
  };

  /** @param {File} file */
  async function read(file) {
    if (file.size > MOST_BYTES)
      return toast(
        t("{name} has {size}; 200 MB is the most.", { name: shortened(file.name), size: sizeWords(file.size) }),
      );
    toast(t("Reading the settings of {name}.", { name: shortened(file.name) }));
    let sent;
    try {
      sent = await upload(file);
    } catch {
      return toast(t("The file could not be sent. Check the connection and try again."));
    }
    const forms = Object.fromEntries(props.panels.map((name) => [name, panelOf(name).draft]));
    const answer = await call(server.settings_read, { path: sent.path, name: file.name, forms, current: current() });
    if (answer) show(answer);
  }

  /** @param {DroppedSettings} settings */
  function show({ name, source, panel, model, rows, alike, notes }) {
    hushToast();
    const close = () => dialog.close();
    const differ = rows.length > 0;
    const table = settingsTable({ rows, before: t("In the form"), after: t("In the file"), ticks: true });
    const use = button(
      t("Use these settings"),
      () => {
        close();
        fill(panel, model, table.chosen());
      },
      "primary",
    );
    table.node.addEventListener("change", () => {
      use.disabled = !table.chosen().length;
    });
    const dialog = openDialog(
      ".e-ask.e-settings-sheet",
      { label: t("Settings of {name}", { name: name ?? t("the file") }) },
      el("h3", null, name),
      el("p.e-quiet", null, source),
      ...notes.map((note) => el("p.e-settings-note", null, note)),
      differ ? table.node : el("p", null, t("The form already holds these settings.")),
      differ && alike > 0
        ? el(
            "p.e-quiet",
            null,
            alike === 1 ? t("1 setting is the same.") : t("{alike} settings are the same.", { alike }),
          )
        : null,
      el("div.e-actions", null, differ ? use : null, button(differ ? t("Cancel") : t("Close"), close)),
    );
    use.disabled = !table.chosen().length;
    if (differ) use.focus();
  }

  /**
   * @param {string} panel
   * @param {string} model
   * @param {TakenRow[]} chosen
   */
  function fill(panel, model, chosen) {
    const values = Object.fromEntries(chosen.map(({ role, value }) => [role, value]));
    const { model: other, ...rest } = values;
    panelOf(panel).fill(typeof other === "string" ? other : model, rest);
    openTab(panel);
    for (const open of openDialogs()) open.close();
    toast(t("The form is filled. Nothing was sent."));
  }
};

/**
 * Whether a file looks as if it carried settings; the server has the last word.
 * @param {File} file
 */
async function marked(file) {
  const ends = [file.slice(0, PEEKED_BYTES), file.slice(Math.max(PEEKED_BYTES, file.size - PEEKED_BYTES))];
  const decoder = new TextDecoder("latin1");
  const text = (await Promise.all(ends.map(async (end) => decoder.decode(await end.arrayBuffer())))).join("");
  return MARKS.some((mark) => text.includes(mark));
}

/** @param {string} name */
const shortened = (name) => (name.length > 40 ? `${name.slice(0, 24)}…${name.slice(-12)}` : name);
