// Points, a boundary and, where the operator has them, approved tiles. Everything on the map also stands in words beside it.
const colours = getComputedStyle(document.documentElement);
const colour = (name) => colours.getPropertyValue("--" + name).trim() || "#a63f28";

async function draw(box) {
  const told = JSON.parse(document.getElementById(box.dataset.map).textContent);
  const map = L.map(box, { attributionControl: false, zoomControl: true, maxZoom: 20 });
  if (told.tiles) L.tileLayer(told.tiles, { maxZoom: 19 }).addTo(map);
  if (told.approval) L.control.attribution({ prefix: false }).addAttribution(told.approval).addTo(map);
  const shapes = L.featureGroup().addTo(map);
  if (told.boundary) L.geoJSON(told.boundary, { style: { color: colour("accent"), weight: 2, fillOpacity: 0.04 } }).addTo(shapes);
  if (box.dataset.points) {
    const found = await (await fetch(box.dataset.points)).json();
    L.geoJSON(found, {
      pointToLayer: (feature, at) => L.circleMarker(at, { radius: 8, weight: 2, color: colour(feature.properties.good), fillOpacity: 0.45 }),
      onEachFeature: (feature, layer) => layer.bindPopup(() => popup(feature.properties)),
    }).addTo(shapes);
  }
  if (told.middle) map.setView([told.middle[1], told.middle[0]], 16);
  if (shapes.getLayers().length && shapes.getBounds().isValid()) map.fitBounds(shapes.getBounds(), { padding: [24, 24], maxZoom: 18 });
  if ("pick" in box.dataset) pick(map, box.closest("form"));
}

function popup(told) {
  const part = document.createElement("div");
  const link = Object.assign(document.createElement("a"), { href: told.url, textContent: told.text });
  part.append(link, document.createElement("br"), told.category + " · " + told.state);
  return part;
}

function pick(map, form) {
  let mark;
  map.on("click", ({ latlng }) => {
    mark ??= L.circleMarker(latlng, { radius: 10, color: colour("accent") }).addTo(map);
    mark.setLatLng(latlng);
    form.elements.latitude.value = latlng.lat.toFixed(6);
    form.elements.longitude.value = latlng.lng.toFixed(6);
  });
}

for (const box of document.querySelectorAll("[data-map]")) {
  const fold = box.closest("[data-map-open]");
  if (!fold) { draw(box); continue; }
  fold.hidden = false;
  fold.addEventListener("toggle", () => draw(box), { once: true });
}
