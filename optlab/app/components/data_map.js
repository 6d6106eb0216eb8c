// A map over two inputs: a small image of levels made smooth, and the lines between classes or along heights.
const LINES = 7; // isolines of heights
const SOFT = 4; // as in charts/data/levels.py
const FAINT = 16;
const [LOGITS, CLASS_LEVELS, HEIGHTS] = [1022, 510, 2047];

/** Colours by level, as 32-bit pixels. */
function palette(content, paint) {
  const opaque = ([red, green, blue]) => ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
  const paper = channels(paint.paper);
  if (content.classes.length === 2) {
    const [first, second] = paint.classes.map(channels);
    return Uint32Array.from({ length: LOGITS + 1 }, (_, level) => {
      const bent = (2 * level) / LOGITS - 1;
      const logit = (SOFT * bent) / Math.max(1e-9, 1 - Math.abs(bent));
      const sure = Math.tanh(Math.abs(logit) / 2); // 0 at ½, 1 where it is certain
      return opaque(mixed(paper, logit < 0 ? first : second, paint.region * (0.22 + 0.78 * sure)));
    });
  }
  const ramp = paint.heights.map(channels);
  return Uint32Array.from({ length: HEIGHTS + 1 }, (_, level) => {
    const at = (level / HEIGHTS) * (ramp.length - 1);
    const place = Math.min(Math.floor(at), ramp.length - 2);
    return opaque(mixed(ramp[place], ramp[place + 1], at - place));
  });
}

/** Where the pixels of a side lie among its grid points: which one, and how far to the next. */
function places(pixels, grid, isUp) {
  const [first, share] = [new Uint16Array(pixels), new Float32Array(pixels)];
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = (((isUp ? pixels - 1 - pixel : pixel) + 0.5) / pixels) * (grid - 1);
    first[pixel] = Math.min(Math.floor(at), Math.max(0, grid - 2));
    share[pixel] = at - first[pixel];
  }
  return { first, share };
}

/** Draws the field of maps of one size into an image of ``pixels`` a side. */
function mapImage(content, paint, [, count, up, across], pixels) {
  const tall = up === 1 ? 1 : pixels;
  const canvas = Object.assign(document.createElement("canvas"), { width: pixels, height: tall });
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(pixels, tall);
  const pixel = new Uint32Array(image.data.buffer);
  const [columns, lines] = [places(pixels, across, false), places(tall, up, true)];
  const colours = count === 1 ? palette(content, paint) : null;
  const tints = count === 1 ? null : paint.classes.map((colour) => mixed(channels(paint.paper), channels(colour), paint.region));
  const row = new Float32Array(across * count);
  const each = up * across;

  const one = (at) => {
    for (let x = 0; x < pixels; x++) {
      const place = columns.first[x];
      pixel[at + x] = colours[(row[place] + columns.share[x] * (row[place + 1] - row[place]) + 0.5) | 0];
    }
  };
  const several = (at) => {
    for (let x = 0; x < pixels; x++) {
      let [red, green, blue, whole] = [0, 0, 0, 0];
      for (let kind = 0; kind < count; kind++) {
        const place = columns.first[x] + kind * across;
        const level = row[place] + columns.share[x] * (row[place + 1] - row[place]);
        if (level < CLASS_LEVELS * 0.6) continue; // e^-6: not to be seen
        const weight = Math.exp((FAINT * level) / CLASS_LEVELS);
        red += weight * tints[kind][0];
        green += weight * tints[kind][1];
        blue += weight * tints[kind][2];
        whole += weight;
      }
      pixel[at + x] = (255 << 24) | ((blue / whole) << 16) | ((green / whole) << 8) | (red / whole);
    }
  };
  return (field) => {
    for (let y = 0; y < tall; y++) {
      const [low, share] = [lines.first[y], lines.share[y]];
      for (let kind = 0; kind < count; kind++) {
        const from = kind * each + low * across;
        const next = up === 1 ? 0 : across;
        for (let x = 0; x < across; x++) row[kind * across + x] = field[from + x] + share * (field[from + next + x] - field[from + x]);
      }
      (count === 1 ? one : several)(y * pixels);
    }
    pen.putImageData(image, 0, 0);
    return canvas;
  };
}

/** Add the line along which a field has a height to the pen's path: marching squares. */
function addIsoline(pen, field, up, across, height, plane) {
  const [wide, tall] = [plane.width / (across - 1), plane.height / (up - 1)];
  for (let y = 0; y < up - 1; y++) {
    for (let x = 0; x < across - 1; x++) {
      const at = y * across + x;
      const [a, b, c, d] = [field[at] - height, field[at + 1] - height, field[at + across + 1] - height, field[at + across] - height];
      const kind = (a > 0) | ((b > 0) << 1) | ((c > 0) << 2) | ((d > 0) << 3);
      if (kind === 0 || kind === 15) continue;
      const left = plane.left + x * wide;
      const bottom = plane.bottom - y * tall;
      const crossings = [];
      if (a > 0 !== b > 0) crossings.push(left + (wide * a) / (a - b), bottom);
      if (b > 0 !== c > 0) crossings.push(left + wide, bottom - (tall * b) / (b - c));
      if (d > 0 !== c > 0) crossings.push(left + (wide * d) / (d - c), bottom - tall);
      if (a > 0 !== d > 0) crossings.push(left, bottom - (tall * a) / (a - d));
      for (let place = 0; place < crossings.length; place += 4) {
        pen.moveTo(crossings[place], crossings[place + 1]);
        pen.lineTo(crossings[place + 2], crossings[place + 3]);
      }
    }
  }
}

/** The lines of a map: between two classes at ½, around each of several, or along heights. */
function addBoundaries(pen, content, field, [, count, up, across], plane, spare) {
  if (up === 1) return;
  if (count === 1 && content.classes.length) return addIsoline(pen, field, up, across, LOGITS / 2, plane);
  if (count === 1) {
    for (let place = 1; place <= LINES; place++) addIsoline(pen, field, up, across, (HEIGHTS * place) / (LINES + 1), plane);
    return;
  }
  const each = up * across;
  for (let kind = 0; kind < count; kind++) {
    for (let at = 0; at < each; at++) {
      let others = -1;
      for (let other = 0; other < count; other++) if (other !== kind) others = Math.max(others, field[other * each + at]);
      spare[at] = field[kind * each + at] - others;
    }
    addIsoline(pen, spare, up, across, 0, plane);
  }
}
