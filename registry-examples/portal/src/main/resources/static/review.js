// Keys for reviewers, and the progress of a search. Everything is there without this file, too.
(function () {
  'use strict';
  const box = document.querySelector('.keys');
  if (box) {
    const keys = document.getElementById('keys');
    box.hidden = false;
    keys.checked = localStorage.getItem('review-keys') !== 'off';
    keys.addEventListener('change', function () {
      localStorage.setItem('review-keys', keys.checked ? 'on' : 'off');
    });
    document.addEventListener('keydown', function (event) {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
      if (typing || !keys.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
        return;
      }
      const target = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
      if (target) {
        event.preventDefault();
        target.click();
      }
    });
  }
  const run = document.getElementById('run');
  if (run && run.dataset.running) {
    const look = function () {
      fetch(window.location.href).then(function (answer) { return answer.text(); }).then(function (text) {
        const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('run');
        if (fresh && fresh.dataset.running) {
          run.innerHTML = fresh.innerHTML;
          setTimeout(look, 1000);
        } else {
          window.location.reload();
        }
      }).catch(function () { setTimeout(look, 5000); });
    };
    setTimeout(look, 1000);
  }
})();
