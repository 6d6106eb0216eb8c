// What lies over the centre of each control under a root: nothing but the control itself, what is in it, or its label may.
(root) => {
  const controls =
    "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=slider], [role=combobox], [role=switch]";
  const named = (element) => `${element?.tagName}.${String(element?.className?.baseVal ?? element?.className).slice(0, 60)}`;
  const hidden = (control) => {
    const [box, look] = [control.getBoundingClientRect(), getComputedStyle(control)];
    return box.width < 4 || box.height < 4 || look.visibility === "hidden" || look.opacity === "0" || control.closest("[hidden]");
  };
  const wrong = [];
  for (const control of document.querySelector(root).querySelectorAll(controls)) {
    if (hidden(control)) continue;
    control.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
    const hit = document.elementFromPoint(x, y);
    const label = control.closest("label") ?? control.closest("[data-testid=stElementContainer]");
    if (hit && (control.contains(hit) || hit.contains(control) || label?.contains(hit))) continue;
    wrong.push(`${named(control)} ${control.getAttribute("aria-label") ?? control.innerText?.slice(0, 30)}: under ${named(hit)}`);
  }
  return wrong;
}
