package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.trano.registry.portal.PortalSettings;

/**
 * The ministry's own identity provider (OpenID Connect), where there is one: it stands for the password, and for the second factor too where
 * its token says that several were shown ({@code amr} holds {@code mfa}, RFC 8176). Who is an administrator is still for the office to say.
 */
@Component
class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final String NAME = "portal";
    private static final String START = "/admin/oidc/start";
    private static final String BACK = "/admin/oidc/back";

    /** Where a browser goes to sign in with the provider. */
    static final String ADDRESS = START + "/" + NAME;

    private final PortalSettings settings;
    private final Office office;
    private final Entrance entrance;

    Provider(PortalSettings settings, Office office, Entrance entrance) {
        this.settings = settings;
        this.office = office;
        this.entrance = entrance;
    }

    boolean isThere() {
        return settings.oidc() != null;
    }

    /** Lets administrators in who come back from the provider; nothing where there is none. */
    void into(HttpSecurity http) {
        PortalSettings.IdentityProvider oidc = settings.oidc();
        if (oidc == null) {
            return;
        }
        // Asked for when it is needed: a provider that is down keeps nobody from starting the portal.
        SupplierClientRegistrationRepository clients =
                new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(client(oidc)));
        http.oauth2Login(login -> login.clientRegistrationRepository(clients)
                .loginPage("/admin/fr/sign-in")
                .authorizationEndpoint(start -> start.baseUri(START))
                .redirectionEndpoint(back -> back.baseUri(BACK + "/*"))
                .successHandler((request, response, who) -> arrived(oidc, request, response, who))
                .failureHandler((request, response, reason) -> {
                    LOG.info(
                            "Somebody did not get in with the identity provider: {}",
                            reason.getClass().getSimpleName());
                    refuse(entrance.language(request), response);
                }));
    }

    private ClientRegistration client(PortalSettings.IdentityProvider oidc) {
        return ClientRegistrations.fromIssuerLocation(oidc.issuer())
                .registrationId(NAME)
                .clientId(oidc.client())
                .clientSecret(oidc.secret())
                .redirectUri(settings.address() + BACK + "/" + NAME)
                .scope("openid", "profile")
                .build();
    }

    private void arrived(
            PortalSettings.IdentityProvider oidc,
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication who)
            throws IOException {
        Optional<Account> account = who.getPrincipal() instanceof OidcUser user
                ? Optional.ofNullable(user.getClaimAsString(oidc.claim()))
                        .flatMap(office::named)
                        .filter(one -> !one.isSuspended())
                : Optional.empty();
        List<String> shown =
                who.getPrincipal() instanceof OidcUser user ? user.getIdToken().getAuthenticationMethods() : List.of();
        String language = entrance.language(request);
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (account.isEmpty()) {
            LOG.info("Somebody whom the identity provider knows is no administrator.");
            refuse(language, response);
        } else if (shown != null && shown.contains("mfa")) {
            entrance.enter(account.get(), request, response);
            response.sendRedirect("/admin/" + language);
        } else {
            entrance.half(account.get(), request);
            response.sendRedirect("/admin/" + language + "/sign-in/number");
        }
    }

    private static void refuse(String language, HttpServletResponse response) throws IOException {
        response.sendRedirect("/admin/" + language + "/sign-in?refused");
    }
}
