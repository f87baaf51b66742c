package org.trano.registry.portal.office;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.portal.office.OfficeEvent.Decided;
import org.trano.registry.portal.office.OfficeEvent.Proposed;

/**
 * What needs a second person.
 *
 * @param proposed what, by whom
 * @param events the events it is made of
 * @param proposal its event
 * @param decision what became of it, null while it waits
 */
public record Proposal(
        Proposed proposed,
        List<RegistryEvent> events,
        Recorded proposal,
        @Nullable Recorded decision) {
    /** The proposal that events tell of; null where they tell of none. */
    static @Nullable Proposal of(List<Recorded> history, EventCodec codec) {
        Proposal proposal = null;
        for (Recorded recorded : history) {
            if (recorded.event() instanceof Proposed proposed) {
                List<RegistryEvent> events =
                        proposed.parts().stream().map(part -> part.event(codec)).toList();
                proposal = new Proposal(proposed, events, recorded, null);
            } else if (recorded.event() instanceof Decided && proposal != null) {
                proposal = new Proposal(proposal.proposed, proposal.events, proposal.proposal, recorded);
            }
        }
        return proposal;
    }

    public UUID id() {
        return proposed.about();
    }

    public boolean isOpen() {
        return decision == null;
    }

    /** What became of it. */
    public Optional<Decided> outcome() {
        return Optional.ofNullable(decision).map(recorded -> (Decided) recorded.event());
    }

    /** The right that both people need. */
    public Right right() {
        return proposed.right();
    }

    /** Whether it takes something from the public's sight. */
    public boolean isRemoval() {
        return events.get(0) instanceof Retracted;
    }

    /** Whether it says that something was wrong from the beginning. */
    public boolean isCorrection() {
        return !isRemoval() && proposed.parts().stream().anyMatch(part -> part.supersedes() != null);
    }

    /** The day from which it holds. */
    public LocalDate day() {
        return proposed.parts().get(0).effective();
    }

    /** What is proposed, as a key of the words. */
    public String deed() {
        RegistryEvent event = events.get(0);
        if (event instanceof OfficeEvent.AccountOpened) {
            return "opened";
        }
        if (event instanceof OfficeEvent.AccountRecovered) {
            return "recovered";
        }
        if (event instanceof OfficeEvent.RightsGiven) {
            return "rights";
        }
        return isRemoval() ? "removal" : isCorrection() ? "correction" : proposed.basedOn() == null ? "new" : "change";
    }

    /** Whether somebody else than its proposer, who has the right, and whom it does not favour. */
    boolean waitsFor(Account account) {
        return !proposed.by().equals(account.id())
                && account.may(right())
                && !(proposed.kind() == null && proposed.what().equals(account.id()));
    }
}
