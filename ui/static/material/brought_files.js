// @ts-check
// The files of a texture set, as they are dropped or chosen.
import { t } from "../kit/language.js";
import { sizeWords } from "../kit/words.js";

/** @typedef {{file: File, name: string}} Brought A file, and its path in what was brought. */

const MOST_FILES = 200;
const MOST_BYTES = 200 * 1024 * 1024;
const CLUTTER = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/;

/**
 * What systems put into folders for themselves is left out.
 * @template {{name: string}} Named
 * @param {Named[]} found
 */
export const withoutClutter = (found) => found.filter(({ name }) => !CLUTTER.test(name));

/**
 * Why these are not sent; "" where they are.
 * @param {{file: {size: number}, name: string}[]} wanted
 */
export const broughtTrouble = (wanted) => {
  if (!wanted.length) return t("There is no file in it.");
  if (wanted.length > MOST_FILES)
    return t("{wanted} files are more than one material has. Choose its folder or ZIP.", { wanted: wanted.length });
  const large = wanted.find(({ file }) => file.size > MOST_BYTES);
  if (!large) return "";
  return t("{name} has {size}; 200 MB is the most. Use a smaller size of it, 2K for example.", {
    name: large.name,
    size: sizeWords(large.file.size),
  });
};

/**
 * What was dropped, folders included. It is gone after the event, so it is taken before anything is waited for.
 * @param {DataTransfer} dropped
 * @returns {Promise<Brought[]>}
 */
export const droppedFiles = async (dropped) => {
  const items = [...dropped.items].filter((item) => item.kind === "file");
  const found = items.map((item) => {
    const entry = item.webkitGetAsEntry?.();
    const file = item.getAsFile();
    if (entry?.isDirectory) return filesBelow(entry);
    return file ? [{ file, name: file.name }] : [];
  });
  return (await Promise.all(found)).flat();
};

/**
 * Every file below a dropped entry, with its path.
 * @param {FileSystemEntry} entry
 * @returns {Promise<Brought[]>}
 */
async function filesBelow(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const { file } = /** @type {FileSystemFileEntry} */ (entry);
    return [{ file: await new Promise((resolve, reject) => file.call(entry, resolve, reject)), name }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {Brought[]} */
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (!some.length || found.length > MOST_FILES) return found;
    for (const inner of some) found.push(...(await filesBelow(inner)));
  }
}
