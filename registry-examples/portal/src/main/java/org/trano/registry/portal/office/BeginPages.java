package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.office.OfficeEvent.Deed;

/** Beginning with a code, or beginning anew: a password, an authenticator, and one is in. */
@Controller
@RequestMapping("/admin/{language:fr|en}/begin")
class BeginPages {
    private static final String BEGINNING = "beginning";
    private static final Duration BEGINNING_LASTS = Duration.ofMinutes(20);
    private static final int LONGEST_CODE = 100;

    private final Office office;
    private final Secrets secrets;
    private final Attempts attempts;
    private final Entrance entrance;
    private final PortalSettings settings;

    BeginPages(Office office, Secrets secrets, Attempts attempts, Entrance entrance, PortalSettings settings) {
        this.office = office;
        this.secrets = secrets;
        this.attempts = attempts;
        this.entrance = entrance;
        this.settings = settings;
    }

    /** Somebody who begins with a code. */
    private record Beginning(UUID account, String code, byte[] totp, Instant since) {}

    @GetMapping
    String begin() {
        return "office/begin";
    }

    @PostMapping
    String begin(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (attempts.isLocked(name, request.getRemoteAddr())) {
            return Entrance.refuse("sign-in.locked", "office/begin", response, model);
        }
        Optional<Account> account = office.named(name).filter(one -> !one.isSuspended());
        if (account.isEmpty()
                || code.length() > LONGEST_CODE
                || !secrets.isCode(account.get().id(), code)) {
            entrance.failed(name, account.orElse(null), request);
            return Entrance.refuse("begin.wrong", "office/begin", response, model);
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

    @GetMapping("/factors")
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

    @PostMapping("/factors")
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
            return Entrance.refuse(fault.get(), "office/factors", response, model);
        }
        if (Totp.step(beginning.totp, number, Instant.now()) == 0) {
            return Entrance.refuse("number.wrong", "office/factors", response, model);
        }
        if (!secrets.isCode(account.id(), beginning.code)) {
            return Entrance.refuse("begin.used", "office/factors", response, model);
        }
        office.used(account, Deed.PASSWORD_SET);
        office.used(account, Deed.TOTP_SET);
        if (!secrets.begin(account.id(), beginning.code, password, beginning.totp)) {
            return Entrance.refuse("begin.used", "office/factors", response, model);
        }
        secrets.isTotp(account.id(), number);
        entrance.enter(account, request, response);
        return "redirect:/admin/" + language;
    }
}
