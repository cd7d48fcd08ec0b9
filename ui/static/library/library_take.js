// @ts-check
// Taking files or the whole library away, and bringing a library in.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { openMenu } from "../kit/menu.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";

/** @import { Server } from "../views.d.ts" */
/** @import { Act } from "../kit/menu.js" */
/** @import { SelectionAction } from "./selection.js" */

/** @param {string} url */
export const download = (url) => {
  const link = el("a", { href: url, download: "", hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
};

/**
 * @param {boolean} settings
 * @returns {SelectionAction["run"]}
 */
const pack =
  (settings) =>
  async (items, { server }) => {
    const answer = await call(server.library_pack, { ids: items.map(({ id }) => id), settings });
    if (answer) download(answer.url);
  };

/**
 * One ZIP of what is selected, of originals or of copies with their settings inside.
 * @type {SelectionAction[]}
 */
export const packSelection = [
  { title: t("Download"), hint: t("The original files, byte for byte"), run: pack(false) },
  {
    title: t("with settings"),
    hint: t("Copies with their settings inside. The pictures stay exactly the same."),
    joined: true,
    enabled: (items) => items.some((item) => item.carrying),
    run: pack(true),
  },
];

/**
 * A small menu.
 * @param {object} of
 * @param {Server} of.server
 * @param {string} of.import_url
 * @param {() => Record<string, unknown>} of.wanted What the wall looks for now.
 * @param {() => void} of.changed Files came in.
 */
export const libraryTake = ({ server, import_url, wanted, changed }) => {
  const input = el("input", {
    type: "file",
    accept: ".zip,application/zip",
    hidden: true,
    onchange: () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) bring(file);
    },
  });
  /** @type {Act[]} */
  const acts = [
    [t("Export all"), exportAll],
    [t("Import"), () => input.click()],
    [t("Contact sheet"), sheet],
  ];
  const more = button(t("More"), () => openMenu(more, acts), "quiet");
  more.setAttribute("aria-haspopup", "menu");
  const bar = progressBar(t("Import"));
  const words = el("p"),
    stop = button(t("Stop"), () => sending?.abort(), "quiet");
  const status = el("div.e-import", { hidden: true, role: "status" }, words, bar, stop);
  /** @type {XMLHttpRequest | null} */
  let sending = null;

  async function exportAll() {
    const answer = await call(server.library_archive, null);
    if (!answer) return;
    download(answer.url);
    toast(t("The download has everything: files, settings, marks, the bin. Import it in any Easel."));
  }

  async function sheet() {
    const answer = await call(server.library_sheet, wanted());
    if (!answer) return;
    download(answer.url);
    toast(answer.count === 1 ? t("1 file on the sheet.") : t("{count} files on the sheet.", { count: answer.count }));
  }

  // The browser reads the archive from the disk while it is sent, however large it is.
  /** @param {File} file */
  function bring(file) {
    const request = new XMLHttpRequest();
    sending = request;
    /** @param {string} [text] */
    const end = (text) => {
      status.hidden = true;
      sending = null;
      if (text) toast(text);
    };
    status.hidden = false;
    stop.hidden = false;
    setText(words, t("Sending {name}", { name: file.name }));
    bar.show(0);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.show(event.loaded / event.total);
    };
    request.upload.onload = () => {
      setText(words, t("Checking and storing its files."));
      bar.show(null);
      stop.hidden = true;
    };
    request.onload = () => {
      /** @type {{message?: string, sentence?: string}} */
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        /* no words of ours */
      }
      end(answer.message ?? answer.sentence ?? t("The archive could not be imported. Try again."));
      changed();
    };
    request.onerror = () => end(t("The archive could not be sent. Check that Easel is still running."));
    request.onabort = () => end(t("Stopped. Nothing was imported."));
    request.open("POST", import_url);
    request.setRequestHeader("Content-Type", "application/zip");
    request.send(file);
  }

  return { menu: el("div", null, more, input), status };
};
