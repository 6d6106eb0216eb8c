// The surface as a sketch of few pieces, at once, while Plotly is loaded or draws: seen by the same camera.
const OPENING = Math.PI / 4; // Plotly's angle of view
const [SHADOW, LIGHT] = [0.8, 0.3]; // brightness of what is turned away, and what light adds

/** What ``sceneView`` tells once there is a scene: from the scene's units to pixels. */
function sketchView({ axes, preview, camera }, width, height) {
  const sides = ["x", "y", "z"].map((name) => {
    const [low, high] = axes[name].range;
    const scale = preview.aspect[name] / (high - low);
    return { scale, middle: (low + high) / 2 };
  });
  const vector = ({ x, y, z }) => [x, y, z];
  const less = (a, b) => a.map((value, axis) => value - b[axis]);
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const unit = (a) => a.map((value) => value / (Math.hypot(...a) || 1));
  const from = vector(camera.eye);
  const back = unit(less(from, vector(camera.center)));
  const right = unit(cross([0, 0, 1], back));
  const up = cross(back, right);
  const zoom = height / 2 / Math.tan(OPENING / 2);
  const box = (at) => at.map((value, axis) => (value - sides[axis].middle) * sides[axis].scale);
  const point = (...at) => {
    const to = less(box(at), from);
    const far = -dot(to, back);
    return { x: width / 2 + (zoom * dot(to, right)) / far, y: height / 2 - (zoom * dot(to, up)) / far, far };
  };
  const eye = from.map((value, axis) => value / sides[axis].scale + sides[axis].middle);
  return { eye, width, height, point, box, normal: (a, b, c) => unit(cross(less(box(b), box(a)), less(box(c), box(a)))) };
}

/** The coarse heights of the data, as ``terrain`` has those of the chart. */
function sketchLand({ axes, preview }) {
  const steps = (name) => {
    const [low, high] = axes[name].range;
    return Array.from({ length: preview.heights.length }, (_, at) => low + ((high - low) * at) / (preview.heights.length - 1));
  };
  const z = preview.heights.map((row) => row.map((height) => height ?? NaN));
  return terrain({ _fullData: [{ type: "surface", x: steps("x"), y: steps("y"), z }] });
}

function sketchSurface(pen, view, land, { axes, preview }) {
  const [z, last, high] = [land.key, land.key.length - 1, axes.z.range[1]];
  const at = (row, column) => [
    land.left + column * land.cell[0], land.bottom + row * land.cell[1], Math.min(z[row][column], high),
  ];
  const pieces = [];
  for (let row = 0; row < last; row += 1)
    for (let column = 0; column < last; column += 1) {
      const corners = [[0, 0], [0, 1], [1, 1], [1, 0]].map(([up, along]) => at(row + up, column + along));
      if (corners.some((corner) => Number.isNaN(corner[2])) || corners.every((corner) => corner[2] >= high)) continue;
      const drawn = corners.map((corner) => view.point(...corner));
      const normal = view.normal(corners[0], corners[1], corners[3]);
      const bright = Math.min(1, SHADOW + LIGHT * Math.abs(normal[2] * 0.7 - normal[0] * 0.7));
      const tint = preview.ramp[Math.round((preview.shares[row][column] ?? 0) * (preview.ramp.length - 1))];
      const colour = tint.replace(/\d+/g, (part) => Math.round(part * bright));
      pieces.push({ drawn, colour, far: drawn[0].far + drawn[2].far });
    }
  pieces.sort((one, other) => other.far - one.far);
  for (const { drawn, colour } of pieces) {
    Object.assign(pen, { fillStyle: colour, strokeStyle: colour, lineWidth: 0.8 });
    pen.beginPath();
    drawn.forEach(({ x, y }, number) => pen[number ? "lineTo" : "moveTo"](x, y));
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
}
