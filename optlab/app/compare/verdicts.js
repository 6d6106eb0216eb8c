// What each run is doing at the player's step, plain words first and the evidence as a quiet table beside them; and the
// curvature where the chosen run stands.
const short = (value) => {
  if (!Number.isFinite(value)) return "–";
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return (small ? value.toExponential(1) : String(Number(value.toPrecision(3)))).replaceAll("-", "−");
};
const QUIET = 700; // milliseconds at a step after which it is read aloud

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-verdicts");
  const table = element("div", "");
  table.className = "optlab-verdict-table";
  table.setAttribute("role", "table");
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
  const showRow = ({ line, row, words, numbers }, step) => {
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
      aloud.textContent = `Step ${step}. ${rows.map(({ line, words }) => `${line.name}: ${words.textContent}`).join(". ")}`;
    }, QUIET);
  };
  const leave = followStep(show);
  return () => (clearTimeout(reading), leave());
}
