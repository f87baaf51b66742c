package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.HouseholdJson;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.dedup.desk.DecisionRule;
import org.trano.registry.dedup.desk.Desk;
import org.trano.registry.dedup.desk.Proposal;
import org.trano.registry.dedup.desk.Recognised;
import org.trano.registry.dedup.desk.Registration;
import org.trano.registry.dedup.review.ReviewDesk;
import org.trano.registry.dedup.search.RegistryIndex;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Registers a household, or brings the registry up to date where it is known. */
@Command(
        name = "register",
        description =
                "Register a household: known, new, or please look; and what the registry should be told, one by one.",
        footer = {
            "",
            "Nothing is recorded without --accept, or a yes at the keyboard with --ask.",
            "",
            "Example: registry register --registry togo.registry --household form.json --by officer-17 --ask"
        })
final class RegisterCommand extends TerminalCommand {
    private static final int CANDIDATES = 3;

    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "The registry file.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(
            names = "--household",
            paramLabel = "JSON",
            required = true,
            description = "The household as it was told; docs/desk.md has the form.")
    @SuppressWarnings("NullAway.Init")
    private Path household;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who registers it.")
    private String by = "";

    @Option(
            names = "--is",
            paramLabel = "NUMBER",
            description = "Which household it is, by its number or id, where that is known.")
    private @Nullable String is;

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "N",
            description = "Record these proposals, by their numbers, or 'all'.")
    private List<String> accepted = List.of();

    @Option(
            names = "--died",
            paramLabel = "N=DATE",
            description =
                    "Of whom proposal N says that they do not live there any more: they died, on this date or about.")
    private Map<Integer, String> died = new TreeMap<>();

    @Option(names = "--ask", description = "Ask about each proposal at the keyboard.")
    private boolean ask;

    @Option(
            names = "--wrong-known",
            paramLabel = "SHARE",
            description = "How many of those called known may be somebody else; 0.005 by default.")
    private double wrongKnown = DecisionRule.standard().wrongKnown();

    @Option(
            names = "--wrong-new",
            paramLabel = "SHARE",
            description = "How many of those called new may be in the registry; 0.02 by default.")
    private double wrongNew = DecisionRule.standard().wrongNew();

    private int refused;

    @Override
    int run(Terminal terminal) throws IOException {
        CsvFile.requireFile(registryFile);
        if (by.isBlank()) {
            throw wrong("Say who registers it: --by NAME.");
        }
        LocalDate today = LocalDate.now();
        Household told = HouseholdJson.read(household, today);
        try (Registry registry = Registry.open(SqliteStore.open(registryFile));
                RegistryIndex index = DeskIndex.open(registry, registryFile, true, terminal)) {
            DecisionRule rule =
                    ReviewDesk.of(registry).learn(DecisionRule.standard()).errors(wrongKnown, wrongNew);
            Desk desk = Desk.of(registry, index, rule);
            EventContext visit = new EventContext(
                    told.interview().date(), by, "registration", Objects.toString(household.getFileName()));
            Registration registration =
                    is == null ? desk.look(told, visit) : desk.look(told, household(registry, is), visit);
            show(registry, registration, rule, terminal);
            Map<Integer, Recorded> recorded = record(desk, registration, visit, terminal);
            terminal.line(
                    recorded.isEmpty()
                            ? terminal.word("register.nothing")
                            : terminal.word("register.recorded", recorded.size()));
            terminal.result(json(registry, registration, rule, recorded, terminal.locale()));
            return refused == 0 ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }

    /** By its number in the list that has no name, else by any number or its id. */
    private HouseholdId household(Registry registry, String number) {
        List<HouseholdId> found = new ArrayList<>(registry.find(new Identifier(Identifier.SOURCE, number)));
        if (found.isEmpty()) {
            registry.households(each -> {
                if (each.id().toString().equals(number)
                        || each.identifiers().stream()
                                .anyMatch(identifier -> identifier.value().equals(number))) {
                    found.add(each.id());
                }
            });
        }
        if (found.size() != 1) {
            throw wrong((found.isEmpty() ? "There is no household " : "There are several households ") + number
                    + ". Maybe name it by its id?");
        }
        return found.get(0);
    }

    private static String name(Person person, Terminal terminal) {
        PersonName name = person.name();
        return name == null ? terminal.word("search.nameless") : name.display();
    }

    private static void show(Registry registry, Registration registration, DecisionRule rule, Terminal terminal) {
        HouseholdId id = registration.household();
        String number = id == null
                ? ""
                : registry.household(id).map(Household::sourceId).orElse(id.toString());
        terminal.line(terminal.word(
                "register.household." + registration.recognition().name().toLowerCase(Locale.ROOT)
                        + (id == null ? ".none" : ""),
                number));
        for (int i = 0; i < registration.members().size(); i++) {
            Recognised member = registration.members().get(i);
            terminal.line("  "
                    + terminal.word(
                            "register.member." + member.recognition().name().toLowerCase(Locale.ROOT),
                            name(registration.told().members().get(i).person(), terminal),
                            terminal.number(100 * member.best(), 1)));
            for (SearchHit hit : candidates(member)) {
                registry.person(hit.person())
                        .ifPresent(profile -> terminal.line("      "
                                + name(profile.person(), terminal) + ", "
                                + profile.person().birth() + "  ("
                                + terminal.number(100 * rule.probability(hit), 1) + " %)"));
            }
        }
        for (int i = 0; i < registration.proposals().size(); i++) {
            terminal.line(String.format(
                    "%3d. %s", i + 1, registration.proposals().get(i).text(terminal.locale())));
        }
    }

    /** Who it may be, where somebody must look. */
    private static List<SearchHit> candidates(Recognised member) {
        return switch (member.recognition()) {
            case LOOK ->
                member.hits().subList(0, Math.min(CANDIDATES, member.hits().size()));
            case KNOWN -> member.hits().subList(0, 1);
            case NEW -> List.of();
        };
    }

    private Map<Integer, Recorded> record(Desk desk, Registration registration, EventContext visit, Terminal terminal)
            throws IOException {
        Map<Integer, Recorded> recorded = new TreeMap<>();
        List<Proposal> proposals = registration.proposals();
        Set<Integer> wanted = wanted(proposals.size());
        Answers answers = new Answers();
        for (int number = 1; number <= proposals.size(); number++) {
            Proposal proposal = proposals.get(number - 1);
            String death = died.get(number);
            boolean take = wanted.contains(number);
            if (ask && !take && death == null) {
                boolean isLeft = proposal.kind() == Proposal.Kind.LEFT;
                char answer = answers.ask(number + ". " + proposal.text(terminal.locale()) + " "
                        + terminal.word(isLeft ? "register.ask.left" : "register.ask"));
                if (answer == 'q') {
                    break;
                }
                if (isLeft && (answer == 'd' || answer == 'm')) {
                    death = answers.askText(terminal.word("register.when"));
                }
                take = answer == 'y' || answer == 'o';
            }
            try {
                if (death != null) {
                    UncertainDate date = death.isEmpty() ? UncertainDate.UNKNOWN : UncertainDate.parse(death);
                    recorded.put(number, desk.died(proposal, date, visit));
                } else if (take) {
                    recorded.put(number, desk.accept(proposal));
                }
            } catch (IllegalArgumentException e) {
                // What was accepted before is recorded; what follows may still be right.
                refused++;
                terminal.remark(terminal.word("register.refused", number, Objects.toString(e.getMessage())));
            }
        }
        return recorded;
    }

    private Set<Integer> wanted(int proposals) {
        Set<Integer> wanted = new TreeSet<>();
        for (String each : accepted) {
            if (each.equals("all")) {
                for (int number = 1; number <= proposals; number++) {
                    wanted.add(number);
                }
                continue;
            }
            try {
                wanted.add(Integer.parseInt(each));
            } catch (NumberFormatException e) {
                throw wrong("'" + each + "' is not the number of a proposal. Maybe 'all'?");
            }
        }
        Set<Integer> named = new TreeSet<>(wanted);
        named.addAll(died.keySet());
        for (int number : named) {
            if (number < 1 || number > proposals) {
                throw wrong("There is no proposal " + number + "; there are " + proposals + ".");
            }
        }
        return wanted;
    }

    private static Map<String, Object> json(
            Registry registry,
            Registration registration,
            DecisionRule rule,
            Map<Integer, Recorded> recorded,
            Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recognition", registration.recognition().name().toLowerCase(Locale.ROOT));
        json.put("household", Objects.toString(registration.household(), null));
        List<Map<String, Object>> members = new ArrayList<>();
        for (int i = 0; i < registration.members().size(); i++) {
            Recognised member = registration.members().get(i);
            Person person = registration.told().members().get(i).person();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("person", person.id().toString());
            one.put("name", person.name() == null ? null : person.name().display());
            one.put("recognition", member.recognition().name().toLowerCase(Locale.ROOT));
            one.put("known", member.known());
            one.put("best", member.best());
            List<Map<String, Object>> candidates = new ArrayList<>();
            for (SearchHit hit : member.hits()) {
                Map<String, Object> candidate = new LinkedHashMap<>();
                candidate.put("person", hit.person().toString());
                candidate.put(
                        "identity",
                        registry.identity(hit.person())
                                .map(identity -> identity.id().toString())
                                .orElse(null));
                candidate.put("household", Objects.toString(hit.household(), null));
                candidate.put("weight", hit.weight());
                candidate.put("probability", rule.probability(hit));
                candidates.add(candidate);
            }
            one.put("candidates", candidates);
            members.add(one);
        }
        json.put("members", members);
        List<Map<String, Object>> proposals = new ArrayList<>();
        for (int i = 0; i < registration.proposals().size(); i++) {
            Proposal proposal = registration.proposals().get(i);
            Recorded event = recorded.get(i + 1);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", i + 1);
            one.put("kind", proposal.kind().name().toLowerCase(Locale.ROOT));
            one.put("person", Objects.toString(proposal.person(), null));
            one.put("text", proposal.text(locale));
            one.put("event", event == null ? null : event.id().toString());
            proposals.add(one);
        }
        json.put("proposals", proposals);
        return json;
    }
}
