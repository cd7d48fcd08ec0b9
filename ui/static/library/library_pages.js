// @ts-check
// The part of the library that is loaded: its newest files, and further ones as the wall is scrolled.
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";

/** @import { LibraryPage, Server } from "../views.d.ts" */
/** @import { Item } from "./wall_cell.js" */

/** @param {string} revision */
const period = (revision) => revision.split(":").slice(0, 2).join(":");

/**
 * @param {object} of
 * @param {Server} of.server
 * @param {() => Record<string, unknown>} of.wanted What is looked for.
 * @param {() => void} of.changed What is loaded is another now.
 */
export const libraryPages = ({ server, wanted, changed }) => {
  /** @type {Item[]} */
  let items = [];
  /** @type {string | null} */
  let cursor = null;
  /** @type {string | null} */
  let revision = null;
  let files = 0,
    loading = false,
    asked = "";
  const key = () => JSON.stringify(wanted());

  // What changed meanwhile: the part that is loaded is fetched again and changed in place.
  async function poll() {
    if (loading) return false;
    const now = key();
    const answer = await server.library_page({ ...wanted(), revision, limit: Math.min(300, Math.max(60, files)) });
    if (now !== key()) return false;
    if (answer.sentence) {
      toast(answer.sentence);
      items = [];
      cursor = null;
      changed();
      return false;
    }
    if (!answer.items) return false;
    // The links of the rest may have grown old with the period that a revision names; it is fetched anew.
    const aged = revision && answer.revision && period(revision) !== period(answer.revision);
    renew(answer, now === asked && !aged);
    asked = now;
    revision = answer.revision;
    changed();
    return revision === "";
  }

  /**
   * Put the newest part in its place.
   * @param {LibraryPage} page
   * @param {boolean} more Whether what lies behind it stays.
   */
  function renew(page, more) {
    const newest = /** @type {Item[]} */ (page.items ?? []);
    const count = page.count ?? 0;
    const fresh = new Set(newest.map((item) => item.id));
    const older = more && files > count ? items.slice(newest.length).filter((item) => !fresh.has(item.id)) : [];
    items = [...newest, ...older];
    if (older.length) return;
    cursor = page.next ?? null;
    files = count;
  }

  async function more() {
    if (loading || !cursor) return;
    loading = true;
    const now = key();
    const limit = items.length > 600 ? 240 : 60;
    const answer = await call(server.library_page, { ...wanted(), before: cursor, limit });
    loading = false;
    if (!answer?.items || now !== key()) return;
    const known = new Set(items.map((item) => item.id));
    const further = /** @type {Item[]} */ (answer.items);
    items = [...items, ...further.filter((item) => !known.has(item.id))];
    files += answer.count ?? 0;
    cursor = answer.next ?? null;
    changed();
  }

  return {
    poll,
    more,
    items: () => items,
    /** Whether the server has answered since the last beginning. */
    known: () => revision !== null,
    ended: () => !cursor,
    /** Something else is looked for now. */
    restart() {
      files = 0;
      cursor = null;
      revision = null;
    },
    /** @param {(item: Item) => Item} mark */
    mark(mark) {
      items = items.map(mark);
      changed();
    },
    /** @param {string[]} ids */
    drop(ids) {
      const gone = new Set(ids);
      items = items.filter((item) => !gone.has(item.id));
    },
  };
};
