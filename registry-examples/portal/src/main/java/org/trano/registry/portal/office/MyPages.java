package org.trano.registry.portal.office;

import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.office.OfficeEvent.Deed;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** One's own account: password, authenticator, passkeys, sessions. */
@Controller
@RequestMapping("/admin/{language:fr|en}/me")
class MyPages {
    private static final Logger LOG = LoggerFactory.getLogger(MyPages.class);
    private static final String OPTIONS = "new-passkey-options";
    private static final String SECRET = "new-authenticator";
    private static final int MOST_LABEL = 60;
    private static final int MOST_PASSKEYS = 10;

    private final Office office;
    private final Secrets secrets;
    private final UserCredentialRepository passkeys;
    private final WebAuthnRelyingPartyOperations protocol;
    private final PortalSettings settings;

    MyPages(
            Office office,
            Secrets secrets,
            UserCredentialRepository passkeys,
            WebAuthnRelyingPartyOperations protocol,
            PortalSettings settings) {
        this.office = office;
        this.secrets = secrets;
        this.passkeys = passkeys;
        this.protocol = protocol;
        this.settings = settings;
    }

    private List<CredentialRecord> passkeysOf(Account account) {
        return passkeys.findByUserId(PasskeyOwners.bytes(account.id()));
    }

    @GetMapping
    String me(@PathVariable String language, Authentication who, HttpServletRequest request, Model model) {
        Account me = OfficeAdvice.require(office, who);
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        byte[] secret = Totp.newSecret();
        request.getSession().setAttribute(SECRET, secret);
        model.addAttribute(
                "picture",
                Totp.picture(secret, String.valueOf(settings.address().getHost()), me.name()));
        model.addAttribute("secret", Totp.text(secret));
        model.addAttribute("passkeys", passkeysOf(me));
        model.addAttribute("done", request.getParameter("done") != null);
        return "office/me";
    }

    private static String again(String language) {
        return "redirect:/admin/" + language + "/again?to=me";
    }

    private static String done(String language) {
        return "redirect:/admin/" + language + "/me?done";
    }

    private static OfficeException refused(String why) {
        return new OfficeException(why);
    }

    /** The other sessions of the account end; this one goes on. */
    private void stay(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        Entrance.save(who.again(secrets.epoch(who.account())), request, response);
    }

    @PostMapping("/password")
    String password(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account me = OfficeAdvice.require(office, who);
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        if (!secrets.isPassword(me.id(), old)) {
            throw refused("password.old");
        }
        Optional<String> fault = Passwords.fault(password, again, me);
        if (fault.isPresent()) {
            throw refused(fault.get());
        }
        office.used(me, Deed.PASSWORD_SET);
        secrets.setPassword(me.id(), password);
        stay((SignedIn) who, request, response);
        return done(language);
    }

    @PostMapping("/authenticator")
    String authenticator(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String number,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account me = OfficeAdvice.require(office, who);
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        if (!(request.getSession().getAttribute(SECRET) instanceof byte[] secret)
                || Totp.step(secret, number, Instant.now()) == 0) {
            throw refused("number.wrong");
        }
        request.getSession().removeAttribute(SECRET);
        office.used(me, Deed.TOTP_SET);
        secrets.setTotp(me.id(), secret);
        stay((SignedIn) who, request, response);
        return done(language);
    }

    @PostMapping("/sessions")
    String sessions(
            @PathVariable String language,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account me = OfficeAdvice.require(office, who);
        office.used(me, Deed.SIGNED_OUT_EVERYWHERE);
        secrets.endSessions(me.id());
        stay((SignedIn) who, request, response);
        return done(language);
    }

    @PostMapping(path = "/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String options(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        Account me = OfficeAdvice.require(office, who);
        if (!((SignedIn) who).isFresh() || passkeysOf(me).size() >= MOST_PASSKEYS) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return "{}";
        }
        PublicKeyCredentialCreationOptions options = protocol.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(who));
        request.getSession().setAttribute(OPTIONS, options);
        return PasskeyJson.MAPPER.writeValueAsString(options);
    }

    @PostMapping(path = "/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String add(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String label,
            @RequestBody String body,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account me = OfficeAdvice.require(office, who);
        HttpSession session = request.getSession();
        Object options = session.getAttribute(OPTIONS);
        session.removeAttribute(OPTIONS);
        try {
            if (((SignedIn) who).isFresh() && options instanceof PublicKeyCredentialCreationOptions asked) {
                PublicKeyCredential<AuthenticatorAttestationResponse> made = PasskeyJson.MAPPER.readValue(
                        body, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
                String name = label.isBlank() || label.length() > MOST_LABEL || !EntryForm.isReadable(label)
                        ? "passkey"
                        : label.strip();
                protocol.registerCredential(
                        new ImmutableRelyingPartyRegistrationRequest(asked, new RelyingPartyPublicKey(made, name)));
                office.used(me, Deed.PASSKEY_ADDED);
                return "/admin/" + language + "/me?done";
            }
        } catch (JacksonException | IllegalArgumentException | IllegalStateException | WebAuthnException e) {
            LOG.info("A passkey could not be added: {}", e.getClass().getSimpleName());
        }
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return "";
    }

    @PostMapping("/passkeys/remove")
    String remove(@PathVariable String language, @RequestParam(defaultValue = "") String id, Authentication who) {
        Account me = OfficeAdvice.require(office, who);
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        Bytes key = passkeysOf(me).stream()
                .map(CredentialRecord::getCredentialId)
                .filter(one -> one.toBase64UrlString().equals(id))
                .findFirst()
                .orElseThrow(() -> refused("passkey.gone"));
        office.used(me, Deed.PASSKEY_REMOVED);
        passkeys.delete(key);
        return done(language);
    }
}
