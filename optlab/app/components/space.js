// Draws over a Plotly surface: a canvas that follows the scene's camera, the player's step, and a point told by a script.
// Plotly promises none of these names: without them the surface stands there alone.
const LOOKS = 40; // places along the way to the eye where the surface may stand before a point
const CLEAR = 0.012; // of the picture's height: so far above the surface what lies on it is looked for

/** The heights that Plotly draws, between its grid points; none outside and where a gap is. */
function terrain(chart) {
  const trace = chart._fullData?.find((drawn) => drawn.type === "surface");
  if (!trace?.z?.length) return null;
  const { x, y, z } = trace;
  const [columns, rows] = [x.length - 1, y.length - 1];
  const [left, right, bottom, top] = [x[0], x[columns], y[0], y[rows]];
  const [perX, perY] = [columns / (right - left), rows / (top - bottom)];
  const height = (atX, atY) => {
    const [across, up] = [(atX - left) * perX, (atY - bottom) * perY];
    if (!(across >= -1e-6 && across <= columns + 1e-6 && up >= -1e-6 && up <= rows + 1e-6)) return NaN;
    const column = Math.max(0, Math.min(columns - 1, Math.floor(across)));
    const row = Math.max(0, Math.min(rows - 1, Math.floor(up)));
    const [low, high, along, above] = [z[row], z[row + 1], across - column, up - row];
    const below = low[column] * (1 - along) + low[column + 1] * along;
    return below * (1 - above) + (high[column] * (1 - along) + high[column + 1] * along) * above;
  };
  return { key: z, left, right, bottom, top, height, cell: [1 / perX, 1 / perY] };
}

/** From the scene's units to pixels; ``eye`` is where one looks from.  Null while there is no scene. */
function sceneView(chart) {
  const scene = chart._fullLayout?.scene?._scene;
  const { projection, view, model } = scene?.glplot?.cameraParams ?? {};
  if (!projection?.[0] || !scene.dataScale) return null;
  const scale = scene.dataScale;
  const times = (a, b) => {
    const product = new Float64Array(16);
    for (let column = 0; column < 4; column += 1)
      for (let row = 0; row < 4; row += 1)
        for (let at = 0; at < 4; at += 1) product[4 * column + row] += a[4 * at + row] * b[4 * column + at];
    return product;
  };
  const matrix = times(projection, times(view, model));
  for (let column = 0; column < 3; column += 1)
    for (let row = 0; row < 4; row += 1) matrix[4 * column + row] *= scale[column];
  const eye = [0, 1, 2].map((axis) => {
    const far = -(view[4 * axis] * view[12] + view[4 * axis + 1] * view[13] + view[4 * axis + 2] * view[14]);
    return (far - model[12 + axis]) / (model[5 * axis] * scale[axis]);
  });
  const [width, height] = [chart.clientWidth, chart.clientHeight];
  const point = (x, y, z) => {
    const part = (row) => matrix[row] * x + matrix[4 + row] * y + matrix[8 + row] * z + matrix[12 + row];
    const far = part(3);
    return { x: 0.5 * width * (1 + part(0) / far), y: 0.5 * height * (1 - part(1) / far), far };
  };
  return { matrix, eye, width, height, point };
}

/** What is drawn stands on this: ``on(x, y)`` is a height, never above the picture; ``hides(x, y, z)`` tells whether the
    surface stands before a point. */
function spaceGround(land, view, { axes }) {
  const [low, high] = axes.z.range;
  const clear = CLEAR * (high - low);
  const on = (x, y) => Math.min(high, land.height(x, y));
  const hides = (x, y, z, lift = clear) => {
    const start = z + lift;
    const [alongX, alongY, alongZ] = [view.eye[0] - x, view.eye[1] - y, view.eye[2] - start];
    const until = Math.min(
      1,
      (alongX > 0 ? land.right - x : land.left - x) / alongX,
      (alongY > 0 ? land.top - y : land.bottom - y) / alongY,
      alongZ > 0 ? (high - start) / alongZ : 1,
    );
    for (let look = 1; look <= LOOKS; look += 1) {
      const share = (until * look) / LOOKS;
      if (land.height(x + share * alongX, y + share * alongY) > start + share * alongZ) return true;
    }
    return false;
  };
  return { land, view, on, hides, low, high, clear };
}

/** A canvas over the chart ``find()`` in ``frame()``, kept as ``current()`` (data as of charts/landscape/overlay.py) has it; what is
    returned ends that.  It is drawn when the camera, the size, the step or the data are others, else it costs nothing.

    Where the data have cuts, a script moves them at once by
    document.dispatchEvent(new CustomEvent("optlab-point", { detail: { point: [x, y] } })). */
function spaceOverlay(find, frame, current) {
  const canvas = Object.assign(document.createElement("canvas"), { className: "optlab-space" });
  canvas.setAttribute("aria-hidden", "true");
  const drawn = { camera: [], size: "", step: NaN, data: null, heights: null, point: null };
  let told = null; // a point of a script: see optlab-point
  let turn = 0;

  const changed = (view, land, step, data) => {
    const size = `${view.width} ${view.height} ${window.devicePixelRatio}`;
    const turned = view.matrix.some((value, place) => value !== drawn.camera[place]) || size !== drawn.size;
    const other = data !== drawn.data || land.key !== drawn.heights || told !== drawn.point;
    if (!turned && !other && step === drawn.step) return false;
    Object.assign(drawn, { camera: view.matrix, size, step, data, heights: land.key, point: told });
    return true;
  };
  const paper = (view) => {
    const fine = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(view.width * fine), Math.round(view.height * fine)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d");
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    return pen;
  };
  const sketch = (into, data) => {
    if (!into?.clientHeight || !data.preview || (drawn.sketch === data && canvas.isConnected)) return;
    Object.assign(drawn, { sketch: data, data: null });
    into.append(canvas);
    canvas.style.background = data.look.paper;
    const view = sketchView(data, into.clientWidth, into.clientHeight);
    const [pen, coarse] = [paper(view), sketchLand(data)];
    sketchSurface(pen, view, coarse, data);
    spacePicture(pen, spaceGround(coarse, view, data), data, Number(stepField()?.value ?? Infinity), null);
  };
  let land = null;
  const draw = () => {
    const [chart, data] = [find(), current()];
    const mine = chart?._fullLayout && (data.drawing === undefined || chart.layout?.meta === data.drawing);
    const view = mine ? sceneView(chart) : null;
    if (!view) return sketch(frame(), data);
    canvas.style.background = "";
    if (canvas.parentElement !== chart) chart.append(canvas);
    const heights = chart._fullData?.find((trace) => trace.type === "surface")?.z;
    if (land?.key !== heights) land = heights && terrain(chart);
    const step = Number(stepField()?.value ?? Infinity);
    if (data !== drawn.data) told = null; // the server knows the point by now
    if (land && changed(view, land, step, data)) spacePicture(paper(view), spaceGround(land, view, data), data, step, told);
  };
  const loop = () => {
    draw();
    turn = requestAnimationFrame(loop);
  };
  const point = (event) => (told = event.detail);
  document.addEventListener("optlab-point", point);
  loop();
  return () => {
    cancelAnimationFrame(turn);
    document.removeEventListener("optlab-point", point);
    canvas.remove();
  };
}
