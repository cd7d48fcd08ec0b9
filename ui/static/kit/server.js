// Calling the server functions of a component.
import { toast } from "./toast.js";

const NO_ANSWER = "Easel does not answer. Check that it is still running.";

// Calls a server function; says its sentence when it refuses, and returns null then.
export const call = async (task, argument) => {
  try {
    const answer = await task(argument);
    if (answer?.sentence) {
      toast(answer.sentence);
      return null;
    }
    return answer ?? {};
  } catch (error) {
    toast(NO_ANSWER);
    return null;
  }
};

// A module that is fetched when it is needed; says so and returns null where it cannot be had.
export const loaded = async (fetched) => {
  try {
    return await fetched;
  } catch {
    toast(NO_ANSWER);
    return null;
  }
};

// Calls a server function for a sheet or a control; says its refusal there and returns null then.
export const ask = async (say, task, argument) => {
  try {
    const answer = await task(argument);
    if (!answer?.sentence) return answer;
    say(answer.sentence);
  } catch {
    say("Easel does not answer. Check the connection and try again.");
  }
  return null;
};
