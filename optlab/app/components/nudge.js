// One weight under the hand: a slider that nudges it, the loss along it, and what the model predicts with it so.
// All of it came with the click: while the hand moves nothing is asked of the server.
const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, ROOM] = [320, 92, 14]; // units of the curve's drawing

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-nudge");
  root.end?.();
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
  const value = data.values[data.place];
  const head = Object.assign(document.createElement("header"), { className: "optlab-nudge-head" });
  const said = element("output", "", head);
  const close = Object.assign(element("button", "×", head), { title: "close", ariaLabel: "Close the weight" });
  close.onclick = () => setTriggerValue("closed", true);
  const range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: data.values.length - 1, step: 1, value: data.place });
  range.setAttribute("aria-label", data.name);
  const curve = curveOf(data);
  const left = Object.assign(document.createElement("div"), { className: "optlab-nudge-slice" });
  left.append(curve.svg, range);
  const picture = data.picture.kind ? pictureOf(data) : null;
  const body = Object.assign(document.createElement("div"), { className: "optlab-nudge-body" });
  body.append(left, ...(picture ? [picture.box] : []));
  root.replaceChildren(head, body);

  const show = () => {
    const at = Number(range.value);
    curve.show(at);
    picture?.show(at);
    said.textContent = told(data, at);
    range.setAttribute("aria-valuetext", plainNumber(data.values[at]));
    root.dataset.nudge = data.values[at] - value;
  };
  range.oninput = show;
  show();
  const mark = (name) => {
    root.dataset.name = name;
    document.dispatchEvent(new CustomEvent("optlab-weight"));
  };
  mark(data.name);
  const watcher = new ResizeObserver(() => picture?.show(Number(range.value)));
  watcher.observe(root);
  root.end = () => watcher.disconnect();
  return () => (root.end(), mark(""));
}

/** What the nudge does, in a sentence. */
function told(data, at) {
  const [from, to] = [data.losses[data.place], data.losses[at]];
  const here = `${data.says}: ${plainNumber(data.values[data.place])} at step ${data.step}`;
  if (at === data.place) return `${here}, where the loss is ${plainNumber(from)}. Move the slider.`;
  const nudge = data.values[at] - data.values[data.place];
  const by = `${nudge > 0 ? "+" : "−"}${plainNumber(Math.abs(nudge))}`;
  if (to === null) return `${here}; at ${by} the loss is no finite number.`;
  const [before, after] = [plainNumber(from, 4), plainNumber(to, 4)];
  if (before === after) return `${here}; at ${by} the loss stays at ${before}.`;
  return `${here}; at ${by} the loss ${to > from ? "rises" : "falls"} from ${before} to ${after}.`;
}

function make(tag, attributes, parent, text) {
  const node = parent.appendChild(document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** The slice of the loss along the weight, with a dot where the slider stands. */
function curveOf(data) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `The loss of the training rows along ${data.name}`);
  const finite = data.losses.filter((loss) => loss !== null);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (at) => ROOM / 2 + (at / (data.values.length - 1)) * (WIDTH - ROOM);
  const y = (loss) => HEIGHT - ROOM - 4 - ((loss - low) / (high - low || 1)) * (HEIGHT - 2 * ROOM - 4);
  make("line", { x1: x(data.place), x2: x(data.place), y1: ROOM, y2: HEIGHT - ROOM, class: "here" }, svg);
  let pen = "M";
  const path = data.losses.map((loss, at) => {
    const piece = loss === null ? "" : `${pen}${x(at).toFixed(1)},${y(loss).toFixed(1)}`;
    pen = loss === null ? "M" : "L";
    return piece;
  });
  make("path", { d: path.join(""), class: "slice" }, svg);
  make("text", { x: 2, y: 11 }, svg, `loss ${plainNumber(high)}`);
  make("text", { x: 2, y: HEIGHT - 2 }, svg, plainNumber(data.values[0]));
  make("text", { x: WIDTH / 2, y: HEIGHT - 2, "text-anchor": "middle" }, svg, `${data.name}, lowest loss ${plainNumber(low)}`);
  make("text", { x: WIDTH - 2, y: HEIGHT - 2, "text-anchor": "end" }, svg, plainNumber(data.values.at(-1)));
  const dot = make("circle", { r: 5, class: "now" }, svg);
  const show = (at) => {
    const loss = data.losses[at];
    dot.setAttribute("visibility", loss === null ? "hidden" : "visible");
    if (loss === null) return;
    dot.setAttribute("cx", x(at));
    dot.setAttribute("cy", y(loss));
  };
  return { svg, show };
}

/** What the model predicts with the nudge, between the few nudges of which it was told. */
function pictureOf(data) {
  const { kind, size, values, places, rows } = data.picture;
  const box = Object.assign(document.createElement("figure"), { className: "optlab-nudge-picture" });
  const canvas = box.appendChild(document.createElement("canvas"));
  const dots = box.appendChild(document.createElement("canvas"));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", data.picture.about);
  box.title = data.picture.about;
  const bytes = bytesOf(values);
  const width = kind === "curve" ? size : size * size;
  const { classes } = data.picture;
  const [ramp, strong] = [PALE, 1].map((strength) => (classes.length ? rampOfClasses(classes, data.colours, strength) : rampOf(data.colours, strength)));
  const show = (at) => {
    const near = framesAt(places, at);
    if (classes.length && near.share) Object.assign(near, { low: near.low + (near.share >= 0.5 ? 1 : 0), share: 0 });
    const value = (place) => frameValue(bytes, width, near, place);
    const here = framesAt(places, data.place);
    if (kind === "curve") paintCurve(canvas, value, size, data.colours, (place) => frameValue(bytes, width, here, place));
    else paintMap(canvas, value, size, ramp);
    paintRows(dots, rows, strong, data.colours);
  };
  return { box, show };
}
