// Saves the page's charts with legend and caption as one SVG or PNG.  Text enters as text nodes only.
// Follows picture_copy.js in the same module.
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const TEXT = 16;
const LINE = 24;
const NARROWEST = 760; // a single small chart still leaves room for the caption
const SAMPLE = 44; // length of a legend's piece of line
const ANIMATION = "Animation (GIF)";
const LARGEST = 8192; // pixels along a side of the PNG, beyond which browsers give up

function make(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.appendChild(document.createTextNode(text));
  return node;
}

/** One drawing of a chart, placed as it lies in it; null where it cannot be read. */
function drawn(node, origin) {
  const box = node.getBoundingClientRect();
  const [x, y] = [box.left - origin.left, box.top - origin.top];
  if (node.tagName.toLowerCase() === "canvas") {
    const href = snapshot(node);
    return href ? make("image", { x, y, width: box.width, height: box.height, href }) : null;
  }
  const view = node.viewBox.baseVal?.width ? node.viewBox.baseVal : { x: 0, y: 0, width: box.width };
  const scale = box.width / view.width;
  const group = make("g", { transform: `translate(${x - view.x * scale},${y - view.y * scale}) scale(${scale})` });
  const copy = copyOf(node);
  for (const { name, value } of [...copy.attributes]) if (INHERITED.includes(name)) group.setAttribute(name, value);
  group.append(...copy.childNodes);
  return group;
}

/** A sheet of paper in the look of the page, and a pen that knows how wide words are. */
function sheetOf() {
  const app = getComputedStyle(document.querySelector(".stApp"));
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (text, weight = "400") => {
    pen.font = `${weight} ${TEXT}px ${app.fontFamily}`;
    return pen.measureText(text).width;
  };
  const letters = { "font-family": app.fontFamily, "font-size": TEXT, fill: app.color };
  return { root: make("svg", {}), ink: app.color, paper: app.backgroundColor, letters, measure, x: MARGIN, y: MARGIN, missing: 0 };
}

function addChart(sheet, chart) {
  const nodes = drawingsOf(chart);
  const boxes = nodes.map((node) => node.getBoundingClientRect());
  const origin = { left: Math.min(...boxes.map((box) => box.left)), top: Math.min(...boxes.map((box) => box.top)) };
  const made = nodes.map((node) => drawn(node, origin)).filter(Boolean);
  if (made.length < nodes.length) sheet.missing += 1;
  if (!made.length) return;
  const group = sheet.root.appendChild(make("g", { transform: `translate(${sheet.x},${MARGIN})` }));
  group.append(...made);
  sheet.x += Math.max(...boxes.map((box) => box.right)) - origin.left + MARGIN;
  sheet.y = Math.max(sheet.y, MARGIN + Math.max(...boxes.map((box) => box.bottom)) - origin.top);
}

/** Words in lines no wider than ``width``; a word that is too long is broken. */
function wrapped(text, width, measure) {
  const lines = [""];
  for (const piece of text.split(/(?<= )/).flatMap((word) => (measure(word) > width ? [...word] : [word]))) {
    if (lines.at(-1) && measure(lines.at(-1) + piece.trimEnd()) > width) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trimEnd());
}

function write(sheet, x, words, more = {}) {
  sheet.root.appendChild(make("text", { x, y: sheet.y, ...sheet.letters, ...more }, words));
}

function addRun(sheet, { name, colour, dash, detail }) {
  sheet.y += LINE;
  const stroke = getComputedStyle(document.documentElement).getPropertyValue(`--run${colour}`).trim() || sheet.ink;
  const line = { x1: MARGIN, x2: MARGIN + SAMPLE, y1: sheet.y - 5, y2: sheet.y - 5, stroke, "stroke-width": 4 };
  sheet.root.appendChild(make("line", dash[1] ? { ...line, "stroke-dasharray": dash.join(",") } : line));
  const left = MARGIN + SAMPLE + 12;
  write(sheet, left, name, { "font-weight": "700" });
  const after = left + sheet.longest + 14;
  wrapped(detail, sheet.width - after - MARGIN, sheet.measure).forEach((words, number) => {
    if (number) sheet.y += LINE;
    if (words) write(sheet, after, words);
  });
}

function addLine(sheet, text) {
  for (const words of wrapped(text, sheet.width - 2 * MARGIN, sheet.measure)) {
    sheet.y += LINE;
    write(sheet, MARGIN, words);
  }
}

/** Where the page's player stands, when it is not at the end. */
function standing() {
  const step = document.querySelector(".optlab-player input");
  return step && Number(step.value) < Number(step.max) ? [`Drawn up to step ${step.value} of ${step.max}.`] : [];
}

function composed(data, said = standing()) {
  const sheet = sheetOf();
  const charts = chartsOf(data.charts);
  if (!charts.length) throw new Error("there is no chart on the page");
  charts.forEach((chart) => addChart(sheet, chart));
  sheet.width = Math.ceil(Math.max(sheet.x, NARROWEST));
  sheet.longest = Math.max(0, ...data.runs.map((run) => sheet.measure(run.name, "700")));
  data.runs.forEach((run) => addRun(sheet, run));
  sheet.y += LINE / 3;
  [...data.caption, ...said].forEach((text) => addLine(sheet, text));
  const [width, height] = [sheet.width, Math.ceil(sheet.y + MARGIN)];
  sheet.root.prepend(make("desc", {}, location.href), make("rect", { width, height, fill: sheet.paper }));
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) sheet.root.setAttribute(name, value);
  return { text: new XMLSerializer().serializeToString(sheet.root), width, height, missing: sheet.missing };
}

// ---------------------------------------------------------------- saving

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The same picture in pixels, two to the one (fewer where that would be too many). */
async function pixels({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("too large"))), "image/png"));
}

/** Saves the player's steps; the button shows how far it is, Escape or another press ends it. */
async function film(data, button, status) {
  if (button.stop) return button.stop();
  let wanted = true;
  const stop = (event) => {
    if (event && event.key !== "Escape") return;
    event?.stopPropagation();
    wanted = false;
  };
  button.stop = () => stop();
  document.addEventListener("keydown", stop, true);
  status.textContent = "";
  try {
    const file = await animation(data, (done, all) => (button.textContent = `Frame ${done} / ${all} · stop`), () => wanted);
    if (file) save(file, "optlab.gif");
    button.textContent = file ? `${ANIMATION} · ${(file.size / 1e6).toFixed(1)} MB` : ANIMATION;
  } catch (error) {
    button.textContent = ANIMATION;
    status.textContent = `The animation could not be made: ${error.message}`;
  } finally {
    document.removeEventListener("keydown", stop, true);
    delete button.stop;
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".optlab-picture");
  const status = root.querySelector("[role=status]");
  const press = (kind) => async () => {
    status.textContent = "";
    try {
      const made = composed(component.data);
      if (kind === "svg") save(new Blob([made.text], { type: "image/svg+xml" }), "optlab.svg");
      else save(await pixels(made), "optlab.png");
      if (made.missing) status.textContent = "A chart could not be read: the picture lacks it.";
    } catch (error) {
      status.textContent = `The picture could not be made: ${error.message}`;
    }
  };
  const moving = root.querySelector('[data-as="gif"]');
  moving.hidden = !Number(document.querySelector(".optlab-player input")?.max);
  for (const button of root.querySelectorAll("button")) button.onclick = press(button.dataset.as);
  moving.onclick = () => film(component.data, moving, status);
}
