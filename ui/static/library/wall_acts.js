// @ts-check
// What can be done with files of the wall: mark, delete, bring back, delete for good.

import { askPlainly } from "../kit/dialog.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";

/** @import { Server } from "../views.d.ts" */
/** @import { Item } from "./wall_cell.js" */

/** @param {Item[]} items */
const idsOf = (items) => items.map((item) => item.id);

/**
 * @param {object} wall
 * @param {Server} wall.server
 * @param {() => Item[]} wall.items All that is loaded.
 * @param {(ids: Set<string>, on: boolean) => void} wall.mark They became favourites, or none any more.
 * @param {(ids: string[]) => void} wall.leave They are not on this wall any more.
 * @param {() => void} wall.refresh
 */
export const wallActs = ({ server, items, mark, leave, refresh }) => ({
  /**
   * All of them become favourites, or none when all of them are.
   * @param {Item[]} these
   */
  async favour(these) {
    const on = !these.every((item) => "favourite" in item && item.favourite);
    if (!(await call(server.assets_favour, { ids: idsOf(these), on }))) return;
    mark(new Set(idsOf(these)), on);
    const many = on
      ? t("{count} are favourites now.", { count: these.length })
      : t("{count} are no favourites any more.", { count: these.length });
    toast(these.length > 1 ? many : on ? t("A favourite now.") : t("No favourite any more."));
    refresh();
  },

  /**
   * They leave the wall at once; Undo brings them back.
   * @param {Item[]} these
   * @returns {Promise<boolean>} Whether they were deleted.
   */
  async remove(these) {
    const answer = await call(server.assets_delete, idsOf(these));
    if (!answer) return false;
    leave(idsOf(these));
    toast(
      these.length > 1
        ? t("{these} deleted. They stay in the bin for 30 days.", { these: these.length })
        : t("Deleted. It stays in the bin for 30 days."),
      async () => {
        if (await call(server.assets_restore, answer.ids)) refresh();
      },
    );
    return true;
  },

  /** @param {Item[]} these */
  async restore(these) {
    if (!(await call(server.assets_restore, idsOf(these)))) return;
    leave(idsOf(these));
    toast(
      these.length > 1
        ? t("{these} are back in the library.", { these: these.length })
        : t("It is back in the library."),
    );
  },

  /** @param {Item[] | null} these null: the whole bin. */
  empty(these) {
    askPlainly({
      title: these
        ? t("Delete {these} for good?", {
            these: these.length > 1 ? t("{these} files", { these: these.length }) : t("this file"),
          })
        : t("Empty the bin?"),
      text: t("They are removed from the disk now and cannot come back."),
      act: t("Delete for good"),
      done: async () => {
        const answer = await call(server.bin_empty, these && idsOf(these));
        if (!answer) return;
        leave(idsOf(these ?? items()));
        toast(answer.count === 1 ? t("1 file is gone.") : t("{count} files are gone.", { count: answer.count }));
      },
    });
  },
});
