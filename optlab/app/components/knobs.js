// A group of knobs.  What the hand does is told to the page as events on the document:
//   optlab-turn     {group, values, name, held, turn}: a knob moved; at release (held false) the server is told as well
//   optlab-set      {group, values, held}: heard here; another part of the page moves knobs, and lets go with held false
// Each release has a number, the turn.  The server's answer bears the number of the last turn that it heard of: an older
// answer changes nothing that is in hand.
const QUIET = 250; // milliseconds after the last key before the server is told

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-knobs");
  const state = (root.state ??= { rows: new Map(), turn: 0, held: null, waiting: 0, names: "" });
  state.turn = Math.max(state.turn, data.turn);

  const values = () => Object.fromEntries([...state.rows].map(([name, row]) => [name, row.value]));
  const tell = () => {
    clearTimeout(state.waiting);
    state.waiting = 0;
    state.held = null;
    state.turn += 1;
    announce(null, false);
    setTriggerValue("turned", { turn: state.turn, values: values() });
  };
  const announce = (name, held) => {
    const detail = { group: data.group, values: values(), name, held, turn: held ? Infinity : state.turn };
    document.dispatchEvent(new CustomEvent("optlab-turn", { detail }));
  };
  const later = () => {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(tell, QUIET);
  };
  const move = (row, value) => {
    row.show(value);
    announce(row.knob.name, true);
  };
  const letGo = () => state.held && tell();

  const build = (knob, index) => {
    const id = `${data.group}-${index}`;
    const box = root.appendChild(Object.assign(document.createElement("div"), { className: "optlab-knob" }));
    const [label, number, range, note] = ["label", "input", "input", "output"].map((tag) => box.appendChild(document.createElement(tag)));
    box.dataset.knob = knob.name;
    Object.assign(range, { type: "range", id });
    Object.assign(number, { type: "text", inputMode: "decimal", autocomplete: "off" });
    label.htmlFor = id;
    note.className = "optlab-knob-note";
    const row = { knob, value: knob.value };
    row.fit = (fresh) => {
      row.knob = fresh;
      label.textContent = fresh.label;
      number.setAttribute("aria-label", `${fresh.label}, as a number`);
      note.textContent = fresh.note;
    };
    row.show = (value) => {
      row.value = value;
      const { low, high, step, stops } = row.knob;
      if (stops.length) Object.assign(range, { min: 0, max: stops.length - 1, step: 1, value: nearest(stops, value) });
      else {
        const [from, to] = [Math.min(low, value), Math.max(high, value)];
        Object.assign(range, { min: from, max: to, step: from < low || to > high ? "any" : step });
        range.value = value;
      }
      range.setAttribute("aria-valuetext", shortNumber(value));
      if (document.activeElement !== number) number.value = shortNumber(value);
    };
    const standsAt = () => {
      const { stops, step } = row.knob;
      const at = Number(range.value);
      return stops.length ? stops[at] : Number((Math.round(at / step) * step).toPrecision(12));
    };
    range.oninput = () => {
      state.held ??= row;
      move(row, standsAt());
      if (!row.pointer) later();
    };
    range.onpointerdown = () => ((row.pointer = true), (state.held = row));
    range.onchange = () => !row.pointer && state.held && later();
    const commit = () => {
      if (number.value === shortNumber(row.value)) return;
      const typed = Number(number.value.replace(",", ".").replace("−", "-").replace(/^\s*$/, "x"));
      const { stops, strict } = row.knob;
      number.blur();
      if (!Number.isFinite(typed) || (stops.length && typed < 0)) return row.show(row.value);
      move(row, strict ? stops[nearest(stops, typed)] : typed);
      tell();
    };
    number.onchange = commit;
    number.onkeydown = (event) => {
      if (event.key === "Enter") commit();
      if (event.key === "Escape") number.value = shortNumber(row.value);
    };
    row.release = () => {
      if (!row.pointer) return;
      row.pointer = false;
      letGo();
    };
    state.rows.set(knob.name, row);
    row.fit(knob);
    row.show(knob.value);
  };

  const names = JSON.stringify(data.knobs.map((knob) => knob.name));
  if (state.names !== names) {
    root.replaceChildren();
    state.rows.clear();
    state.names = names;
    data.knobs.forEach(build);
  }
  const inHand = state.held || state.waiting || data.turn < state.turn;
  for (const knob of data.knobs) {
    const row = state.rows.get(knob.name);
    if (inHand) row.knob = knob; // the hand wins
    else row.fit(knob), row.show(knob.value);
  }
  drawMeter(root, data.meter);

  const set = ({ detail }) => {
    if (detail.group !== data.group) return;
    state.held = "elsewhere";
    for (const [name, value] of Object.entries(detail.values)) state.rows.get(name)?.show(value);
    if (detail.held === null) state.held = null; // only shown
    else if (detail.held) announce(null, true);
    else tell();
  };
  const release = () => state.rows.forEach((row) => row.release());
  const left = () => document.hidden && release();
  const away = (event) => event.target === window && release(); // not where only the focus moves within the page
  const listeners = [
    [document, "optlab-set", set],
    [document, "pointerup", release],
    [document, "pointercancel", release],
    [document, "visibilitychange", left],
    [window, "blur", away],
  ];
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener, true);
  return () => {
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener, true);
  };
}

/** A number as one types it, of at most six digits. */
function shortNumber(value) {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

/** The place of the stop that is nearest, by ratio where both are positive. */
function nearest(stops, value) {
  const far = (stop) => (stop > 0 && value > 0 ? Math.abs(Math.log(stop / value)) : Math.abs(stop - value) + 1e3);
  return stops.reduce((best, stop, place) => (far(stop) < far(stops[best]) ? place : best), 0);
}

/** The bar of the loss; whoever knows the loss sets the value of its meter. */
function drawMeter(root, ends) {
  let bar = root.querySelector(".optlab-meter");
  if (!ends) return bar?.remove();
  if (!bar) {
    bar = root.appendChild(Object.assign(document.createElement("div"), { className: "optlab-meter" }));
    bar.append("loss", Object.assign(document.createElement("meter"), { ariaLabel: "loss" }), document.createElement("output"));
  }
  Object.assign(bar.querySelector("meter"), { min: ends[0], max: ends[1] });
}
