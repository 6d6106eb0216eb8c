// A line for each run, and the curvature where the chosen run stands at the player's step; its limits set the rate.
const short = (value) => (Object.is(value, null) ? "–" : Number(value.toPrecision(3)).toString().replace("-", "−"));

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-verdicts");
  const lines = data.lines.map((line) => {
    const row = document.createElement("button");
    row.type = "button";
    row.className = "optlab-verdict";
    row.title = `${line.name}: ${line.sentence}${line.aside}`;
    row.setAttribute("aria-pressed", String(line.id === data.focus));
    row.onclick = () => setTriggerValue("picked", { id: line.id });
    element("i", "", row).style.background = line.dash;
    element("b", line.name, row);
    element("span", line.sentence, row);
    element("small", line.aside, row);
    return row;
  });
  const curvature = document.createElement("div");
  curvature.className = "optlab-curvature";
  root.replaceChildren(...lines, ...(data.bends ? [curvature] : []));

  const choice = (label, rate, about) => {
    const text = `${label} = ${short(rate)}`;
    if (!data.bends.sets) return element("span", `${text} (plain descent)`, curvature);
    const button = element("button", text, curvature);
    button.type = "button";
    button.title = `${about}: take this learning rate`;
    button.onclick = () => setTriggerValue("picked", { id: data.bends.id, rate });
  };
  const show = () => {
    const bends = data.bends;
    if (!bends) return;
    const step = Number(stepField()?.value ?? Infinity);
    let at = bends.steps.length - 1;
    while (at > 0 && bends.steps[at] > step) at -= 1;
    const [low, high] = [bends.low[at], bends.high[at]];
    curvature.replaceChildren();
    element("span", `${bends.name} at step ${bends.steps[at]}:`, curvature);
    element("span", `λmin = ${short(low)}`, curvature);
    element("span", `λmax = ${short(high)}`, curvature);
    if (low > 1e-9 * high) element("span", `κ = ${short(high / low)}`, curvature);
    if (high > 0) choice(bends.limit, bends.factor / high, "The largest stable rate here");
    if (low > 1e-9 * high) choice(bends.best, bends.factor / (low + high), "The best fixed rate on a parabola with this curvature");
  };
  return followStep(show);
}
