// () => every visible text of the page whose contrast with what is behind it is below 7 (WCAG 2, level AAA), icons below 3.
// Disabled controls are exempt, as in WCAG.  What lies behind a text is taken from its ancestors, mixed by their alpha.
() => {
  const TEXT = 7;
  const ICON = 3;
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });

  // Any CSS colour as [red, green, blue, alpha], each 0 to 1.
  const read = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].map((byte) => byte / 255);
  };
  const over = (above, below) => [0, 1, 2].map((i) => above[i] * above[3] + below[i] * (1 - above[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const line = (element) => (element ? [element, ...line(element.parentElement)] : []);
  // Whether an ancestor's background is behind a point of its content: not where the content spills out of its box.
  const covers = (element, { x, y }) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const spills = getComputedStyle(element).overflow === "visible" && element !== document.documentElement;
    return !spills || (left <= x && x <= right && top <= y && y <= bottom);
  };
  const ground = (element, middle) => {
    const behind = line(element).filter((one) => covers(one, middle));
    const layers = behind.map((one) => read(getComputedStyle(one).backgroundColor));
    const opaque = layers.findIndex((layer) => layer[3] === 1);
    const above = opaque < 0 ? layers : layers.slice(0, opaque);
    return above.reduceRight((below, layer) => over(layer, below), opaque < 0 ? [1, 1, 1] : layers[opaque].slice(0, 3));
  };
  const opacity = (element) => line(element).reduce((all, one) => all * Number(getComputedStyle(one).opacity), 1);

  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest("script, style, noscript, [disabled], [aria-disabled=true]") &&
    !line(element).some((one) => /rect\(/.test(getComputedStyle(one).clip) || /inset\(50%/.test(getComputedStyle(one).clipPath)) &&
    element.getBoundingClientRect().width > 1;
  const hex = (colour) => "#" + colour.map((c) => Math.round(c * 255).toString(16).padStart(2, "0")).join("");
  const place = (element) => {
    const named = line(element).find((one) => one.dataset?.testid || one.id);
    return named ? named.dataset.testid || named.id : element.tagName;
  };

  const judged = (text, element, colour, box) => {
    const svg = element.closest("text");
    const ink = read(svg ? getComputedStyle(svg).fill : colour);
    ink[3] *= opacity(element) * (svg ? Number(getComputedStyle(svg).fillOpacity) : 1);
    const paper = ground(element, { x: box.left + box.width / 2, y: box.top + box.height / 2 });
    const mixed = over(ink, paper);
    const drawn = element.closest("[data-testid=stIconMaterial]") || /^[\p{Extended_Pictographic}\uFE0F\s]+$/u.test(text);
    const wanted = drawn ? ICON : TEXT;
    return { text: text.trim().slice(0, 60), contrast: contrast(mixed, paper), wanted, ink: hex(mixed), paper: hex(paper), place: place(element) };
  };

  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (node.data.trim() && seen(element))
      found.push(judged(node.data, element, getComputedStyle(element).color, range.getBoundingClientRect()));
  }
  for (const field of document.querySelectorAll("input:not([type=range], [type=checkbox], [type=radio]), textarea")) {
    const placeholder = field.value === "" ? "::placeholder" : null;
    const text = field.value || field.placeholder;
    const colour = getComputedStyle(field, placeholder).color;
    if (text && seen(field)) found.push(judged(text, field, colour, field.getBoundingClientRect()));
  }
  return { texts: found.length, faint: found.filter((one) => one.contrast < one.wanted) };
}
