// @ts-check
// What the server said of a media value: size, thumbnail, problem …
/** @import { TileView } from "../views.d.ts" */
/** @typedef {Partial<TileView> & {value: string}} Described An address that only a vendor fetches has no more than that. */

/** @type {Map<string, Described>} */
export const described = new Map();
