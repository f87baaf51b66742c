package org.trano.registry.portal.office;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody who has shown two factors. What they may do is looked up anew for each request. */
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    /** So long a session lasts, whatever is done in it. */
    static final Duration LASTS = Duration.ofHours(10);

    /** After so long, one shows a second factor again before changing accounts. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** What every signed-in administrator has. */
    static final String AUTHORITY = "SIGNED_IN";

    private final UUID account;
    private final String name;
    private final int epoch;
    private final Instant since;
    private final Instant shown;

    private SignedIn(
            UUID account, String name, int epoch, Instant since, Instant shown, List<GrantedAuthority> authorities) {
        super(authorities);
        this.account = account;
        this.name = name;
        this.epoch = epoch;
        this.since = since;
        this.shown = shown;
        setAuthenticated(true);
    }

    static SignedIn now(Account account, int epoch) {
        Instant now = Instant.now();
        return new SignedIn(account.id(), account.name(), epoch, now, now, authorities(account));
    }

    /** The same session, with what the account may do now. */
    SignedIn as(Account now) {
        return new SignedIn(account, name, epoch, since, shown, authorities(now));
    }

    /** The same session, in which a factor was shown again. */
    SignedIn again(int newEpoch) {
        return new SignedIn(account, name, newEpoch, since, Instant.now(), List.copyOf(getAuthorities()));
    }

    private static List<GrantedAuthority> authorities(Account account) {
        List<GrantedAuthority> all = new ArrayList<>();
        all.add(new SimpleGrantedAuthority(AUTHORITY));
        account.rights().forEach(right -> all.add(new SimpleGrantedAuthority(right.name())));
        return all;
    }

    UUID account() {
        return account;
    }

    int epoch() {
        return epoch;
    }

    boolean isOver() {
        return since.plus(LASTS).isBefore(Instant.now());
    }

    boolean isFresh() {
        return shown.plus(FRESH).isAfter(Instant.now());
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return account;
    }

    @Override
    public String getName() {
        return name;
    }
}
