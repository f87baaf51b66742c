package org.trano.registry.portal.office;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** A session counts only as long as its account does: suspended, recovered, signed out elsewhere, or simply too old, it ends here. */
final class AccountCheck extends OncePerRequestFilter {
    private final Office office;
    private final Secrets secrets;

    AccountCheck(Office office, Secrets secrets) {
        this.office = office;
        this.secrets = secrets;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            Optional<Account> account = office.account(signedIn.account())
                    .filter(one ->
                            !one.isSuspended() && !signedIn.isOver() && secrets.epoch(one.id()) == signedIn.epoch());
            if (account.isPresent()) {
                SecurityContextHolder.setContext(new SecurityContextImpl(signedIn.as(account.get())));
            } else {
                SecurityContextHolder.clearContext();
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            }
        }
        chain.doFilter(request, response);
    }
}
