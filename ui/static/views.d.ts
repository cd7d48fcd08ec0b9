// What the server tells the page. Written by scripts/view_types.py.

/** An answer, or nothing but a sentence that says why there is none. */
export type Answer<View> = View & { sentence?: string };

/** A file that is not kept here, or no longer. */
export interface AddressTile {
  value: unknown;
  problem?: string;
}

/** One agent: what it may do and what it has spent, in words. */
export interface AgentView {
  id: string;
  name: string;
  may: string;
  spent: string;
  created_ms: number;
}

/** An owner's agents, and what one may be allowed to do, each with its title. `token`: of one just made. */
export interface AgentsView {
  agents: AgentView[];
  may: Record<string, string>;
  token: string | null;
}

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

/** How many jobs are under way; only the revision while nothing has changed. */
export interface BadgePoll {
  revision: string;
  running?: number;
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

/** A batch as it is now; only the revision while nothing has changed. */
export interface BatchPoll {
  revision: string;
  now_ms: number;
  batch?: BatchView;
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

/** Results side by side, and in what they differ. */
export interface ComparedFiles {
  items: ComparedView[];
  labels: string[];
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

/** The files that went into the bin. */
export interface DeletedFiles {
  ids: string[];
}

/** A material's report card. Measures are metres; `mend_title` is empty where there is nothing to mend at once. */
export interface DeskCard {
  summary: string;
  findings: DeskFinding[];
  mend: ("resize" | "flip_green" | "renormalise" | "heal_seams" | "rebuild_height" | "clamp_albedo" | "binarise_metalness" | "clamp_roughness" | "complete")[];
  mend_title: string;
  maps: DeskMap[];
  size_m: number;
  height_range_m: number;
  measured: string;
}

/** What one check found; `overlay` is where it was found, as a data URI. */
export interface DeskFinding {
  check: string;
  verdict: "bad" | "look" | "unknown" | "good";
  verdict_words: string;
  title: string;
  sentence: string;
  figure_words: string;
  overlay: string | null;
  fix: "resize" | "flip_green" | "renormalise" | "heal_seams" | "rebuild_height" | "clamp_albedo" | "binarise_metalness" | "clamp_roughness" | "complete" | null;
  fix_title: string | null;
}

/** One of the six maps: how it came to be, or would; `anew` where it is there and could be derived instead. */
export interface DeskMap {
  name: "basecolor" | "normal" | "roughness" | "metalness" | "height" | "ambient_occlusion";
  title: string;
  said: string;
  anew: string;
  missing: boolean;
  doubtful: boolean;
}

/** A row for people: its label, and a text, pictures, a moment or a time in seconds. */
export interface DetailRow {
  label: string;
  text?: string;
  pictures?: Source[];
  ms?: number;
  seconds?: number;
}

/** It is done, and there is nothing to tell. */
export interface Done {
}

/** What was typed into a form: by role, and when, in milliseconds since 1970. */
export interface DraftView {
  values: Record<string, unknown>;
  at_ms: number;
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

/** What a material can be exported for, and how large. */
export interface ExportChoices {
  targets: TargetView[];
  sizes_px: number[];
}

/** The ZIP once it is made; until then how many of its files are written. */
export interface ExportState {
  made?: ExportView;
  written?: number;
  files?: number;
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

/** Whether it was done: sentences by field where it was not. */
export interface FieldRefusals {
  errors?: Record<string, string>;
}

/** What a control may be for one model.
 * 
 * Texts have a length, numbers `min` and `max`, files a kind and limits, sizes presets; choices are [value, label]. */
export interface FieldSpec {
  choices?: unknown[][];
  max_length?: number | null;
  min?: number | null;
  max?: number | null;
  max_in_series?: number | null;
  kind?: "image" | "video" | "archive";
  max_count?: number | null;
  max_bytes?: number | null;
  accept?: string;
  presets?: SizePreset[];
  preset_pixels?: boolean;
  custom?: "object" | "text";
  field: string;
  label: string;
  help: string;
  start: unknown;
  required: boolean;
  placeholder: string;
  unit?: string;
}

/** How many there were. */
export interface FileCount {
  count: number;
}

/** What one check found; `overlay` is where it was found, as a data URI. */
export interface FindingView {
  check: string;
  title: string;
  verdict: "bad" | "look" | "unknown" | "good";
  figure: number | null;
  unit: string;
  confidence: number;
  sentence: string;
  fix: "resize" | "flip_green" | "renormalise" | "heal_seams" | "rebuild_height" | "clamp_albedo" | "binarise_metalness" | "clamp_roughness" | "complete" | null;
  overlay?: string | null;
}

/** How many votes are gone. */
export interface ForgottenVotes {
  forgotten: number;
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

/** The newest jobs of all panels, and whether there are more; only the revision while nothing has changed. */
export interface JobsPoll {
  revision: string;
  now_ms: number;
  jobs?: JobListRow[];
  more?: boolean;
}

/** Whose drafts these are, as their browser says it, and the drafts by form. */
export interface KeptDrafts {
  who: string;
  drafts: Record<string, DraftView>;
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

/** What the tab shows an owner, without any key. */
export interface KeysView {
  who: string;
  name: string | null;
  everywhere: boolean;
  idle_h: number;
  vendors: VendorView[];
}

/** What there is to choose from: models and tags. */
export interface LibraryFacets {
  models: ModelName[];
  tags: string[];
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

/** A material that another can be blended with. */
export interface ListedMaterial {
  id: string;
  name: string;
  thumb: string;
  maps: ("basecolor" | "normal" | "roughness" | "metalness" | "height" | "ambient_occlusion")[];
}

/** The owner's newest materials. */
export interface ListedMaterials {
  materials: ListedMaterial[];
}

/** An owner's names. */
export interface ListedNames {
  names: NamedView[];
}

/** The profiles of people that an owner made. */
export interface ListedProfiles {
  profiles: ProfileView[];
}

/** Prompts, newest first. */
export interface ListedPrompts {
  prompts: PromptView[];
}

/** All styles by name. */
export interface ListedStyles {
  styles: StyleView[];
}

/** What is to be loaded, and how many files are in it. */
export interface LoadLink {
  url: string;
  count?: number;
}

/** What is known of one map of a material. */
export interface MapStateView {
  origin: "vendor" | "derived" | "loaded" | "drawn";
  certainty: number;
  width: number;
  height: number;
}

/** Which maps a vendor makes, whether this material has a picture to make them from, and what those chosen cost. */
export interface MapsOffer {
  maps: string[];
  picture: boolean;
  vendor: string;
  say: string;
  how: string;
}

/** What the owner made of a file. */
export interface Marks {
  favourite: boolean;
  note: string;
  tags: string[];
}

/** A picture of what work would make, as a data URI, and what there is to say of it. */
export interface MaterialPreview {
  picture: string;
  note: string;
}

/** A model that made files of the library. */
export interface ModelName {
  name: string;
  title: string;
}

/** A name and the files that it stands for. */
export interface NamedView {
  name: string;
  values: string[];
  thumb: string;
}

/** Why a file was not kept. */
export interface NotKept {
  refused: string;
}

/** What people must know wherever they are. */
export interface Notice {
  notice: string | null;
}

/** The job of the material that was opened, and a note; or the sets of textures to choose one from; or why not. */
export interface OpenedMaterial {
  job?: string;
  note?: string;
  sets?: SetView[];
  sentence?: string;
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

/** What would be sent; sentences by field where it could not be planned. */
export interface PlannedBatch {
  errors?: Record<string, string>;
  batch?: BatchView;
}

/** What a click would cost, and what is left on the key. */
export interface PriceWords {
  say: string;
  units: string;
  how: string;
  left: string;
}

/** A photograph that was kept; or why it was not. */
export interface ProfilePhoto {
  value?: string;
  name?: string;
  thumb?: string;
  refused?: string;
}

/** What making a profile costs, in words. */
export interface ProfilePrice {
  say: string;
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

/** A panel's newest batches. */
export interface RecentBatches {
  batches: BatchLine[];
}

/** It was not done: what people read of it. */
export interface RefusedCall {
  sentence: string;
}

/** A panel that takes a file as an input. */
export interface Send {
  to: Capability;
  title: string;
}

/** A set of textures; `picture` is what it looks like, as a data URI, empty where that is not known. */
export interface SetView {
  name: string;
  picture: string;
}

/** A setting that two sides have differently. */
export interface SettingsRow {
  role: string;
  label: string;
  now: Side;
  then: Side;
}

/** A batch as it is now. */
export interface ShownBatch {
  batch: BatchView;
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

/** A size that is offered by name; its sides are in pixels. */
export interface SizePreset {
  value: string;
  label: string;
  width: number;
  height: number;
}

/** A picture or video that a job was given: kept here, with links, or at an address. */
export interface Source {
  kind: "image" | "video" | "archive";
  alt: string;
  thumb?: string;
  preview?: string;
  url?: string;
}

/** A panel's newest jobs; only the revision while nothing has changed. */
export interface StagePoll {
  revision: string;
  now_ms: number;
  jobs?: JobView[];
  active?: boolean;
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

/** A program that a material can be exported for. */
export interface TargetView {
  name: string;
  title: string;
  help: string;
}

/** A kept file; `problem` where the model refuses it, and whether Easel can make one that it takes. */
export interface TileView {
  value: string;
  name: string;
  kind: "image" | "video" | "archive" | "file";
  thumb: string;
  large: string;
  width: number;
  height: number;
  duration_s: number | null;
  bytes: number;
  made_from: string | null;
  edit: Record<string, unknown>;
  problem: string | null;
  can_fit: boolean;
}

/** A page of them, and where the next one begins. */
export interface TrayWall {
  items: TrayWallItem[];
  next: string | null;
}

/** A picture or video of the library that a tray can take. */
export interface TrayWallItem {
  asset_id: string;
  kind: "image" | "video" | "file";
  label: string;
  thumb: string;
  original: string | null;
  duration_s: number | null;
}

/** The sums of some days; only the revision while nothing has changed. */
export interface UsagePoll {
  revision: string;
  usage?: UsageView;
  budget?: BudgetView;
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

/** The models of one vendor as [key, label]; it is live where there is a key. */
export interface VendorModels {
  name: string;
  title: string;
  live: boolean;
  models: string[][];
}

/** How a vendor is reached; `lines` go into a file on this machine, and visitors cannot reach it. */
export interface VendorView {
  name: string;
  title: string;
  host: string;
  live: boolean;
  own: boolean;
  lines: string | null;
}

/** Who had made the two, now that the vote is cast. */
export interface VoteCast {
  tally: TallyView[];
  left: string;
  right: string;
}

/** Pairs for a blind vote. */
export interface VotePairs {
  pairs: VotedView[][];
}

/** How the models did. */
export interface VoteTally {
  tally: TallyView[];
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

/** Every server function; a component has some of them. */
export interface Server {
  drafts_kept(asked?: null): Promise<Answer<KeptDrafts>>;
  draft_keep(asked: Record<string, unknown>): Promise<Answer<Done>>;
  batch_plan(asked: Record<string, unknown>): Promise<Answer<PlannedBatch>>;
  batch_start(asked: string): Promise<Answer<ShownBatch>>;
  batch_stop(asked: string): Promise<Answer<ShownBatch>>;
  batch_resume(asked: Record<string, unknown>): Promise<Answer<ShownBatch>>;
  batch_poll(asked: Record<string, unknown>): Promise<Answer<BatchPoll>>;
  batches_recent(asked?: unknown): Promise<Answer<RecentBatches>>;
  batch_remove(asked: string): Promise<Answer<Done>>;
  names_listed(asked?: unknown): Promise<Answer<ListedNames>>;
  name_save(asked: Record<string, unknown>): Promise<Answer<NamedView>>;
  name_forget(asked?: unknown): Promise<Answer<NamedView>>;
  prompts_listed(asked: Record<string, unknown>): Promise<Answer<ListedPrompts>>;
  prompt_mark(asked: Record<string, unknown>): Promise<Answer<PromptView>>;
  styles_listed(asked?: unknown): Promise<Answer<ListedStyles>>;
  style_save(asked: Record<string, unknown>): Promise<Answer<StyleView>>;
  style_forget(asked?: unknown): Promise<Answer<Done>>;
  keep(asked: Record<string, unknown>): Promise<Answer<TileView | NotKept>>;
  describe(asked: Record<string, unknown>): Promise<Answer<(TileView | AddressTile)[]>>;
  tray_wall(asked: Record<string, unknown>): Promise<Answer<TrayWall>>;
  tray_pick(asked: Record<string, unknown>): Promise<Answer<TileView>>;
  tray_frame(asked: Record<string, unknown>): Promise<Answer<TileView>>;
  tray_part(asked: Record<string, unknown>): Promise<Answer<TileView>>;
  tray_fit(asked: Record<string, unknown>): Promise<Answer<TileView>>;
  tray_mask(asked: Record<string, unknown>): Promise<Answer<TileView>>;
  price(asked: Record<string, unknown>): Promise<Answer<PriceWords>>;
  profiles_listed(asked?: unknown): Promise<Answer<ListedProfiles>>;
  profile_photo(asked: Record<string, unknown>): Promise<Answer<ProfilePhoto>>;
  profile_make(asked: Record<string, unknown>): Promise<Answer<FieldRefusals>>;
  profile_price(asked?: unknown): Promise<Answer<ProfilePrice>>;
  profile_rename(asked: Record<string, string>): Promise<Answer<Done>>;
  profile_remove(asked: string): Promise<Answer<Done>>;
  settings_read(asked: Record<string, unknown>): Promise<Answer<DroppedSettings>>;
  assets_compared(asked: string[]): Promise<Answer<ComparedFiles>>;
  vote_pairs(asked: string[]): Promise<Answer<VotePairs>>;
  vote_cast(asked: Record<string, string>): Promise<Answer<VoteCast>>;
  vote_tally(asked?: unknown): Promise<Answer<VoteTally>>;
  votes_forget(asked?: unknown): Promise<Answer<ForgottenVotes>>;
  material_report(asked: string): Promise<Answer<DeskCard>>;
  material_make(asked: Record<string, unknown>): Promise<Answer<JobView>>;
  material_measure(asked: Record<string, unknown>): Promise<Answer<JobView>>;
  material_preview(asked: Record<string, unknown>): Promise<Answer<MaterialPreview>>;
  materials_listed(asked: string): Promise<Answer<ListedMaterials>>;
  export_choices(asked?: null): Promise<Answer<ExportChoices>>;
  material_export(asked: Record<string, unknown>): Promise<Answer<ExportState>>;
  material_open(asked: Record<string, unknown>): Promise<Answer<OpenedMaterial>>;
  job_shown(asked: string): Promise<Answer<JobView>>;
  job_details(asked: string): Promise<Answer<JobDetails>>;
  job_stop(asked: string): Promise<Answer<JobView>>;
  job_look_again(asked: string): Promise<Answer<JobView>>;
  job_keep_as_lost(asked: string): Promise<Answer<JobView>>;
  job_run_again(asked: string): Promise<Answer<JobView>>;
  picture_derive(asked: string): Promise<Answer<JobView>>;
  assets_delete(asked: string[]): Promise<Answer<DeletedFiles>>;
  assets_restore(asked: string[]): Promise<Answer<Done>>;
  assets_favour(asked: Record<string, unknown>): Promise<Answer<Done>>;
  asset_relabel(asked: Record<string, string>): Promise<Answer<Done | RefusedCall>>;
  lineage_shown(asked: Record<string, unknown>): Promise<Answer<LineageView>>;
  settings_compared(asked: Record<string, unknown>): Promise<Answer<ComparedSettings>>;
  models_beside(asked: string): Promise<Answer<OtherModels>>;
  maps_price(asked: Record<string, unknown>): Promise<Answer<MapsOffer>>;
  maps_order(asked: Record<string, unknown>): Promise<Answer<JobView>>;
  stage_poll(asked: string | null): Promise<Answer<StagePoll>>;
  agents_status(asked?: null): Promise<Answer<AgentsView>>;
  agent_make(asked: Record<string, unknown>): Promise<Answer<AgentsView>>;
  agent_revoke(asked: string): Promise<Answer<AgentsView>>;
  jobs_poll(asked: Record<string, unknown>): Promise<Answer<JobsPoll>>;
  badge_poll(asked: string | null): Promise<Answer<BadgePoll>>;
  balances(asked?: null): Promise<Answer<Record<string, string>>>;
  key_status(asked?: null): Promise<Answer<KeysView>>;
  key_enter(asked: Record<string, unknown>): Promise<Answer<KeysView>>;
  key_forget(asked: string): Promise<Answer<KeysView>>;
  library_facets(asked?: null): Promise<Answer<LibraryFacets>>;
  assets_tag(asked: Record<string, unknown>): Promise<Answer<FileCount>>;
  assets_note(asked: Record<string, unknown>): Promise<Answer<Done>>;
  assets_marks(asked: Record<string, unknown>): Promise<Answer<Marks>>;
  bin_empty(asked: string[] | null): Promise<Answer<FileCount>>;
  library_pack(asked: Record<string, unknown>): Promise<Answer<LoadLink>>;
  library_sheet(asked: Record<string, unknown>): Promise<Answer<LoadLink>>;
  library_archive(asked?: null): Promise<Answer<LoadLink>>;
  library_page(asked: Record<string, unknown>): Promise<Answer<LibraryPage>>;
  notices_poll(asked?: null): Promise<Answer<Notice>>;
  usage_poll(asked: Record<string, unknown>): Promise<Answer<UsagePoll>>;
  budget_set(asked: Record<string, unknown>): Promise<Answer<Done | RefusedCall>>;
}
