// Things to be put in order: dragged, or moved up and down by their buttons.
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".optlab-answer_order");
  const about = JSON.stringify([data.group, data.order]);
  if (root.about !== about) {
    root.about = about;
    root.order = data.order.slice();
  }
  const texts = Object.fromEntries(data.items.map(({ key, text }) => [key, text]));
  const tell = () => setStateValue("order", root.order.slice());
  const move = (key, to, focus) => {
    const order = root.order.filter((other) => other !== key);
    order.splice(Math.max(0, Math.min(order.length, to)), 0, key);
    root.order = order;
    draw();
    if (focus) root.querySelector(`[data-key="${CSS.escape(key)}"] [data-by="${focus}"]`)?.focus();
  };
  const draw = () => {
    root.replaceChildren(
      ...root.order.map((key, place) => {
        const row = document.createElement("div");
        row.className = "optlab-answer-row";
        row.dataset.key = key;
        row.draggable = false;
        const number = document.createElement("b");
        number.textContent = `${place + 1}`;
        const name = document.createElement("span");
        name.textContent = texts[key];
        row.append(number, name);
        for (const [by, sign, words] of [[-1, "▲", "up"], [1, "▼", "down"]]) {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = sign;
          button.dataset.by = by;
          button.setAttribute("aria-label", `${texts[key]}: ${words}`);
          button.disabled = data.locked || place + by < 0 || place + by >= root.order.length;
          button.onclick = () => (move(key, place + by, by), tell());
          row.append(button);
        }
        row.onpointerdown = (event) => !data.locked && !event.target.closest("button") && hold(row, key, event);
        return row;
      }),
    );
  };
  const hold = (row, key, event) => {
    event.preventDefault();
    let moved = false;
    const pointer = event.pointerId;
    const at = (y) => [...root.children].findIndex((other) => y < other.getBoundingClientRect().bottom);
    const follow = (now) => {
      if (now.pointerId !== pointer) return;
      const place = at(now.clientY);
      const to = place < 0 ? root.order.length - 1 : place;
      if (to !== root.order.indexOf(key)) {
        moved = true;
        move(key, to);
      }
      root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add("held");
    };
    const end = () => {
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      draw();
      if (moved) tell();
    };
    row.classList.add("held");
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  };
  draw();
}
