package org.trano.registry.portal.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.portal.office.OfficeEvent.AccountOpened;
import org.trano.registry.portal.office.OfficeEvent.AccountRecovered;
import org.trano.registry.portal.office.OfficeEvent.AccountSuspended;
import org.trano.registry.portal.office.OfficeEvent.AccountUsed;
import org.trano.registry.portal.office.OfficeEvent.Deed;
import org.trano.registry.portal.office.OfficeEvent.RightsGiven;

/**
 * An administrator, as their events tell.
 *
 * @param id which
 * @param name what they sign in with
 * @param fullName what colleagues read
 * @param rights what they may do
 * @param isSuspended whether they may not sign in
 * @param history their events
 */
public record Account(
        UUID id, String name, String fullName, Set<Right> rights, boolean isSuspended, List<Recorded> history) {
    private static final int LATELY = 4;

    /** The account that events tell of; null where they tell of none. */
    static @Nullable Account of(List<Recorded> history) {
        Account account = null;
        for (Recorded recorded : history) {
            if (recorded.event() instanceof AccountOpened opened) {
                account = new Account(
                        opened.about(), opened.name(), opened.fullName(), opened.rights(), false, List.copyOf(history));
            } else if (account != null) {
                account = account.after(recorded);
            }
        }
        return account;
    }

    private Account after(Recorded recorded) {
        if (recorded.event() instanceof RightsGiven given) {
            return new Account(id, name, fullName, given.rights(), isSuspended, history);
        }
        if (recorded.event() instanceof AccountSuspended) {
            return new Account(id, name, fullName, rights, true, history);
        }
        if (recorded.event() instanceof AccountRecovered) {
            return new Account(id, name, fullName, rights, false, history);
        }
        return this;
    }

    /** Whether they may do something. */
    public boolean may(Right right) {
        return !isSuspended && rights.contains(right);
    }

    /** When they signed in before this time, and what else they did with their account, the latest first: for them to see that it was they. */
    public List<Recorded> lately() {
        List<Recorded> own = new ArrayList<>();
        for (Recorded recorded : history) {
            if (recorded.event() instanceof AccountUsed used && used.deed() != Deed.SIGNED_OUT) {
                own.add(0, recorded);
            }
        }
        return own.subList(Math.min(1, own.size()), Math.min(LATELY, own.size()));
    }
}
