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
  for (const { name, at } of told.buildings) {
    L.circleMarker([at[1], at[0]], { radius: 3, weight: 0, fillColor: colour("line-strong"), fillOpacity: 1, interactive: false })
      .bindTooltip(name, { permanent: true, direction: "bottom", offset: [0, 8] }).addTo(shapes);
  }
  const points = L.featureGroup().addTo(map); // the map shows the community: no request widens it
  if (box.dataset.points) {
    const found = await (await fetch(box.dataset.points)).json();
    for (const [place, cases] of Object.entries(Object.groupBy(found.features, (f) => f.geometry.coordinates.join()))) {
      const [longitude, latitude] = place.split(",").map(Number);
      const size = 6 + Math.min(9, 2 * Math.sqrt(cases.length));
      L.circleMarker([latitude, longitude], { radius: size, weight: 2, color: colour(cases[0].properties.good), fillOpacity: 0.25 })
        .bindPopup(() => popup(cases), { maxWidth: 280 }).addTo(points);
    }
  }
  if (told.middle) map.setView([told.middle[1], told.middle[0]], 16);
  else if (!shapes.getLayers().length && points.getLayers().length) map.fitBounds(points.getBounds(), { padding: [32, 32], maxZoom: 16, animate: false });
  if (shapes.getLayers().length && shapes.getBounds().isValid()) map.fitBounds(shapes.getBounds(), { padding: [32, 32], maxZoom: 18, animate: false });
  if ("pick" in box.dataset) pick(map, box.closest("form"));
}

function popup(cases) {
  const list = document.createElement("ul");
  for (const { properties } of cases.slice(0, 6)) {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: properties.url, textContent: properties.text }), " · " + properties.state);
    list.append(line);
  }
  if (cases.length > 6) list.append("+" + (cases.length - 6));
  return list;
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
