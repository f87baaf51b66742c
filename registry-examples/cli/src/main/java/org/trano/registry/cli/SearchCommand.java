package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.search.PersonQuery;
import org.trano.registry.dedup.search.RegistryIndex;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.dedup.search.SearchResult;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for a person by what they say of themselves. */
@Command(
        name = "search",
        description = "Is this person already here? Look for somebody by whatever they say of themselves.",
        footer = {
            "",
            "An index is kept beside the registry, in FILE.index, so that the next search starts at once; it holds words of names and"
                    + " numbers: keep it as you keep the registry.",
            "",
            "Example: registry search --registry togo.registry --name \"Afi Mensah\" --age 40 --place Agoè"
        })
final class SearchCommand extends TerminalCommand {
    private static final double LEAST_PERCENT = 0.1;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; it is only read.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--name", paramLabel = "TEXT", description = "Names or parts of them, in any order and script.")
    private List<String> names = List.of();

    @Option(
            names = "--birth",
            paramLabel = "DATE",
            description = "When they were born, as well as it is known: 1985-06-12, 1985-06, 1985, 198X or 1960/1965.")
    private @Nullable String birth;

    @Option(names = "--age", paramLabel = "YEARS", description = "How old they say they are; taken as a guess.")
    private @Nullable Integer age;

    @Option(names = "--sex", paramLabel = "SEX", description = "F or M.")
    private @Nullable String sex;

    @Option(names = "--place", paramLabel = "TEXT", description = "Where they live: name or code of a place or area.")
    private @Nullable String place;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "A telephone number.")
    private List<String> phones = List.of();

    @Option(names = "--number", paramLabel = "NUMBER", description = "Any number on their papers.")
    private List<String> numbers = List.of();

    @Option(names = "--member", paramLabel = "NAME", description = "The name of somebody who lives with them.")
    private List<String> members = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many people to show; ${DEFAULT-VALUE} by default.")
    private int limit = 5;

    @Option(names = "--explain", description = "Show what each answer is the sum of.")
    private boolean explain;

    @Option(names = "--no-index", description = "Leave no file beside the registry; the index is then built each time.")
    private boolean noIndex;

    @Override
    int run(Terminal terminal) {
        PersonQuery query = query();
        if (query.isEmpty()) {
            throw wrong("Say something of the person: --name, --birth, --age, --place, --phone, --number or --member.");
        }
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(registryFile))) {
            try (RegistryIndex index = DeskIndex.open(registry, registryFile, !noIndex, terminal)) {
                long begin = System.nanoTime();
                SearchResult result = index.search(query);
                show(registry, result, (System.nanoTime() - begin) / 1e6, terminal);
                return RegistryCommand.OK;
            }
        }
    }

    private PersonQuery query() {
        PersonQuery.Builder builder = PersonQuery.builder().limit(limit);
        names.forEach(builder::name);
        phones.forEach(builder::phone);
        numbers.forEach(builder::identifier);
        members.forEach(builder::member);
        if (place != null) {
            builder.place(place);
        }
        if (birth != null && age != null) {
            throw wrong("Give --birth or --age, not both.");
        }
        if (birth != null) {
            builder.birth(UncertainDate.parse(birth));
        }
        if (age != null) {
            builder.age(age, LocalDate.now());
        }
        if (sex != null) {
            String text = sex;
            builder.sex(Sex.parse(text).orElseThrow(() -> wrong("'" + text + "' is not a sex. Maybe F or M?")));
        }
        return builder.build();
    }

    private void show(Registry registry, SearchResult result, double millis, Terminal terminal) {
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = 0; i < result.hits().size(); i++) {
            SearchHit hit = result.hits().get(i);
            Person person = registry.person(hit.person()).orElseThrow().person();
            Household household = hit.household() == null
                    ? null
                    : registry.household(hit.household()).orElse(null);
            Identity identity = registry.identity(hit.person()).orElseThrow();
            show(i + 1, hit, person, household, identity, terminal);
            people.add(json(hit, person, household, identity));
        }
        if (result.hits().isEmpty()) {
            terminal.line(terminal.word("search.nobody"));
        }
        terminal.line(terminal.word(
                "search.looked",
                terminal.number(result.people()),
                terminal.number(result.weighed()),
                terminal.number(millis, 1)));
        if (result.passedOver() > 0) {
            terminal.remark(terminal.word("search.more", terminal.number(result.passedOver())));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hits", people);
        json.put("people", result.people());
        json.put("weighed", result.weighed());
        json.put("passed_over", result.passedOver());
        json.put("ceiling", Double.isFinite(result.ceiling()) ? result.ceiling() : null);
        json.put("milliseconds", millis);
        terminal.result(json);
    }

    private void show(
            int rank,
            SearchHit hit,
            Person person,
            @Nullable Household household,
            Identity identity,
            Terminal terminal) {
        String name = person.name() == null
                ? terminal.word("search.nameless")
                : person.name().display();
        terminal.line(terminal.word(
                "search.hit", rank, name, percent(hit.probability(), terminal), terminal.number(hit.weight(), 1)));
        List<String> facts = new ArrayList<>();
        facts.add(person.birth().isUnknown() ? "?" : person.birth().toString());
        facts.add(terminal.word("search.sex." + person.sex().code()));
        if (person.death() != null) {
            facts.add(terminal.word("search.died", person.death()));
        }
        if (household != null && household.area() != null) {
            facts.add(household.area());
        }
        facts.addAll(person.phones());
        person.identifiers().forEach(identifier -> facts.add(identifier.value()));
        terminal.line("   " + String.join(" · ", facts));
        if (household != null) {
            List<String> others = household.members().stream()
                    .filter(member -> !member.person().id().equals(person.id()))
                    .map(member -> member.person().name() == null
                            ? terminal.word("search.nameless")
                            : member.person().name().display())
                    .toList();
            terminal.line("   "
                    + terminal.word(
                            "search.household",
                            household.identifiers().isEmpty()
                                    ? household.id()
                                    : household.identifiers().get(0).value(),
                            others.isEmpty() ? terminal.word("search.alone") : String.join(", ", others)));
            for (Enrolment enrolment : household.enrolments()) {
                terminal.line("   "
                        + terminal.word(
                                "search.enrolment",
                                enrolment.programme(),
                                enrolment.status().value(),
                                enrolment.since()));
            }
        }
        List<String> others = others(identity, hit);
        if (!others.isEmpty()) {
            terminal.line("   " + terminal.word("search.identity", identity.id(), String.join(", ", others)));
        }
        if (explain) {
            hit.explanation().text(terminal.locale()).lines().forEach(line -> terminal.line("   " + line));
        }
    }

    /** Nobody is told that the best answer has no chance at all. */
    private static String percent(double probability, Terminal terminal) {
        double percent = 100 * probability;
        return percent < LEAST_PERCENT ? "< " + terminal.number(LEAST_PERCENT, 1) : terminal.number(percent, 1);
    }

    private static List<String> others(Identity identity, SearchHit hit) {
        return identity.records().stream()
                .filter(record -> !record.equals(hit.person()))
                .map(PersonId::toString)
                .toList();
    }

    private static Map<String, Object> json(
            SearchHit hit, Person person, @Nullable Household household, Identity identity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("person", hit.person().toString());
        json.put("identity", identity.id().toString());
        json.put("other_records", others(identity, hit));
        json.put("household", hit.household() == null ? null : hit.household().toString());
        json.put("name", person.name() == null ? null : person.name().display());
        json.put("birth", person.birth().toString());
        json.put("sex", person.sex().name().toLowerCase(Locale.ROOT));
        json.put("area", household == null ? null : household.area());
        json.put("weight", hit.weight());
        json.put("probability", hit.probability());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Explanation.Part part : hit.explanation().parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("field", part.field());
            one.put("said", part.left());
            one.put("known", part.right());
            one.put("level", part.level());
            one.put("bits", part.bits());
            parts.add(one);
        }
        json.put("parts", parts);
        return json;
    }
}
