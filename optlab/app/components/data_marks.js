// Marks of rows and runs on a canvas: shapes, rows of training (filled) and of test (hollow), those that a step looked at.
const RUN_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"];

/** Add a shape of the area of a circle with that radius to the pen's path. */
function addShape(pen, shape, x, y, radius) {
  const corners = (points) => {
    points.forEach(([right, down], place) => pen[place ? "lineTo" : "moveTo"](x + right * radius, y + down * radius));
    pen.closePath();
  };
  if (shape === "square") corners([[-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89]]);
  else if (shape === "diamond") corners([[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]]);
  else if (shape === "cross") corners([[-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4]]);
  else if (shape.startsWith("triangle")) {
    const turn = { "triangle-up": 0, "triangle-right": 1, "triangle-down": 2, "triangle-left": 3 }[shape] * (Math.PI / 2);
    corners([0, 1, 2].map((corner) => [Math.sin(turn + (corner * 2 * Math.PI) / 3) * 1.35, -Math.cos(turn + (corner * 2 * Math.PI) / 3) * 1.35]));
  } else {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

function drawShape(pen, shape, x, y, radius, { fill, stroke, width }) {
  pen.beginPath();
  addShape(pen, shape, x, y, radius);
  if (fill) (pen.fillStyle = fill), pen.fill();
  if (stroke) Object.assign(pen, { strokeStyle: stroke, lineWidth: width }), pen.stroke();
}

/** A run's sign: a piece of its line, and its marker on it. */
function drawRunSign(pen, run, x, y, scale, paper) {
  pen.save();
  Object.assign(pen, { strokeStyle: run.paint, lineWidth: 3 * scale });
  pen.setLineDash(run.dash.map((length) => length * scale));
  line(pen, x, y, x + 26 * scale, y);
  pen.restore();
  drawShape(pen, RUN_SHAPES[run.colour], x + 13 * scale, y, 5.2 * scale, { fill: run.paint, stroke: paper, width: 1.2 });
}

/** How each row is drawn: shape and colour by its class or height. */
function rowLook(content, paint, place) {
  const value = content.rows.of[place];
  if (content.kind === "map" && content.classes.length) return [paint.shapes[value], paint.classes[value]];
  if (content.kind === "map") return ["circle", rampColour(paint.heights, (value - content.heights.low) / (content.heights.high - content.heights.low))];
  if (content.classes.length) return [paint.shapes[value], paint.classes[value]];
  return ["circle", paint.ink];
}

/** All rows: those of training filled, those held back hollow. */
function drawRows(pen, content, plane, paint, radius) {
  const { rows } = content;
  const values = content.kind === "map" && !content.classes.length;
  for (let place = rows.x.length - 1; place >= 0; place--) {
    const [shape, colour] = rowLook(content, paint, place);
    const [x, y] = [plane.x(rows.x[place]), plane.y(rows.y[place])];
    if (place < rows.train) drawShape(pen, shape, x, y, radius, { fill: colour, stroke: values ? paint.ink : paint.paper, width: values ? 0.9 : 0.8 });
    else {
      drawShape(pen, shape, x, y, radius * 0.95, { fill: values ? colour : paint.paper, stroke: paint.paper, width: radius * 1.1 });
      drawShape(pen, shape, x, y, radius * 0.95, { fill: values ? "" : paint.paper, stroke: colour, width: Math.max(1.4, radius * 0.42) });
    }
  }
}

/** Those that the step looked at, with a ring. */
function drawLit(pen, content, plane, paint, lit, step, radius) {
  if (!lit || step < 1) return;
  const [steps, size] = lit.shape;
  const first = (Math.min(step, steps) - 1) * size;
  for (const [stroke, width] of [[paint.paper, 4.6], [paint.ink, 2.2]]) {
    pen.beginPath();
    for (let place = first; place < first + size; place++) {
      const row = lit.levels[place];
      const [x, y] = [plane.x(content.rows.x[row]), plane.y(content.rows.y[row])];
      pen.moveTo(x + radius + 2.2, y);
      pen.arc(x, y, radius + 2.2, 0, 2 * Math.PI);
    }
    Object.assign(pen, { strokeStyle: stroke, lineWidth: width * Math.min(1.3, radius / 4) });
    pen.stroke();
  }
}

const channels = (colour) => [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
const mixed = (from, to, share) => from.map((part, place) => part + (to[place] - part) * share);

/** A colour of a ramp, by a share from 0 to 1. */
function rampColour(ramp, share) {
  const at = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const place = Math.min(Math.floor(at), ramp.length - 2);
  return `rgb(${mixed(channels(ramp[place]), channels(ramp[place + 1]), at - place).map(Math.round).join(",")})`;
}
