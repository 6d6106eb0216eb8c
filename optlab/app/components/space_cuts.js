// Two upright planes through a point of a surface, one along each axis, and what they cut out of it: the slices.
const COLUMNS = 72; // pieces of a plane
const HALVINGS = 7; // with which the lowest place of a piece is found that the surface does not hide
const GLASS = 0.16; // opacity of a plane

/** ``told`` is { point: [x, y] } as a script has it now; ``data.cuts`` { point, colours: [along x, along y], ink }. */
function spaceCuts(pen, ground, data, told) {
  const { land } = ground;
  const [x, y] = told.point ?? [];
  if (![x, y].every(Number.isFinite)) return;
  const inside = x >= land.left && x <= land.right && y >= land.bottom && y <= land.top;
  const sides = [
    { colour: data.cuts.colours[0], at: (share) => [land.left + share * (land.right - land.left), y], there: y >= land.bottom && y <= land.top },
    { colour: data.cuts.colours[1], at: (share) => [x, land.bottom + share * (land.top - land.bottom)], there: x >= land.left && x <= land.right },
  ];
  const planes = sides.filter(({ there }) => there).map((side) => ({ ...side, cut: spaceCut(ground, side.at) }));
  for (const plane of planes) spaceGlass(pen, ground, plane);
  for (const plane of planes) spaceCutLine(pen, data.look, plane);
  if (!inside) return;
  const z = ground.on(x, y);
  if (Number.isNaN(z)) return;
  spaceWayDown(pen, ground, data, [x, y, z], data.cuts.uphill, true);
  const ball = { ...ground.view.point(x, y, z), hidden: ground.hides(x, y, z) };
  spaceBall(pen, data.look, ball, data.cuts.ball);
}

/** A plane's points on the surface, and above each the lowest that is not hidden by the surface. */
function spaceCut(ground, at) {
  const points = [];
  for (let column = 0; column <= COLUMNS; column += 1) {
    const [x, y] = at(column / COLUMNS);
    const z = ground.on(x, y);
    if (Number.isNaN(z)) {
      points.push(null);
      continue;
    }
    const hidden = ground.hides(x, y, z);
    points.push({ ...ground.view.point(x, y, z), hidden, seen: hidden ? spaceLowest(ground, x, y, z) : z, x3: x, y3: y });
  }
  return points;
}

/** What is above a point that is seen is seen too, so the border is found by halving. */
function spaceLowest(ground, x, y, z) {
  let [low, high] = [z, ground.high];
  if (ground.hides(x, y, high, 0)) return high;
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (low + high) / 2;
    if (ground.hides(x, y, middle, 0)) low = middle;
    else high = middle;
  }
  return high;
}

/** The plane above the surface, where it is seen, and its outline. */
function spaceGlass(pen, { view, high }, { cut, colour }) {
  pen.save();
  Object.assign(pen, { fillStyle: colour, strokeStyle: colour, lineWidth: 1.25, lineJoin: "round" });
  for (const part of spaceParts(cut)) {
    const top = part.map(({ x3, y3 }) => view.point(x3, y3, high));
    const border = [...part.map(({ x3, y3, seen }) => view.point(x3, y3, seen)), ...top.toReversed()];
    pen.beginPath();
    border.forEach(({ x, y }, number) => pen[number ? "lineTo" : "moveTo"](x, y));
    pen.closePath();
    pen.globalAlpha = GLASS;
    pen.fill();
    pen.globalAlpha = 0.55;
    pen.beginPath();
    [border[part.length - 1], ...top.toReversed(), border[0]].forEach(({ x, y }, number) => pen[number ? "lineTo" : "moveTo"](x, y));
    pen.stroke();
  }
  pen.restore();
}

function spaceCutLine(pen, { paper, scale }, { cut, colour }) {
  const parts = spaceParts(cut);
  spaceStroke(pen, parts, ({ hidden }) => hidden, { colour, width: 2 * scale, alpha: 0.4, dash: [5, 4] });
  spaceStroke(pen, parts, ({ hidden }) => !hidden, { colour: paper, width: 7 * scale, alpha: 0.8 });
  spaceStroke(pen, parts, ({ hidden }) => !hidden, { colour, width: 4 * scale });
}

/** The stretches without gaps. */
function spaceParts(points) {
  const parts = [[]];
  for (const point of points) {
    if (point) parts.at(-1).push(point);
    else if (parts.at(-1).length) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}
