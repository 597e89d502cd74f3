// SPDX-License-Identifier: Apache-2.0
// The hazard's field as colours: one table look-up a cell, one putImageData, one scaled drawImage.
// Either the frame that holds for the clock's time, or a raster that does not change (arrival is drawn by
// comparison with the clock: cells the water has reached are solid, later ones pale).
import type { GridFile } from './run';
import type { Paint } from './timelayer';

/** A grid-sized picture that is coloured again only when its counts or colours change. */
export class CellPicture {
  private readonly canvas = document.createElement('canvas');
  private readonly context: CanvasRenderingContext2D;
  private readonly image: ImageData;
  private readonly words: Uint32Array;
  private shown: { counts: Uint16Array; colours: Uint32Array; mark: number } | null = null;

  constructor(readonly grid: GridFile) {
    this.canvas.width = grid.n_cols;
    this.canvas.height = grid.n_rows;
    this.context = this.canvas.getContext('2d') as CanvasRenderingContext2D;
    this.image = this.context.createImageData(grid.n_cols, grid.n_rows);
    this.words = new Uint32Array(this.image.data.buffer);
  }

  /** `limit`: counts above it are drawn at a third of their strength (water still to come). */
  fill(counts: Uint16Array, colours: Uint32Array, limit = 65535): void {
    const { shown, words } = this;
    if (shown && shown.counts === counts && shown.colours === colours && shown.mark === limit) return;
    if (limit >= 65535) for (let i = 0; i < words.length; i++) words[i] = colours[counts[i]];
    else
      for (let i = 0; i < words.length; i++) {
        const word = colours[counts[i]];
        words[i] = counts[i] > limit ? (((word >>> 24) * 0.3) << 24 | (word & 0xffffff)) >>> 0 : word;
      }
    this.context.putImageData(this.image, 0, 0);
    this.shown = { counts, colours, mark: limit };
  }

  paint: Paint = (context, view) => {
    if (!this.shown) return;
    const { west_m, north_m, cell_m, n_cols, n_rows } = this.grid;
    // From 14 px a cell on, cells are shown as cells: what the model knows and no more.
    context.imageSmoothingEnabled = cell_m / view.resolution < 14;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.canvas, view.x(west_m), view.y(north_m),
      (n_cols * cell_m) / view.resolution, (n_rows * cell_m) / view.resolution);
  };
}

export function cellAt(grid: GridFile, x: number, y: number): number {
  const col = Math.floor((x - grid.west_m) / grid.cell_m);
  const row = Math.floor((grid.north_m - y) / grid.cell_m);
  return row < 0 || col < 0 || row >= grid.n_rows || col >= grid.n_cols ? -1 : row * grid.n_cols + col;
}
