// @ts-check
// Calling the server functions of a component, and fetching modules that are needed later.
import { t } from "./language.js";
import { isSignedOut } from "./signed_out.js";
import { toast } from "./toast.js";

const NO_ANSWER = t("Easel does not answer. Check that it is still running.");

/**
 * Calls a server function.
 * @template Argument, View
 * @param {(asked: Argument) => Promise<View>} task
 * @param {Argument} argument
 * @param {(sentence: string) => void} [say]
 * @returns {Promise<View | null>} Its answer; or null when it refused, and its sentence was said.
 */
export const call = async (task, argument, say = toast) => {
  try {
    const answer = await task(argument);
    const { sentence } = /** @type {{sentence?: string}} */ (answer ?? {}); // a server that is ending may answer nothing
    if (!sentence) return answer ?? null;
    say(sentence);
  } catch {
    if (!isSignedOut()) say(NO_ANSWER);
  }
  return null;
};

/**
 * Returns a module that is fetched when it is needed; null where it cannot be had, and that was said.
 * @template Module
 * @param {Promise<Module>} fetched
 */
export const loaded = async (fetched) => {
  try {
    return await fetched;
  } catch {
    toast(NO_ANSWER);
    return null;
  }
};
