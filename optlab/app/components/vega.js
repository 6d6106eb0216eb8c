// Charts that are drawn, reached from a script: fresh rows into them without asking the server.

/** The Vega view of the chart in the frame with that key, null until it is drawn.  Vega keeps with every shape the item
    that it draws, with the item its group, and with the group the view. */
function vegaView(frame) {
  const drawing = document.querySelector(`.st-key-${frame} svg.marks`);
  if (!drawing || drawing.view) return drawing?.view ?? null;
  for (const shape of drawing.querySelectorAll(".mark-group.root path, .mark-group.root text")) {
    let group = shape.__data__?.mark?.group;
    while (group && !group.context) group = group.mark?.group;
    if (group) return (drawing.view = group.context.dataflow);
  }
  return null;
}

/** Put rows into named tables of a chart, ``{name: rows}``, and draw it; false where it is not there yet. */
function putRows(frame, tables) {
  const view = vegaView(frame);
  if (!view) return false;
  for (const [name, rows] of Object.entries(tables)) view.data(name, rows);
  view.runAsync();
  return true;
}

/** Put rows in place of some of those in named tables of a chart, ``{name: [gone, rows]}`` with ``gone(row)`` saying
    which, and draw it; a promise of the picture, null where the chart is not there yet.  The other rows keep their
    shapes, which takes a third of the time of ``putRows``.  One change of a table must do both, and Vega gives changes
    out only to itself: so it is caught on its way. */
function swapRows(frame, tables) {
  const view = vegaView(frame);
  if (!view) return null;
  for (const [name, [gone, rows]] of Object.entries(tables)) {
    const { pulse } = view;
    let caught = null;
    view.pulse = (...change) => ((caught = change), view);
    view.insert(name, []);
    view.pulse = pulse;
    view.pulse(caught[0], caught[1].remove(gone).insert(rows));
  }
  return view.runAsync();
}
