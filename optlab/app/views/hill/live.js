// The page Slopes under the visitor's hand.  While a knob or the point is held, or the player moves, pictures and words
// are made here, from the formula itself (graph.js); the server is told at release, and its answer takes over.
const NEAR = 20; // windows away from which on a point is not drawn
const FINGER = 32; // pixels around the point within which a finger drags it instead of the page
const AGAIN = 100; // milliseconds after which a picture in hand is drawn again: the server's may have come in between
const SETTLED = 150; // milliseconds in which the server's words come after its numbers

export default function (component) {
  const root = component.parentElement.querySelector(".optlab-live");
  const page = (root.page ??= livePage());
  page.take(component.data);
  const listeners = {
    "optlab-turn": page.turned,
    "optlab-answer": page.answered,
    input: page.walked,
    pointerdown: page.down,
    pointermove: page.move,
    pointerup: page.up,
    pointercancel: page.cancel,
  };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true);
  document.addEventListener("touchstart", page.touched, { capture: true, passive: false });
  window.addEventListener("blur", page.up);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true);
    document.removeEventListener("touchstart", page.touched, true);
    window.removeEventListener("blur", page.up);
    page.leave();
  };
}

function livePage() {
  let data = null;
  let program = null; // as text: a new one needs a new evaluator
  let loss = null; // points -> [values], and with every slope
  let whole = null;
  let hand = null; // {point, nudge, rate, held, turn, name}, or null while the server's picture stands
  let frame = 0;
  let timer = 0;
  let asked = false;
  let drag = null;

  const finite = (value) => (Number.isFinite(value) ? value : null);
  const transposed = (points) => data.point.map((_, parameter) => Float64Array.from(points, (point) => point[parameter]));
  const changed = (point, parameter, value) => point.map((own, other) => (other === parameter ? value : own));

  /** All numbers that pictures and words are made of, at a point. */
  const numbersAt = ({ point, nudge, rate }) => {
    const count = data.points;
    const places = data.windows.map(([left, right]) => Array.from({ length: count }, (_, index) => left + ((right - left) * index) / (count - 1)));
    const tries = data.axes.flatMap((axis, side) => [...places[side], point[axis] + nudge].map((value) => changed(point, axis, value)));
    const heights = loss(transposed(tries))[0];
    const [height, ...slopes] = whole(transposed([point])).map((values) => values[0]);
    const gradient = slopes.map((slope) => (Number.isFinite(height) ? slope : NaN));
    const next = point.map((value, parameter) => value - rate * gradient[parameter]);
    const sides = data.axes.map((_, side) => {
      const from = side * (count + 1);
      return { places: places[side], heights: [...heights.slice(from, from + count)], nudged: heights[from + count] };
    });
    return { height, gradient, next, drop: height - loss(transposed([next]))[0][0], sides };
  };

  const paint = () => {
    frame = 0;
    if (!hand || !data) return;
    if (whole) draw(hand, numbersAt(hand));
    else if (!asked) {
      asked = true;
      const { point, nudge, rate } = hand;
      document.dispatchEvent(new CustomEvent("optlab-ask", { detail: { point, nudge, rate } }));
    }
    clearTimeout(timer);
    timer = setTimeout(soon, AGAIN);
  };
  const soon = () => {
    if (hand && !frame) frame = requestAnimationFrame(paint);
  };

  const draw = (view, numbers) => {
    document.body.classList.toggle("optlab-in-hand", true);
    document.body.classList.toggle("optlab-other-ground", data.axes.length === 2 && view.point.some((value, axis) => !data.axes.includes(axis) && value !== data.point[axis]));
    drawMap(view, numbers);
    data.axes.forEach((axis, side) => drawSlice(view, numbers, axis, side));
    const { height, gradient, drop } = numbers;
    say("slopes-words-gradient", gradientWords(gradient, height));
    say("slopes-words-step", promiseWords(gradient, view.rate, drop));
    gradient.forEach((slope, parameter) => {
      const note = document.querySelector(`.optlab-knob[data-knob="p${parameter}"] .optlab-knob-note`);
      if (note) note.textContent = knobNote(data.sizes[parameter], slope);
    });
    document.dispatchEvent(new CustomEvent("optlab-point", { detail: { point: data.axes.map((axis) => view.point[axis]) } }));
    showMeter(height);
  };
  const drawMap = (view, { gradient, next }) => {
    if (!data.map) return;
    const [east, north] = data.axes;
    const near = data.axes.every((axis, side) => Math.abs(next[axis] - data.windows[side][0]) < NEAR * (data.windows[side][1] - data.windows[side][0]));
    const spot = { x: view.point[east], y: view.point[north], gx: finite(gradient[east]), gy: finite(gradient[north]) };
    Object.assign(spot, near ? { nx: finite(next[east]), ny: finite(next[north]) } : { nx: null, ny: null });
    putRows(data.map, { spot: [spot], crossing: [], ...(view.name === "walk" ? {} : { trail: [], walk: [] }) });
  };
  const drawSlice = (view, { height, gradient, sides }, axis, side) => {
    const { places, heights, nudged } = sides[side];
    const at = view.point[axis];
    const spot = { at, height: finite(height), slope: finite(gradient[axis]), nudged_at: at + view.nudge, nudged: finite(nudged) };
    const curve = places.map((x, index) => ({ x, y: heights[index] })).filter(({ y }) => Number.isFinite(y));
    putRows(data.slices[side], { curve, spot: [spot] });
    const quotient = (nudged - height) / view.nudge;
    const rounding = (2 ** -52 * Math.abs(height)) / Math.abs(view.nudge);
    const secant = secantWords(view.nudge, quotient, rounding);
    say(`slopes-words-${side ? "north" : "east"}`, `${directionWords(data.sides[side], data.symbols[side], gradient[axis])} · ${secant}`);
  };
  const showMeter = (height) => {
    const meter = document.querySelector(".optlab-meter meter");
    if (!meter || !Number.isFinite(height)) return;
    meter.value = height;
    meter.nextSibling.textContent = plainNumber(height);
  };

  /** Words of the hand beside those of the server, which the style hides while there are others. */
  const say = (frame, text) => {
    const box = document.querySelector(`.st-key-${frame}`);
    if (!box) return;
    let words = box.querySelector(":scope > .optlab-words");
    words ??= box.appendChild(Object.assign(document.createElement("p"), { className: "optlab-words" }));
    words.replaceChildren(...text.split("**").map((part, place) => Object.assign(document.createElement(place % 2 ? "strong" : "span"), { textContent: part })));
  };
  const putDown = () => {
    hand = null;
    clearTimeout(timer);
    document.body.classList.remove("optlab-in-hand", "optlab-other-ground");
    document.querySelectorAll(".optlab-words").forEach((words) => words.remove());
  };

  const take = (fresh) => {
    const text = JSON.stringify(fresh.program);
    if (data && data.subject !== fresh.subject) putDown();
    data = fresh;
    if (text !== program) {
      program = text;
      const rows = fresh.rows ?? [];
      whole = fresh.program && graphEvaluator(fresh.program, rows);
      loss = fresh.program && graphEvaluator(upTo(fresh.program), rows);
      asked = false;
    }
    const answers = hand?.name === "walk" ? Number(stepField()?.value) === fresh.step : hand && !hand.held && fresh.turn >= hand.turn;
    if (answers) {
      const done = hand;
      setTimeout(() => hand === done && putDown(), SETTLED);
    }
    if (hand) soon();
    showMeter(fresh.height);
    for (const name of ["gradient", "step"]) document.querySelector(`.st-key-slopes-words-${name}`)?.setAttribute("aria-live", "polite");
  };
  const turned = ({ detail }) => {
    if (detail.group !== data.group) return;
    const point = data.point.map((value, parameter) => detail.values[`p${parameter}`] ?? value);
    const { nudge, rate } = detail.values;
    hand = { point, nudge, rate, held: detail.held, turn: detail.turn, name: detail.name };
    soon();
  };
  const answered = ({ detail }) => {
    asked = false;
    if (!hand || !detail) return;
    draw({ ...hand, ...detail.view }, revived(detail.numbers));
    if (JSON.stringify(detail.view.point) !== JSON.stringify(hand.point) || detail.view.nudge !== hand.nudge || detail.view.rate !== hand.rate) soon();
  };

  // the player: the point goes with it
  const walked = ({ target }) => {
    if (target.id !== STEP || !data?.walk.length) return;
    if (hand && hand.name !== "walk") return; // the server puts the player at its start, of a walk that is still to come
    const step = Math.min(Number(target.value), data.walk.length - 1);
    if (!hand && step === data.step) return;
    const point = data.walk[step];
    hand = { point, nudge: data.nudge, rate: data.rate, held: false, turn: Infinity, name: "walk" };
    const values = Object.fromEntries(point.map((value, parameter) => [`p${parameter}`, value]));
    document.dispatchEvent(new CustomEvent("optlab-set", { detail: { group: data.group, values, held: null } }));
    soon();
  };

  // the point on the map, or on a slice, with a finger or the mouse
  const plotAt = (event) => {
    const charts = [...(data?.map ? [[data.map, [0, 1]]] : []), ...(data?.slices ?? []).map((slice, side) => [slice, [side, null]])];
    for (const [name, sides] of charts) {
      const chart = document.querySelector(`.st-key-${name}`);
      const plot = chart?.querySelector("svg .mark-group.root path.background");
      if (!plot || !chart.contains(event.target)) continue;
      const box = plot.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      if (x >= 0 && y >= 0 && x <= box.width && y <= box.height) return { name, sides, plot, box, view: vegaView(name) };
    }
    return null;
  };
  const valuesAt = (event) => {
    const { plot, view, sides } = drag;
    const box = plot.getBoundingClientRect(); // now: words that come and go move the pictures
    const offsets = [Math.min(box.width, Math.max(0, event.clientX - box.left)), Math.min(box.height, Math.max(0, event.clientY - box.top))];
    const values = {};
    ["x", "y"].forEach((name, place) => {
      if (sides[place] === null || sides[place] >= data.axes.length) return;
      const axis = data.axes[sides[place]];
      const value = view.scale(name).invert(offsets[place]);
      values[`p${axis}`] = Number((Math.round(value / data.steps[axis]) * data.steps[axis]).toPrecision(12));
    });
    return values;
  };
  const set = (event, held) => document.dispatchEvent(new CustomEvent("optlab-set", { detail: { group: data.group, values: event ? valuesAt(event) : {}, held } }));
  const nearPoint = (plot, event) => {
    const point = hand?.point ?? data.point;
    const [x, y] = ["x", "y"].map((name, place) => (plot.sides[place] === null ? null : plot.view.scale(name)(point[data.axes[plot.sides[place]]])));
    return Math.hypot(event.clientX - plot.box.left - x, y === null ? 0 : event.clientY - plot.box.top - y) < FINGER;
  };
  const touched = (event) => {
    const plot = event.touches.length === 1 && plotAt(event.touches[0]);
    if (plot?.view && nearPoint(plot, event.touches[0])) event.preventDefault();
  };
  const down = (event) => {
    const plot = event.button === 0 && plotAt(event);
    if (!plot?.view) return;
    drag = { ...plot, pointer: event.pointerId, from: [event.clientX, event.clientY], moves: event.pointerType !== "touch" || nearPoint(plot, event) };
    if (!drag.moves) return;
    event.preventDefault();
    document.querySelector(`.st-key-${plot.name}`).setPointerCapture?.(event.pointerId);
    set(event, true);
  };
  const move = (event) => drag?.moves && event.pointerId === drag.pointer && set(event, true);
  const up = (event) => {
    if (!drag || (event.pointerId !== undefined && event.pointerId !== drag.pointer)) return;
    const tapped = event.pointerId !== undefined && Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]) < 8;
    if (drag.moves || tapped) set(event.pointerId === undefined ? null : event, false);
    drag = null;
  };
  const cancel = () => {
    if (drag?.moves) set(null, false);
    drag = null;
  };
  const leave = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  return { take, turned, answered, walked, touched, down, move, up, cancel, leave };
}

/** The program of its first output alone: arguments stand before what uses them, so nothing after it is needed. */
function upTo({ nodes, outputs }) {
  return { nodes: nodes.slice(0, outputs[0] + 1), outputs: outputs.slice(0, 1) };
}

/** Numbers from the server, in which null stands for what is not finite. */
function revived(numbers) {
  const number = (value) => value ?? NaN;
  const sides = numbers.sides.map(({ places, heights, nudged }) => ({ places, heights: heights.map(number), nudged: number(nudged) }));
  return { height: number(numbers.height), gradient: numbers.gradient.map(number), next: numbers.next.map(number), drop: number(numbers.drop), sides };
}
