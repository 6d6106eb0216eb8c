// The player's steps as a GIF: each frame is the picture that picture.js composes, shrunk, and only what changed is kept.
const FRAMES = 48;
const WIDE = 900; // pixels of the widest animation
const PACE = 90; // milliseconds of a frame
const HELD = 1500; // of the first and the last
const COLOURS = 255; // and one for what stays as it was
const SETTLED = 60; // milliseconds until charts have followed the step

/** All frames in one file; ``tell`` hears how many are done, ``wanted`` says whether to go on. */
async function animation(data, tell, wanted) {
  const field = document.getElementById("optlab-step");
  const last = Number(document.querySelector(".optlab-player input").max);
  const before = field.value;
  const steps = framesOf(last);
  const go = async (step) => {
    field.value = step;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), SETTLED));
  };
  try {
    await go(last);
    const size = sizeOf(composed(data));
    const palette = gifenc.quantize((await frame(data, size)).data, COLOURS);
    const file = gifenc.GIFEncoder();
    let shown = null;
    for (const [number, step] of steps.entries()) {
      if (!wanted()) return null;
      await go(step);
      const indices = gifenc.applyPalette((await frame(data, size)).data, palette);
      const held = number === 0 || number === steps.length - 1 ? HELD : PACE;
      file.writeFrame(changed(indices, shown, palette.length), size.width, size.height, {
        palette: number ? undefined : [...palette, [0, 0, 0]],
        delay: held,
        transparent: number > 0,
        transparentIndex: palette.length,
        dispose: 1,
      });
      shown = indices;
      tell(number + 1, steps.length);
    }
    file.finish();
    return new Blob([file.bytes()], { type: "image/gif" });
  } finally {
    await go(before);
  }
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

async function frame(data, { width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(composed(data).text)}`;
  await image.decode();
  const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

/** The pixels that are others than in the frame before; the others show through. */
function changed(indices, before, through) {
  return before ? indices.map((index, place) => (index === before[place] ? through : index)) : indices;
}
