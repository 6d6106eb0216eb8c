// The model in its data at the player's step: every frame is drawn here, from key frames that came once.
const WORDS_AFTER = 400; // milliseconds of rest after which the picture is told to those who do not see it

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".optlab-data_picture");
  root.replaceChildren(...(root.canvas ? [root.canvas] : []));
  const canvas = (root.canvas ??= root.appendChild(Object.assign(document.createElement("canvas"), { role: "img" })));
  const picture = { canvas, root, data, content: data.content, frame: 0, told: 0 };
  const soon = () => (picture.frame ||= requestAnimationFrame(() => ((picture.frame = 0), show(picture))));
  const watch = new ResizeObserver(() => ((picture.layout = null), soon()));
  const ends = [() => watch.disconnect(), () => cancelAnimationFrame(picture.frame), () => clearTimeout(picture.told)];
  let isGone = false;
  decoded(root, data.content).then((known) => {
    if (isGone) return;
    Object.assign(picture, known);
    watch.observe(root);
    const sharper = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const redraw = () => ((picture.layout = null), soon());
    sharper.addEventListener("change", redraw);
    ends.push(followStep(soon), () => sharper.removeEventListener("change", redraw));
  });
  return () => {
    isGone = true;
    ends.forEach((end) => end());
  };
}

/** All frames of a picture, unpacked once. */
async function decoded(root, content) {
  if (root.stamp === content.stamp) return root.known;
  const frames = await Promise.all(content.runs.map((run) => unpacked(run.frames)));
  const known = {
    frames,
    lit: content.runs.map((run) => run.lit && rawNumbers(run.lit)),
    exact: content.exact && (await unpacked(content.exact)),
    fields: frames.map(({ shape }) => new Float32Array(shape[1] * shape[2] * shape[3])),
  };
  Object.assign(root, { stamp: content.stamp, known });
  return known;
}

/** Sizes of the canvas, and what does not change while the step does. */
function prepare(picture) {
  const { canvas, root, content, data } = picture;
  const style = getComputedStyle(root);
  const [family, flows] = [style.fontFamily, style.getPropertyValue("--flows") === "1"];
  const [width, height] = [root.clientWidth, root.clientHeight];
  const sharp = devicePixelRatio || 1;
  const pen = (picture.pen = canvas.getContext("2d"));
  pen.family = family;
  const layout = (picture.layout = layoutOf(pen, content, data.paint, width, height, flows));
  const tall = Math.max(1, flows ? layout.needs : height);
  Object.assign(canvas.style, { width: `${width}px`, height: `${tall}px` });
  root.style.minHeight = flows ? `${tall}px` : "";
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(tall * sharp) });
  const sheet = () => {
    const layer = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const own = layer.getContext("2d");
    own.scale(sharp, sharp);
    own.family = family;
    return [layer, own];
  };
  Object.assign(picture, { width, tall, sharp });
  picture.runs = content.runs.map((run) => ({ ...run, paint: data.colours[run.colour], dash: data.dashes[run.colour] }));
  const [above, overPen] = sheet();
  if (content.kind !== "against") drawRows(clipped(overPen, layout.plots[0]), content, layout.plots[0], data.paint, layout.radius);
  const [below, underPen] = sheet();
  drawFrame(underPen, picture);
  Object.assign(picture, { above, below });
  if (content.kind === "map" && content.runs.length) {
    const most = Math.min(260, Math.max(96, Math.round(Math.max(layout.plots[0].width, layout.plots[0].height) * 0.75)));
    picture.image = mapImage(content, data.paint, picture.frames[0].shape, most);
    picture.spare = new Float32Array(picture.frames[0].shape[2] * picture.frames[0].shape[3]);
  }
}

function clipped(pen, plot) {
  pen.beginPath();
  pen.rect(plot.left, plot.top, plot.width, plot.height);
  pen.clip();
  return pen;
}

/** Axes, their titles, the legend. */
function drawFrame(pen, { content, data, layout, width }) {
  const { paint } = data;
  const { plots, text, small, legend, bottom } = layout;
  for (const plot of plots) drawAxes(pen, plot, content.x, content.y, { ...paint, size: small, text }, { ...plot.sides, title: layout.under ? "" : content.x.title });
  Object.assign(pen, { fillStyle: paint.ink, font: fontOf(pen, text), textAlign: "center", textBaseline: "top" });
  const right = Math.max(...plots.map((plot) => plot.right));
  if (layout.under) pen.fillText(fitting(pen, content.x.title, right - plots[0].left + 40), (plots[0].left + right) / 2, bottom + small + 9);
  uprightText(pen, content.y.title, Math.max(0, plots[0].left - layout.ticks - text * 1.25 - 12), (plots[0].top + bottom) / 2, bottom - plots[0].top);
  const first = bottom + small + layout.under + 16 + text / 2;
  const lead = Math.max(0, Math.min(plots[0].left, width - Math.max(...legend.items.map((item) => item.x + item.sign + pen.measureText(item.text).width))));
  for (const item of legend.items) drawItem(pen, item, lead + item.x, first + item.line * text * 1.45, content, paint);
}

function drawItem(pen, item, x, y, content, paint) {
  let after = x + item.sign;
  if (item.ramp) {
    const { low, high } = content.heights;
    const [from, to] = [plainTick(low, (high - low) / 20), plainTick(high, (high - low) / 20)];
    Object.assign(pen, { fillStyle: paint.ink, textAlign: "left", textBaseline: "middle" });
    pen.fillText(from, x, y);
    const start = x + pen.measureText(from).width + 6;
    const shade = pen.createLinearGradient(start, 0, start + 80, 0);
    paint.heights.forEach((colour, place) => shade.addColorStop(place / (paint.heights.length - 1), colour));
    Object.assign(pen, { fillStyle: shade });
    pen.fillRect(start, y - 7, 80, 14);
    pen.fillStyle = paint.ink;
    pen.fillText(to, start + 86, y);
    after = start + 86 + pen.measureText(to).width + 8;
  } else if (item.dash) {
    Object.assign(pen, { strokeStyle: paint.ink, lineWidth: 1.6 });
    line(pen, x, y, x + 27, y);
  } else {
    drawShape(pen, item.shape, x + 8, y, 5 * Math.sqrt(paint.scale), item.fill ? { fill: item.fill, stroke: paint.paper, width: 0.8 } : { fill: paint.paper, stroke: item.stroke, width: 2 });
    if (item.ring) drawShape(pen, "circle", x + 8, y, 7.6 * Math.sqrt(paint.scale), { stroke: paint.ink, width: 2 });
  }
  Object.assign(pen, { fillStyle: paint.ink, textAlign: "left", textBaseline: "middle" });
  pen.fillText(item.text, after, y);
}

// ---------------------------------------------------------------- a step

function show(picture) {
  const { root, content } = picture;
  if (!root.isConnected || !root.clientWidth) return;
  if (!picture.layout) prepare(picture);
  const { pen, sharp, width, tall } = picture;
  const last = content.steps.at(-1) ?? 0;
  const step = Math.min(Number(stepField()?.value ?? last), last);
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, width, tall);
  pen.drawImage(picture.below, 0, 0, width, tall);
  const at = content.steps.length ? between(content.steps, step) : null;
  picture.frames.forEach((frames, place) => blend(frames, at, picture.fields[place]));
  ({ curve: showCurves, map: showMaps, against: showAgainst })[content.kind](picture, step);
  clearTimeout(picture.told);
  picture.told = setTimeout(() => picture.canvas.setAttribute("aria-label", inWords(picture, step)), WORDS_AFTER);
}

/** What is right or explained at a step: the last that was measured by then. */
function scoreOf(content, run, step) {
  let place = content.measured.length - 1;
  while (place > 0 && content.measured[place] > step) place--;
  const written = (part) => {
    const value = run.scores[part]?.[place];
    if (value === null || value === undefined) return "";
    if (content.score !== "right") return plainNumber(value);
    const share = 100 * value;
    return `${share < 100 && share > 99.5 ? "> 99" : share.toFixed(0)} %`;
  };
  return { train: written("train"), test: written("test") };
}

function inWords({ data, content, runs }, step) {
  const told = runs.map((run) => {
    const { train, test } = scoreOf(content, run, step);
    const ended = run.ends && step >= run.ends.step ? `, ${run.ends.sentence}` : "";
    const right = content.score === "right" ? `${train} of the training rows right` : `R² of the training rows ${train}`;
    return `${run.name}: ${train ? right : "no number"}${test ? `, test ${test}` : ""}${ended}`;
  });
  return `${data.about}. Step ${step}. ${told.join(". ")}`;
}
