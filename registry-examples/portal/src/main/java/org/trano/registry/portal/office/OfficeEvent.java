package org.trano.registry.portal.office;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;

/**
 * What administrators do, as events in the registry's own journal: chained, dated, never overwritten. Each is about an account or a
 * proposal, which are subjects of the portal's own. No secret is ever part of one.
 */
public sealed interface OfficeEvent extends RegistryEvent {
    /** Which account or proposal. */
    UUID about();

    @Override
    default Set<Subject> subjects() {
        return Set.of(Subject.ofOther(about()));
    }

    /** The standard codec with the office's events. */
    static EventCodec codec(EventCodec codec) {
        return codec.with(AccountOpened.TYPE, AccountOpened.class)
                .with(RightsGiven.TYPE, RightsGiven.class)
                .with(AccountRecovered.TYPE, AccountRecovered.class)
                .with(AccountSuspended.TYPE, AccountSuspended.class)
                .with(AccountUsed.TYPE, AccountUsed.class)
                .with(Proposed.TYPE, Proposed.class)
                .with(Decided.TYPE, Decided.class);
    }

    /** What needs a second person, and so can be part of a proposal: whatever changes who may do what. */
    sealed interface Grant extends OfficeEvent {}

    /**
     * Somebody became an administrator.
     *
     * @param about the account
     * @param name what they sign in with
     * @param fullName what colleagues read
     * @param rights what they may do
     */
    record AccountOpened(UUID about, String name, String fullName, Set<Right> rights) implements Grant {
        static final String TYPE = "portal-account-opened";

        public AccountOpened {
            rights = sorted(rights);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What an administrator may do from now on; nothing, where they leave. */
    record RightsGiven(UUID about, Set<Right> rights) implements Grant {
        static final String TYPE = "portal-rights-given";

        public RightsGiven {
            rights = sorted(rights);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Somebody who lost a password or a factor, or was suspended, may begin anew with a code. */
    record AccountRecovered(UUID about) implements Grant {
        static final String TYPE = "portal-account-recovered";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Somebody may not sign in any more; one colleague is enough, for it may be urgent. */
    record AccountSuspended(UUID about, String reason) implements OfficeEvent {
        static final String TYPE = "portal-account-suspended";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Somebody used their account. */
    record AccountUsed(UUID about, Deed deed) implements OfficeEvent {
        static final String TYPE = "portal-account-used";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What one does with an account of one's own. */
    enum Deed {
        SIGNED_IN,
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE,
        LOCKED,
        PASSWORD_SET,
        TOTP_SET,
        PASSKEY_ADDED,
        PASSKEY_REMOVED
    }

    /**
     * Somebody proposed what needs a second person: the very events that are recorded when it is confirmed.
     *
     * @param about the proposal
     * @param by the account of whoever proposes
     * @param kind what kind of entry is changed, null where it is an account
     * @param what which entry or account
     * @param parts what will be recorded
     * @param basedOn the wording of the entry that was known; null where it is new
     * @param note why, in words, may be empty
     */
    record Proposed(
            UUID about,
            UUID by,
            @Nullable EntryKind kind,
            UUID what,
            List<Part> parts,
            @Nullable EventId basedOn,
            String note)
            implements OfficeEvent {
        static final String TYPE = "portal-proposed";

        /** The right that both people need. */
        Right right() {
            return kind == null ? Right.ACCOUNTS : Right.PUBLISH;
        }

        public Proposed {
            parts = List.copyOf(parts);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * One event of a proposal.
     *
     * @param type the event's type
     * @param version of its JSON
     * @param json as it will stand in the journal
     * @param effective from when it is true
     * @param supersedes what it corrects, or null
     */
    record Part(
            String type,
            int version,
            String json,
            LocalDate effective,
            @Nullable EventId supersedes) {
        static Part of(RegistryEvent event, LocalDate effective, @Nullable EventId supersedes, EventCodec codec) {
            return new Part(
                    event.type(),
                    event.version(),
                    new String(codec.write(event), StandardCharsets.UTF_8),
                    effective,
                    supersedes);
        }

        RegistryEvent event(EventCodec codec) {
            return codec.read(type, version, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What became of a proposal. */
    record Decided(UUID about, UUID by, Outcome outcome, String reason) implements OfficeEvent {
        static final String TYPE = "portal-decided";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** How a proposal ends. */
    enum Outcome {
        CONFIRMED,
        DECLINED,
        WITHDRAWN
    }

    private static Set<Right> sorted(Set<Right> rights) {
        return Collections.unmodifiableSet(new TreeSet<>(rights));
    }
}
