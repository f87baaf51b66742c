// Figures that move while one looks. Everything is there without this file, too.
(function () {
  'use strict';
  const places = document.querySelectorAll('[data-figure]');
  if (places.length > 0 && 'EventSource' in window) {
    const feed = new EventSource(document.body.dataset.live);
    feed.addEventListener('figures', function (event) {
      const figures = JSON.parse(event.data);
      places.forEach(function (place) {
        const text = figures[place.dataset.figure];
        if (text !== undefined && place.textContent !== text) {
          place.textContent = text;
          const box = place.closest('.figures li');
          if (box) {
            box.classList.add('moved');
            setTimeout(function () { box.classList.remove('moved'); }, 1500);
          }
        }
      });
      document.documentElement.dataset.live = 'on';
    });
    document.querySelectorAll('.moves').forEach(function (note) { note.hidden = false; });
  }

  // The map is fetched only where there is one, and after everything else.
  const map = document.getElementById('map');
  if (map) {
    document.getElementById('map-box').hidden = false;
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = map.dataset.style;
    document.head.append(style);
    const load = function (source, then) {
      const script = document.createElement('script');
      script.src = source;
      script.onload = then;
      script.onerror = function () { map.textContent = map.dataset.failed; };
      document.head.append(script);
    };
    load(map.dataset.script, function () { load(map.dataset.map, function () {}); });
  }
})();
