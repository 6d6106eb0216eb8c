// Where everything of a picture of the data lies: plots side by side, one a run, and lines of a legend.
const [TEXT, SMALL] = [16, 14];
const TITLE_BESIDE = 0.42; // share of a plot's width up to which the title stands on the line of the numbers
const STRETCHED = 1.4; // how much wider than with one scale for both axes a map may be where a picture is low

/** Sizes for a canvas; one that ``flows`` has plots of their own height, two side by side, and ``needs`` that much. */
function layoutOf(pen, content, paint, width, height, flows) {
  const one = content.kind === "curve";
  const count = one ? 1 : Math.max(1, content.runs.length);
  const text = TEXT * paint.scale;
  const small = (count > 1 && !one ? SMALL : TEXT) * paint.scale;
  const legend = wrappedItems(pen, legendItems(content, paint), width, text, paint.scale);
  const head = one ? wrappedItems(pen, content.runs.map((run) => ({ run, text: `${run.name} R² −0.000` })), width, text, paint.scale) : { lines: 0, items: [] };
  const under = pen.measureText(content.x.title).width > TITLE_BESIDE * (width / Math.ceil(Math.sqrt(count)) - 60) ? text + 4 : 0;
  const ticks = widestTick(pen, content.y, 200, small);
  const frame = { left: text * 1.25 + ticks + 12, right: 8, top: head.lines * text * 1.4 + (one ? 6 : 0), bottom: small + 14 + under + legend.lines * text * 1.45 };
  const title = one ? 0 : text * 1.55;
  const gap = { x: 14, y: 4 };
  const shape = content.kind === "against" ? 1 : aspectOf(content);
  const fit = (columns) => {
    const rows = Math.ceil(count / columns);
    const room = (width - frame.left - frame.right - (columns - 1) * gap.x) / columns;
    const tall = flows ? (one ? 0.8 * room : room / (shape ?? 1.2)) : (height - frame.top - frame.bottom - rows * title - (rows - 1) * gap.y) / rows;
    let [wide, high] = [room, tall];
    if (one) return { columns, rows, wide, high };
    if (!shape) wide = Math.min(wide, 2 * high);
    else if (wide > high * shape) wide = Math.min(wide, high * shape * STRETCHED);
    else high = wide / shape;
    return { columns, rows, wide: Math.max(20, wide), high: Math.max(20, high) };
  };
  const choices = flows ? [Math.min(count, width < 330 ? 1 : 2)] : Array.from({ length: count }, (_, place) => place + 1);
  const best = choices.map(fit).reduce((one, other) => (other.wide * other.high > one.wide * one.high * 1.02 ? other : one));
  const used = frame.left + frame.right + best.columns * best.wide + (best.columns - 1) * gap.x;
  const start = Math.max(0, (width - used) / 2);
  const plots = Array.from({ length: count }, (_, place) => {
    const [column, row] = [place % best.columns, Math.floor(place / best.columns)];
    const box = { left: start + frame.left + column * (best.wide + gap.x), top: frame.top + title + row * (best.high + title + gap.y), width: best.wide, height: best.high };
    const last = place + best.columns >= count;
    return { ...planeOf(content.x, content.y, box), sides: { left: column === 0, bottom: last, right: box.left + box.width + (column === best.columns - 1 ? frame.right : gap.x / 2) } };
  });
  const bottom = Math.max(...plots.map((plot) => plot.bottom));
  const needs = bottom + frame.bottom;
  return { count, under, text, small, title, head, legend, plots, bottom, start, across: used, needs, ticks, radius: radiusOf(content, plots[0], paint) };
}

/** Width to height of a plot whose axes have one scale, where that looks well; null: as there is room. */
function aspectOf({ kind, x, y, rows }) {
  const shape = (x.high - x.low) / (y.high - y.low);
  return kind === "map" && !y.ticks.length && shape > 0.4 && shape < 2.5 && rows.x.length ? shape : null;
}

/** Radius of a row: smaller where there are many. */
function radiusOf({ rows }, plot, paint) {
  const room = Math.sqrt((plot.width * plot.height) / Math.max(1, rows.x.length));
  return Math.max(2.2, Math.min(5.6, 0.17 * room)) * Math.sqrt(paint.scale);
}

/** What the legend says: classes or heights, rows of training and of test, those of this step, the exact answer. */
function legendItems(content, paint) {
  const items = [];
  const sign = content.kind !== "against" && content.classes.length ? "" : paint.ink;
  if (content.classes.length) content.classes.forEach((name, place) => items.push({ shape: paint.shapes[place], fill: paint.classes[place], text: name }));
  if (content.heights) items.push({ ramp: true, text: content.heights.title });
  items.push({ shape: "circle", fill: sign || paint.ink, text: "training" });
  if (content.rows.x.length > content.rows.train) items.push({ shape: "circle", stroke: sign || paint.ink, text: "test" });
  if (content.runs.some((run) => run.lit)) items.push({ shape: "circle", fill: sign || paint.grey, ring: true, text: "this step's rows" });
  if (content.exact && content.kind !== "against") items.push({ dash: true, text: "exact answer" });
  return items;
}

/** Items one behind the other, in as many lines as they need. */
function wrappedItems(pen, items, width, text, scale) {
  pen.font = fontOf(pen, text);
  let [x, lines] = [0, items.length ? 1 : 0];
  const placed = items.map((item) => {
    const sign = item.ramp ? 100 + pen.measureText("−0000 −0000").width : item.run ? text * 2.6 : item.dash ? 34 : 19 * Math.sqrt(scale);
    const wide = sign + pen.measureText(item.text).width + text * 0.75;
    if (x && x + wide > width) [x, lines] = [0, lines + 1];
    const at = { ...item, x, line: lines - 1, sign };
    x += wide;
    return at;
  });
  return { items: placed, lines };
}
