// The formula of one step with its numbers, for the step at which the player stands.
const short = (value) => {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  return text.replaceAll("-", "−");
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".optlab-numbers");
  const vector = (numbers) => {
    const parts = numbers.map(short).join(", ") + (data.more ? ", …" : "");
    return numbers.length > 1 || data.more ? `(${parts})` : numbers[0] < 0 ? `(${parts})` : parts;
  };
  const filled = (formula, step) =>
    formula.replaceAll(/\{([^}]+)\}/g, (_, name) => (name === "rate" ? short(data.numbers.rate[step][0]) : vector(data.numbers[name][step])));

  const change = (before, after) => {
    const word = after < before ? `▼ fell by ${short(before - after)}` : after > before ? `▲ rose by ${short(after - before)}` : "stayed";
    const line = element("strong", `loss ${short(before)} → ${short(after)}  ${word}`);
    line.className = after < before ? "fell" : after > before ? "rose" : "";
    return line;
  };
  const show = () => {
    const last = data.losses.length - 1;
    const asked = Number(stepField()?.value ?? last);
    const step = Math.min(asked, last);
    const list = document.createElement("dl");
    if (step === 0) {
      const start = last > 0 ? `w = ${vector(data.numbers.w[0])}, loss ${short(data.losses[0])}` : `loss ${short(data.losses[0])}`;
      list.append(element("dt", "start"), element("dd", start));
      root.replaceChildren(element("h4", `${data.name} · step 0`), list, ...(last > 0 ? [element("p", "→ takes the first step.")] : []));
      return;
    }
    for (const [name, formula] of data.lines) list.append(element("dt", name), element("dd", filled(formula, step - 1)));
    const title = `${data.name} · step ${step}` + (asked > last ? " (its last)" : "");
    root.replaceChildren(element("h4", title), list, change(data.losses[step - 1], data.losses[step]));
  };
  return followStep(show);
}
