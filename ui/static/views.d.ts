// What the server sends to the page. Written by scripts/view_types.py from the TypedDicts of ui/.

/** One output of a job: links, size, what it is, and to which panels it can go. */
export interface AssetView {
  id: string;
  kind: "image" | "video" | "file";
  label: string | null;
  title: string | null;
  format: string | null;
  certain: boolean;
  origin: "vendor" | "derived" | "loaded" | "drawn" | null;
  alt: string;
  name: string;
  width: number | null;
  height: number | null;
  duration_s: number | null;
  bytes: number;
  favourite: boolean;
  thumb: string;
  preview: string;
  original: string;
  download: string;
  carrying: string | null;
  lit: string;
  sends: Send[];
}

/** One thing that varies in a batch. */
export interface AxisView {
  name: string;
  values: string[];
  labels: string[];
}

/** How many cells are done, under way, still waiting, failed, unclear, and how many can be repeated. */
export interface BatchCounts {
  done: number;
  under_way: number;
  waiting: number;
  failed: number;
  unclear: number;
  repeatable: number;
}

/** What a list of batches shows of one. */
export interface BatchLine {
  id: string;
  title: string;
  state: BatchState;
  submits: number;
  counts: BatchCounts;
  created_ms: number;
  thumb: string | null;
}

export type BatchState = "planned" | "running" | "stopped" | "done";

/** A batch with all its cells. */
export interface BatchView {
  id: string;
  title: string;
  capability: Capability;
  state: BatchState;
  message: string;
  axes: AxisView[];
  columns: number;
  submits: number;
  price: string;
  counts: BatchCounts;
  created_ms: number;
  cells: CellView[];
  pictures: string[];
}

/** A file in the bin, and the moment in milliseconds since 1970 when it goes for good. */
export interface BinItem {
  id: string;
  job_id: string;
  asset_id: string;
  kind: "image" | "video" | "file";
  alt: string;
  thumb: string;
  width: number | null;
  height: number | null;
  duration_s: number | null;
  goes_ms: number;
}

/** What may be spent and was spent, in US dollars; null: without a limit. */
export interface BudgetView {
  daily: number | null;
  total: number | null;
  own_daily: number | null;
  own_total: number | null;
  installation_daily: number | null;
  installation_total: number | null;
  today: number;
  all: number;
  unpriced: number;
}

export type Capability = "text-to-image" | "image-edit" | "pbr-material" | "reference-to-video";

/** A material's report card. Measures are metres. */
export interface CardView {
  findings: FindingView[];
  maps: Record<string, MapStateView>;
  missing: ("basecolor" | "normal" | "roughness" | "metalness" | "height" | "ambient_occlusion")[];
  size_m: number;
  height_range_m: number;
  height_range_by: "said" | "estimated" | "assumed";
}

/** What a cell of the grid shows of its job. */
export interface CellJob {
  id: string;
  state: JobState;
  words: string;
  final: boolean;
  message: string;
  model: string;
  vendor: string;
  prompt: string;
  started_ms: number;
  finished_ms: number | null;
  expected: string | null;
  expected_s: number | null;
  expected_high_s: number | null;
  progress_percent: number | null;
  sandbox: boolean;
  cost: string;
  charged: string;
  outputs: AssetView[];
}

/** One cell of a batch: where it stands on each axis, and its job once there is one. */
export interface CellView {
  position: number;
  at: number[];
  model: string;
  problem: string;
  refused: string;
  price: string;
  job: CellJob | null;
}

/** The rows in which the settings of two results differ, and how many are alike. */
export interface ComparedSettings {
  rows: SettingsRow[];
  alike: number;
  names: string[];
}

/** A result with its model and prompt. */
export interface ComparedView {
  id: string;
  kind: "image" | "video" | "file";
  label: string | null;
  title: string | null;
  format: string | null;
  certain: boolean;
  origin: "vendor" | "derived" | "loaded" | "drawn" | null;
  alt: string;
  name: string;
  width: number | null;
  height: number | null;
  duration_s: number | null;
  bytes: number;
  favourite: boolean;
  thumb: string;
  preview: string;
  original: string;
  download: string;
  carrying: string | null;
  lit: string;
  sends: Send[];
  name_shown: string;
  prompt: string;
}

/** A row for people: its label, and a text, pictures, a moment or a time in seconds. */
export interface DetailRow {
  label: string;
  text?: string;
  pictures?: Source[];
  ms?: number;
  seconds?: number;
}

/** What a file says, beside the form that it fits. */
export interface DroppedSettings {
  source: string;
  panel: string;
  model: string;
  rows: TakenRow[];
  alike: number;
  notes: string[];
  name?: string;
}

/** An exported material: the ZIP's link and what is in it. */
export interface ExportView {
  url: string;
  name: string;
  bytes: number;
  sha256: string;
  files: ExportedFileView[];
}

/** A file in the ZIP and the target that it is for. */
export interface ExportedFileView {
  name: string;
  target: string;
  bytes: number;
  sha256: string;
}

/** What one check found; `overlay` is where it was found, as a data URI. */
export interface FindingView {
  check: string;
  title: string;
  verdict: "good" | "look" | "bad" | "unknown";
  figure: number | null;
  unit: string;
  confidence: number;
  sentence: string;
  fix: "complete" | "flip_green" | "heal_seams" | "renormalise" | "rebuild_height" | "clamp_albedo" | "binarise_metalness" | "clamp_roughness" | "resize" | null;
  overlay?: string | null;
  fix_title?: string | null;
}

/** Nodes of one step: negative before the job, positive after it. */
export interface Generation {
  step: number;
  nodes: KeyedNode[];
}

/** Everything there is to know about a job. */
export interface JobDetails {
  id: string;
  settings: DetailRow[];
  facts: DetailRow[];
}

/** What every view of a job says. Times are milliseconds since 1970, for the browser's clock. */
export interface JobFacts {
  id: string;
  state: JobState;
  words: string;
  final: boolean;
  message: string;
  model: string;
  vendor: string;
  prompt: string;
  started_ms: number;
  finished_ms: number | null;
  expected: string | null;
  expected_s: number | null;
  expected_high_s: number | null;
  progress_percent: number | null;
  sandbox: boolean;
  cost: string;
  charged: string;
}

/** What a list of jobs shows of one. */
export interface JobListRow {
  id: string;
  state: JobState;
  words: string;
  final: boolean;
  message: string;
  model: string;
  vendor: string;
  prompt: string;
  started_ms: number;
  finished_ms: number | null;
  expected: string | null;
  expected_s: number | null;
  expected_high_s: number | null;
  progress_percent: number | null;
  sandbox: boolean;
  cost: string;
  charged: string;
  capability: Capability;
  stopping: boolean;
  note: string;
  said: string | null;
  acts: ("look_again" | "keep_as_lost" | "run_again")[];
  unfetched: number;
  made_here: boolean;
  profile: boolean;
  made_from: string | null;
  notes: string;
  size_m: number | null;
  height_range_m: number | null;
  created_ms: number;
  thumb: string | null;
  count: number;
  panel: string;
}

export type JobState = "preparing" | "submitting" | "queued" | "running" | "saving" | "succeeded" | "failed" | "stopped" | "unknown";

/** What the stage shows of a job. */
export interface JobView {
  id: string;
  state: JobState;
  words: string;
  final: boolean;
  message: string;
  model: string;
  vendor: string;
  prompt: string;
  started_ms: number;
  finished_ms: number | null;
  expected: string | null;
  expected_s: number | null;
  expected_high_s: number | null;
  progress_percent: number | null;
  sandbox: boolean;
  cost: string;
  charged: string;
  capability: Capability;
  stopping: boolean;
  note: string;
  said: string | null;
  acts: ("look_again" | "keep_as_lost" | "run_again")[];
  unfetched: number;
  made_here: boolean;
  profile: boolean;
  made_from: string | null;
  notes: string;
  size_m: number | null;
  height_range_m: number | null;
  created_ms: number;
  error: string | null;
  outputs: AssetView[];
  sources: Source[];
  zip: string | null;
  zip_carrying: string | null;
  made_with: Record<string, unknown> | null;
}

/** A node by the name that lines call it. */
export interface KeyedNode {
  job_id: string | null;
  asset_id: string | null;
  thumb: string | null;
  title: string;
  what: string;
  how: string;
  gone: boolean;
  key: string;
}

/** Some items, how many rows were read for them, and where the next page begins. */
export interface LibraryItems {
  items: WallItem[] | BinItem[] | JobView[];
  count: number;
  next: string | null;
}

/** A page of the library; only its revision while nothing has changed. */
export interface LibraryPage {
  revision: string;
  items?: WallItem[] | BinItem[] | JobView[];
  count?: number;
  next?: string | null;
}

/**  */
export interface LineageLine {
  from: string;
  to: string;
}

/** A job, or a file that was brought from outside, in a line of descent. */
export interface LineageNode {
  job_id: string | null;
  asset_id: string | null;
  thumb: string | null;
  title: string;
  what: string;
  how: string;
  gone: boolean;
}

/** The generations around a job, the earliest first, and the lines between nodes, by their keys. */
export interface LineageView {
  id: string;
  columns: Generation[];
  lines: LineageLine[];
  more: boolean;
}

/** Prompts, newest first. */
export interface ListedPrompts {
  prompts: PromptView[];
}

/** All styles by name. */
export interface ListedStyles {
  styles: StyleView[];
}

/** What is known of one map of a material. */
export interface MapStateView {
  origin: "vendor" | "derived" | "loaded" | "drawn";
  certainty: number;
  width: number;
  height: number;
}

/** A model that a job's settings can go to. */
export interface OtherModel {
  key: string;
  title: string;
}

/** The models that a job's settings can go to. */
export interface OtherModels {
  models: OtherModel[];
}

/** What a click would cost, and what is left on the key. */
export interface PriceWords {
  say: string;
  units: string;
  how: string;
  left: string;
}

/** What the list shows of a profile. */
export interface ProfileView {
  id: string;
  name: string;
  profile_id: string | null;
  sandbox: boolean;
  photos: number | null;
  created_ms: number;
  ready: boolean;
  ended: boolean;
  words: string;
  message: string;
}

/** A prompt that was used or kept. */
export interface PromptView {
  prompt: string;
  favourite: boolean;
  at_ms: number;
}

/** The price as `say`, what is counted as `units`, and where it comes from as `how`. */
export interface QuoteWords {
  say: string;
  units: string;
  how: string;
}

/** A panel that takes a file as an input. */
export interface Send {
  to: Capability;
  title: string;
}

/** A setting that two sides have differently. */
export interface SettingsRow {
  role: string;
  label: string;
  now: Side;
  then: Side;
}

/** What a row says of one side: a text or pictures. */
export interface Side {
  text?: string;
  pictures?: SidePicture[];
}

/** A file of a setting: kept here, with a link, or only the words for where it is. */
export interface SidePicture {
  kind: "image" | "video" | "archive";
  alt: string;
  thumb?: string;
  url?: string;
}

/** A picture or video that a job was given: kept here, with links, or at an address. */
export interface Source {
  kind: "image" | "video" | "archive";
  alt: string;
  thumb?: string;
  preview?: string;
  url?: string;
}

/** Words around a prompt; `own` ones can be changed. */
export interface StyleView {
  name: string;
  prefix: string;
  suffix: string;
  own: boolean;
}

/** A setting of a file that a form has differently, and what the form takes for it. */
export interface TakenRow {
  role: string;
  label: string;
  now: Side;
  then: Side;
  value: unknown;
  chosen: boolean;
  hint: string;
}

/** How a model fared in the votes. */
export interface TallyView {
  provider: string;
  model: string;
  name: string;
  won: number;
  lost: number;
  same: number;
  share_percent: number;
}

/** What was used, by day and by model and in all. */
export interface UsageView {
  days: UsedDay[];
  models: UsedModelView[];
  total: UseView;
}

/** How many jobs there were and what they cost in US dollars; `unpriced` ones are in no sum. */
export interface UseView {
  jobs: number;
  succeeded: number;
  failed: number;
  unknown: number;
  stopped: number;
  cost_usd: number;
  unpriced: number;
  wait_s: WaitsView | null;
}

/** The sums of one day in UTC ("2026-11-21"). */
export interface UsedDay {
  jobs: number;
  succeeded: number;
  failed: number;
  unknown: number;
  stopped: number;
  cost_usd: number;
  unpriced: number;
  wait_s: WaitsView | null;
  date: string;
}

/** The sums of one model. */
export interface UsedModelView {
  jobs: number;
  succeeded: number;
  failed: number;
  unknown: number;
  stopped: number;
  cost_usd: number;
  unpriced: number;
  wait_s: WaitsView | null;
  title: string;
  vendor: string;
  sandbox: boolean;
}

/** A result without a word of who made it. */
export interface VotedView {
  id: string;
  kind: "image" | "video" | "file";
  width: number | null;
  height: number | null;
  preview: string;
  original: string;
  thumb: string;
  alt: string;
  prompt: string;
}

/** How long jobs took, in seconds. */
export interface WaitsView {
  low: number;
  usual: number;
  high: number;
}

/** A file of the library, or a material with all its maps, which has no `asset_id`. */
export interface WallItem {
  id: string;
  job_id: string;
  asset_id: string | null;
  kind: "image" | "video" | "file" | "material";
  capability: Capability;
  alt: string;
  thumb: string;
  width: number | null;
  height: number | null;
  duration_s: number | null;
  favourite: boolean;
  carrying: boolean;
}
