// Rows under the hand: a click adds one, a drag moves it, a double click or Delete takes it away.
// The server is told all rows after each edit, with the number of the edit, the turn; an older answer changes nothing.
const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM, ROOM] = [420, 270, 46, 40, 10]; // units of the drawing
const DOUBLE = 400; // milliseconds in which a second click makes it a double click
const STILL = 4; // pixels that the hand may tremble in a click
const SHAPES = [
  "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0", "M-4.5,-4.5h9v9h-9z", "M0,-6l5.5,10h-11z", "M0,-6l5.5,6l-5.5,6l-5.5,-6z",
  "M-2,-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z", "M0,6l5.5,-10h-11z", "M6,0l-10,5.5v-11z", "M-6,0l10,5.5v-11z",
];

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-points");
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
  const state = (root.state ??= { turn: 0, rows: null, kind: 0, value: data.middle, chosen: -1, held: null, window: null, about: "" });
  if (state.held) return; // an answer to an earlier edit does not take a row out of the hand
  if (data.turn >= state.turn || !state.rows) Object.assign(state, { turn: data.turn, rows: data.rows.map((row) => [...row]) });
  // the window stays while rows are edited, so that nothing moves away under the hand
  const within = (row) => row.slice(0, 2).every((value, axis) => value >= state.window[axis][0] && value <= state.window[axis][1]);
  const about = JSON.stringify([data.axes, data.classes.length]);
  if (state.about !== about || !state.rows.every(within)) Object.assign(state, { about, window: data.window });
  if (state.kind >= Math.max(1, data.classes.length)) state.kind = 0;

  const tell = () => {
    state.turn += 1;
    setTriggerValue("edited", { turn: state.turn, numbers: state.rows.flat() });
  };
  const chart = chartOf(data, state.window);
  const draw = () => chart.draw(state);
  const remove = (place) => {
    if (place < 0 || place >= state.rows.length) return;
    state.rows.splice(place, 1);
    state.chosen = -1;
    draw();
    tell();
  };
  handle(chart, data, state, { draw, tell, remove });
  root.replaceChildren(chart.svg, choiceOf(data, state), element("p", "Click: add. Drag: move. Double click or Delete: remove.", null));
  draw();
}

/** What a new row is: its class, or its value where the picture does not show that. */
function choiceOf(data, state) {
  const box = document.createElement("div");
  if (data.classes.length) {
    element("span", `new rows are of ${data.target}`, box);
    data.classes.forEach((label, kind) => {
      const button = element("button", label, box);
      button.setAttribute("aria-pressed", kind === state.kind);
      button.style.setProperty("--kind", data.kinds[kind]);
      button.onclick = () => {
        state.kind = kind;
        for (const other of box.querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
      };
    });
  } else if (data.axes.length < data.width) {
    const label = element("label", `${data.target} of new rows `, box);
    const field = label.appendChild(Object.assign(document.createElement("input"), { type: "number", step: "any", value: state.value }));
    field.onchange = () => Number.isFinite(field.valueAsNumber) && (state.value = field.valueAsNumber);
  }
  return box;
}

function chartOf(data, window) {
  const svg = document.createElementNS(SVG, "svg");
  const make = (tag, attributes, parent, text) => {
    const node = parent.appendChild(document.createElementNS(SVG, tag));
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `Rows of ${data.axes.join(" and ")}: arrows choose one, Delete removes it`);
  const [[left, right], [low, high]] = window;
  const plot = { x0: LEFT, x1: WIDTH - ROOM, y0: HEIGHT - BOTTOM, y1: ROOM };
  const x = (value) => plot.x0 + ((value - left) / (right - left)) * (plot.x1 - plot.x0);
  const y = (value) => plot.y0 + ((value - low) / (high - low)) * (plot.y1 - plot.y0);
  make("rect", { x: plot.x0, y: plot.y1, width: plot.x1 - plot.x0, height: plot.y0 - plot.y1, class: "ground" }, svg);
  const text = (at, words, more) => make("text", { x: at[0], y: at[1], ...more }, svg, words);
  text([plot.x0, HEIGHT - 24], plainNumber(left));
  text([plot.x1, HEIGHT - 24], plainNumber(right), { "text-anchor": "end" });
  text([(plot.x0 + plot.x1) / 2, HEIGHT - 6], data.axes[0], { "text-anchor": "middle" });
  text([LEFT - 4, plot.y0], plainNumber(low), { "text-anchor": "end" });
  text([LEFT - 4, plot.y1 + 12], plainNumber(high), { "text-anchor": "end" });
  text([0, 0], data.axes[1], { "text-anchor": "middle", transform: `translate(12,${(plot.y0 + plot.y1) / 2}) rotate(-90)` });
  const layer = make("g", {}, svg);
  const rows = { left, right, low, high, snaps: data.classes.length > 0 && data.width === 2 };
  const draw = (state) => {
    layer.replaceChildren();
    state.rows.forEach((row, place) => {
      const kind = data.classes.length ? row[data.width - 1] : 0;
      const mark = make("path", { d: SHAPES[kind % SHAPES.length], transform: `translate(${x(row[0])},${y(row[1])})`, class: "row" }, layer);
      mark.style.fill = data.classes.length ? data.kinds[kind] : data.width === 3 ? shade(data, row[2]) : data.colours.plus;
      mark.dataset.place = place;
      if (place === state.chosen) mark.classList.add("chosen");
    });
  };
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const inside = at.x >= plot.x0 && at.x <= plot.x1 && at.y >= plot.y1 && at.y <= plot.y0;
    const value = (share, from, to) => from + Math.min(1, Math.max(0, share)) * (to - from);
    const across = value((at.x - plot.x0) / (plot.x1 - plot.x0), left, right);
    const up = value((at.y - plot.y0) / (plot.y1 - plot.y0), low, high);
    return { inside, across, up: rows.snaps ? Math.max(0, Math.min(data.classes.length - 1, Math.round(up))) : up };
  };
  return { svg, draw, point };
}

/** The colour of a value of the target. */
function shade(data, value) {
  const [low, high] = data.range;
  return `rgb(${rampOf(data.colours)((255 * (value - low)) / (high - low || 1)).join(",")})`;
}

function handle({ svg, point }, data, state, { draw, tell, remove }) {
  let clicked = { place: -1, at: -Infinity };
  const added = ({ across, up }) => (data.width === 2 ? [across, up] : [across, up, data.classes.length ? state.kind : state.value]);
  svg.onpointerdown = (event) => {
    if (event.button !== 0) return;
    const place = event.target.dataset.place;
    state.held = { place: place === undefined ? -1 : Number(place), from: [event.clientX, event.clientY], moved: false };
    state.chosen = state.held.place;
    svg.setPointerCapture(event.pointerId);
    svg.focus({ preventScroll: true });
    draw();
  };
  svg.onpointermove = (event) => {
    const { held } = state;
    if (!held) return;
    held.moved ||= Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) > STILL;
    if (!held.moved || held.place < 0) return;
    const { across, up } = point(event);
    state.rows[held.place].splice(0, 2, across, up);
    draw();
  };
  svg.onpointerup = (event) => {
    if (!state.held) return;
    const at = point(event);
    const { place, moved } = state.held;
    state.held = null;
    const again = place === clicked.place && event.timeStamp - clicked.at < DOUBLE;
    clicked = { place: moved ? -1 : place, at: event.timeStamp };
    if (place >= 0) return moved ? tell() : again && remove(place);
    if (moved || !at.inside || state.rows.length >= data.most) return;
    state.rows.push(added(at));
    state.chosen = clicked.place = state.rows.length - 1; // a double click on empty ground leaves it empty
    draw();
    tell();
  };
  svg.onpointercancel = () => (state.held = null);
  svg.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) state.chosen = (state.chosen + step + state.rows.length) % state.rows.length;
    else if (event.key === "Delete" || event.key === "Backspace") remove(state.chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
    draw();
  };
}
