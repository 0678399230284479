// A map in place of a drawing: its places are those of the list beside it, its outline is the country pack's own.
import L from "leaflet";

const APART = 30; // dots between two pins that stand alone
const NEAREST = 15;
const DUE = "pn-pin--due";
const DOWN = "pn-pin--down";

function read(item) {
  const { lat, lon } = item.dataset;
  return { at: L.latLng(Number(lat), Number(lon)), item, name: item.dataset.name, pin: item.querySelector(".pn-pin") };
}

// Whatever is nearer to another pin than a finger is wide becomes one pin with the count of them.
function grouped(map, spots) {
  const groups = [];
  for (const spot of spots) {
    const point = map.latLngToLayerPoint(spot.at);
    const near = groups.find((group) => group.point.distanceTo(point) < APART);
    if (near) near.spots.push(spot);
    else groups.push({ point, spots: [spot] });
  }
  return groups;
}

function looks({ spots }) {
  if (spots.length === 1 && spots[0].pin) return spots[0].pin.cloneNode(true);
  const pins = spots.map((spot) => spot.pin);
  const has = (name) => pins.some((pin) => pin?.classList.contains(name));
  const pin = document.createElement("span");
  pin.className = "pn-pin";
  if (has(DUE)) pin.classList.add(DUE);
  else if (pins.every((one) => !one || one.classList.contains(DOWN))) pin.classList.add(DOWN);
  if (spots.length > 1) {
    pin.classList.add("pn-pin--many");
    pin.textContent = `×${spots.length}`;
  }
  return pin;
}

function told(spots) {
  const list = document.createElement("ul");
  list.className = "pn-popup";
  for (const { item } of spots) {
    const line = document.createElement("li");
    line.append(...item.cloneNode(true).childNodes);
    line.querySelector(".pn-pin")?.remove();
    list.append(line);
  }
  return list;
}

function draw(map, layer, spots, words) {
  layer.clearLayers();
  for (const group of grouped(map, spots)) {
    const many = group.spots.length > 1;
    const name = many ? `${words.many}: ${group.spots.length}` : group.spots[0].name;
    const icon = L.divIcon({ html: looks(group), className: "pn-here", iconSize: [32, 32] });
    const bounds = L.latLngBounds(group.spots.map((spot) => spot.at));
    const marker = L.marker(many ? bounds.getCenter() : group.spots[0].at, { icon, title: name }).addTo(layer);
    marker.getElement().setAttribute("aria-label", name);
    const apart = many && map.getZoom() < NEAREST && !bounds.getNorthEast().equals(bounds.getSouthWest());
    if (!apart) {
      marker.bindPopup(told(group.spots), { maxWidth: 260, maxHeight: 220 });
      continue;
    }
    const nearer = () => map.fitBounds(bounds, { padding: [48, 48], maxZoom: NEAREST });
    marker.on("click", nearer);
    marker.on("keypress", (event) => {
      if (event.originalEvent.key !== "Enter") return;
      map.once("zoomend", () => layer.getLayers()[0]?.getElement().focus());
      nearer();
    });
  }
}

function map(element, country) {
  const words = element.dataset;
  const spots = [...document.querySelectorAll("[data-lat]")].map(read);
  element.replaceChildren();
  element.hidden = false;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", words.label);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const made = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.5,
    maxZoom: NEAREST,
    scrollWheelZoom: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
  });
  L.control.zoom({ position: "bottomright", zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(made);
  const outline = L.geoJSON(country, { interactive: false, style: ({ properties }) => ({ className: `pn-${properties.kind}`, weight: 1 }) });
  outline.addTo(made);
  // At the right is the zoom: no pin lies under it at first.
  const around = { maxZoom: 12, paddingTopLeft: [28, 28], paddingBottomRight: [72, 28] };
  made.fitBounds(spots.length ? L.latLngBounds(spots.map((spot) => spot.at)) : outline.getBounds(), around);
  made.setMinZoom(Math.min(made.getBoundsZoom(outline.getBounds()), made.getZoom()));
  made.setMaxBounds(outline.getBounds().pad(0.3));
  // The wheel scrolls the page until somebody works with the map.
  made.on("focus", () => made.scrollWheelZoom.enable());
  made.on("blur", () => made.scrollWheelZoom.disable());
  made.on("popupopen", ({ popup }) => popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close));
  const layer = L.layerGroup().addTo(made);
  made.on("zoomend", () => draw(made, layer, spots, words));
  draw(made, layer, spots, words);
}

// Without the outline the drawing stays.
for (const element of document.querySelectorAll("[data-map]")) {
  fetch(element.dataset.map)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((country) => map(element, country));
}
