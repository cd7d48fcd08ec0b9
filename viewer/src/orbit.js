// Turning, zooming and panning with pointer, touch and keyboard; eases to where it was told to go.

const TURN_KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP_RAD = Math.PI / 18;
const STEP_PAN = 0.12;
const EASE_PER_SECOND = 14;
const MAX_ELEVATION = 1.45;

/**
 * @typedef {{azimuth: number, elevation: number, zoom: number, panX: number, panY: number}} Pose
 *   angles in radians; zoom 1 frames the shape; pan in shape radii
 */
export class Orbit {
  /**
   * @param {HTMLElement} surface receives pointers and keys
   * @param {{changed: () => void, calm: () => boolean, wheelRefused: () => void}} hooks
   *   calm: jump instead of easing; wheelRefused: somebody scrolled the page over the picture
   */
  constructor(surface, hooks) {
    this.surface = surface;
    this.hooks = hooks;
    this.flat = false; // flat: dragging pans, nothing turns
    this.home = { azimuth: 0, elevation: 0, zoom: 1, panX: 0, panY: 0 };
    this.goal = { ...this.home };
    this.pose = { ...this.home };
    this.pointers = new Map();
    const listeners = {
      pointerdown: (event) => this.#down(event),
      pointermove: (event) => this.#move(event),
      pointerup: (event) => this.#up(event),
      pointercancel: (event) => this.#up(event),
      keydown: (event) => this.#key(event),
      dblclick: () => this.reset(),
      contextmenu: (event) => event.preventDefault(),
    };
    for (const [name, listener] of Object.entries(listeners)) surface.addEventListener(name, listener);
    surface.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  /** Set where `reset` goes back to, and go there at once. */
  start(home, flat) {
    this.home = { azimuth: 0, elevation: 0, zoom: 1, panX: 0, panY: 0, ...home };
    this.flat = flat;
    this.goal = { ...this.home };
    this.pose = { ...this.home };
    this.hooks.changed();
  }

  reset() {
    // The short way round, after any number of turns.
    this.goal.azimuth -= Math.round((this.goal.azimuth - this.home.azimuth) / (2 * Math.PI)) * 2 * Math.PI;
    this.pose.azimuth -= Math.round((this.pose.azimuth - this.goal.azimuth) / (2 * Math.PI)) * 2 * Math.PI;
    this.#go(this.home);
  }

  /** Ease towards the goal. @returns {boolean} whether the picture has to be drawn again */
  advance(seconds) {
    const share = this.hooks.calm() ? 1 : 1 - Math.exp(-EASE_PER_SECOND * seconds);
    let moving = false;
    for (const name of Object.keys(this.goal)) {
      const rest = this.goal[name] - this.pose[name];
      if (rest === 0) continue;
      moving = true;
      this.pose[name] = Math.abs(rest) < 2e-4 ? this.goal[name] : this.pose[name] + rest * share;
    }
    return moving;
  }

  #go(change) {
    Object.assign(this.goal, change);
    this.goal.elevation = Math.min(MAX_ELEVATION, Math.max(-MAX_ELEVATION, this.goal.elevation));
    this.goal.zoom = Math.min(6, Math.max(0.5, this.goal.zoom));
    const reach = this.flat ? 1.5 : 0.9;
    this.goal.panX = Math.min(reach, Math.max(-reach, this.goal.panX));
    this.goal.panY = Math.min(reach, Math.max(-reach, this.goal.panY));
    this.hooks.changed();
  }

  #turn(right, up) {
    this.#go({ azimuth: this.goal.azimuth + right, elevation: this.goal.elevation + up });
  }

  #pan(right, up) {
    this.#go({ panX: this.goal.panX + right, panY: this.goal.panY + up });
  }

  #zoom(factor) {
    this.#go({ zoom: this.goal.zoom * factor });
  }

  #down(event) {
    this.surface.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  #move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const now = { x: event.clientX, y: event.clientY };
    const side = Math.min(this.surface.clientWidth, this.surface.clientHeight);
    const dx = (now.x - last.x) / side;
    const dy = (now.y - last.y) / side;
    if (this.pointers.size === 2) this.#pinch(event.pointerId, now, dx, dy);
    else if (this.pointers.size === 1) {
      if (this.flat || event.shiftKey || event.buttons === 2)
        this.#pan((-2 * dx) / this.goal.zoom, (2 * dy) / this.goal.zoom);
      else this.#turn(-dx * Math.PI * 1.3, dy * Math.PI * 1.3);
    }
    this.pointers.set(event.pointerId, now);
  }

  #pinch(id, now, dx, dy) {
    const [other] = [...this.pointers].filter(([key]) => key !== id).map(([, at]) => at);
    const last = this.pointers.get(id);
    const before = Math.hypot(last.x - other.x, last.y - other.y);
    const after = Math.hypot(now.x - other.x, now.y - other.y);
    if (before > 0 && after > 0) this.#zoom(after / before);
    this.#pan(-dx / this.goal.zoom, dy / this.goal.zoom); // half of each finger's way
  }

  #up(event) {
    this.pointers.delete(event.pointerId);
  }

  // The wheel belongs to the page until the visitor has clicked into the picture.
  #wheel(event) {
    const root = this.surface.getRootNode();
    if (!event.ctrlKey && root.activeElement !== this.surface && !document.fullscreenElement) {
      this.hooks.wheelRefused();
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    this.#zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015)));
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const fine = event.shiftKey ? 0.2 : 1;
    const turn = TURN_KEYS[event.key];
    if (turn && this.flat) this.#pan(turn[0] * STEP_PAN * fine, turn[1] * STEP_PAN * fine);
    else if (turn) this.#turn(turn[0] * STEP_RAD * fine, turn[1] * STEP_RAD * fine);
    else if (event.key === "+" || event.key === "=") this.#zoom(1.15);
    else if (event.key === "-" || event.key === "_") this.#zoom(1 / 1.15);
    else if (event.key === "0" || event.key === "Home") this.reset();
    else return;
    event.preventDefault();
  }
}
