// A plane on a canvas: where a number lies, ticks and titles along it, and lines of text that fit.

/** From numbers to pixels; ``box`` is {left, top, width, height}. */
function planeOf(x, y, box) {
  const across = box.width / (x.high - x.low);
  const up = box.height / (y.high - y.low);
  return { ...box, right: box.left + box.width, bottom: box.top + box.height, across, up,
    x: (value) => box.left + (value - x.low) * across,
    y: (value) => box.top + box.height - (value - y.low) * up };
}

/** Round numbers between two ends, about so many. */
function ticksOf({ low, high, ticks }, count) {
  if (ticks?.length) return ticks.map((text, value) => ({ value, text }));
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const made = [];
  for (let place = Math.ceil(low / unit); place * unit <= high; place++) made.push({ value: place * unit, text: plainTick(place * unit, unit) });
  return made;
}

function plainTick(value, unit) {
  const most = Math.max(Math.abs(value), unit);
  if (most >= 1e6 || most < 1e-4) return value === 0 ? "0" : value.toExponential(1).replaceAll("-", "−").replace("e+", "e");
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(unit) + 1e-9))).replace("-", "−").replace(/^−(0\.?0*)$/, "$1");
}

/** Frame, ticks and their numbers; ``sides`` says along which of the sides numbers stand, and what the axis below is. */
function drawAxes(pen, plane, x, y, { ink, grey, size, text: large }, sides) {
  pen.save();
  Object.assign(pen, { strokeStyle: grey, fillStyle: ink, lineWidth: 1, font: fontOf(pen, size), textBaseline: "top", textAlign: "center" });
  pen.strokeRect(plane.left, plane.top, plane.width, plane.height);
  let [free, end] = [-Infinity, sides.right];
  if (sides.bottom && sides.title) {
    Object.assign(pen, { font: fontOf(pen, large), textAlign: "right" }); // on the line of the numbers, which saves one
    const title = fitting(pen, sides.title, plane.width * 0.7);
    pen.fillText(title, plane.right, plane.bottom + 5);
    end = plane.right - pen.measureText(title).width - size / 2;
    Object.assign(pen, { font: fontOf(pen, size), textAlign: "center" });
  }
  for (const { value, text } of ticksOf(x, plane.width / (3.4 * size))) {
    const at = plane.x(value);
    line(pen, at, plane.bottom, at, plane.bottom + 4);
    const half = pen.measureText(text).width / 2;
    if (!sides.bottom || at - half < free || at + half > end) continue;
    pen.fillText(text, at, plane.bottom + 6);
    free = at + half + size / 2;
  }
  Object.assign(pen, { textBaseline: "middle", textAlign: "right" });
  for (const { value, text } of ticksOf(y, plane.height / (2.6 * size))) {
    const at = plane.y(value);
    line(pen, plane.left - 4, at, plane.left, at);
    if (sides.left) pen.fillText(text, plane.left - 7, at);
  }
  pen.restore();
}

function line(pen, fromX, fromY, toX, toY) {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** The widest of the numbers along an axis. */
function widestTick(pen, y, height, size) {
  pen.font = fontOf(pen, size);
  return Math.max(...ticksOf(y, height / (2.6 * size)).map(({ text }) => pen.measureText(text).width), 0);
}

const fontOf = (pen, size, weight = 400) => `${weight} ${size}px ${pen.family}`;

/** A text cut to a width, with an ellipsis. */
function fitting(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let cut = text;
  while (cut && pen.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return cut ? `${cut}…` : "";
}

/** Words in lines no wider than ``width``. */
function linesOf(pen, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The title of the vertical axis, read upwards. */
function uprightText(pen, text, x, y, length) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(-Math.PI / 2);
  Object.assign(pen, { textAlign: "center", textBaseline: "top" });
  pen.fillText(fitting(pen, text, length), 0, 0);
  pen.restore();
}
