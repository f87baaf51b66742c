// Actors by area on a map without tiles: shapes where the ministry has given some, circles elsewhere.
(function () {
  'use strict';
  const box = document.getElementById('map');
  const map = L.map(box, { attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25 });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  let shown = null;
  let features = [];

  function centre(feature) {
    const geometry = feature.geometry;
    if (geometry.type === 'Point') {
      return L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
    }
    return L.geoJSON(feature).getBounds().getCenter();
  }

  function show(level) {
    if (shown) {
      shown.remove();
    }
    shown = L.featureGroup();
    features.filter(function (one) { return one.properties.level === 0 && one.geometry; }).forEach(function (one) {
      L.geoJSON(one, { interactive: false, style: { color: '#5d6b65', weight: 1, fillColor: '#fff', fillOpacity: 1 } }).addTo(shown);
    });
    const here = features.filter(function (one) { return one.properties.level === level && one.geometry; });
    const most = Math.max.apply(null, here.map(function (one) { return one.properties.actors; }).concat([1]));
    here.forEach(function (one) {
      if (one.geometry.type !== 'Point') {
        L.geoJSON(one, { interactive: false, style: { color: '#0b5d4e', weight: 1, fillColor: '#0b5d4e', fillOpacity: 0.08 + 0.5 * one.properties.actors / most } }).addTo(shown);
      }
      const size = Math.round(26 + 26 * Math.sqrt(one.properties.actors / most));
      const icon = L.divIcon({
        className: one.properties.actors === 0 ? 'count none' : 'count',
        iconSize: [size, size],
        html: String(Number(one.properties.actors))
      });
      const marker = L.marker(centre(one), { icon: icon, title: one.properties.label, alt: one.properties.label, keyboard: true });
      const words = document.createElement('span');
      words.textContent = one.properties.label;
      marker.bindPopup(words);
      if (level === 1) {
        const name = document.createElement('span');
        name.textContent = one.properties.name;
        marker.bindTooltip(name, { permanent: true, direction: 'right', offset: [size / 2, 0], className: 'place' });
      }
      marker.on('add', function () {
        marker.getElement().setAttribute('aria-label', one.properties.label);
      });
      marker.addTo(shown);
    });
    shown.addTo(map);
    if (here.length > 0) {
      map.fitBounds(shown.getBounds().pad(0.1));
    }
    box.dataset.shown = String(here.length);
  }

  fetch(box.dataset.source).then(function (answer) {
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }).then(function (collection) {
    features = collection.features;
    show(1);
    document.querySelectorAll('input[name=level]').forEach(function (choice) {
      choice.addEventListener('change', function () { show(Number(choice.value)); });
    });
  }).catch(function () {
    box.textContent = box.dataset.failed;
  });
})();
