// Key frames: numbers at some of the steps, told as base64, and what lies between them.

/** The bytes of a text in base64. */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The numbers of 32 bits in such a text. */
const floatsOf = (text) => new Float32Array(bytesOf(text).buffer);

/** Between which of the ``steps`` a step lies, and how far: the place of the one before, and a share from 0 to 1. */
function framesAt(steps, step) {
  let low = 0;
  while (low < steps.length - 1 && steps[low + 1] <= step) low += 1;
  const gap = (steps[low + 1] ?? steps[low]) - steps[low];
  return { low, share: gap ? Math.min(1, Math.max(0, (step - steps[low]) / gap)) : 0 };
}

/** Entry ``place`` of frames of ``width`` entries each, between two of them. */
function frameValue(values, width, { low, share }, place) {
  const before = values[low * width + place];
  return share ? before + share * (values[(low + 1) * width + place] - before) : before;
}
