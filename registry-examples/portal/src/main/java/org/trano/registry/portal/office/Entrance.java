package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.trano.registry.portal.office.OfficeEvent.Deed;

/** How a session begins: half, for somebody who has shown one factor of two, and whole. */
@Component
class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final String HALF = "half";
    private static final String LANGUAGE = "language";
    /** So long somebody who knows the password may look for the telephone. */
    private static final Duration HALF_LASTS = Duration.ofMinutes(5);

    private final Office office;
    private final Secrets secrets;
    private final Attempts attempts;

    Entrance(Office office, Secrets secrets, Attempts attempts) {
        this.office = office;
        this.secrets = secrets;
        this.attempts = attempts;
    }

    /** Somebody who has shown one factor of two. */
    private record Half(UUID account, Instant since) {}

    /** The language in which somebody stood at the door, French where they never did. */
    String language(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && "en".equals(session.getAttribute(LANGUAGE)) ? "en" : "fr";
    }

    /** Somebody stands at the door. */
    void stand(String language, HttpServletRequest request) {
        request.getSession().setAttribute(LANGUAGE, language);
    }

    /** Somebody has shown one factor. */
    void half(Account account, HttpServletRequest request) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(HALF, new Half(account.id(), Instant.now()));
    }

    /** Who has shown one factor, a short while ago. */
    Optional<Account> half(HttpServletRequest request) {
        return request.getSession().getAttribute(HALF) instanceof Half half
                        && half.since.plus(HALF_LASTS).isAfter(Instant.now())
                ? office.account(half.account).filter(one -> !one.isSuspended())
                : Optional.empty();
    }

    /** Somebody has shown something wrong. */
    void failed(String name, @Nullable Account account, HttpServletRequest request) {
        LOG.info("Somebody did not get in: wrong password, number or code.");
        if (attempts.isLastStraw(name, request.getRemoteAddr()) && account != null) {
            office.used(account, Deed.LOCKED);
        }
    }

    /** The same page again, with what was wrong. */
    static String refuse(String why, String page, HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        model.addAttribute("fault", why);
        return page;
    }

    /** Somebody has shown both. */
    void enter(Account account, HttpServletRequest request, HttpServletResponse response) {
        attempts.forget(account.name());
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        // What is recorded comes first: nobody is in without the journal knowing.
        office.used(account, Deed.SIGNED_IN);
        save(SignedIn.now(account, secrets.epoch(account.id())), request, response);
    }

    /** Keeps who has signed in in the session. */
    static void save(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = new SecurityContextImpl(who);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }
}
