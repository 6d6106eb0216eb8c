// {name: [selector, how many there are; 0: some]} => what of it cannot be seen: nothing there, outside the window, behind the header, cut off by a
// box around it, or scrolled away.  Three pixels are let pass: the empty room around the ink of a letter.
(selectors) => {
  const header = document.querySelector("[data-testid=stHeader]")?.getBoundingClientRect().bottom ?? 0;
  const boxes = (element) => {
    const found = [];
    for (let box = element.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflow !== "visible") found.push(box.getBoundingClientRect());
    return found;
  };
  const hidden = (element) => {
    const rect = element.getBoundingClientRect();
    const top = element.closest("[data-testid=stMain]") ? header : 0;
    const frames = [{ left: 0, top, right: innerWidth, bottom: innerHeight }, ...boxes(element)];
    const beyond = frames.flatMap((frame) => [frame.left - rect.left, frame.top - rect.top, rect.right - frame.right, rect.bottom - frame.bottom]);
    return Math.max(...beyond);
  };
  return Object.entries(selectors).flatMap(([name, [selector, count]]) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.getBoundingClientRect().width);
    const wrong = all.length === count || (!count && all.length) ? [] : [`${name}: ${all.length} instead of ${count}`];
    const cut = all.map((element, place) => [element, place, hidden(element)]).filter(([, , pixels]) => pixels > 3);
    return [...wrong, ...cut.map(([, place, pixels]) => `${name} ${place + 1}: ${Math.round(pixels)} px cannot be seen`)];
  });
}
