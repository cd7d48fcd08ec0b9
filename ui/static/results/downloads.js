// Downloads: the original, byte for byte, or a copy that carries its settings. Which one was taken last is remembered in
// this browser, for the places that have room for one link only.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";

const KEPT = "easel.download";
const INSIDE = t(
  "A copy with its prompt and settings inside. Its picture stays exactly the same; drop it on Easel to get them back.",
);

const withSettings = () => {
  try {
    return localStorage.getItem(KEPT) === "settings";
  } catch {
    return false;
  }
};
const remember = (kind) => {
  try {
    localStorage.setItem(KEPT, kind);
  } catch {
    /* a browser that keeps nothing */
  }
};

// Both links of a file ({download, carrying, name}), or of an archive under other words.
export const downloadButtons = ({ download, carrying, name = "" }, words = t("Download")) => {
  const plain = el(
    "a.e-button",
    {
      href: download,
      download: name,
      onclick: () => remember("original"),
      title: carrying ? t("The original file, byte for byte") : null,
    },
    words,
  );
  if (!carrying) return plain;
  return el(
    "span.e-carry",
    null,
    plain,
    el(
      "a.e-button",
      { href: carrying, download: name, title: INSIDE, onclick: () => remember("settings") },
      t("with settings"),
    ),
  );
};

// One link, of the kind that was taken last.
export const oneDownload = ({ download, carrying, name = "" }) => {
  const inside = carrying && withSettings();
  return el(
    "a.e-button",
    { href: inside ? carrying : download, download: name, title: inside ? INSIDE : null },
    t("Download"),
    inside && el("span.e-visually-hidden", null, t(" with settings")),
  );
};
