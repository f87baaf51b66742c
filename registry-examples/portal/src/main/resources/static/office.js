// Passkeys. Without this file one signs in with a password and a number.
(function () {
  'use strict';
  const box = document.querySelector('.passkey');
  if (!box || !window.PublicKeyCredential) {
    return;
  }
  box.hidden = false;
  const decode = function (text) {
    const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); }).buffer;
  };
  const encode = function (buffer) {
    const plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  };
  const send = function (address, body) {
    return fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': box.dataset.csrf },
      body: body
    }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer;
    });
  };
  const ids = function (list) {
    (list || []).forEach(function (one) { one.id = decode(one.id); });
  };
  const create = function (options) {
    options.challenge = decode(options.challenge);
    options.user.id = decode(options.user.id);
    ids(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options }).then(function (made) {
      return {
        id: made.id, rawId: encode(made.rawId), type: made.type, authenticatorAttachment: made.authenticatorAttachment,
        clientExtensionResults: {},
        response: {
          attestationObject: encode(made.response.attestationObject),
          clientDataJSON: encode(made.response.clientDataJSON),
          transports: made.response.getTransports ? made.response.getTransports() : []
        }
      };
    });
  };
  const get = function (options) {
    options.challenge = decode(options.challenge);
    ids(options.allowCredentials);
    return navigator.credentials.get({ publicKey: options }).then(function (shown) {
      return {
        id: shown.id, rawId: encode(shown.rawId), type: shown.type, authenticatorAttachment: shown.authenticatorAttachment,
        clientExtensionResults: {},
        response: {
          authenticatorData: encode(shown.response.authenticatorData),
          clientDataJSON: encode(shown.response.clientDataJSON),
          signature: encode(shown.response.signature),
          userHandle: shown.response.userHandle ? encode(shown.response.userHandle) : undefined
        }
      };
    });
  };
  const fault = box.querySelector('.fault');
  box.querySelector('button').addEventListener('click', function () {
    fault.hidden = true;
    const label = box.querySelector('input');
    const address = box.dataset.send + (label ? '?label=' + encodeURIComponent(label.value) : '');
    send(box.dataset.options, '{}')
      .then(function (answer) { return answer.json(); })
      .then(box.dataset.do === 'create' ? create : get)
      .then(function (credential) { return send(address, JSON.stringify(credential)); })
      .then(function (answer) { return answer.text(); })
      .then(function (next) { window.location.assign(next); })
      .catch(function () { fault.hidden = false; });
  });
})();
