// Which job a panel should show.

// Which job a panel should show next; kept here because a panel that was never opened has no stage yet.
const wanted = {};
export const showJob = (capability, job_id) => {
  wanted[capability] = job_id;
  window.dispatchEvent(new CustomEvent("easel:select", { detail: { capability } }));
};
export const takeWanted = (capability) => {
  const job_id = wanted[capability];
  delete wanted[capability];
  return job_id;
};
