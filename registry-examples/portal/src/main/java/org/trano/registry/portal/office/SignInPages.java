package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.office.OfficeEvent.Deed;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Coming in and going out: a password and a number, or a passkey; a first beginning with a code. */
@Controller
@RequestMapping("/admin/{language:fr|en}")
class SignInPages {
    private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);
    private static final String BEGINNING = "beginning";
    private static final String OPTIONS = "passkey-options";
    private static final Duration BEGINNING_LASTS = Duration.ofMinutes(20);

    private final Office office;
    private final Secrets secrets;
    private final Attempts attempts;
    private final Entrance entrance;
    private final Provider provider;
    private final WebAuthnRelyingPartyOperations passkeys;
    private final PortalSettings settings;

    SignInPages(
            Office office,
            Secrets secrets,
            Attempts attempts,
            Entrance entrance,
            Provider provider,
            WebAuthnRelyingPartyOperations passkeys,
            PortalSettings settings) {
        this.office = office;
        this.secrets = secrets;
        this.attempts = attempts;
        this.entrance = entrance;
        this.provider = provider;
        this.passkeys = passkeys;
        this.settings = settings;
    }

    /** Somebody who begins with a code. */
    private record Beginning(UUID account, String code, byte[] totp, Instant since) {}

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
            return refuse("sign-in.locked", "office/sign-in", response, model);
        }
        Optional<Account> account = office.named(name).filter(one -> !one.isSuspended());
        if (password.length() > Passwords.LONGEST
                || !secrets.isPassword(account.map(Account::id).orElse(null), password)
                || account.isEmpty()) {
            failed(name, account.orElse(null), request);
            return refuse("sign-in.wrong", "office/sign-in", response, model);
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
            return refuse("sign-in.locked", "office/number", response, model);
        }
        if (!secrets.isTotp(account.get().id(), number)) {
            failed(name, account.get(), request);
            return refuse("number.wrong", "office/number", response, model);
        }
        entrance.enter(account.get(), request, response);
        return "redirect:/admin/" + language;
    }

    private void failed(String name, @Nullable Account account, HttpServletRequest request) {
        LOG.info("Somebody did not get in: wrong password, number or code.");
        if (attempts.isLastStraw(name, request.getRemoteAddr()) && account != null) {
            office.used(account, Deed.LOCKED);
        }
    }

    private static String refuse(String why, String page, HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        model.addAttribute("fault", why);
        return page;
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
        } catch (JacksonException
                | IllegalArgumentException
                | IllegalStateException
                | com.webauthn4j.util.exception.WebAuthnException e) {
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
            return refuse("sign-in.locked", "office/again", response, model);
        }
        if (!secrets.isTotp(me.id(), number)) {
            failed(me.name(), me, request);
            return refuse("number.wrong", "office/again", response, model);
        }
        attempts.forget(me.name());
        Entrance.save(((SignedIn) who).again(((SignedIn) who).epoch()), request, response);
        return "redirect:/admin/" + language + "/" + onward(to);
    }

    /** Only to pages of the office. */
    private static String onward(String to) {
        return to.matches("(me|accounts|proposals/[0-9a-f-]{36})") ? to : "me";
    }

    @GetMapping("/begin")
    String begin() {
        return "office/begin";
    }

    @PostMapping("/begin")
    String begin(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (attempts.isLocked(name, request.getRemoteAddr())) {
            return refuse("sign-in.locked", "office/begin", response, model);
        }
        Optional<Account> account = office.named(name).filter(one -> !one.isSuspended());
        if (account.isEmpty()
                || code.length() > 100
                || !secrets.isCode(account.get().id(), code)) {
            failed(name, account.orElse(null), request);
            return refuse("begin.wrong", "office/begin", response, model);
        }
        request.changeSessionId();
        request.getSession()
                .setAttribute(BEGINNING, new Beginning(account.get().id(), code, Totp.newSecret(), Instant.now()));
        return "redirect:/admin/" + language + "/begin/factors";
    }

    private Optional<Beginning> beginning(HttpServletRequest request) {
        return request.getSession().getAttribute(BEGINNING) instanceof Beginning beginning
                        && beginning.since.plus(BEGINNING_LASTS).isAfter(Instant.now())
                ? Optional.of(beginning)
                : Optional.empty();
    }

    @GetMapping("/begin/factors")
    String factors(@PathVariable String language, HttpServletRequest request, Model model) {
        Optional<Beginning> beginning = beginning(request);
        if (beginning.isEmpty()) {
            return "redirect:/admin/" + language + "/begin";
        }
        show(beginning.get(), model);
        return "office/factors";
    }

    private void show(Beginning beginning, Model model) {
        Account account = office.account(beginning.account).orElseThrow(() -> new OfficeException("proposal.gone"));
        model.addAttribute("name", account.name());
        model.addAttribute(
                "picture",
                Totp.picture(beginning.totp, String.valueOf(settings.address().getHost()), account.name()));
        model.addAttribute("secret", Totp.text(beginning.totp));
    }

    @PostMapping("/begin/factors")
    String factors(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            @RequestParam(defaultValue = "") String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Beginning> begun = beginning(request);
        if (begun.isEmpty()) {
            return "redirect:/admin/" + language + "/begin";
        }
        Beginning beginning = begun.get();
        show(beginning, model);
        Account account = office.account(beginning.account).orElseThrow(() -> new OfficeException("proposal.gone"));
        Optional<String> fault = Passwords.fault(password, again, account);
        if (fault.isPresent()) {
            return refuse(fault.get(), "office/factors", response, model);
        }
        if (Totp.step(beginning.totp, number, Instant.now()) == 0) {
            return refuse("number.wrong", "office/factors", response, model);
        }
        if (!secrets.begin(account.id(), beginning.code, password, beginning.totp)) {
            return refuse("begin.used", "office/factors", response, model);
        }
        office.used(account, Deed.PASSWORD_SET);
        office.used(account, Deed.TOTP_SET);
        secrets.isTotp(account.id(), number);
        entrance.enter(account, request, response);
        return "redirect:/admin/" + language;
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
