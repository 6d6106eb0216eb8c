// The three pictures of the data at a step: maps, curves, predicted against actual.

function showMaps(picture, step) {
  const { pen, content, data, layout, frames, fields, exact, lit } = picture;
  layout.plots.forEach((plot, place) => {
    if (!picture.runs.length) return pen.drawImage(picture.above, 0, 0, picture.width, picture.tall);
    const [run, field, shape] = [picture.runs[place], fields[place], frames[place].shape];
    pen.save();
    clipped(pen, plot);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture.image(field), plot.left, plot.top, plot.width, plot.height);
    pen.beginPath();
    addBoundaries(pen, content, field, shape, plot, picture.spare);
    const heights = !content.classes.length;
    if (!heights) strokeTwice(pen, data.paint.paper, 4.5 * data.paint.scale, 0.75);
    strokeTwice(pen, heights ? data.paint.grey : data.paint.ink, (heights ? 1 : 2.2) * data.paint.scale, heights ? 0.7 : 1);
    if (exact) {
      pen.beginPath();
      addBoundaries(pen, content, exact.levels, exact.shape, plot, picture.spare);
      strokeTwice(pen, data.paint.ink, 1.1, 0.9);
    }
    const origin = layout.plots[0];
    pen.drawImage(picture.above, plot.left - origin.left, plot.top - origin.top, picture.width, picture.tall);
    drawLit(pen, content, plot, data.paint, lit[place], step, layout.radius);
    tellEnd(pen, run, step, plot, picture);
    pen.restore();
    showTitle(pen, picture, run, plot, step);
  });
}

function strokeTwice(pen, colour, width, alpha) {
  Object.assign(pen, { strokeStyle: colour, lineWidth: width, globalAlpha: alpha, lineJoin: "round" });
  pen.stroke();
  pen.globalAlpha = 1;
}

/** A run's sign and name above its plot, and how much of the rows it has right, as far as there is room. */
function showTitle(pen, picture, run, plot, step) {
  const { content, data, layout } = picture;
  const [text, middle] = [layout.text, plot.top - layout.text * 0.78];
  const { train, test } = scoreOf(content, run, step);
  const what = content.score === "right" ? "" : "R² ";
  Object.assign(pen, { fillStyle: data.paint.ink, textBaseline: "middle", textAlign: "left", font: fontOf(pen, text, 600) });
  const name = pen.measureText(run.name).width;
  pen.font = fontOf(pen, text);
  const short = train && `${what}${train}`;
  const isTight = plot.width - 33 * data.paint.scale < name + 8 + pen.measureText(short).width;
  const start = plot.left + (isTight ? 16 : 33) * data.paint.scale;
  const room = plot.right - start;
  if (isTight) drawShape(pen, RUN_SHAPES[run.colour], plot.left + 6 * data.paint.scale, middle, 5.2 * data.paint.scale, { fill: run.paint });
  else drawRunSign(pen, run, plot.left, middle, data.paint.scale, data.paint.paper);
  Object.assign(pen, { fillStyle: data.paint.ink });
  const said = [test && train && `${short} · test ${test}`, short].find((words) => words && pen.measureText(words).width + name + 10 <= room) ?? short;
  const wide = said ? pen.measureText(said).width : 0;
  if (said) {
    pen.textAlign = "right";
    pen.fillText(said, plot.right, middle);
  }
  Object.assign(pen, { textAlign: "left", font: fontOf(pen, text, 600) });
  pen.fillText(fitting(pen, run.name, room - wide - 8), start, middle);
}

/** Why a run is not drawn any further, at the foot of its plot. */
function tellEnd(pen, run, step, plot, { data, layout }) {
  if (!run.ends || step < run.ends.step) return;
  const text = layout.small;
  pen.font = fontOf(pen, text);
  const lines = linesOf(pen, run.ends.sentence, plot.width - 12);
  const tall = lines.length * text * 1.25 + 8;
  Object.assign(pen, { fillStyle: data.paint.paper, globalAlpha: 0.9 });
  pen.fillRect(plot.left, plot.bottom - tall, plot.width, tall);
  Object.assign(pen, { globalAlpha: 1, fillStyle: data.paint.ink, textAlign: "left", textBaseline: "top" });
  lines.forEach((words, place) => pen.fillText(words, plot.left + 6, plot.bottom - tall + 5 + place * text * 1.25));
}

// ---------------------------------------------------------------- curves

const BEYOND = 4; // as in charts/data/levels.py

/** From a level to a pixel of the vertical axis. */
function heightsOf(plot) {
  const tall = plot.height * (1 + 2 * BEYOND);
  return (level) => plot.bottom + BEYOND * plot.height - (level / 65535) * tall;
}

function showCurves(picture, step) {
  const { pen, content, data, layout, fields, exact, lit } = picture;
  const { paint } = data;
  const [plot] = layout.plots;
  const up = heightsOf(plot);
  const trace = (levels) => {
    pen.beginPath();
    for (let place = 0; place < levels.length; place++) pen.lineTo(plot.left + (plot.width * place) / (levels.length - 1), up(levels[place]));
  };
  const chosen = picture.runs.findIndex((run) => run.id === data.focus);
  pen.save();
  clipped(pen, plot);
  if (chosen >= 0) {
    const across = (fields[chosen].length - 1) / (content.x.high - content.x.low);
    showResiduals(pen, picture, plot, picture.runs[chosen], (place) => {
      const at = (content.rows.x[place] - content.x.low) * across;
      const first = Math.min(Math.floor(at), fields[chosen].length - 2);
      return up(fields[chosen][first] + (at - first) * (fields[chosen][first + 1] - fields[chosen][first]));
    });
  }
  pen.drawImage(picture.above, 0, 0, picture.width, picture.tall);
  if (chosen >= 0) drawLit(pen, content, plot, paint, lit[chosen], step, layout.radius);
  picture.runs.forEach((run, place) => {
    trace(fields[place]);
    strokeTwice(pen, paint.paper, 6 * paint.scale, 0.8);
    pen.setLineDash(run.dash[1] ? run.dash.map((length) => length * paint.scale) : []);
    strokeTwice(pen, run.paint, 3 * paint.scale, 1);
    pen.setLineDash([]);
  });
  if (exact) {
    trace(exact.levels);
    strokeTwice(pen, paint.ink, 1.4 * paint.scale, 1);
  }
  picture.runs.forEach((run, place) => {
    const share = (place + 0.5) / picture.runs.length; // each at another place along its curve
    const at = Math.round(share * (fields[place].length - 1));
    drawShape(pen, RUN_SHAPES[run.colour], plot.left + (plot.width * at) / (fields[place].length - 1), up(fields[place][at]), 6.5 * paint.scale, { fill: run.paint, stroke: paint.paper, width: 1.8 });
  });
  const ended = picture.runs.filter((run) => run.ends && step >= run.ends.step);
  ended.forEach((run, place) => {
    const above = { ...plot, bottom: plot.bottom - place * layout.small * 1.9 };
    tellEnd(pen, { ...run, ends: { ...run.ends, sentence: `${run.name} ${run.ends.sentence}` } }, step, above, picture);
  });
  pen.restore();
  showHead(pen, picture, step);
}

/** Signs, names and scores of the runs above the curves. */
function showHead(pen, { content, data, layout, runs }, step) {
  const { text, head } = layout;
  head.items.forEach((item, place) => {
    const run = runs[place];
    const { train } = scoreOf(content, run, step);
    const [x, y] = [item.x + 2, text * (0.75 + 1.4 * item.line)];
    drawRunSign(pen, run, x, y, data.paint.scale, data.paint.paper);
    Object.assign(pen, { fillStyle: data.paint.ink, textBaseline: "middle", textAlign: "left", font: fontOf(pen, text, 600) });
    const start = x + 33 * data.paint.scale;
    pen.fillText(run.name, start, y);
    const after = start + pen.measureText(`${run.name} `).width;
    pen.font = fontOf(pen, text);
    pen.fillText(train && (content.score === "right" ? train : `R² ${train}`), after, y);
  });
}

/** From each row of training to what is predicted for it: sticks, or squares whose side is the error. */
function showResiduals(pen, { content, data, layout }, plot, run, predicted) {
  const kind = data.residuals === "squares" && !content.squares ? "sticks" : data.residuals;
  if (kind === "none" || !kind) return;
  const { rows } = content;
  const faint = Math.max(0.25, Math.min(0.9, 24 / rows.train + 0.25));
  pen.save();
  pen.beginPath();
  for (let place = 0; place < rows.train; place++) {
    const [x, y, to] = [plot.x(rows.x[place]), plot.y(rows.y[place]), predicted(place)];
    if (kind === "sticks") (pen.moveTo(x, y), pen.lineTo(x, to));
    else {
      const side = Math.abs(to - y);
      pen.rect(x + side <= plot.right ? x : x - side, Math.min(y, to), side, side);
    }
  }
  Object.assign(pen, { fillStyle: run.paint, globalAlpha: 0.13 });
  if (kind === "squares") pen.fill();
  strokeTwice(pen, run.paint, (kind === "sticks" ? 2 : 1.3) * data.paint.scale, faint);
  pen.restore();
}

// ---------------------------------------------------------------- predicted against actual

function showAgainst(picture, step) {
  const { pen, content, data, layout, fields, lit } = picture;
  layout.plots.forEach((plot, place) => {
    const run = picture.runs[place];
    pen.save();
    clipped(pen, plot);
    Object.assign(pen, { strokeStyle: data.paint.grey, lineWidth: 1.6 * data.paint.scale });
    line(pen, plot.left, plot.bottom, plot.right, plot.top);
    if (run) {
      const up = heightsOf(plot);
      const at = { ...plot, y: (value) => up(value) };
      const drawn = { ...content, rows: { ...content.rows, y: fields[place] } };
      showResiduals(pen, { ...picture, content: { ...content, rows: { ...content.rows, y: content.rows.of } } }, plot, run, (row) => up(fields[place][row]));
      drawRows(pen, drawn, at, { ...data.paint, ink: run.paint }, layout.radius);
      drawLit(pen, drawn, at, data.paint, lit[place], step, layout.radius);
      tellEnd(pen, run, step, plot, picture);
    }
    pen.restore();
    if (run) showTitle(pen, picture, run, plot, step);
  });
}
