// Key frames as charts/data/deltas.py packs them, and what lies between two of them.

function bytesOf(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return bytes;
}

/** Numbers that were sent as they are. */
const rawNumbers = (parcel) => ({ shape: parcel.shape, levels: new Uint16Array(bytesOf(parcel.data).buffer) });

/** Frames ``(frames, channels, up, across)`` of levels: a promise of ``{shape, levels}``. */
async function unpacked({ shape, data }) {
  const stream = new Blob([bytesOf(data)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  const count = planes.length / 2;
  const levels = new Uint16Array(count);
  for (let place = 0; place < count; place++) {
    const zigzag = planes[place] | (planes[count + place] << 8);
    levels[place] = (zigzag >> 1) ^ -(zigzag & 1);
  }
  const [, channels, up, across] = shape;
  addUp(levels, across, 1);
  addUp(levels, up, across);
  addUp(levels, shape[0], channels * up * across);
  return { shape, levels };
}

/** Differences to sums along an axis of so many places that lie ``stride`` apart. */
function addUp(levels, places, stride) {
  const block = places * stride;
  for (let first = 0; first < levels.length; first += block)
    for (let place = first + stride; place < first + block; place++) levels[place] += levels[place - stride];
}

/** Between which key frames a step lies, and how far on: ``[frame, next, share]``. */
function between(steps, step) {
  let [low, high] = [0, steps.length - 1];
  if (step >= steps[high]) return [high, high, 0];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= step) low = middle;
    else high = middle;
  }
  return [low, high, (step - steps[low]) / (steps[high] - steps[low])];
}

/** The levels at a step, into ``into`` (Float32Array of a frame's length). */
function blend({ levels }, [frame, next, share], into) {
  const size = into.length;
  const [from, to] = [frame * size, next * size];
  for (let place = 0; place < size; place++) {
    const level = levels[from + place];
    into[place] = level + share * (levels[to + place] - level);
  }
  return into;
}
