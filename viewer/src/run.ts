// SPDX-License-Identifier: Apache-2.0
// What stands in view/run.js of a run folder (written by engine/app/view_files.cpp), and the same made ready
// for drawing: road pieces with lengths along them, closures by piece, fills by time.
// Lengths in metres of the model's CRS relative to `origin`, times in seconds since the scenario's start.
// Invariant: nothing here is interpreted as HTML; every text goes to the page as text.

export interface Words {
  zh: string;
  en: string;
}

export interface GridFile {
  n_rows: number;
  n_cols: number;
  west_m: number;
  north_m: number;
  cell_m: number;
}

export interface FramesFile extends GridFile {
  hazard: string;
  field: string;
  unit: string;
  scale: number;
  threshold: number;
  group: number;
  times_s: number[];
  crc32: number[];
  files: string[];
}

export interface RasterFile extends GridFile {
  hazard: string;
  name: string;
  unit: string;
  scale: number;
  largest: number;
  crc32: number;
  file: string;
}

/** [people, need_help, who, kind, village, shelter, depart_s, arrive_s, latest_s | null, x, y, arcs, entered] */
export type TripFile = [
  number, number, number, number, number, number, number, number, number | null, number, number, number[], number[],
];
/** [piece, who, 1 stop | 0 slow, from_s, to_s | null, x, y, field, value] */
export type ClosureFile = [number, number, number, number, number | null, number, number, number, number];
/** [kind, name, flags, [x, y, dx, dy, ...]] */
export type PieceFile = [number, number, number, number[]];

export interface PlaceFile {
  id: string;
  name: Words;
  x: number;
  y: number;
}

export interface VillageFile extends PlaceFile {
  code: string;
  township: Words;
  people: number;
  households: number;
  to_move: number;
  left: number;
  touched_s: number | null;
  danger_s: number | null;
  prepare_s: number | null;
  immediate_s: number | null;
  basis: string;
}

export interface GroupFile extends PlaceFile {
  village: number;
  people: number;
  touched_s: number | null;
  danger_s: number | null;
  worst_class: number;
  latest_s: number | null;
}

export interface ShelterFile extends PlaceFile {
  village: number;
  kind: string;
  places: number;
  open_s: number;
  accessible: boolean;
  touched_s: number | null;
  danger_s: number | null;
  fills: [number, number][];
}

export interface SiteFile extends PlaceFile {
  kind: string;
  village: number;
  people_day: number;
  people_night: number;
  danger_s: number | null;
}

export interface TeamFile extends PlaceFile {
  kind: string;
  people: number;
  vehicles: number;
}

export interface TaskFile {
  id: string;
  kind: string;
  team: number;
  item: Words;
  quantity: number;
  people: number;
  vehicles: number; // 0: a further item on the vehicle of the row before
  to: Words;
  from_x: number;
  from_y: number;
  x: number;
  y: number;
  depart_s: number;
  arrive_s: number;
  deadline_s: number | null;
  who: string;
  arcs: number[];
  entered: number[];
  note: Words;
}

export interface EventFile {
  t: number;
  kind: string;
  place: string;
  zh: string;
  en: string;
}

export interface LineFile {
  name: Words;
  order: number;
  line: number[];
}

export interface AreaFile {
  name: Words;
  kind: string;
  rings: number[][];
}

export interface RunFile {
  v: number;
  exercise: boolean;
  meta: {
    name: string;
    title: Words;
    area: Words;
    story: Words;
    aims: Words[];
    invented: boolean;
    classification: string;
    start: string;
    start_unix_s: number;
    offset_s: number;
    duration_s: number;
    opens_s: number;
    crs: string;
    cell_m: number;
    version: string;
  };
  origin: [number, number];
  extent: [number, number, number, number];
  terrain: { file: string; west: number; south: number; east: number; north: number } | null;
  who: string[];
  fields: string[];
  roads: { kinds: string[]; names: Words[]; pieces: PieceFile[] };
  closures: ClosureFile[];
  villages: VillageFile[];
  groups: GroupFile[];
  sites: SiteFile[];
  shelters: ShelterFile[];
  unit_kinds: string[];
  trips: TripFile[];
  left: { village: number; people: number; deadline_s: number | null; reason: Words }[];
  teams: TeamFile[];
  tasks: TaskFile[];
  reservoirs: (PlaceFile & { scale: string })[];
  warehouses: PlaceFile[];
  gauges: (PlaceFile & { kind: string })[];
  rain: { gauge: string; end_s: number[]; mm: number[] }[];
  streams: LineFile[];
  waters: AreaFile[];
  zones: AreaFile[];
  events: EventFile[];
  frames: FramesFile[];
  rasters: RasterFile[];
}

export const kBridge = 2;
export const kTunnel = 4;
export const kFord = 8;

/** A polyline in model metres with the length run up to each vertex. */
export interface Polyline {
  xy: Float64Array;
  along: Float64Array;
  length: number;
}

export interface Piece extends Polyline {
  kind: string;
  name: Words;
  flags: number;
}

export interface Closure {
  piece: number;
  who: string;
  stop: boolean;
  from_s: number;
  to_s: number;
  x: number;
  y: number;
  field: string;
  value: number;
}

export interface Trip {
  people: number;
  need_help: number;
  who: string;
  kind: string;
  village: number;
  shelter: number;
  depart_s: number;
  arrive_s: number;
  latest_s: number;
  x: number;
  y: number;
  end_x: number;
  end_y: number;
  arcs: number[];
  entered: Float64Array;
  row: number; // its own for the whole run
}

/** Absolute polyline from [x, y, dx, dy, ...] relative to the origin. */
export function polyline(line: number[], origin: [number, number]): Polyline {
  const n = line.length / 2;
  const xy = new Float64Array(line.length);
  const along = new Float64Array(n);
  let x = origin[0];
  let y = origin[1];
  for (let i = 0; i < n; i++) {
    x += line[2 * i];
    y += line[2 * i + 1];
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    if (i > 0) along[i] = along[i - 1] + Math.hypot(x - xy[2 * i - 2], y - xy[2 * i - 1]);
  }
  return { xy, along, length: n > 0 ? along[n - 1] : 0 };
}

/** Entry times from tenths of a second: the first absolute, then differences. */
export function entryTimes(tenths: number[]): Float64Array {
  const times = new Float64Array(tenths.length);
  let sum = 0;
  tenths.forEach((d, i) => {
    sum += d;
    times[i] = sum / 10;
  });
  return times;
}

const never = (t: number | null): number => (t === null ? Infinity : t);

/** The run, ready for drawing. */
export class Run {
  readonly pieces: Piece[];
  readonly closures: Closure[];
  readonly closuresOf: Closure[][];
  readonly trips: Trip[];
  readonly taskTrips: (Trip & { task: number })[];
  readonly streams: (Polyline & { name: Words; order: number })[];
  readonly waters: { name: Words; kind: string; rings: Polyline[] }[];
  readonly zones: { name: Words; kind: string; rings: Polyline[] }[];

  constructor(readonly file: RunFile) {
    const { origin, roads } = file;
    this.pieces = roads.pieces.map(([kind, name, flags, line]) => ({
      ...polyline(line, origin),
      kind: roads.kinds[kind],
      name: roads.names[name],
      flags,
    }));
    this.closures = file.closures.map(([piece, who, stop, from_s, to_s, x, y, field, value]) => ({
      piece, who: file.who[who], stop: stop === 1, from_s, to_s: never(to_s),
      x: x + origin[0], y: y + origin[1], field: file.fields[field], value,
    }));
    this.closuresOf = this.pieces.map(() => []);
    for (const c of this.closures) this.closuresOf[c.piece]?.push(c);
    this.trips = file.trips.map((t, row) => this.trip(t, row)).sort((a, b) => a.depart_s - b.depart_s);
    this.taskTrips = file.tasks.map((_, i) => ({ ...this.taskTrip(i), task: i })).filter((t) => file.tasks[t.task].vehicles > 0);
    this.streams = file.streams.map((s) => ({ ...polyline(s.line, origin), name: s.name, order: s.order }));
    const areas = (list: AreaFile[]) =>
      list.map((a) => ({ name: a.name, kind: a.kind, rings: a.rings.map((r) => polyline(r, origin)) }));
    this.waters = areas(file.waters);
    this.zones = areas(file.zones);
  }

  at(place: { x: number; y: number }): [number, number] {
    return [place.x + this.file.origin[0], place.y + this.file.origin[1]];
  }

  /** People who have come into a shelter by time t. */
  static inside(shelter: ShelterFile, t: number): number {
    let n = 0;
    for (const [from, people] of shelter.fills) {
      if (from > t) break;
      n = people;
    }
    return n;
  }

  private trip(t: TripFile, row: number): Trip {
    const shelter = this.file.shelters[t[5]];
    const [end_x, end_y] = this.at(shelter);
    return {
      people: t[0], need_help: t[1], who: this.file.who[t[2]], kind: this.file.unit_kinds[t[3]], village: t[4],
      shelter: t[5], depart_s: t[6], arrive_s: t[7], latest_s: never(t[8]),
      x: t[9] + this.file.origin[0], y: t[10] + this.file.origin[1], end_x, end_y, arcs: t[11], entered: entryTimes(t[12]), row,
    };
  }

  private taskTrip(index: number): Trip {
    const task = this.file.tasks[index];
    const [x, y] = this.at({ x: task.from_x, y: task.from_y });
    const [end_x, end_y] = this.at(task);
    return {
      people: task.people, need_help: 0, who: task.who, kind: task.kind, village: -1, shelter: -1,
      depart_s: task.depart_s, arrive_s: task.arrive_s, latest_s: never(task.deadline_s),
      x, y, end_x, end_y, arcs: task.arcs, entered: entryTimes(task.entered), row: index,
    };
  }
}

/** Reads the global that view/run.js sets; the message says plainly what is wrong. */
export function readRun(value: unknown): RunFile {
  if (typeof value !== 'object' || value === null) throw new Error('view/run.js');
  const file = value as RunFile;
  if (file.v !== 1) throw new Error(`view/run.js v=${String(file.v)}`);
  for (const key of ['meta', 'origin', 'extent', 'roads', 'villages', 'shelters', 'trips', 'events', 'frames'] as const)
    if (file[key] === undefined) throw new Error(`view/run.js ${key}`);
  return file;
}
