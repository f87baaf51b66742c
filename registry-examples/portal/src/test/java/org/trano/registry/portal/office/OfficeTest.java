package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.portal.office.OfficeEvent.AccountOpened;
import org.trano.registry.portal.office.OfficeEvent.AccountRecovered;
import org.trano.registry.portal.office.OfficeEvent.Decided;
import org.trano.registry.portal.office.OfficeEvent.Outcome;
import org.trano.registry.portal.office.OfficeEvent.Part;
import org.trano.registry.portal.office.OfficeEvent.Proposed;
import org.trano.registry.portal.office.OfficeEvent.RightsGiven;

/** Whatever administrators try, in whatever order: what needs two people had two people. */
class OfficeTest {
    private static final EventCodec CODEC = OfficeEvent.codec(EventCodec.standard());

    /** Somebody tries something. */
    private record Attempt(int who, int what, int which, Set<Right> rights) {}

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.subsetOf(Right.values()))
                .as(Attempt::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void what_needs_two_people_had_two_people(@ForAll("attempts") List<Attempt> attempts) {
        MemoryStore store = new MemoryStore();
        try (Registry registry = Registry.builder(store).codec(CODEC).build()) {
            Office office = new Office(registry, CODEC, new Entries(registry));
            for (String name : List.of("awa", "kodjo", "afi")) {
                office.byOperator(
                        new AccountOpened(UUID.randomUUID(), name, name, EnumSet.allOf(Right.class)), "founders");
            }
            List<UUID> actors = new ArrayList<>();
            for (Attempt attempt : attempts) {
                try {
                    attempt(attempt, office, actors);
                } catch (OfficeException e) {
                    // Refused, as it should be where it cannot be.
                }
                assertThat(office.accounts().stream()
                                .filter(one -> one.may(Right.ACCOUNTS))
                                .count())
                        .isGreaterThanOrEqualTo(2);
            }
            holdsFor(registry, office, actors);
            // Whoever opens the office anew sees the same.
            Office anew = new Office(registry, CODEC, new Entries(registry));
            assertThat(anew.accounts()).isEqualTo(office.accounts());
            assertThat(anew.proposals()).isEqualTo(office.proposals());
            assertThat(anew.acts()).isEqualTo(office.acts());
            assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
            anew.close();
            office.close();
        }
    }

    private static void attempt(Attempt attempt, Office office, List<UUID> actors) {
        List<Account> accounts = office.accounts();
        Account who = accounts.get(attempt.who % accounts.size());
        Account whom = accounts.get(attempt.which % accounts.size());
        List<Proposal> proposals = office.proposals();
        switch (attempt.what) {
            case 0 -> {
                UUID id = OrganisationId.create().value();
                actors.add(id);
                propose(office, who, EntryKind.ACTORS, id, actor(id, "new"));
            }
            case 1 -> {
                if (!actors.isEmpty()) {
                    UUID id = actors.get(attempt.which % actors.size());
                    propose(office, who, EntryKind.ACTORS, id, actor(id, "changed"));
                }
            }
            case 2 -> {
                UUID id = UUID.randomUUID();
                propose(office, who, null, id, new AccountOpened(id, "name" + attempt.which, "Name", attempt.rights));
            }
            case 3 -> propose(office, who, null, whom.id(), new RightsGiven(whom.id(), attempt.rights));
            case 4 -> propose(office, who, null, whom.id(), new AccountRecovered(whom.id()));
            case 5 -> office.suspend(who, whom, "a reason");
            case 6 -> {
                if (!proposals.isEmpty()) {
                    office.confirm(
                            who, proposals.get(attempt.which % proposals.size()).id());
                }
            }
            default -> {
                if (!proposals.isEmpty()) {
                    office.end(
                            who, proposals.get(attempt.which % proposals.size()).id(), "no");
                }
            }
        }
    }

    private static OrganisationDefined actor(UUID id, String name) {
        return new OrganisationDefined(
                new Organisation(OrganisationId.of(id), CodeList.ORGANISATION_TYPE.code("ngo"), Map.of("fr", name)));
    }

    private static void propose(Office office, Account who, @Nullable EntryKind kind, UUID what, RegistryEvent event) {
        office.propose(who, kind, what, List.of(Part.of(event, LocalDate.now(), null, CODEC)), null, "");
    }

    private static void holdsFor(Registry registry, Office office, List<UUID> actors) {
        for (Proposal proposal : office.proposals()) {
            List<Recorded> history = registry.history(Subject.ofOther(proposal.id()));
            assertThat(history).hasSizeBetween(1, 2);
            Proposed proposed = (Proposed) history.get(0).event();
            if (history.size() == 2 && history.get(1).event() instanceof Decided decided) {
                boolean same = decided.by().equals(proposed.by());
                assertThat(same).isEqualTo(decided.outcome() == Outcome.WITHDRAWN);
                assertThat(decided.outcome() == Outcome.CONFIRMED
                                && proposed.kind() == null
                                && proposed.what().equals(decided.by()))
                        .isFalse();
            }
        }
        long confirmed = office.proposals().stream()
                .filter(one -> one.outcome()
                        .filter(it -> it.outcome() == Outcome.CONFIRMED)
                        .isPresent())
                .count();
        long published = actors.stream()
                .mapToLong(id ->
                        registry.history(Subject.of(OrganisationId.of(id))).size())
                .sum();
        long granted = office.accounts().stream()
                .flatMap(one -> one.history().stream())
                .filter(one -> one.event() instanceof OfficeEvent.Grant
                        && !one.context().actor().equals("operator"))
                .count();
        // Nothing was recorded but by a confirmed proposal, and each once.
        assertThat(published + granted).isEqualTo(confirmed);
    }
}
