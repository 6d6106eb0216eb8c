// A line for each run, and the curvature where the chosen run stands at the player's step; its limits set the rate.
const short = (value) => (Object.is(value, null) ? "–" : Number(value.toPrecision(3)).toString().replace("-", "−"));
const made = (tag, text, parent) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".optlab-verdicts");
  const lines = data.lines.map((line) => {
    const row = document.createElement("button");
    row.type = "button";
    row.className = "optlab-verdict";
    row.title = `${line.name}: ${line.sentence}${line.aside}`;
    row.setAttribute("aria-pressed", String(line.colour === data.focus));
    row.onclick = () => setTriggerValue("picked", { focus: line.colour });
    made("i", "", row).style.background = line.dash;
    made("b", line.name, row);
    made("span", line.sentence, row);
    made("small", line.aside, row);
    return row;
  });
  const curvature = document.createElement("div");
  curvature.className = "optlab-curvature";
  root.replaceChildren(...lines, ...(data.bends ? [curvature] : []));

  const choice = (label, rate, about) => {
    const text = `${label} = ${short(rate)}`;
    if (!data.bends.sets) return made("span", `${text} (plain descent)`, curvature);
    const button = made("button", text, curvature);
    button.type = "button";
    button.title = `${about}: take this learning rate`;
    button.onclick = () => setTriggerValue("picked", { rate });
  };
  const show = () => {
    const bends = data.bends;
    if (!bends) return;
    const step = Number(document.querySelector("#optlab-step")?.value ?? Infinity);
    let at = bends.steps.length - 1;
    while (at > 0 && bends.steps[at] > step) at -= 1;
    const [low, high] = [bends.low[at], bends.high[at]];
    curvature.replaceChildren();
    made("span", `${bends.name} at step ${bends.steps[at]}:`, curvature);
    made("span", `λmin = ${short(low)}`, curvature);
    made("span", `λmax = ${short(high)}`, curvature);
    if (low > 1e-9 * high) made("span", `κ = ${short(high / low)}`, curvature);
    if (high > 0) choice(bends.limit, bends.factor / high, "The largest stable rate here");
    if (low > 1e-9 * high) choice(bends.best, bends.factor / (low + high), "The best fixed rate on a parabola with this curvature");
  };
  const follow = (event) => event.target.id === "optlab-step" && show();
  document.addEventListener("input", follow);
  show();
  return () => document.removeEventListener("input", follow);
}
