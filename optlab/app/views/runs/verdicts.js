// What each run is doing at the player's step, plain words first and the evidence as a quiet table beside them; and the
// curvature where the chosen run stands.
const short = (value) => {
  if (!Number.isFinite(value)) return "–";
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return (small ? value.toExponential(1) : String(Number(value.toPrecision(3)))).replaceAll("-", "−");
};
const DRAWN_BY = 120; // milliseconds after which the charts have surely followed the hand
const UNANSWERED = 3000; // milliseconds after which no new verdict is coming: the rate was the same
const QUIET = 700; // milliseconds at a step after which it is read aloud

const said = (cell) => (cell?.textContent ? `, loss ${cell.textContent}` : "");

const curveRows = () => {
  try {
    return vegaView("curves")?.data("curves");
  } catch {
    return null; // the step in numbers stands there instead
  }
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-verdicts");
  const table = element("div", "");
  table.className = "optlab-verdict-table";
  table.setAttribute("role", "table");
  table.style.setProperty("--numbers", data.columns.length - 1);
  const curvature = element("div", "");
  curvature.className = "optlab-curvature";
  const aloud = root.querySelector("[aria-live]") ?? element("p", "");
  aloud.setAttribute("aria-live", "polite");
  root.replaceChildren(table, curvature, aloud);

  const hint = (parent, [text, about]) => {
    const head = element("span", text, parent);
    head.className = "optlab-hint";
    head.tabIndex = 0;
    head.dataset.hint = about;
    head.setAttribute("role", "columnheader");
    head.setAttribute("aria-label", `${text}: ${about}`);
  };
  const header = element("div", "", table);
  header.className = "optlab-verdict-head";
  header.setAttribute("role", "row");
  element("span", "", header);
  for (const column of data.columns) hint(header, column);

  const rows = data.lines.map((line) => {
    const row = element("button", "", table);
    row.type = "button";
    row.className = "optlab-verdict";
    row.setAttribute("aria-pressed", String(line.id === data.focus));
    row.onclick = () => setTriggerValue("picked", { id: line.id });
    element("i", "", row).style.background = line.dash;
    element("b", line.name, row);
    return { line, row, words: element("span", "", row), numbers: data.columns.slice(1).map(() => element("small", "", row)) };
  });

  const at = (steps, step) => {
    let place = steps.length - 1;
    while (place > 0 && steps[place] > step) place -= 1;
    return place;
  };
  const doing = (line, step) => (step === 0 || !line.phases.length ? line.about : line.phases[at(line.phases.map(([first]) => first), step)][1]);
  let held = null; // the run whose rate is in the hand, and that rate: it is not judged before the hand lets go
  const underHand = (id, step) => {
    const rows = (curveRows() ?? []).filter((row) => row.run === id && (row.at ?? row.step) <= (step || Infinity));
    const last = rows.reduce((far, row) => (!far || (row.at ?? row.step) > (far.at ?? far.step) ? row : far), null);
    const value = last && `: ${data.vertical} ${short(last.y)} at step ${last.at ?? last.step}`;
    return `in your hand, η = ${short(held.rate)}${value ?? ""}`;
  };
  const showRow = ({ line, row, words, numbers }, step) => {
    if (held?.id === line.id) {
      words.textContent = underHand(line.id, step);
      return numbers.forEach((cell) => (cell.textContent = "…"));
    }
    words.textContent = doing(line, step);
    row.title = step >= line.ended && line.sentence ? `${line.name}: ${line.sentence}` : `${line.name}: ${words.textContent}`;
    const place = at(line.steps, step);
    const told = line.steps.length ? [Math.min(step, line.ended), ...line.evidence.map((values) => values[place])] : [];
    numbers.forEach((cell, column) => (cell.textContent = told.length && (step > 0 || column < 2) ? short(told[column] ?? NaN) : ""));
  };

  const choice = (label, rate, about) => {
    const text = `${label} = ${short(rate)}`;
    if (!data.bends.sets) return element("span", `${text} (plain descent)`, curvature);
    const button = element("button", text, curvature);
    button.type = "button";
    button.className = "optlab-hint";
    button.dataset.hint = about;
    button.onclick = () => setTriggerValue("picked", { id: data.bends.id, rate });
  };
  const showCurvature = (step) => {
    const bends = data.bends;
    curvature.replaceChildren();
    curvature.hidden = !bends || step === 0;
    if (curvature.hidden) return;
    const place = at(bends.steps, step);
    const [low, high] = [bends.low[place], bends.high[place]];
    element("span", `${bends.name} at step ${bends.steps[place]}:`, curvature);
    element("span", `λmin = ${short(low)}`, curvature);
    element("span", `λmax = ${short(high)}`, curvature);
    if (high > 0) choice(bends.limit, bends.factor / high, "The largest stable rate for the curvature here. Take it to stand on the edge");
    if (bends.best) choice("better, tried: η", bends.best, "Tried from this start: the run ends no higher and is lower on the way. Take it");
  };

  let reading = 0;
  const show = () => {
    const step = Number(stepField()?.value ?? 0);
    table.classList.toggle("beginning", step === 0);
    for (const row of rows) showRow(row, step);
    showCurvature(step);
    clearTimeout(reading);
    reading = setTimeout(() => {
      aloud.textContent = `Step ${step}. ${rows.map(({ line, words, numbers }) => `${line.name}: ${words.textContent}${said(numbers[1])}`).join(". ")}`;
    }, QUIET);
  };
  const leave = followStep(show);
  let soon = 0;
  const feel = ({ detail: { id, rate, what } }) => {
    if (what === "near") return;
    if (what !== "set") held = what === "move" ? { id, rate } : null;
    clearTimeout(soon);
    soon = setTimeout(() => ((held = what === "move" ? held : null), show()), what === "set" ? UNANSWERED : DRAWN_BY);
    if (what === "move") show();
  };
  document.addEventListener("optlab-rate", feel);
  return () => {
    for (const timer of [reading, soon]) clearTimeout(timer);
    document.removeEventListener("optlab-rate", feel);
    leave();
  };
}
