// Calling the server functions of a component, and fetching modules that are needed later.
import { toast } from "./toast.js";

const NO_ANSWER = "Easel does not answer. Check that it is still running.";

// Calls a server function. Returns its answer; or null when it refused, and its sentence was said.
export const call = async (task, argument, say = toast) => {
  try {
    const answer = await task(argument);
    if (!answer?.sentence) return answer ?? null; // a server that is ending may answer nothing
    say(answer.sentence);
  } catch {
    say(NO_ANSWER);
  }
  return null;
};

// Returns a module that is fetched when it is needed; null where it cannot be had, and that was said.
export const loaded = async (fetched) => {
  try {
    return await fetched;
  } catch {
    toast(NO_ANSWER);
    return null;
  }
};
