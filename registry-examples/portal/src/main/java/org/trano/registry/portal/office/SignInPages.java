package org.trano.registry.portal.office;

import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.office.OfficeEvent.Deed;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Coming in and going out: a password and a number, or a passkey. */
@Controller
@RequestMapping("/admin/{language:fr|en}")
class SignInPages {
    private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);
    private static final String OPTIONS = "passkey-options";
    private final Office office;
    private final Secrets secrets;
    private final Attempts attempts;
    private final Entrance entrance;
    private final Provider provider;
    private final WebAuthnRelyingPartyOperations passkeys;

    SignInPages(
            Office office,
            Secrets secrets,
            Attempts attempts,
            Entrance entrance,
            Provider provider,
            WebAuthnRelyingPartyOperations passkeys) {
        this.office = office;
        this.secrets = secrets;
        this.attempts = attempts;
        this.entrance = entrance;
        this.provider = provider;
        this.passkeys = passkeys;
    }

    @GetMapping("/sign-in")
    String signIn(@PathVariable String language, HttpServletRequest request, Model model) {
        model.addAttribute("ended", request.getParameter("ended") != null);
        if (request.getParameter("refused") != null) {
            model.addAttribute("fault", "provider");
        }
        if (provider.isThere()) {
            entrance.stand(language, request);
            model.addAttribute("provider", Provider.ADDRESS);
        }
        return "office/sign-in";
    }

    @PostMapping("/sign-in")
    String password(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (attempts.isLocked(name, request.getRemoteAddr())) {
            return Entrance.refuse("sign-in.locked", "office/sign-in", response, model);
        }
        Optional<Account> account = office.named(name).filter(one -> !one.isSuspended());
        if (password.length() > Passwords.LONGEST
                || !secrets.isPassword(account.map(Account::id).orElse(null), password)
                || account.isEmpty()) {
            entrance.failed(name, account.orElse(null), request);
            return Entrance.refuse("sign-in.wrong", "office/sign-in", response, model);
        }
        entrance.half(account.get(), request);
        return "redirect:/admin/" + language + "/sign-in/number";
    }

    @GetMapping("/sign-in/number")
    String number(@PathVariable String language, HttpServletRequest request) {
        return entrance.half(request).isPresent() ? "office/number" : "redirect:/admin/" + language + "/sign-in?ended";
    }

    @PostMapping("/sign-in/number")
    String number(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> account = entrance.half(request);
        if (account.isEmpty()) {
            return "redirect:/admin/" + language + "/sign-in?ended";
        }
        String name = account.get().name();
        if (attempts.isLocked(name, request.getRemoteAddr())) {
            return Entrance.refuse("sign-in.locked", "office/number", response, model);
        }
        if (!secrets.isTotp(account.get().id(), number)) {
            entrance.failed(name, account.get(), request);
            return Entrance.refuse("number.wrong", "office/number", response, model);
        }
        entrance.enter(account.get(), request, response);
        return "redirect:/admin/" + language;
    }

    @PostMapping(path = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String passkeyOptions(HttpServletRequest request) {
        PublicKeyCredentialRequestOptions options =
                passkeys.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(
                        SecurityContextHolder.getContext().getAuthentication()));
        request.getSession().setAttribute(OPTIONS, options);
        return PasskeyJson.MAPPER.writeValueAsString(options);
    }

    /** Answers with the address to go to; a challenge counts once. */
    @PostMapping(
            path = "/sign-in/passkey",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String passkey(
            @PathVariable String language,
            @RequestBody String body,
            HttpServletRequest request,
            HttpServletResponse response) {
        HttpSession session = request.getSession();
        Object options = session.getAttribute(OPTIONS);
        session.removeAttribute(OPTIONS);
        try {
            if (options instanceof PublicKeyCredentialRequestOptions asked) {
                PublicKeyCredential<AuthenticatorAssertionResponse> shown = PasskeyJson.MAPPER.readValue(
                        body, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
                PublicKeyCredentialUserEntity owner =
                        passkeys.authenticate(new RelyingPartyAuthenticationRequest(asked, shown));
                UUID id = owner == null ? null : PasskeyOwners.account(owner.getId());
                Optional<Account> account =
                        id == null ? Optional.empty() : office.account(id).filter(one -> !one.isSuspended());
                if (account.isPresent()) {
                    entrance.enter(account.get(), request, response);
                    return "/admin/" + language;
                }
            }
        } catch (JacksonException | IllegalArgumentException | IllegalStateException | WebAuthnException e) {
            LOG.info("Somebody did not get in with a passkey: {}", e.getClass().getSimpleName());
        }
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return "";
    }

    @PostMapping("/sign-out")
    String signOut(@PathVariable String language, Authentication who, HttpServletRequest request) {
        office.used(OfficeAdvice.require(office, who), Deed.SIGNED_OUT);
        request.getSession().invalidate();
        SecurityContextHolder.clearContext();
        return "redirect:/admin/" + language + "/sign-in";
    }

    @GetMapping("/again")
    String again(@RequestParam(defaultValue = "") String to, Model model) {
        model.addAttribute("to", onward(to));
        return "office/again";
    }

    /** A second factor again, before accounts are changed. */
    @PostMapping("/again")
    String again(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String to,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account me = OfficeAdvice.require(office, who);
        model.addAttribute("to", onward(to));
        if (attempts.isLocked(me.name(), request.getRemoteAddr())) {
            return Entrance.refuse("sign-in.locked", "office/again", response, model);
        }
        if (!secrets.isTotp(me.id(), number)) {
            entrance.failed(me.name(), me, request);
            return Entrance.refuse("number.wrong", "office/again", response, model);
        }
        attempts.forget(me.name());
        Entrance.save(((SignedIn) who).again(((SignedIn) who).epoch()), request, response);
        return "redirect:/admin/" + language + "/" + onward(to);
    }

    /** Only to pages of the office. */
    private static String onward(String to) {
        return to.matches("(me|accounts|proposals/[0-9a-f-]{36})") ? to : "me";
    }

    /** The address without a language. */
    @Controller
    static class Door {
        @GetMapping("/admin")
        String enter(@RequestHeader(name = "Accept-Language", defaultValue = "fr") String languages) {
            Language language = Language.ofHeader(languages);
            return "redirect:/admin/"
                    + (language == Language.EN ? language : Language.FR).name().toLowerCase(Locale.ROOT);
        }
    }
}
