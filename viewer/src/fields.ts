// SPDX-License-Identifier: Apache-2.0
// Which field is on the map: the frames in time and the rasters of every hazard, each with its colours. Reads a
// layer when it is first asked for; a layer that cannot be decoded says so and is not drawn.
import type { Clock } from './clock';
import { arrivalWords } from './fieldwords';
import { t } from './i18n';
import type { Fetch } from './pack';
import { FrameStore, readRaster } from './pack';
import { cellAt, CellPicture } from './paint_water';
import type { Ramp } from './ramps';
import { isKnown, rampOf, table } from './ramps';
import type { FramesFile, GridFile, RasterFile, Run } from './run';
import type { Paint } from './timelayer';

export interface FieldLayer {
  id: string;
  hazard: string;
  name: string; // of the field or raster
  ramp: Ramp;
  store: FrameStore | null;
  raster: RasterFile | null;
  counts: Uint16Array | null; // of a raster, once read
  picture: CellPicture | null;
  colours: Uint32Array;
  scale: number;
}

const kOrder = ['max_depth_m', 'arrival_s', 'max_hazard_class_1', 'max_speed_m_per_s'];

export class Fields {
  readonly layers: FieldLayer[];
  chosen: FieldLayer | null;

  constructor(
    private readonly run: Run,
    private readonly clock: Clock,
    private readonly fetch: Fetch,
    private readonly onProblem: (text: () => string) => void,
    private readonly onReady: () => void,
  ) {
    const rank = (r: RasterFile): number => (kOrder.includes(r.name) ? kOrder.indexOf(r.name) : kOrder.length);
    const rasters = [...run.file.rasters].sort((a, b) => rank(a) - rank(b));
    const all = [...run.file.frames.map((f) => this.framesLayer(f)), ...rasters.map((r) => this.rasterLayer(r))];
    const known = all.filter((l) => isKnown(l.name));
    // A run with fields that all are new to this page still shows them, under their own names.
    this.layers = known.length > 0 ? known : all;
    this.chosen = this.layers[0] ?? null;
  }

  byId(id: string): FieldLayer | null {
    return this.layers.find((l) => l.id === id) ?? null;
  }

  choose(layer: FieldLayer | null): void {
    this.chosen = layer;
    this.onReady();
  }

  title(layer: FieldLayer): string {
    if (layer.name === 'arrival_s') return t(arrivalWords(layer.hazard).title);
    return layer.ramp.title ? t(layer.ramp.title) : layer.name;
  }

  paint: Paint = (context, view) => {
    const layer = this.chosen;
    if (!layer) return;
    layer.picture ??= new CellPicture(this.gridOf(layer));
    if (layer.store ? this.fillFrame(layer, layer.store) : this.fillRaster(layer)) layer.picture.paint(context, view);
  };

  hazardOf(name: string): string {
    return this.layers.find((l) => l.name === name)?.hazard ?? '';
  }

  /** The raster of a name at a point of the map; null while it is read, outside, or never. */
  async valueAt(name: string, x: number, y: number): Promise<number | null> {
    const layer = this.layers.find((l) => l.name === name && l.raster);
    if (!layer) return null;
    const counts = await this.counts(layer);
    const cell = cellAt(this.gridOf(layer), x, y);
    return !counts || cell < 0 || counts[cell] === 65535 ? null : counts[cell] * layer.scale;
  }

  /** The first field in frames at a point, in time. */
  async seriesAt(x: number, y: number): Promise<{ times: number[]; values: Float64Array; store: FrameStore } | null> {
    const store = this.layers.find((l) => l.store)?.store;
    if (!store) return null;
    const cell = cellAt(store.index, x, y);
    return cell < 0 ? null : { times: store.index.times_s, values: await store.series(cell), store };
  }

  private gridOf(layer: FieldLayer): GridFile {
    return (layer.store?.index ?? layer.raster) as GridFile;
  }

  private framesLayer(index: FramesFile): FieldLayer {
    const { opens_s, duration_s } = this.run.file.meta;
    const ramp = rampOf(index.field, opens_s, duration_s);
    const store = new FrameStore(index, this.fetch, (file, what) => this.onProblem(() => t('problemFrame', { file, what })));
    return {
      id: `${index.hazard}.${index.field}`, hazard: index.hazard, name: index.field, ramp, store, raster: null, counts: null, picture: null,
      colours: table(ramp, index.scale, false), scale: index.scale,
    };
  }

  private rasterLayer(raster: RasterFile): FieldLayer {
    const { opens_s, duration_s } = this.run.file.meta;
    const ramp = rampOf(raster.name, opens_s, duration_s, raster.largest);
    return {
      id: `${raster.hazard}.${raster.name}`, hazard: raster.hazard, name: raster.name, ramp, store: null, raster, counts: null, picture: null,
      colours: table(ramp, raster.scale, true), scale: raster.scale,
    };
  }

  private fillFrame(layer: FieldLayer, store: FrameStore): boolean {
    const k = store.frameAt(this.clock.t);
    const counts = k < 0 ? null : store.frame(k, this.onReady);
    if (this.clock.playing) store.prefetch(k + store.index.group);
    if (counts) layer.picture!.fill(counts, layer.colours);
    // While a group is on its way the picture before stays, so that the film does not flicker.
    return counts !== null || (k >= 0 && !store.isFailed(k));
  }

  private fillRaster(layer: FieldLayer): boolean {
    if (!layer.counts) {
      void this.counts(layer).then((counts) => counts && this.onReady());
      return false;
    }
    const limit = layer.name === 'arrival_s' ? Math.floor(this.clock.t / layer.scale) : 65535;
    layer.picture!.fill(layer.counts, layer.colours, limit);
    return true;
  }

  private readonly reading = new Map<FieldLayer, Promise<Uint16Array | null>>();
  private counts(layer: FieldLayer): Promise<Uint16Array | null> {
    let work = this.reading.get(layer);
    if (!work) {
      const raster = layer.raster as RasterFile;
      work = readRaster(raster, this.fetch).then(
        (counts) => (layer.counts = counts),
        (error: Error) => {
          this.onProblem(() => t('problemRaster', { file: raster.file, what: error.message }));
          return null;
        },
      );
      this.reading.set(layer, work);
    }
    return work;
  }
}
