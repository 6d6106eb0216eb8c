// The drawing of the graph under the visitor's hand: its numbers are worked out here, from the formula itself, for every
// step of the walk at once.  The words below are pale meanwhile: they are the server's, which hears of the last value.
export default function (component) {
  const root = component.parentElement.querySelector(".optlab-hand");
  const page = (root.page ??= handPage());
  page.take(component.data);
  document.addEventListener("optlab-turn", page.turned);
  return () => {
    document.removeEventListener("optlab-turn", page.turned);
    page.leave();
  };
}

function handPage() {
  let data = null;
  let evaluate = null;
  let program = "";
  let point = null; // where the hand is
  let letGo = null; // the turn that the server has still to answer
  let frame = 0;

  const take = (fresh) => {
    data = fresh;
    const text = JSON.stringify(fresh.walk);
    if (text !== program) {
      program = text;
      evaluate = fresh.walk && graphEvaluator(fresh.walk.program);
    }
    if (letGo !== null && fresh.turn >= letGo) putDown();
  };
  const putDown = () => {
    letGo = null;
    document.body.classList.remove("optlab-chain-in-hand");
  };
  const turned = ({ detail }) => {
    if (detail.group !== data.group || !evaluate) return;
    document.body.classList.add("optlab-chain-in-hand");
    letGo = detail.held ? Infinity : detail.turn;
    point = Object.keys(detail.values).map((_, number) => [detail.values[`p${number}`]]);
    if (!frame) frame = requestAnimationFrame(paint);
  };

  const paint = () => {
    frame = 0;
    const view = vegaView(data.chart);
    if (!view) return;
    const numbers = numbersAt(evaluate(point).map((values) => values[0]), data.walk);
    putRows(data.chart, { texts: view.data("texts").map((row) => written(row, numbers)) });
  };
  /** A row of the drawing with the number that stands in it now. */
  const written = (row, numbers) => {
    const copy = Object.fromEntries(Object.entries(row));
    if (!row.of) return copy;
    const number = numbers[row.of] ?? 0;
    const text = `${row.before}${plainNumber(number)}${row.after}`;
    const pixels = [...text].reduce((sum, letter) => sum + (data.widths[letter] ?? data.letter), 0);
    return { ...copy, text, brief: `${briefNumber(number)}${row.more}`, pixels };
  };
  return { take, turned, leave: () => (cancelAnimationFrame(frame), putDown()) };
}

/** All numbers of the walk by the names that data.py gives them: values v, local slopes s, and slopes of the output a. */
function numbersAt(outputs, { inputs, branches }) {
  const numbers = {};
  const last = inputs.length - 1;
  const adjoints = { [last]: 1 };
  let next = inputs.length;
  inputs.forEach((parts, place) => {
    numbers[`v${place}`] = outputs[place];
    for (const part of parts) numbers[`s${place}.${part}`] = outputs[next++];
  });
  for (let place = last; place >= 0; place--)
    for (const part of inputs[place]) {
      const slope = numbers[`s${place}.${part}`];
      const isHanded = place in adjoints && (!branches[place] || slope !== 0);
      if (isHanded) adjoints[part] = (adjoints[part] ?? 0) + adjoints[place] * slope;
      numbers[`a${part}.${place}`] = adjoints[part] ?? 0;
    }
  inputs.forEach((_, place) => (numbers[`a${place}.0`] = adjoints[place] ?? 0));
  return numbers;
}
