// What is drawn over a surface in space, back to front: axes, cuts, paths with their balls, marks.
const USUAL = 450; // pixels of a picture from which on balls and lines grow with it
const GAP = 7; // pixels between an axis and its numbers
const TAIL = 14; // points of a path behind its ball that are drawn thick
const HIDDEN = 0.3; // opacity of what lies behind the surface
const PIECES = 400; // about how many pieces of a path follow the surface between its steps

function spacePicture(pen, ground, given, step, told) {
  const larger = Math.max(1, Math.min(1.6, Math.min(ground.view.width, ground.view.height) / USUAL));
  const data = { ...given, look: { ...given.look, scale: given.look.scale * larger } };
  spaceAxes(pen, ground, data);
  if (data.cuts) spaceCuts(pen, ground, data, told ?? data.cuts);
  const runs = data.runs.map((run) => ({ run, walk: spaceWalk(ground, run, step) })).filter(({ walk }) => walk.pieces.length);
  for (const { run, walk } of runs) spacePath(pen, data.look, run, walk);
  for (const mark of data.marks) spaceMark(pen, ground, data.look, mark);
  const heads = runs.filter(({ walk }) => walk.head).sort((one, other) => other.walk.head.far - one.walk.head.far);
  for (const { run, walk } of heads) {
    if (run.chosen) spaceWayDown(pen, ground, data, walk.head.at, data.look.ink);
    spaceBall(pen, data.look, walk.head, run.colour, run.marker);
  }
}

/** The shares of a segment between which it is in the window; none where it misses it (Liang and Barsky, 1984). */
function spaceInside({ left, right, bottom, top }, x, y, alongX, alongY) {
  let [enter, leave] = [0, 1];
  for (const [at, along, low, high] of [[x, alongX, left, right], [y, alongY, bottom, top]]) {
    if (along === 0) {
      if (at < low || at > high) return null;
      continue;
    }
    const [first, second] = [(low - at) / along, (high - at) / along];
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  return enter < leave ? [enter, leave] : null;
}

/** A run up to a step as pieces on the surface (arrays of points in pixels with ``row`` and ``hidden``), and its head. */
function spaceWalk(ground, run, step) {
  const { land, view, on, hides } = ground;
  let last = -1;
  while (last + 1 < run.step.length && run.step[last + 1] <= step) last += 1;
  const place = (x, y, row) => {
    const z = on(x, y);
    if (Number.isNaN(z)) return null;
    return { ...view.point(x, y, z), row, hidden: hides(x, y, z), at: [x, y, z] };
  };
  const pieces = [];
  let piece = null;
  const cells = (alongX, alongY) => Math.hypot(alongX / land.cell[0], alongY / land.cell[1]);
  for (let row = 0; row < last; row += 1) {
    const [x, y] = [run.x[row], run.y[row]];
    const [alongX, alongY] = [run.x[row + 1] - x, run.y[row + 1] - y];
    const shares = spaceInside(land, x, y, alongX, alongY);
    if (!shares) {
      piece = null;
      continue;
    }
    const [enter, leave] = shares;
    const count = Math.max(1, Math.min(Math.ceil((leave - enter) * cells(alongX, alongY)), PIECES / 4));
    for (let number = piece && enter === 0 ? 1 : 0; number <= count; number += 1) {
      const share = enter + ((leave - enter) * number) / count;
      const point = place(x + share * alongX, y + share * alongY, row + share);
      if (point && piece) piece.push(point);
      else if (point) pieces.push((piece = [point]));
      else piece = null;
    }
    if (leave < 1) piece = null;
  }
  const head = last < 0 ? null : place(run.x[last], run.y[last], last);
  if (head && !pieces.length) pieces.push([head]);
  return { pieces, head, last };
}

/** Strokes of all segments that ``wanted`` has. */
function spaceStroke(pen, pieces, wanted, { colour, width, alpha = 1, dash = [] }) {
  pen.save();
  Object.assign(pen, { strokeStyle: colour, lineWidth: width, globalAlpha: alpha, lineJoin: "round", lineCap: "butt" });
  pen.setLineDash(dash);
  pen.beginPath();
  for (const piece of pieces) {
    let before = null;
    for (const point of piece) {
      if (wanted(point)) {
        if (!before) pen.moveTo(point.x, point.y);
        else pen.lineTo(point.x, point.y);
        before = point;
      } else before = null;
    }
  }
  pen.stroke();
  pen.restore();
}

function spacePath(pen, { paper, scale }, { colour, dash }, { pieces, last }) {
  const seen = (point) => !point.hidden;
  const tail = (point) => point.row >= last - TAIL && !point.hidden;
  spaceStroke(pen, pieces, (point) => point.hidden, { colour, width: 2 * scale, alpha: HIDDEN });
  spaceStroke(pen, pieces, seen, { colour: paper, width: 5 * scale, alpha: 0.75 });
  const solid = dash[1] === 0 ? [] : dash.map((length) => length * scale);
  spaceStroke(pen, pieces, seen, { colour, width: 2.5 * scale, dash: solid });
  spaceStroke(pen, pieces, tail, { colour, width: 4.5 * scale, alpha: 0.85 });
}

/** A ball that lies on its point, with a shadow; a run's marker is on it. */
function spaceBall(pen, { paper, ink, scale }, point, colour, marker) {
  const radius = 8.5 * scale;
  const [x, y] = [point.x, point.y - 0.8 * radius];
  const disc = (atX, atY, width, height = width) => {
    pen.beginPath();
    pen.ellipse(atX, atY, width, height, 0, 0, 2 * Math.PI);
  };
  pen.save();
  pen.globalAlpha = point.hidden ? 0.25 : 0.35;
  pen.fillStyle = "#000";
  disc(point.x + 0.25 * radius, point.y + 0.1 * radius, 1.15 * radius, 0.5 * radius);
  pen.fill();
  pen.globalAlpha = point.hidden ? 0.75 : 1;
  pen.fillStyle = paper;
  disc(x, y, radius + 2 * scale);
  pen.fill();
  pen.fillStyle = colour;
  disc(x, y, radius);
  pen.fill();
  const light = pen.createRadialGradient(x - 0.35 * radius, y - 0.4 * radius, 0, x, y, radius);
  light.addColorStop(0, "rgba(255, 255, 255, 0.6)");
  light.addColorStop(0.45, "rgba(255, 255, 255, 0.08)");
  light.addColorStop(1, "rgba(0, 0, 0, 0.28)");
  pen.fillStyle = light;
  pen.fill();
  if (marker && marker !== "circle") {
    spaceShape(pen, marker, x, y, 0.5 * radius);
    pen.fillStyle = paper;
    pen.fill();
  }
  pen.restore();
}

/** The shapes of the other charts' markers. */
function spaceShape(pen, marker, x, y, size) {
  const turns = { "triangle-up": -0.25, "triangle-right": 0, "triangle-down": 0.25, "triangle-left": 0.5 };
  const corners = (count, from, radius = () => size) => {
    for (let corner = 0; corner < count; corner += 1) {
      const turn = 2 * Math.PI * (from + corner / count);
      pen[corner ? "lineTo" : "moveTo"](x + radius(corner) * Math.cos(turn), y + radius(corner) * Math.sin(turn));
    }
    pen.closePath();
  };
  pen.beginPath();
  if (marker in turns) corners(3, turns[marker], () => 1.15 * size);
  else if (marker === "square") pen.rect(x - 0.85 * size, y - 0.85 * size, 1.7 * size, 1.7 * size);
  else if (marker === "diamond") corners(4, 0, () => 1.15 * size);
  else if (marker === "star") corners(10, -0.25, (corner) => (corner % 2 ? 0.45 * size : size));
  else if (marker === "cross") {
    pen.rect(x - 0.35 * size, y - size, 0.7 * size, 2 * size);
    pen.rect(x - size, y - 0.35 * size, 2 * size, 0.7 * size);
  }
}

/** The start as a level ring, a minimum as a star above it, a saddle as a small cross. */
function spaceMark(pen, ground, { ink, paper, scale }, { x, y, kind }) {
  const z = ground.on(x, y);
  if (Number.isNaN(z)) return;
  const at = ground.view.point(x, y, z);
  pen.save();
  pen.globalAlpha = ground.hides(x, y, z, 3 * ground.clear) ? HIDDEN : 1;
  pen.lineJoin = "round";
  if (kind === "start") {
    const [wide, high] = [ground.land.right - ground.land.left, ground.land.top - ground.land.bottom];
    const turns = Array.from({ length: 33 }, (_, turn) => (turn / 16) * Math.PI);
    const ring = turns.map((turn) => [x + 0.028 * wide * Math.cos(turn), y + 0.028 * high * Math.sin(turn)]);
    const piece = [ring.map(([atX, atY]) => ground.view.point(atX, atY, z + ground.clear))];
    spaceStroke(pen, piece, () => true, { colour: paper, width: 4.5 * scale, alpha: 0.8 });
    spaceStroke(pen, piece, () => true, { colour: ink, width: 2 * scale });
  } else if (kind === "minimum") {
    spaceShape(pen, "star", at.x, at.y, 8.5 * scale);
    Object.assign(pen, { strokeStyle: paper, lineWidth: 3.5 * scale, fillStyle: ink });
    pen.stroke();
    pen.fill();
  } else {
    for (const [colour, width] of [[paper, 5], [ink, 2]]) {
      Object.assign(pen, { strokeStyle: colour, lineWidth: width * scale });
      const arm = 4.5 * scale;
      pen.beginPath();
      for (const way of [-1, 1]) {
        pen.moveTo(at.x - arm, at.y - way * arm);
        pen.lineTo(at.x + arm, at.y + way * arm);
      }
      pen.stroke();
    }
  }
  pen.restore();
}

/** The way down at a point: minus the slope of the drawn surface, as an arrow that lies on it. */
function spaceWayDown(pen, ground, { look, axes }, [x, y], colour, uphill = false) {
  const { land, on, view } = ground;
  const [wide, high] = [land.right - land.left, land.top - land.bottom];
  const slope = (alongX, alongY) => {
    const [ahead, behind] = [land.height(x + alongX, y + alongY), land.height(x - alongX, y - alongY)];
    const middle = land.height(x, y);
    const [from, to] = [Number.isNaN(behind) ? middle : behind, Number.isNaN(ahead) ? middle : ahead];
    return (to - from) / ((Number.isNaN(behind) || Number.isNaN(ahead) ? 1 : 2) * (alongX + alongY));
  };
  const [east, north] = [slope(land.cell[0], 0), slope(0, land.cell[1])];
  const steep = Math.hypot(east * wide, north * high);
  if (!(steep > 1e-4 * (axes.z.range[1] - axes.z.range[0]))) return;
  const sign = uphill ? 1 : -1;
  const reach = 0.17 / Math.hypot(east / wide, north / high);
  const points = [];
  for (let number = 0; number <= 16; number += 1) {
    const [atX, atY] = [x + (sign * reach * east * number) / 16, y + (sign * reach * north * number) / 16];
    const z = on(atX, atY);
    if (Number.isNaN(z) || (z >= ground.high && number > 5)) break; // where the wall is cut there is no slope to lie on
    points.push(view.point(atX, atY, z));
  }
  if (points.length < 3) return;
  const [end, before] = [points.at(-1), points.at(-3)];
  const way = Math.atan2(end.y - before.y, end.x - before.x);
  const length = 12 * look.scale;
  const wing = (turn) => [end.x - length * Math.cos(way + turn), end.y - length * Math.sin(way + turn)];
  for (const [ink, width] of [[look.paper, 6.5], [colour, 3]]) {
    spaceStroke(pen, [points.slice(0, -1)], () => true, { colour: ink, width: width * look.scale });
    pen.save();
    Object.assign(pen, { fillStyle: ink, strokeStyle: ink, lineWidth: (width - 3) * look.scale, lineJoin: "round" });
    pen.beginPath();
    pen.moveTo(end.x, end.y);
    pen.lineTo(...wing(0.45));
    pen.lineTo(...wing(-0.45));
    pen.closePath();
    if (pen.lineWidth && width > 3) pen.stroke();
    pen.fill();
    pen.restore();
  }
}
