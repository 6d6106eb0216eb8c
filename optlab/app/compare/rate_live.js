// The pictures follow the hand on a learning rate (rate.js tells what it does, by "optlab-rate" events).
// The server is asked for the run at many rates at once, one question at a time, and while the hand moves the run is
// drawn at the nearest rate that is known: always a run that there is, never something between two.
// A rate that is set in one go glides from the old picture to the new one.
const TABLES = { landscape: ["paths"], curves: ["curves", "exits", "bands", "theory"] };
const LINES = ["paths", "curves"]; // the tables that glide
const NEVER = 2 ** 31 - 1; // the step after the last
const ALL = 97; // rates asked for at first, over the whole track
const MOVING = { near: 1.045, ratio: 1.03, count: 33 }; // about a pixel of the track, as a factor of a rate
const RESTING = { near: 1.0004, ratio: 1.01, count: 25 }; // the last digit that is set, and what an arrow key moves
const REST = 250; // milliseconds after which a hand that does not move rests
const PATIENCE = 5000; // milliseconds after which a question without an answer is given up
const GLIDE = 200; // milliseconds
const LATE = 3000; // milliseconds for which a rate that was set is waited for in the charts
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".optlab-rate_live");
  const live = (root.live ??= following());
  live.hear(data, (question) => setTriggerValue("asked", question));
  document.addEventListener("optlab-rate", live.feel);
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, live.watch, true);
  return () => {
    document.removeEventListener("optlab-rate", live.feel);
    for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, live.watch, true);
  };
}

// ------------------------------------------------------------------ what the server tells

/** Header of what the server tells, and the place and buffer of the numbers (rate_neighbours.packed). */
function unpacked(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return [JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size))), bytes.slice(4 + size).buffer];
}

/** The run at each rate of an answer (rate_neighbours.Drawn): its path and its curve, and where that leaves. */
function samples({ rates, records, reach, exits }, buffer) {
  const count = rates.length;
  const fine = buffer.byteLength - 4 * count * records; // where the 16-bit numbers begin
  const floats = new Float32Array(buffer, 0, fine / 4);
  const words = new Uint16Array(buffer, fine);
  const shared = floats.length < (1 + 2 * count) * records;
  const part = (numbers, place) => numbers.subarray(place * records, (place + 1) * records);
  const wide = (numbers, [low, high]) => Float32Array.from(numbers, (value) => (value === 65535 ? NaN : low + (value / 65534) * (high - low)));
  return rates.map((rate, place) => ({
    rate,
    steps: part(floats, 0),
    get path() {
      return [wide(part(words, place), reach[0]), wide(part(words, count + place), reach[1])];
    },
    curve: [part(floats, shared ? 1 : 1 + place), part(floats, (shared ? 2 : 1 + count) + place)],
    exit: exits[place],
  }));
}

// ------------------------------------------------------------------ the hand

function following() {
  const known = new Map(); // by run: of which kind its answers are, and all samples
  let rates = {}; // of the runs, as the server knows them
  let hand = null; // the run that is held, its rate, and the ends of its track
  let asked = null; // the question under way
  let ask = () => {};
  let shown = null; // what is painted for the hand
  let frame = 0;
  let resting = 0;
  let busy = false;
  let serial = 0;

  const nearest = (id, rate) => {
    let best = null;
    for (const sample of known.get(id)?.samples ?? [])
      if (!best || Math.abs(Math.log(sample.rate / rate)) < Math.abs(Math.log(best.rate / rate))) best = sample;
    return best;
  };
  const off = (sample, rate) => Math.exp(Math.abs(Math.log(sample.rate / rate)));

  const question = ({ id, rate, low, high }, rests = false) => {
    if (asked && performance.now() - asked.when < PATIENCE) return;
    if (known.get(id)?.dear) return;
    const sample = nearest(id, rate);
    const { near, ratio, count } = rests ? RESTING : MOVING;
    if (sample && off(sample, rate) <= near) return;
    const reach = sample ? ratio ** ((count - 1) / 2) : Infinity; // the first question is about the whole track
    asked = { id, number: (serial += 1), most: sample ? count : ALL, low: Math.min(rate, Math.max(low, rate / reach)), rate };
    asked.high = Math.max(rate, Math.min(high, rate * reach));
    ask({ ...asked });
    asked.when = performance.now();
  };
  const paint = async () => {
    frame = 0;
    if (!hand || busy) return;
    const sample = nearest(hand.id, hand.rate);
    const step = stepField()?.value;
    if (sample && (shown?.sample !== sample || shown.step !== step)) {
      shown = { sample, step, id: hand.id };
      busy = true;
      await draw(hand.id, sample, known.get(hand.id).paint);
      busy = false;
      if (shown?.sample !== sample || (hand && nearest(hand.id, hand.rate) !== sample)) follow();
    }
    if (hand) question(hand);
  };
  const follow = () => (frame ||= requestAnimationFrame(paint));

  const hear = (data, asks) => {
    ask = asks;
    if (!data?.byteLength) return;
    const [head, buffer] = unpacked(data);
    for (const [id, { kind }] of known) if (head.kinds[id] !== kind) known.delete(id);
    if (hand && !(hand.id in head.rates)) hand = shown = null; // the run is gone
    const fresh = head.answer;
    if (fresh && head.kinds[fresh.id] && fresh.number === asked?.number) {
      const kept = known.get(fresh.id) ?? { kind: head.kinds[fresh.id], samples: [] };
      kept.paint = { run: fresh.id, name: fresh.name, colour: fresh.colour };
      kept.dear = !fresh.rates.length;
      if (fresh.rates.length) kept.samples.push(...samples(fresh, buffer));
      known.set(fresh.id, kept);
    }
    asked = null; // answered, or overtaken by a run of the page: then it is asked again
    const changed = Object.keys(head.rates).filter((id) => id in rates && rates[id] !== head.rates[id]);
    rates = head.rates;
    if (changed.length) glides(changed.map(Number));
    for (const name of Object.keys(TABLES)) watched(name);
    if (hand) follow();
  };
  const feel = ({ detail: { id, rate, low, high, what } }) => {
    for (const name of Object.keys(TABLES)) watched(name);
    clearTimeout(resting);
    if (what === "near") return question({ id, rate, low, high });
    if (what === "move") {
      hand = { id, rate, low, high };
      resting = setTimeout(() => hand && question(hand, true), REST);
      return follow();
    }
    hand = null;
    if (what === "back" && shown) restore();
    if (what === "set") glides([id]);
    shown = null;
  };
  const watch = () => Object.keys(TABLES).forEach(watched);
  return { hear, feel, watch };
}

// ------------------------------------------------------------------ rows

const stepShown = () => Number(stepField()?.value ?? 0);
const of = (id) => (row) => row.run === id;
const bare = (row) => Object.fromEntries(Object.entries(row)); // without what Vega notes on it: it is put in anew

/** The rows of a line, at step 0 the whole of it, with its head where it begins. */
function lineRows(paint, steps, [xs, ys], fits) {
  const whole = stepShown() === 0;
  const rows = [];
  for (let place = 0; place < steps.length; place += 1) {
    if (!Number.isFinite(xs[place]) || !Number.isFinite(ys[place]) || !fits(ys[place])) continue;
    const step = whole ? place - steps.length : steps[place];
    const next = whole ? (place === 0 ? 1 : 0) : (steps[place + 1] ?? NEVER);
    rows.push({ ...paint, step, next, at: steps[place], x: xs[place], y: ys[place] });
  }
  return rows;
}

/** Draw one run's sample in place of that run's rows; resolved when it is painted. */
function draw(id, { steps, path, curve, exit }, paint) {
  const drawn = [put("landscape", { paths: [of(id), lineRows(paint, steps, path, () => true)] })];
  const view = watched("curves");
  if (view) {
    const logarithmic = view.scale("y").type === "log";
    const rows = lineRows(paint, steps, curve, (y) => !logarithmic || y > 0);
    const leaving = exit ? [{ ...exit, step: stepShown() ? exit.step : 0, colour: paint.colour }] : [];
    drawn.push(put("curves", { curves: [of(id), rows], ...arrows(id, rows, paint.colour, leaving), ...without(id) }));
  }
  return Promise.all(drawn);
}

/** The arrows of the other runs, and the two unseen points that hold the window of the curves, wherever these go now. */
function arrows(id, mine, colour, leaving) {
  const [corner] = rowsOf("curves", "exits").filter((row) => !row.shown).map(bare);
  const all = [...rowsOf("curves", "curves").filter((row) => row.run !== id), ...mine];
  if (!corner || !all.length) return {};
  const end = (name, farther) => all.reduce((far, row) => farther(far, row[name]), all[0][name]);
  const corners = [Math.min, Math.max].map((farther) => ({ ...corner, x: end("x", farther), y: end("y", farther) }));
  return { exits: [(row) => !row.shown || row.colour === colour, [...corners, ...leaving]] };
}

/** Bands and predictions of a run go while it is held: they are those of another rate. */
function without(id) {
  const tables = {};
  for (const name of ["bands", "theory"]) {
    const rows = rowsOf("curves", name);
    const mine = rows.filter((row) => row.run === id);
    // the bands' table is never empty, for Vega would warn: a band of no height draws nothing
    const flat = name === "bands" && mine.length === rows.length ? mine.slice(0, 1).map((row) => ({ ...bare(row), low: row.mid, high: row.mid })) : [];
    if (mine.length && rows.length > 1) tables[name] = [of(id), flat];
  }
  return tables;
}

/** Put back what the server drew last. */
function restore() {
  for (const [name, tables] of Object.entries(TABLES))
    if (watched(name)) put(name, Object.fromEntries(tables.map((table) => [table, drawnLast(name, table)])));
}

// ------------------------------------------------------------------ the charts

/** The rows of a table as they stand; none where the chart has no such table. */
const rowsOf = (name, table) => {
  try {
    return vegaView(name)?.data(table) ?? [];
  } catch {
    return [];
  }
};

/** All rows of a table as the server drew them last, in its order: what is drawn later lies on top. */
const drawnLast = (name, table) => [() => true, (vegaView(name).optlab.tables[table] ?? []).map(bare)];

/** Swap rows of a chart as this script's own doing; resolved when they are painted. */
function put(name, tables, gliding = undefined) {
  const notes = watched(name)?.optlab;
  if (!notes) return Promise.resolve();
  const present = Object.fromEntries(Object.entries(tables).filter(([table]) => notes.tables[table]));
  for (const table of Object.keys(present)) notes.gliding[table] = gliding;
  notes.own = true;
  const painted = swapRows(name, present);
  notes.own = false;
  return painted;
}

let wanted = new Map(); // runs whose new rows are to glide, and until when

/** The view of a chart, from now on with a note of what the server drew in it; null until it is drawn. */
function watched(name) {
  const view = vegaView(name);
  if (!view || view.optlab) return view;
  const notes = (view.optlab = { own: false, tables: {}, before: {}, gliding: {} });
  for (const table of TABLES[name]) notes.tables[table] = rowsOf(name, table).map(bare);
  for (const method of ["data", "insert"]) {
    const original = view[method];
    view[method] = (table, ...rows) => {
      if (!rows.length || notes.own || !TABLES[name].includes(table)) return original.call(view, table, ...rows);
      notes.before[table] = { rows: rowsOf(name, table).map(bare), when: performance.now() };
      notes.tables[table] = rows[0];
      delete notes.gliding[table];
      const done = original.call(view, table, ...rows);
      if (LINES.includes(table)) queueMicrotask(() => glide(name, table));
      return done;
    };
  }
  return view;
}

/** From now on these runs glide to what the server draws of them. */
function glides(ids) {
  for (const id of ids) wanted.set(id, performance.now() + LATE);
  for (const name of Object.keys(TABLES)) for (const table of TABLES[name]) if (LINES.includes(table)) glide(name, table);
}

/** Let the wanted runs glide from what stood in a table to what the server has just put there, if it has. */
function glide(name, table) {
  const notes = vegaView(name)?.optlab;
  const before = notes?.before[table];
  const now = performance.now();
  const ids = new Set([...wanted].filter(([, until]) => until > now).map(([id]) => id));
  if (CALM.matches || !ids.size || !before || now - before.when > GLIDE || notes.gliding[table]) return;
  delete notes.before[table];
  const from = new Map();
  for (const row of before.rows) if (ids.has(row.run)) from.set(`${row.run} ${row.at ?? row.step}`, row);
  if (!from.size) return;
  const [mine, to] = [(row) => ids.has(row.run), notes.tables[table].filter((row) => ids.has(row.run)).map(bare)];
  const logarithmic = table === "curves" && vegaView(name).scale("y").type === "log";
  const token = {};
  const mix = (a, b, share, log) => (log && a > 0 && b > 0 ? a ** (1 - share) * b ** share : a + (b - a) * share);
  let began = null; // with the first picture, which may be late
  const tick = async (frame) => {
    if (notes.gliding[table] !== token) return;
    const time = Math.min(1, (frame - (began ?? frame)) / GLIDE);
    const share = time * time * (3 - 2 * time);
    const last = {};
    const rows = to.map((row) => {
      const old = (last[row.run] = from.get(`${row.run} ${row.step}`) ?? last[row.run]);
      return !old ? row : { ...row, x: mix(old.x, row.x, share, false), y: mix(old.y, row.y, share, logarithmic) };
    });
    if (time === 1) return put(name, { [table]: drawnLast(name, table) });
    await put(name, { [table]: [mine, rows] }, token);
    requestAnimationFrame((next) => ((began ??= next), tick(next)));
  };
  notes.gliding[table] = token;
  tick(now);
}
