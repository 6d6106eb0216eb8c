// The player's steps as a GIF: each frame is the picture that picture.js composes, shrunk, and only what changed is kept.
const FRAMES = 60;
const WIDE = 900; // pixels of the widest animation
const PACE = 80; // milliseconds of a frame
const HELD = 1500; // of the first and the last
const COLOURS = 255; // and one for what stays as it was
const SAMPLED = [0, 0.5, 1]; // shares of the steps whose colours are looked at: boundaries may have others at the end
const SETTLED = 60; // milliseconds until charts have followed the step

/** All frames in one file; ``tell`` hears how many are done, ``wanted`` says whether to go on (null where not). */
async function animation(data, tell, wanted) {
  const field = document.getElementById("optlab-step");
  const player = document.querySelector(".optlab-player");
  const last = Number(player.querySelector("input").max);
  if (player.classList.contains("playing")) player.querySelector('[data-act="play"]').click();
  const before = field.value;
  const go = async (step) => {
    field.value = step;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), SETTLED));
  };
  const seen = async (step, size) => {
    await go(step);
    return frame(composed(data, [`Step ${step} of ${last}.`]), size);
  };
  try {
    const size = sizeOf(composed(data, ["Step"]));
    const palette = await paletteOf(seen, last, size);
    return await written(framesOf(last), palette, size, seen, tell, wanted);
  } finally {
    await go(before);
  }
}

/** The colours of all frames: what is not at the first step may be at the last. */
async function paletteOf(seen, last, size) {
  const length = size.width * size.height * 4;
  const all = new Uint8ClampedArray(length * SAMPLED.length);
  for (const [place, share] of SAMPLED.entries()) all.set(await seen(Math.round(share * last), size), place * length);
  return gifenc.quantize(all, COLOURS);
}

async function written(steps, palette, { width, height }, seen, tell, wanted) {
  const file = gifenc.GIFEncoder();
  const colours = [...palette, [0, 0, 0]]; // the last of them is never seen: it says that a pixel stays
  let before = null;
  for (const [number, step] of steps.entries()) {
    if (!wanted()) return null;
    const indices = gifenc.applyPalette(await seen(step, { width, height }), palette);
    const delay = number === 0 || number === steps.length - 1 ? HELD : PACE;
    const through = { transparent: number > 0, transparentIndex: palette.length, dispose: 1 };
    file.writeFrame(changed(indices, before, palette.length), width, height, { palette: number ? undefined : colours, delay, ...through });
    before = indices;
    tell(number + 1, steps.length);
  }
  file.finish();
  return new Blob([file.bytes()], { type: "image/gif" });
}

/** The first steps one by one, then ever wider apart: most happens early. */
function framesOf(last) {
  const steps = Array.from({ length: FRAMES }, (_, number) => Math.round(last * (number / (FRAMES - 1)) ** 1.7));
  return [...new Set(steps)];
}

function sizeOf({ width, height }) {
  const scale = Math.min(1, WIDE / width);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

async function frame({ text }, { width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height).data;
}

/** The pixels that are others than in the frame before; the others show through. */
function changed(indices, before, through) {
  return before ? indices.map((index, place) => (index === before[place] ? through : index)) : indices;
}
