// What can be done with a result, and with what is selected in the library, besides what they offer themselves. Other
// modules add to these lists.

// { title, first: true to stand beside More, enabled: (job, asset) => true,
//   run: async (job, asset, { server, emit, changed, opened }) => {} }
// asset: the picture or video that is shown alone, else null.
export const itemActions = [];

// { title, hint, joined, enabled: (items) => true, run: async (items, { server, emit, done }) => {} }
// hint: more words, on a pointer's rest; joined: it stands at the one before, as another way of the same.
// items: as the wall has them ({id, job_id, asset_id, kind, …}; asset_id is null for a material); done(): unselect all.
export const selectionActions = [];
