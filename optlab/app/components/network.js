// The network at the player's step: inputs, units, output; a line for each weight, a small picture in each unit.
// A click on a weight is told to the server; a click on a unit makes its picture large, another one small again.
const SVG = "http://www.w3.org/2000/svg";
const THINNEST = 0.5; // pixels of a weight of 0
const WIDEST = 7; // of the widest
const MANY = 80; // weights from which on everything is drawn thinner
const THIN = 0.3; // and how thin at most
const LETTER = 0.64; // width of a letter, as a share of its height, in the names beside the first and the last column
const MOST_BESIDE = 0.2; // and the share of the width that they may take

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-network");
  root.end?.();
  root.classList.toggle("pickable", data.pickable);
  const told = (parameter) => setTriggerValue("picked", { parameter, step: Number(stepField()?.value ?? 0) });
  const pick = data.pickable ? told : null;
  const parts = build(root, data, pick);
  const lay = () => (place(parts, data), parts.paint());
  const watcher = new ResizeObserver(lay);
  watcher.observe(parts.drawing);
  lay();
  const mark = () => markHeld(parts, data);
  document.addEventListener("optlab-weight", mark);
  mark();
  const unfollow = followStep(parts.paint);
  root.end = () => (watcher.disconnect(), unfollow(), document.removeEventListener("optlab-weight", mark));
  return () => root.end();
}

/** The weight under the hand (nudge.js) stands out. */
function markHeld({ edges, biases }, data) {
  const name = document.querySelector(".optlab-nudge")?.dataset.name;
  for (const { line, place } of edges) line.classList.toggle("held", data.names[place] === name);
  for (const { dot, place } of biases) dot.classList.toggle("held", data.names[place] === name);
}

/** The elements of the drawing, and ``paint`` which brings them to the player's step. */
function build(root, data, pick) {
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
  const drawing = Object.assign(document.createElement("div"), { className: "optlab-network-drawing" });
  const svg = drawing.appendChild(document.createElementNS(SVG, "svg"));
  svg.setAttribute("aria-hidden", "true");
  const status = Object.assign(document.createElement("output"), { className: "optlab-network-status" });
  status.rest = () => (status.textContent = `The weights of ${data.run}${pick ? "; click one" : ""}`);
  status.rest();
  const edges = data.edges.map((edge) => edgeOf(svg, edge, data, pick, status));
  const nodes = data.columns.map((column, number) => column.map((name, unit) => nodeOf(drawing, svg, name, number, unit, data)));
  const biases = data.biases.map((bias) => biasOf(drawing, bias, data, pick, status));
  drawing.append(status);
  root.replaceChildren(drawing, legendOf(data, pick));
  const parts = { root, drawing, svg, edges, nodes, biases, status, frames: framesOf(data), ramp: rampOf(data.colours, PALE), thin: 1, large: null };
  parts.paint = () => paint(parts, data);
  nodes.flat().forEach((node) => node.canvas && (node.box.onclick = () => enlarge(parts, data, node)));
  const open = root.large && nodes[root.large[0]]?.[root.large[1]];
  root.large = null;
  if (open?.canvas) enlarge(parts, data, open);
  return parts;
}

function framesOf(data) {
  return { weights: floatsOf(data.weights), maps: data.maps.kind ? bytesOf(data.maps.values) : null };
}

const sentence = ({ names, says }, place, value) => `${names[place]} = ${plainNumber(value)} ${says[place].split(names[place]).at(-1).trim()}`;

function edgeOf(svg, [place, column, from, to], data, pick, status) {
  const [line, hit] = [0, 1].map(() => svg.appendChild(document.createElementNS(SVG, "line")));
  hit.setAttribute("class", "optlab-weight");
  hit.dataset.name = data.names[place];
  const edge = { place, column, from, to, line, hit, sign: 0, value: 0 };
  hit.onpointerenter = () => (line.classList.add("over"), (status.textContent = sentence(data, place, edge.value)));
  hit.onpointerleave = () => (line.classList.remove("over"), status.rest());
  if (pick) hit.onclick = () => (line.classList.add("held"), pick(data.parameters[place])); // it answers before the server does
  return edge;
}

function nodeOf(drawing, svg, name, column, unit, data) {
  const mapped = Boolean(data.maps.kind);
  const box = drawing.appendChild(document.createElement(mapped ? "button" : "div"));
  box.className = "optlab-unit";
  box.setAttribute("aria-label", name);
  box.title = mapped ? `${name}: click for its picture in large` : name;
  const canvas = mapped ? box.appendChild(document.createElement("canvas")) : null;
  const ends = [0, data.columns.length - 1].includes(column);
  const label = ends ? svg.appendChild(document.createElementNS(SVG, "text")) : null;
  label?.setAttribute("text-anchor", column ? "start" : "end");
  return { name, column, unit, box, canvas, label };
}

function biasOf(drawing, [place, column, unit], data, pick, status) {
  const dot = drawing.appendChild(document.createElement("button"));
  dot.className = "optlab-bias";
  dot.dataset.name = data.names[place];
  const bias = { place, column, unit, dot, value: 0 };
  dot.onpointerenter = () => (status.textContent = sentence(data, place, bias.value));
  dot.onpointerleave = status.rest;
  if (pick) dot.onclick = () => pick(data.parameters[place]);
  dot.setAttribute("aria-label", data.says[place]);
  dot.tabIndex = -1; // by keyboard weights are chosen from the list
  return bias;
}

/** What the lines mean, and a list of all weights for keyboard and finger. */
function legendOf(data, pick) {
  const legend = Object.assign(document.createElement("div"), { className: "optlab-network-legend" });
  const word = (kind, text) => {
    const item = element("span", "", legend);
    item.append(Object.assign(document.createElement("i"), { className: kind }), text);
  };
  word("plus", "positive");
  word("minus", "negative");
  element("span", `widest: ±${plainNumber(data.widest, 2)}`, legend).title = "larger weights are drawn no wider";
  if (pick) legend.append(listOf(data, pick));
  if (data.omitted) element("span", `the ${data.edges.length} strongest of ${data.edges.length + data.omitted} weights are drawn`, legend);
  const lost = element("strong", "", legend);
  lost.className = "optlab-network-lost";
  return legend;
}

function listOf(data, pick) {
  const list = document.createElement("select");
  list.setAttribute("aria-label", "Weight to nudge");
  list.append(new Option("weights …", ""), ...data.names.map((name, place) => new Option(name, data.parameters[place])));
  list.onchange = () => list.value && (pick(Number(list.value)), (list.value = ""));
  return list;
}

// ---------------------------------------------------------------- where everything is

function place(parts, data) {
  const { clientWidth: width, clientHeight: height } = parts.drawing;
  const columns = data.columns.length;
  const most = Math.max(...data.columns.map((column) => column.length));
  const size = Math.max(6, Math.min(data.maps.kind ? 56 : 34, (0.84 * height) / most, (0.5 * width) / columns));
  const letter = LETTER * parseFloat(getComputedStyle(parts.drawing).fontSize);
  const [left, right] = [data.columns[0], data.columns.at(-1)].map((names) =>
    Math.min(MOST_BESIDE * width, 12 + letter * Math.max(...names.map((name) => name.length))),
  );
  const x = (column) => left + size / 2 + (columns > 1 ? (column * (width - left - right - size)) / (columns - 1) : 0);
  const y = (column, unit) => (height * (unit + 0.5)) / data.columns[column].length;
  parts.thin = Math.max(THIN, Math.min(1, Math.sqrt(MANY / data.edges.length)));
  parts.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const edge of parts.edges) {
    const ends = { x1: x(edge.column) + size / 2, y1: y(edge.column, edge.from), x2: x(edge.column + 1) - size / 2, y2: y(edge.column + 1, edge.to) };
    for (const [name, value] of Object.entries(ends)) for (const line of [edge.line, edge.hit]) line.setAttribute(name, value.toFixed(1));
    edge.hit.setAttribute("stroke-width", Math.max(4, 10 * parts.thin));
  }
  const cut = (name, room) => (letter * name.length > room ? `${name.slice(0, Math.max(1, Math.floor(room / letter) - 1))}…` : name);
  for (const { name, box, label, column, unit } of parts.nodes.flat()) {
    Object.assign(box.style, { left: `${x(column) - size / 2}px`, top: `${y(column, unit) - size / 2}px`, width: `${size}px`, height: `${size}px` });
    if (!label) continue;
    label.textContent = cut(name, (column ? right : left) - 8);
    label.setAttribute("x", x(column) + (column ? 1 : -1) * (size / 2 + 6));
    label.setAttribute("y", y(column, unit) + letter / 2);
  }
  for (const { dot, column, unit } of parts.biases) Object.assign(dot.style, { left: `${x(column) - size / 2}px`, top: `${y(column, unit) + size / 2}px` });
}

// ---------------------------------------------------------------- what the step shows

function paint(parts, data) {
  const asked = Number(stepField()?.value ?? 0);
  const at = framesAt(data.steps, asked);
  const value = (entry) => frameValue(parts.frames.weights, data.names.length, at, entry);
  const share = (weight) => Math.min(1, Math.abs(weight) / data.widest);
  for (const edge of parts.edges) {
    edge.value = value(edge.place);
    edge.line.setAttribute("stroke-width", ((THINNEST + WIDEST * share(edge.value)) * parts.thin).toFixed(2));
    edge.line.classList.toggle("minus", edge.value < 0);
  }
  for (const bias of parts.biases) {
    bias.value = value(bias.place);
    const size = (4 + 8 * share(bias.value)) * Math.sqrt(parts.thin);
    Object.assign(bias.dot.style, { width: `${size}px`, height: `${size}px` });
    bias.dot.classList.toggle("minus", bias.value < 0);
  }
  if (parts.frames.maps) paintUnits(parts, data, asked);
  const lost = data.lost !== null && asked >= data.lost ? `the weights are not finite at step ${data.lost}: the last finite ones are drawn` : "";
  parts.root.querySelector(".optlab-network-lost").textContent = lost;
  parts.root.dataset.step = asked;
}

/** A function from a place in a unit's picture to its byte. */
function unitValue(parts, data, node, at) {
  const { kind, size } = data.maps;
  const width = kind === "map" ? size * size : size;
  if (!node.column) {
    // the input itself, from one side to the other; of a polynomial its powers
    const along = (entry) => (2 * (entry % size)) / (size - 1) - 1;
    if (kind === "curve") return (entry) => MIDDLE * (1 + along(entry) ** (node.unit + 1));
    if (node.unit === 0) return (entry) => MIDDLE * (1 + along(entry));
    return (entry) => 255 * (1 - Math.floor(entry / size) / (size - 1));
  }
  const before = data.columns.slice(1, node.column).reduce((sum, column) => sum + column.length, 0);
  const units = data.columns.slice(1).reduce((sum, column) => sum + column.length, 0);
  const offset = (before + node.unit) * width;
  return (entry) => frameValue(parts.frames.maps, units * width, at, offset + entry);
}

function paintUnits(parts, data, asked) {
  const at = framesAt(data.maps.steps, asked);
  for (const node of parts.nodes.flat()) paintUnit(node.canvas, unitValue(parts, data, node, at), parts, data);
  if (parts.large) paintUnit(parts.large.canvas, unitValue(parts, data, parts.large.node, at), parts, data);
}

function paintUnit(canvas, value, parts, data) {
  if (data.maps.kind === "map") paintMap(canvas, value, data.maps.size, parts.ramp);
  else paintCurve(canvas, value, data.maps.size, data.colours);
}

/** Show a unit's picture large over the drawing; again or another click: back. */
function enlarge(parts, data, node) {
  const { drawing, root } = parts;
  const box = drawing.appendChild(Object.assign(document.createElement("button"), { className: "optlab-unit-large" }));
  box.title = "click: back to the network";
  element("b", node.name, box);
  const frame = box.appendChild(document.createElement("div"));
  const canvas = frame.appendChild(document.createElement("canvas"));
  const rows = frame.appendChild(document.createElement("canvas"));
  element("small", data.maps.axes, box);
  parts.large = { node, canvas };
  root.large = [node.column, node.unit];
  box.onclick = () => {
    box.remove();
    parts.large = root.large = null;
    node.box.focus();
  };
  box.onkeydown = (event) => event.key === "Escape" && box.onclick();
  const strong = data.maps.classes.length ? rampOfClasses(data.maps.classes, data.colours) : rampOf(data.colours);
  if (data.maps.kind === "map") paintRows(rows, data.maps.rows, strong, data.colours);
  if (parts.paint) parts.paint();
  box.focus();
}
