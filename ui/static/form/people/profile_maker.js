// @ts-check
// The form of a new profile: a name, and photographs of one person.

import { button, el, reconcile, setText } from "../../kit/dom.js";
import { t, tn } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { toast } from "../../kit/toast.js";

/** @import { Server } from "../../views.d.ts" */
/** @typedef {{fewest: number, most: number}} Limits How many photographs. */
/** @typedef {{panel: string, longest_name: number} & Limits} Props */
/** @typedef {(file: File) => Promise<{path: string}>} Upload */
/** @typedef {{value: string, name: string, thumb: string}} Photo */

/**
 * How many photographs there are, and whether that is enough.
 * @param {number} have
 * @param {number} coming Under way.
 * @param {Limits} limits
 */
export const countWords = (have, coming, { fewest, most }) => {
  const missing = tn(fewest - have, "{n} more is needed", "{n} more are needed");
  const wanted = have < fewest ? missing : have > most ? t("{have} too many", { have: have - most }) : t("enough");
  const said = have ? t("; {wanted}", { wanted }) : t(". Different places, light and clothes work best");
  return t("{have} of {fewest} to {most}{said}{coming}.", {
    have,
    fewest,
    most,
    said,
    coming: coming ? `. Adding ${coming}` : "",
  });
};

/**
 * @param {HTMLElement} line
 * @param {string} text
 */
const say = (line, text) => {
  setText(line, text);
  line.hidden = !text;
};

/**
 * @param {object} of
 * @param {Server} of.server
 * @param {Upload} of.upload
 * @param {Props} of.props
 * @param {() => void} of.started A profile is being made.
 */
export const profileMaker = ({ server, upload, props, started }) => {
  const id = `${props.panel}-profile`;
  const name = el("input.e-input", {
    id: `${id}-name`,
    maxlength: props.longest_name,
    autocomplete: "off",
    "aria-describedby": `${id}-name-error`,
  });
  const nameProblem = el("p.e-error", { role: "alert", hidden: true, id: `${id}-name-error` });
  const photos = photoPicker({ server, upload, props });
  const price = el("p.e-help");
  const make = button(t("Make the profile"), start, "");
  make.classList.add("e-people-make");
  const node = el(
    "div.e-control.e-people-new",
    null,
    el("h4", null, t("New profile")),
    el("div", null, el("div.e-head", null, el("label.e-label", { for: name.id }, t("Name"))), name, nameProblem),
    photos.node,
    price,
    make,
  );
  takeDropped(node, photos.take);

  async function start() {
    photos.say("");
    say(nameProblem, "");
    if (photos.coming()) return photos.say(t("Wait until every photograph is here."));
    make.disabled = true;
    const answer = await call(server.profile_make, { name: name.value, photos: photos.values() });
    make.disabled = false;
    if (!answer) return;
    if (answer.errors) {
      const { name: ofName, ...others } = answer.errors;
      say(nameProblem, ofName ?? "");
      return photos.say(Object.values(others).join(" "));
    }
    photos.clear();
    name.value = "";
    started();
    toast(t("Started. Making a profile takes about twenty minutes; this page may close."));
    window.dispatchEvent(new Event("easel:kick"));
  }

  return {
    node,
    async price() {
      const answer = await call(server.profile_price, null);
      if (answer) setText(price, answer.say ? t("Making one is charged once. {say}", { say: answer.say }) : "");
    },
  };
};

/**
 * @param {HTMLElement} node
 * @param {(files: File[]) => void} take
 */
function takeDropped(node, take) {
  /** @param {DragEvent} event */
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    node.classList.add("e-over-drop");
  };
  node.addEventListener("dragenter", over);
  node.addEventListener("dragover", over);
  node.addEventListener("dragleave", (event) => {
    if (!node.contains(/** @type {Node | null} */ (event.relatedTarget))) node.classList.remove("e-over-drop");
  });
  node.addEventListener("drop", (event) => {
    node.classList.remove("e-over-drop");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    take(files);
  });
}

/**
 * The photographs: those that are here, and two at a time on their way.
 * @param {{server: Server, upload: Upload, props: Limits}} of
 */
function photoPicker({ server, upload, props }) {
  /** @type {Photo[]} */
  let photos = [];
  let coming = 0;
  const problem = el("p.e-error", { role: "alert", hidden: true });
  const count = el("p.e-help", { role: "status" });
  const tiles = el("div.e-people-photos");
  const picker = el("input", {
    type: "file",
    multiple: true,
    accept: "image/*",
    hidden: true,
    "aria-label": t("Photographs"),
    onchange: () => {
      take([...(picker.files ?? [])]);
      picker.value = "";
    },
  });
  const choose = button(t("Choose photographs, or drop them here"), () => picker.click(), ".e-choose");
  const zone = el("div.e-zone.e-zone-full", null, choose);
  const head = el("div.e-head", null, el("span.e-label", null, t("Photographs of one person")));
  const node = el("div", null, head, count, tiles, zone, picker, problem);

  /** @param {Photo} photo */
  function tile({ value, name, thumb }) {
    const remove = () => {
      photos = photos.filter((other) => other.value !== value);
      show();
    };
    const made = button("", remove, null, t("Remove {name}", { name }));
    made.append(el("img", { src: thumb, alt: "", loading: "lazy" }));
    return made;
  }

  function show() {
    setText(count, countWords(photos.length, coming, props));
    const shown = photos.map((photo) => ({ ...photo, id: photo.value }));
    reconcile(tiles, shown, { create: tile, update: () => {} });
  }

  /**
   * @param {File} file
   * @returns {Promise<string>} What went wrong, if anything.
   */
  async function add(file) {
    const { path } = await upload(file);
    const answer = await server.profile_photo({ path, name: file.name });
    const { value = "", name = "", thumb = "" } = answer;
    if (answer.refused || answer.sentence) return answer.refused ?? answer.sentence ?? "";
    if (photos.some((one) => one.value === value)) return t("{name} is there already.", { name: file.name });
    photos.push({ value, name, thumb });
    return "";
  }

  /** @param {File[]} files */
  async function take(files) {
    /** @type {string[]} */
    const troubles = [];
    coming += files.length;
    say(problem, "");
    show();
    const queue = [...files];
    const worker = async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const lost = t("{name} could not be added. Check the connection and try again.", { name: file.name });
        troubles.push(await add(file).catch(() => lost));
        coming -= 1;
        show();
      }
    };
    await Promise.all([worker(), worker()]);
    const said = troubles.filter(Boolean);
    if (said.length)
      say(
        problem,
        said.slice(0, 4).join(" ") + (said.length > 4 ? t(" And {said} more.", { said: said.length - 4 }) : ""),
      );
  }

  show();
  return {
    node,
    take,
    coming: () => coming,
    values: () => photos.map((one) => one.value),
    /** @param {string} text */
    say: (text) => say(problem, text),
    clear() {
      photos = [];
      show();
    },
  };
}
