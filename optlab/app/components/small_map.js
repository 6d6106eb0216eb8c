// A small picture of one value over two inputs (a map) or over one (a curve): one colour above the middle, another below it.

const MIDDLE = 127.5;

/** The three parts of a colour written as #rrggbb. */
const partsOf = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

const PALE = 0.66; // how strong a map's colours are at the ends, so that rows stand out on it

/** A function from a byte to a colour's three parts: ``minus`` at 0, paper in the middle, ``plus`` at 255; a map is paler
    by a factor. */
function rampOf({ plus, minus, paper }, strength = 1) {
  const [high, low, middle] = [plus, minus, paper].map(partsOf);
  const table = Array.from({ length: 256 }, (_, byte) => {
    const away = (byte - MIDDLE) / MIDDLE;
    const end = away > 0 ? high : low;
    return middle.map((part, place) => Math.round(part + strength * Math.abs(away) * (end[place] - part)));
  });
  return (byte) => table[Math.max(0, Math.min(255, Math.round(byte)))];
}

/** The colours of classes as a function from the place of a class to three parts, paler by a factor. */
function rampOfClasses(classes, { paper }, strength = 1) {
  const middle = partsOf(paper);
  const table = classes.map((colour) => partsOf(colour).map((part, place) => Math.round(middle[place] + strength * (part - middle[place]))));
  return (place) => table[Math.max(0, Math.min(table.length - 1, Math.round(place)))];
}

/** Paint values, a byte each and row by row from the top, as a map of ``size`` × ``size``; the browser smooths it. */
function paintMap(canvas, value, size, ramp) {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(size, size);
  for (let place = 0; place < size * size; place += 1) image.data.set([...ramp(value(place)), 255], 4 * place);
  pen.putImageData(image, 0, 0);
}

/** Paint values, a byte each from left to right, as a curve; ``other`` is drawn thin and dotted below it. */
function paintCurve(canvas, value, size, { plus, ink }, other = null) {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((side) => Math.max(1, Math.round(side * scale)));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, width, height);
  const line = (of, colour, thick, dash) => {
    pen.beginPath();
    pen.setLineDash(dash);
    Object.assign(pen, { strokeStyle: colour, lineWidth: thick, lineJoin: "round" });
    for (let place = 0; place < size; place += 1) pen.lineTo((place / (size - 1)) * width, (1 - of(place) / 255) * (height - 2 * thick) + thick);
    pen.stroke();
  };
  const thick = Math.max(1.5, Math.min(3, height / 30 / scale)) * scale;
  line(() => MIDDLE, `${ink}55`, scale, []);
  if (other) line(other, ink, thick / 2, [3 * scale, 3 * scale]);
  line(value, plus, thick, []);
}

/** Paint rows as dots over a map or a curve: each ``[x, y, byte]``, places as shares from the lower left. */
function paintRows(canvas, rows, ramp, { ink }) {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((side) => Math.max(1, Math.round(side * scale)));
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  const radius = Math.max(1.6, Math.min(4, height / scale / 70)) * scale;
  for (const [x, y, byte] of rows) {
    pen.beginPath();
    pen.arc(x * width, (1 - y) * height, radius, 0, 7);
    pen.fillStyle = `rgb(${ramp(byte).join(",")})`;
    pen.fill();
    Object.assign(pen, { strokeStyle: ink, lineWidth: scale * 0.8 });
    pen.stroke();
  }
}
