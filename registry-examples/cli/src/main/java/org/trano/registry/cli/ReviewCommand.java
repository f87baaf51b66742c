package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.review.RegistryRecords;
import org.trano.registry.dedup.review.ReviewCase;
import org.trano.registry.dedup.review.ReviewDesk;
import org.trano.registry.dedup.review.SetupEffect;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pairs of records about which a person should decide. */
@Command(
        name = "review",
        description =
                "Pairs of records that may be one person: list what is open, decide, and learn from what was decided.",
        footer = {
            "",
            "Without more, the queue is listed, what is worth most first. Decisions are events: each can be changed later by another,",
            "and of each reviewer the last one counts. Reviewers who contradict each other open the case for one who settles it.",
            "",
            "Example: registry review --registry togo.registry --by officer-17 --ask"
        })
final class ReviewCommand extends TerminalCommand {
    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "The registry file.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "The reviewer. The queue then leaves out what they have decided, and what a second reviewer should not know.")
    private @Nullable String by;

    @Option(names = "--limit", paramLabel = "N", description = "How many pairs to show; ${DEFAULT-VALUE} by default.")
    private int limit = 10;

    @ArgGroup
    private @Nullable Task task;

    /** One thing at a time. */
    static final class Task {
        @Option(names = "--ask", description = "Show the pairs one by one and ask at the keyboard.")
        boolean ask;

        @Option(
                names = "--decide",
                split = ",",
                arity = "1",
                paramLabel = "ID,ID,VERDICT",
                description = "Decide about two records: same, different or unsure.")
        @Nullable
        List<String> decide;

        @Option(
                names = "--find",
                paramLabel = "N",
                description =
                        "Match the whole registry and put the N doubtful pairs that are worth most into the queue.")
        @Nullable
        Integer find;

        @Option(
                names = "--decisions",
                paramLabel = "CSV",
                description =
                        "Record what stands in the column 'decision' of a list that dedup --registry --review wrote.")
        @Nullable
        Path decisions;

        @Option(
                names = "--learn",
                paramLabel = "JSON",
                description =
                        "Estimate the model anew with what was decided, show what would change, and write the set-up.")
        @Nullable
        Path learn;
    }

    @Option(names = "--why", paramLabel = "TEXT", description = "Why it was decided so.")
    private String why = "";

    @Option(
            names = "--of-two",
            description = "Two reviewers must agree; the second is not told what the first decided.")
    private boolean ofTwo;

    @Option(names = "--settle", description = "The decision ends a dispute, whatever others said.")
    private boolean settle;

    @Override
    int run(Terminal terminal) throws IOException {
        CsvFile.requireFile(registryFile);
        Task what = task == null ? new Task() : task;
        boolean writes = what.ask || what.decide != null || what.find != null || what.decisions != null;
        if ((what.ask || what.decide != null || what.decisions != null) && (by == null || by.isBlank())) {
            throw wrong("Say who decides: --by NAME.");
        }
        try (Registry registry =
                Registry.open(writes ? SqliteStore.open(registryFile) : SqliteStore.openReadOnly(registryFile))) {
            ReviewDesk reviews = ReviewDesk.of(registry);
            if (what.decide != null) {
                decide(registry, reviews, what.decide, terminal);
            } else if (what.find != null) {
                find(registry, reviews, what.find, terminal);
            } else if (what.decisions != null) {
                decideAll(registry, reviews, what.decisions, terminal);
            } else if (what.learn != null) {
                learn(registry, what.learn, terminal);
            } else if (what.ask) {
                ask(registry, reviews, terminal);
            } else {
                list(registry, reviews.queue(by), terminal);
            }
            return RegistryCommand.OK;
        }
    }

    private EventContext context(String purpose) {
        return new EventContext(LocalDate.now(), Objects.requireNonNullElse(by, ReviewDesk.MODEL), purpose, "review");
    }

    private void list(Registry registry, List<ReviewCase> queue, Terminal terminal) {
        List<Map<String, Object>> cases = new ArrayList<>();
        int shown = Math.min(limit, queue.size());
        for (int i = 0; i < shown; i++) {
            show(registry, i + 1, queue.get(i), terminal);
            cases.add(json(queue.get(i)));
        }
        terminal.line(terminal.word("review.open", terminal.number(queue.size()), shown));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("open", queue.size());
        json.put("cases", cases);
        terminal.result(json);
    }

    private static void show(Registry registry, int rank, ReviewCase each, Terminal terminal) {
        terminal.line(terminal.word(
                "review.case",
                rank,
                terminal.number(100 * each.probability(), 1),
                terminal.number(each.worth(), 2),
                terminal.word("review.standing." + each.standing().name().toLowerCase(Locale.ROOT))));
        show(registry, each.one(), terminal);
        show(registry, each.other(), terminal);
        for (IdentityDecision decision : each.decisions()) {
            terminal.line("     "
                    + terminal.word(
                            "review.decision",
                            decision.reviewer(),
                            terminal.word("review.verdict."
                                    + decision.verdict().name().toLowerCase(Locale.ROOT)),
                            decision.why()));
        }
        if (each.isBlind()) {
            terminal.line("     " + terminal.word("review.blind"));
        }
    }

    private static void show(Registry registry, PersonId id, Terminal terminal) {
        PersonProfile profile = registry.person(id).orElseThrow();
        Person person = profile.person();
        List<String> facts = new ArrayList<>();
        facts.add(
                person.name() == null
                        ? terminal.word("search.nameless")
                        : person.name().display());
        facts.add(person.birth().isUnknown() ? "?" : person.birth().toString());
        facts.add(terminal.word("search.sex." + person.sex().code()));
        if (person.death() != null) {
            facts.add(terminal.word("search.died", person.death()));
        }
        facts.addAll(person.phones());
        person.identifiers().forEach(identifier -> facts.add(identifier.value()));
        terminal.line("   - " + String.join(" · ", facts) + "  [" + id + "]");
        for (HouseholdId household : profile.households()) {
            registry.household(household).ifPresent(home -> terminal.line("     " + line(home, id, terminal)));
        }
    }

    private static String line(Household home, PersonId id, Terminal terminal) {
        List<String> others = home.members().stream()
                .filter(member -> !member.person().id().equals(id))
                .map(member -> member.person().name() == null
                        ? terminal.word("search.nameless")
                        : member.person().name().display())
                .toList();
        String area = home.area() == null ? "" : " (" + home.area() + ")";
        return terminal.word(
                "search.household",
                home.sourceId() + area,
                others.isEmpty() ? terminal.word("search.alone") : String.join(", ", others));
    }

    private static Map<String, Object> json(ReviewCase each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("one", each.one().toString());
        json.put("other", each.other().toString());
        json.put("standing", each.standing().name().toLowerCase(Locale.ROOT));
        json.put("weight", each.weight());
        json.put("probability", each.probability());
        json.put("worth", each.worth());
        json.put("group", each.group().toString());
        json.put("blind", each.isBlind());
        json.put(
                "decisions",
                each.decisions().stream()
                        .map(decision -> Map.of(
                                "reviewer", decision.reviewer(),
                                "verdict", decision.verdict().name().toLowerCase(Locale.ROOT),
                                "why", decision.why(),
                                "settles", decision.settles()))
                        .toList());
        return json;
    }

    private IdentityDecision decision(PersonId one, PersonId other, Verdict verdict) {
        IdentityDecision decision = IdentityDecision.of(one, other, verdict, Objects.requireNonNull(by), why);
        decision = ofTwo ? decision.ofTwo() : decision;
        return settle ? decision.settling() : decision;
    }

    private void ask(Registry registry, ReviewDesk reviews, Terminal terminal) throws IOException {
        Answers answers = new Answers();
        List<ReviewCase> queue = reviews.queue(by);
        int decided = 0;
        for (int i = 0; i < Math.min(limit, queue.size()); i++) {
            ReviewCase each = queue.get(i);
            show(registry, i + 1, each, terminal);
            Verdict verdict = null;
            char answer = answers.ask(terminal.word("review.ask"));
            if (answer == 'q') {
                break;
            }
            switch (answer) {
                case 's', 'm' -> verdict = Verdict.SAME;
                case 'd' -> verdict = Verdict.DIFFERENT;
                case 'u', '?' -> verdict = Verdict.UNSURE;
                default -> {
                    // Anything else leaves the pair for another time.
                }
            }
            if (verdict != null) {
                try {
                    reviews.decide(decision(each.one(), each.other(), verdict), context("review"));
                    decided++;
                } catch (DataException e) {
                    terminal.remark(e.problem().describe(terminal.locale()));
                }
            }
        }
        terminal.line(terminal.word("review.decided", decided));
        terminal.result(Map.of("decided", decided));
    }

    private void decide(Registry registry, ReviewDesk reviews, List<String> words, Terminal terminal) {
        if (words.size() != 3) {
            throw wrong("A decision names two records and a verdict: --decide ID,ID,same.");
        }
        Verdict verdict;
        try {
            verdict = Verdict.valueOf(words.get(2).strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("'" + words.get(2) + "' is no verdict. Maybe same, different or unsure?");
        }
        PersonId one = id(words.get(0));
        PersonId other = id(words.get(1));
        Recorded recorded = reviews.decide(decision(one, other, verdict), context("review"));
        IdentityStanding standing = registry.person(one).orElseThrow().standing(other);
        Identity identity = registry.identity(one).orElseThrow();
        terminal.line(terminal.word(
                "review.now",
                terminal.word("review.standing." + standing.name().toLowerCase(Locale.ROOT)),
                identity.id(),
                identity.records().size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", recorded.id().toString());
        json.put("standing", standing.name().toLowerCase(Locale.ROOT));
        json.put("identity", identity.id().toString());
        json.put("records", identity.records().stream().map(PersonId::toString).toList());
        terminal.result(json);
    }

    private PersonId id(String text) {
        try {
            return PersonId.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong("'" + text + "' is not the id of a record. The list shows the ids in brackets.");
        }
    }

    private void find(Registry registry, ReviewDesk reviews, int most, Terminal terminal) {
        terminal.report("read", 0, 1);
        RegistryRecords records = RegistryRecords.of(registry);
        DedupResult result =
                Deduplicator.builder().progress(terminal).build().run(records.table(), records.decisions());
        int found = reviews.propose(records, result, most, context("matching"));
        terminal.line(terminal.word("review.found", terminal.number(found)));
        terminal.result(Map.of("found", found));
    }

    private void decideAll(Registry registry, ReviewDesk reviews, Path list, Terminal terminal) {
        RegistryRecords records = RegistryRecords.of(registry);
        int decided = 0;
        int refused = 0;
        for (Decision decision : ReviewList.decisions(list, RecordFiles.of(records))) {
            Verdict verdict = decision.same() ? Verdict.SAME : Verdict.DIFFERENT;
            try {
                reviews.decide(
                        decision(records.person(decision.left()), records.person(decision.right()), verdict),
                        context("review"));
                decided++;
            } catch (DataException e) {
                refused++;
                terminal.remark(e.problem().describe(terminal.locale()));
            }
        }
        terminal.line(terminal.word("review.decided", decided));
        terminal.result(Map.of("decided", decided, "refused", refused));
    }

    private static void learn(Registry registry, Path target, Terminal terminal) throws IOException {
        OutputFile.requireWritable(target);
        terminal.report("read", 0, 1);
        RegistryRecords records = RegistryRecords.of(registry);
        List<Decision> decisions = records.decisions();
        Deduplicator.Builder now = Deduplicator.builder().progress(terminal);
        if (Files.exists(target)) {
            now.setup(DedupCommand.readSetup(target));
        }
        DedupResult before = now.build().run(records.table());
        DedupResult after = Deduplicator.builder().progress(terminal).build().run(records.table(), decisions);
        SetupEffect effect = SetupEffect.between(before, after, decisions);
        terminal.fact("review.learn.decided", terminal.number(effect.decided()));
        terminal.fact(
                "review.learn.agreed",
                terminal.number(effect.agreedBefore()) + " → " + terminal.number(effect.agreedAfter()));
        terminal.fact(
                "review.learn.threshold",
                terminal.number(effect.thresholdBefore(), 2) + " → " + terminal.number(effect.thresholdAfter(), 2));
        terminal.fact(
                "review.learn.matches",
                terminal.number(effect.matchesBefore()) + " → " + terminal.number(effect.matchesAfter()) + " (+"
                        + terminal.number(effect.gained()) + " −" + terminal.number(effect.lost()) + ")");
        Path proposed = target.resolveSibling(target.getFileName() + ".new");
        OutputFile.write(proposed, out -> out.append(after.setup().toJson()).append('\n'));
        terminal.line(terminal.word("review.learn.written", proposed, target));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("decided", effect.decided());
        json.put("agreed_before", effect.agreedBefore());
        json.put("agreed_after", effect.agreedAfter());
        json.put("threshold_before", effect.thresholdBefore());
        json.put("threshold_after", effect.thresholdAfter());
        json.put("matches_before", effect.matchesBefore());
        json.put("matches_after", effect.matchesAfter());
        json.put("gained", effect.gained());
        json.put("lost", effect.lost());
        json.put("written", proposed.toString());
        terminal.result(json);
    }
}
