// SPDX-License-Identifier: Apache-2.0
// Layers that are plain Canvas-2D pictures inside an OpenLayers map. OpenLayers calls `render` when the view
// moves; the clock calls `repaint`, which redraws this one canvas and leaves all others alone (the measured
// reason why animation is cheap here).
import Layer from 'ol/layer/Layer';
import type { FrameState } from 'ol/Map';

/** From model metres to CSS pixels of the window. */
export interface Viewport {
  width: number;
  height: number;
  resolution: number; // m per CSS pixel
  west: number;
  north: number;
  x(model_x: number): number;
  y(model_y: number): number;
}

export function viewport(width: number, height: number, centre: [number, number], resolution: number): Viewport {
  const west = centre[0] - (width / 2) * resolution;
  const north = centre[1] + (height / 2) * resolution;
  return {
    width, height, resolution, west, north,
    x: (x) => (x - west) / resolution,
    y: (y) => (north - y) / resolution,
  };
}

export type Paint = (context: CanvasRenderingContext2D, view: Viewport) => void;

export class TimeLayer extends Layer {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d') as CanvasRenderingContext2D;
  private state: FrameState | null = null;

  constructor(private readonly paint: Paint, zIndex: number) {
    super({ zIndex });
    this.canvas.style.position = 'absolute';
    this.canvas.style.left = '0';
    this.canvas.style.top = '0';
    this.canvas.style.pointerEvents = 'none';
  }

  override render(state: FrameState | null): HTMLElement {
    this.state = state;
    this.repaint();
    return this.canvas;
  }

  repaint(): void {
    const state = this.state;
    if (!state || !state.size) return;
    const [width, height] = state.size;
    const ratio = state.pixelRatio;
    const w = Math.round(width * ratio);
    const h = Math.round(height * ratio);
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
    const { center, resolution } = state.viewState;
    this.paint(this.context, viewport(width, height, [center[0], center[1]], resolution));
  }
}
