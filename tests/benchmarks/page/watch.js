// Runs in the page before anything else: notes when a key goes down, when the server is told and has answered, and
// when the marks of each chart change; everything in milliseconds of performance.now().
(() => {
  const notes = (window.notes = { key: 0, sent: 0, received: 0, bytes: 0, messages: 0, changed: new Map(), frames: null });
  addEventListener("keydown", () => notes.reset(performance.now()), true);
  notes.reset = (now) => Object.assign(notes, { key: now, sent: 0, received: 0, bytes: 0, messages: 0, changed: new Map(), painted: 0 });

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        notes.received = performance.now();
        notes.bytes += event.data.byteLength ?? event.data.size ?? event.data.length;
        notes.messages += 1;
      });
    }
    send(data) {
      notes.sent ||= performance.now();
      return super.send(data);
    }
  };

  const charts = () => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")];
  const drawn = (mutation) => mutation.target.closest?.(".mark-line, .mark-symbol");
  new MutationObserver((mutations) => {
    const all = charts();
    for (const mutation of mutations.filter(drawn)) {
      const chart = all.indexOf(mutation.target.closest("[data-testid=stVegaLiteChart]"));
      if (chart < 0 || notes.changed.has(chart)) continue;
      notes.changed.set(chart, performance.now());
      if (notes.changed.size === all.length)
        requestAnimationFrame(() => setTimeout(() => (notes.painted = performance.now())));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["d", "transform"] });

  // From now on each picture of the first chart, as [its time, how long the first move of a rate that it shows waited].
  notes.follow = () => Object.assign(notes, { moves: 0, waiting: 0, pictures: [] });
  document.addEventListener("optlab-rate", ({ detail }) => {
    if (!notes.pictures || detail.what !== "move") return;
    notes.moves += 1;
    notes.waiting ||= performance.now();
  });
  new MutationObserver((mutations) => {
    if (!notes.pictures || !mutations.some((mutation) => drawn(mutation) && charts()[0].contains(mutation.target))) return;
    const now = performance.now();
    notes.pictures.push([now, notes.waiting ? now - notes.waiting : 0]);
    notes.waiting = 0;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["d"] });

  // Frames of the next `milliseconds`: for each its length and how many charts changed during it.
  notes.film = (milliseconds) =>
    new Promise((done) => {
      const frames = [];
      const end = performance.now() + milliseconds;
      let last = 0;
      const tick = (now) => {
        if (last) frames.push([now - last, notes.changed.size]);
        last = now;
        notes.changed = new Map();
        now < end ? requestAnimationFrame(tick) : done(frames);
      };
      requestAnimationFrame(tick);
    });
})();
