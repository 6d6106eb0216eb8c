// The axes of a surface in space: each at an edge where nothing stands before it, numbers that never meet.

/** The edges at which the axes stand: between a side that is seen and one that is not, so on the outline of the box. */
function spaceEdges({ view }, { x, y, z }) {
  const seen = ({ range }, at, axis) => (at ? view.eye[axis] > range[1] : view.eye[axis] < range[0]);
  const near = (one, other) => one.far - other.far;
  const edge = (from, to) => {
    const [start, end] = [view.point(...from), view.point(...to)];
    return { from, to, start, end, far: start.far + end.far, left: start.x + end.x };
  };
  const below = view.eye[2] < z.range[0]; // from below the sides that face away carry the numbers
  const along = (side, make) => {
    const edges = [0, 1].map((at) => make(side.range[at]));
    edges.sort((one, next) => (below ? -1 : 1) * near(one, next));
    return edges[0];
  };
  const upright = [0, 1].flatMap((atX) =>
    [0, 1].map((atY) => ({
      ...edge([x.range[atX], y.range[atY], z.range[0]], [x.range[atX], y.range[atY], z.range[1]]),
      outline: seen(x, atX, 0) !== seen(y, atY, 1),
    })),
  );
  const level = {
    x: along(y, (at) => edge([x.range[0], at, z.range[0]], [x.range[1], at, z.range[0]])),
    y: along(x, (at) => edge([at, y.range[0], z.range[0]], [at, y.range[1], z.range[0]])),
  };
  // the one whose numbers are farthest from those of the other axes; the left one of two alike
  const clear = ({ end, left }) => Math.min(...Object.values(level).map((other) => spaceApart(end, other))) - 0.02 * left;
  const shown = upright.filter(({ outline }) => outline).sort((one, other) => clear(other) - clear(one));
  return { ...level, z: shown[0] ?? null };
}

/** Pixels between a point and an edge. */
function spaceApart({ x, y }, { start, end }) {
  const [alongX, alongY] = [end.x - start.x, end.y - start.y];
  const share = ((x - start.x) * alongX + (y - start.y) * alongY) / (alongX ** 2 + alongY ** 2 || 1);
  const at = Math.max(0, Math.min(1, share));
  return Math.hypot(x - start.x - at * alongX, y - start.y - at * alongY);
}

function spaceAxes(pen, ground, { axes, look }) {
  const { view } = ground;
  const middle = view.point(...["x", "y", "z"].map((name) => (axes[name].range[0] + axes[name].range[1]) / 2));
  const edges = spaceEdges(ground, axes);
  const placed = [];
  const free = (box) =>
    box[0] >= 0 && box[1] >= 0 && box[2] <= view.width && box[3] <= view.height &&
    !placed.some((other) => box[0] < other[2] + 4 && box[2] > other[0] - 4 && box[1] < other[3] && box[3] > other[1]);
  const size = look.text;
  pen.save();
  Object.assign(pen, { fillStyle: look.ink, lineJoin: "round" });
  Object.assign(pen, { textAlign: "center", textBaseline: "middle" });
  const font = (weight) => (pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`);
  const write = (text, x, y) => {
    Object.assign(pen, { strokeStyle: look.paper, lineWidth: 4 * look.scale });
    const wide = pen.measureText(text).width / 2;
    const box = [x - wide, y - size / 2, x + wide, y + size / 2];
    if (!free(box)) return false;
    placed.push(box);
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
    return true;
  };
  const outward = (edge) => {
    const [alongX, alongY] = [edge.end.x - edge.start.x, edge.end.y - edge.start.y];
    const length = Math.hypot(alongX, alongY) || 1;
    const [acrossX, acrossY] = [-alongY / length, alongX / length];
    const [toX, toY] = [(edge.start.x + edge.end.x) / 2 - middle.x, (edge.start.y + edge.end.y) / 2 - middle.y];
    return acrossX * toX + acrossY * toY < 0 ? [-acrossX, -acrossY] : [acrossX, acrossY];
  };
  const reach = (text, [outX, outY]) => Math.abs(outX) * (pen.measureText(text).width / 2) + Math.abs(outY) * (size / 2);
  const tick = (name, value) => {
    const { from, to } = edges[name];
    const share = (value - axes[name].range[0]) / (axes[name].range[1] - axes[name].range[0]);
    return view.point(...from.map((start, axis) => start + share * (to[axis] - start)));
  };
  const numbers = (name) => {
    const out = outward(edges[name]);
    const { ticks, texts } = axes[name];
    for (let number = ticks.length - 1; number >= 0; number -= 1) {
      const at = tick(name, ticks[number]);
      const away = GAP + reach(texts[number], out);
      if (write(texts[number], at.x + out[0] * away, at.y + out[1] * away)) line(at, { x: at.x + out[0] * 4, y: at.y + out[1] * 4 });
    }
  };
  const line = (from, to) => {
    Object.assign(pen, { strokeStyle: look.grey, lineWidth: 1.25 * look.scale });
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  };
  const title = (name) => {
    const out = outward(edges[name]);
    const widest = Math.max(0, ...axes[name].texts.map((text) => reach(text, out)));
    const [x, y] = [(edges[name].start.x + edges[name].end.x) / 2, (edges[name].start.y + edges[name].end.y) / 2];
    for (let more = 0; more < 6; more += 1) {
      const away = GAP + 2 * widest + 5 + reach(axes[name].title, out) - 8 * more * (more % 2 ? 1 : -1);
      if (write(axes[name].title, x + out[0] * away, y + out[1] * away)) return;
    }
  };
  for (const name of ["x", "y", "z"]) if (edges[name]) line(edges[name].start, edges[name].end);
  font(600);
  if (edges.z) {
    const [half, top] = [pen.measureText(axes.z.title).width / 2, edges.z.end];
    const x = Math.max(half + 2, Math.min(view.width - half - 2, top.x));
    write(axes.z.title, x, Math.max(size, top.y - 0.9 * size));
  }
  font(400);
  if (edges.z) numbers("z");
  numbers("x");
  numbers("y");
  font(600);
  title("x");
  title("y");
  pen.restore();
}
