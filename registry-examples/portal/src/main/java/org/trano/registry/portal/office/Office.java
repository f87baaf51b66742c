package org.trano.registry.portal.office;

import jakarta.annotation.PreDestroy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.Subscription;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.office.OfficeEvent.AccountOpened;
import org.trano.registry.portal.office.OfficeEvent.AccountSuspended;
import org.trano.registry.portal.office.OfficeEvent.AccountUsed;
import org.trano.registry.portal.office.OfficeEvent.Decided;
import org.trano.registry.portal.office.OfficeEvent.Deed;
import org.trano.registry.portal.office.OfficeEvent.Grant;
import org.trano.registry.portal.office.OfficeEvent.Outcome;
import org.trano.registry.portal.office.OfficeEvent.Part;
import org.trano.registry.portal.office.OfficeEvent.Proposed;
import org.trano.registry.portal.office.OfficeEvent.RightsGiven;

/**
 * Who the administrators are and what they decide together: a view of the journal, and the only way in. Whatever the public sees and whoever
 * may do what is proposed by one and confirmed by another; what was proposed and the decision are recorded together, or not at all.
 * Thread-safe; another process's acts are seen within a second or two.
 */
@Component
public class Office {
    /** So many must always be able to change rights, or nobody could any more. */
    private static final int FEWEST_KEEPERS = 2;

    private final Registry registry;
    private final EventCodec codec;
    private final Entries entries;
    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Map<UUID, Proposal> proposals = new ConcurrentHashMap<>();
    private final Subscription feed;

    Office(Registry registry, EventCodec codec, Entries entries) {
        this.registry = registry;
        this.codec = codec;
        this.entries = entries;
        long sequence = registry.head().sequence();
        registry.subjects(SubjectKind.OTHER, this::read);
        this.feed = registry.follow(
                sequence, recorded -> recorded.event().subjects().forEach(this::read));
    }

    @PreDestroy
    void close() {
        feed.close();
    }

    private void read(Subject subject) {
        if (subject.kind() != SubjectKind.OTHER) {
            return;
        }
        List<Recorded> history = registry.history(subject);
        Account account = Account.of(history);
        if (account != null) {
            // Whoever reads first may write last: what knows more counts.
            accounts.merge(
                    subject.id(),
                    account,
                    (old, other) -> other.history().size() >= old.history().size() ? other : old);
        }
        Proposal proposal = Proposal.of(history, codec);
        if (proposal != null) {
            proposals.merge(subject.id(), proposal, (old, other) -> old.isOpen() ? other : old);
        }
    }

    /** An administrator, suspended ones included. */
    public Optional<Account> account(UUID id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** Whoever signs in with a name, in small or large letters. */
    public Optional<Account> named(String name) {
        return accounts().stream()
                .filter(one -> one.name().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All administrators by name. */
    public List<Account> accounts() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::name))
                .toList();
    }

    /** A proposal, decided or not. */
    public Optional<Proposal> proposal(UUID id) {
        return Optional.ofNullable(proposals.get(id));
    }

    /** All proposals, the latest first. */
    public List<Proposal> proposals() {
        return proposals.values().stream()
                .sorted(Comparator.comparing((Proposal one) -> one.proposal().sequence())
                        .reversed())
                .toList();
    }

    /** What a proposal is about is called. */
    public Map<String, String> names(Proposal proposal) {
        RegistryEvent event = proposal.events().get(0);
        if (event instanceof AccountOpened opened) {
            return Map.of(Language.FR.code(), opened.fullName());
        }
        EntryKind kind = proposal.proposed().kind();
        UUID what = proposal.proposed().what();
        if (kind == null) {
            return Map.of(
                    Language.FR.code(), account(what).map(Account::fullName).orElse(""));
        }
        return proposal.isRemoval()
                ? entries.find(kind, what).map(Entries.Entry::names).orElse(Map.of())
                : EntryKind.names(event);
    }

    /** The full name of whoever recorded something. */
    public String fullName(String name) {
        return named(name).map(Account::fullName).orElse(name);
    }

    /** What administrators ever did, the latest first. */
    public List<Recorded> acts() {
        return Stream.concat(
                        accounts.values().stream().flatMap(account -> account.history().stream()),
                        proposals.values().stream()
                                .flatMap(one ->
                                        Stream.of(Optional.of(one.proposal()), Optional.ofNullable(one.decision())))
                                .flatMap(Optional::stream))
                .sorted(Comparator.comparing(Recorded::sequence).reversed())
                .toList();
    }

    /** Somebody used their own account. */
    synchronized void used(Account account, Deed deed) {
        record(List.of(
                new Act(new AccountUsed(account.id(), deed), context(account.name(), "administration", "office"))));
    }

    /** Whoever runs the server lets somebody in: the first ones, or one whom no colleague can help. */
    synchronized void byOperator(Grant grant, String why) {
        record(List.of(new Act(grant, context("operator", "administration", why))));
    }

    /** Proposes what a second person must confirm. */
    synchronized Proposal propose(
            Account by, @Nullable EntryKind kind, UUID what, List<Part> parts, @Nullable EventId basedOn, String note) {
        Proposed proposed = new Proposed(UUID.randomUUID(), by.id(), kind, what, parts, basedOn, note);
        require(by, proposed.right());
        requirePossible(proposed, parts.stream().map(part -> part.event(codec)).toList());
        record(List.of(new Act(proposed, context(by.name(), purpose(proposed), "office"))));
        return Objects.requireNonNull(proposals.get(proposed.about()));
    }

    /** Confirms what another proposed: both are recorded, or neither. */
    synchronized Proposal confirm(Account by, UUID id) {
        Proposal proposal = open(id);
        require(by, proposal.right());
        Account proposer = account(proposal.proposed().by()).orElseThrow(() -> new OfficeException("proposal.gone"));
        if (by.id().equals(proposer.id())) {
            throw new OfficeException("proposal.own");
        }
        if (!proposer.may(proposal.right())) {
            throw new OfficeException("proposal.proposer", proposer.fullName());
        }
        if (proposal.events().stream()
                .anyMatch(event -> event instanceof Grant grant && grant.about().equals(by.id()))) {
            throw new OfficeException("proposal.for-oneself");
        }
        requirePossible(proposal.proposed(), proposal.events());
        List<Act> acts = new ArrayList<>();
        acts.add(new Act(
                new Decided(id, by.id(), Outcome.CONFIRMED, ""),
                context(by.name(), purpose(proposal.proposed()), "office")));
        LocalDate today = LocalDate.now();
        for (int i = 0; i < proposal.events().size(); i++) {
            Part part = proposal.proposed().parts().get(i);
            LocalDate day = part.supersedes() == null && part.effective().isBefore(today) ? today : part.effective();
            EventContext context = new EventContext(
                    day,
                    proposer.name(),
                    purpose(proposal.proposed()),
                    "proposal " + id + ", confirmed by " + by.name(),
                    part.supersedes());
            acts.add(new Act(proposal.events().get(i), context));
        }
        record(acts);
        return Objects.requireNonNull(proposals.get(id));
    }

    /** Declines what another proposed, with a reason, or takes back what one proposed oneself. */
    synchronized void end(Account by, UUID id, String reason) {
        Proposal proposal = open(id);
        boolean own = proposal.proposed().by().equals(by.id());
        if (!own) {
            require(by, proposal.right());
            if (reason.isBlank()) {
                throw new OfficeException("proposal.reason");
            }
        }
        record(List.of(new Act(
                new Decided(id, by.id(), own ? Outcome.WITHDRAWN : Outcome.DECLINED, reason),
                context(by.name(), purpose(proposal.proposed()), "office"))));
    }

    /** Keeps somebody from signing in, at once. */
    synchronized void suspend(Account by, Account whom, String reason) {
        require(by, Right.ACCOUNTS);
        if (reason.isBlank()) {
            throw new OfficeException("account.reason");
        }
        if (by.id().equals(whom.id())) {
            throw new OfficeException("account.oneself");
        }
        if (whom.may(Right.ACCOUNTS)) {
            requireKeepersWithout(whom);
        }
        record(List.of(
                new Act(new AccountSuspended(whom.id(), reason), context(by.name(), "administration", "office"))));
    }

    private Proposal open(UUID id) {
        read(Subject.ofOther(id));
        Proposal proposal = proposal(id).orElseThrow(() -> new OfficeException("proposal.gone"));
        if (!proposal.isOpen()) {
            throw new OfficeException("proposal.decided");
        }
        return proposal;
    }

    private static void require(Account by, Right right) {
        if (!by.may(right)) {
            throw new OfficeException("right.missing");
        }
    }

    private void requirePossible(Proposed proposed, List<RegistryEvent> events) {
        for (RegistryEvent event : events) {
            if (event instanceof AccountOpened opened
                    && (named(opened.name()).isPresent()
                            || account(opened.about()).isPresent())) {
                throw new OfficeException("account.taken", opened.name());
            }
            if (event instanceof RightsGiven given && !given.rights().contains(Right.ACCOUNTS)) {
                account(given.about()).filter(one -> one.may(Right.ACCOUNTS)).ifPresent(this::requireKeepersWithout);
            }
        }
        if (proposed.kind() != null
                && !Objects.equals(entries.last(proposed.kind(), proposed.what()), proposed.basedOn())) {
            throw new OfficeException("proposal.changed");
        }
    }

    private void requireKeepersWithout(Account whom) {
        long left = accounts.values().stream()
                .filter(one -> !one.id().equals(whom.id()) && one.may(Right.ACCOUNTS))
                .count();
        if (left < FEWEST_KEEPERS) {
            throw new OfficeException("account.keepers");
        }
    }

    private void record(List<Act> acts) {
        try {
            Set<Subject> touched = new LinkedHashSet<>();
            registry.recordAll(acts)
                    .forEach(recorded -> touched.addAll(recorded.event().subjects()));
            touched.forEach(this::read);
        } catch (VersionConflictException e) {
            throw new OfficeException("proposal.changed");
        } catch (IllegalArgumentException e) {
            throw new OfficeException("proposal.contradiction");
        }
    }

    private static String purpose(Proposed proposed) {
        return proposed.right() == Right.PUBLISH ? "publication" : "administration";
    }

    private static EventContext context(String actor, String purpose, String source) {
        return new EventContext(LocalDate.now(), actor, purpose, source);
    }
}
