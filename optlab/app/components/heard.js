// Curves walked point by point with the keys, spoken, and heard as pitch: with the focus on the chart ← → lead along a
// curve, ↑ ↓ to another run, Home and End to its ends; S turns the sound on and plays the curve.
const LOWEST = 220; // hertz at the bottom of the axis
const OCTAVES = 2; // from bottom to top
const BEEP = 0.12; // seconds of a point
const WHOLE = 3; // seconds of a curve that is played
const HELP = "Arrow keys walk the points and the runs. S: sound.";

export default function ({ data, parentElement }) {
  const frame = document.querySelector(`.st-key-${data.frame}`);
  if (!frame) return;
  const chip = parentElement.querySelector(".optlab-heard");
  chip.setAttribute("role", "status");
  chip.setAttribute("aria-live", "polite");
  const state = (frame.heard ??= { run: null, place: 0, sound: null });
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", `${data.about}. ${HELP}`);

  const curves = () => {
    const runs = new Map();
    const last = Number(stepField()?.value ?? 0);
    for (const row of rowsOf(data.frame)) {
      if (!Number.isFinite(row.y) || row.step > last) continue;
      if (!runs.has(row.run)) runs.set(row.run, []);
      runs.get(row.run).push(row);
    }
    for (const rows of runs.values()) rows.sort((one, two) => one.step - two.step);
    return runs;
  };
  const pitch = (runs, value) => {
    const up = data.log ? (height) => Math.log(Math.max(height, Number.MIN_VALUE)) : (height) => height;
    const all = [...runs.values()].flat().map((row) => up(row.y));
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return LOWEST * 2 ** (OCTAVES * (high > low ? (up(value) - low) / (high - low) : 0.5));
  };
  const tone = (hertz, begins, seconds) => {
    const [voice, loudness] = [state.sound.createOscillator(), state.sound.createGain()];
    voice.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, begins);
    loudness.gain.exponentialRampToValueAtTime(0.2, begins + seconds * 0.2);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begins + seconds);
    voice.connect(loudness).connect(state.sound.destination);
    voice.start(begins);
    voice.stop(begins + seconds);
  };
  const tell = (runs) => {
    const rows = runs.get(state.run);
    const row = rows[state.place];
    chip.textContent = `${row.name}, step ${row.step}: ${data.vertical} ${spoken(row.y)}, point ${state.place + 1} of ${rows.length}`;
    if (state.sound) tone(pitch(runs, row.y), state.sound.currentTime, BEEP);
  };
  const walk = (key) => {
    const runs = curves();
    const ids = [...runs.keys()];
    if (!ids.length) return;
    const begun = ids.includes(state.run);
    if (!begun) [state.run, state.place] = [ids[0], 0];
    const at = runs.get(state.run)[Math.min(state.place, runs.get(state.run).length - 1)];
    if (key === "ArrowUp" || key === "ArrowDown") {
      state.run = ids[(ids.indexOf(state.run) + (key === "ArrowDown" ? 1 : ids.length - 1)) % ids.length];
      state.place = nearest(runs.get(state.run), at.step); // at the same step of the other run
    } else if (begun) state.place += { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key];
    state.place = Math.max(0, Math.min(runs.get(state.run).length - 1, state.place));
    tell(runs);
  };
  const play = () => {
    if (state.sound) {
      state.sound.close();
      state.sound = null;
      chip.textContent = "Sound off";
      return;
    }
    const runs = curves();
    state.sound = new AudioContext();
    const rows = runs.get(state.run) ?? [...runs.values()][0] ?? [];
    rows.forEach((row, number) => tone(pitch(runs, row.y), state.sound.currentTime + (WHOLE * number) / rows.length, WHOLE / rows.length + 0.02));
    chip.textContent = rows.length ? `Sound on: ${rows[0].name}, high is far from the bottom` : "Sound on";
  };
  const keys = (event) => {
    if (event.target !== frame || event.ctrlKey || event.metaKey || event.altKey) return;
    const walks = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key);
    if (!walks && event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation(); // the player has the same keys
    if (walks) walk(event.key);
    else play();
  };
  const leave = () => (chip.textContent = "");
  frame.addEventListener("keydown", keys);
  frame.addEventListener("blur", leave);
  return () => {
    frame.removeEventListener("keydown", keys);
    frame.removeEventListener("blur", leave);
    state.sound?.close();
    state.sound = null;
  };
}

function rowsOf(frame) {
  try {
    return vegaView(frame)?.data("curves") ?? [];
  } catch {
    return []; // another chart stands there
  }
}

function nearest(rows, step) {
  let best = 0;
  rows.forEach((row, number) => {
    if (Math.abs(row.step - step) < Math.abs(rows[best].step - step)) best = number;
  });
  return best;
}

function spoken(value) {
  const small = value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6);
  return (small ? value.toExponential(1) : String(Number(value.toPrecision(3)))).replace("-", "−");
}
