package org.trano.registry.portal.office;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.InterventionId;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.actor.ProjectId;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.InterventionEnded;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.ProjectDefined;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.NewsPosted;
import org.trano.registry.portal.PublicView;

/**
 * What an administrator typed about an entry, and what is wrong with it. Everything is checked here, whatever a browser has checked; what
 * cannot be stays as it was typed, with what to do about it. Not thread-safe: made for one request.
 */
public final class EntryForm {
    private static final int MOST_NAME = 200;
    private static final int MOST_LINE = 300;
    private static final int MOST_TEXT = 20_000;
    /** So many lines of results or places may stand in a form. */
    static final int MOST_LINES = 300;

    private static final int EMPTY_LINES = 2;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> faults = new TreeMap<>();

    EntryForm() {}

    EntryForm(Map<String, List<String>> typed) {
        typed.forEach((field, all) ->
                values.put(field, all.stream().map(EntryForm::clean).toList()));
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    /** What was typed into a field; empty where nothing was. */
    public String get(String field) {
        return get(field, 0);
    }

    /** What was typed into a line of a field that has several. */
    public String get(String field, int line) {
        List<String> all = values.getOrDefault(field, List.of());
        return line < all.size() ? all.get(line) : "";
    }

    /** Whether one of several was chosen. */
    public boolean has(String field, String value) {
        return values.getOrDefault(field, List.of()).contains(value);
    }

    /** How many lines a field has, with some that are empty. */
    public int lines(String field) {
        return Math.max(count(field), Math.min(MOST_LINES, count(field) + EMPTY_LINES));
    }

    /** The fields that were filled, in their order. */
    Set<String> fields() {
        return values.keySet();
    }

    /** How many lines were filled. */
    int count(String field) {
        return values.getOrDefault(field, List.of()).size();
    }

    /** What cannot be chosen anew. */
    void requireSame(String field, String value) {
        if (!get(field).equals(value)) {
            faults.put(field, "fault.choice");
        }
    }

    /** What is wrong with a field, as a key of the words; null where nothing is. */
    public @Nullable String fault(String field) {
        return faults.get(field);
    }

    public Map<String, String> faults() {
        return faults;
    }

    private void put(String field, @Nullable Object value) {
        values.computeIfAbsent(field, one -> new ArrayList<>()).add(value == null ? "" : value.toString());
    }

    private void put(String field, Map<String, String> texts) {
        texts.forEach((language, text) -> put(field + "." + language, text));
    }

    /** The form of an entry as it stands in a wording. */
    static EntryForm of(RegistryEvent event, PublicView view) {
        EntryForm form = worded(event);
        if (event instanceof OrganisationDefined defined) {
            view.actor(defined.organisation().id())
                    .ifPresent(actor -> actor.interventions().forEach(one -> {
                        form.put("work", one.id());
                        form.put("area", one.area());
                        form.put("theme", one.theme());
                    }));
        }
        return form;
    }

    /** The same without what stands elsewhere: where an actor works. */
    static EntryForm worded(RegistryEvent event) {
        EntryForm form = new EntryForm();
        form.put("names", EntryKind.names(event));
        if (event instanceof ProgrammeDefined defined) {
            Programme programme = defined.programme();
            form.put("organisation", programme.organisation());
            form.put(programme.results());
        } else if (event instanceof ProjectDefined defined) {
            Project project = defined.project();
            List<OrganisationId> carriers = project.organisations();
            form.put("organisation", carriers.isEmpty() ? null : carriers.get(0));
            carriers.stream().skip(1).forEach(one -> form.put("partners", one));
            form.put("programme", project.programme());
            form.put("begins", project.begins());
            form.put("ends", project.ends());
            form.put(project.results());
        } else if (event instanceof OrganisationDefined defined) {
            form.put("kind", defined.organisation().kind().value());
        } else if (event instanceof NewsPosted posted) {
            form.put("organisation", posted.organisation());
            form.put("texts", posted.texts());
        }
        return form;
    }

    private void put(List<Programme.Result> results) {
        for (Programme.Result result : results) {
            put("objective", result.objective());
            put("indicator", result.indicator());
            put("target", result.target().toPlainString());
            put("actual", result.actual() == null ? null : result.actual().toPlainString());
        }
    }

    /**
     * The events that the form describes, the entry's own first; what they are worth is known only where {@link #faults()} are none.
     *
     * @param kind of what
     * @param id which entry
     * @param view what there is to choose from
     */
    List<RegistryEvent> read(EntryKind kind, UUID id, PublicView view) {
        Map<String, String> names = texts("names", MOST_NAME);
        return switch (kind) {
            case ACTIONS ->
                List.of(new ProgrammeDefined(
                        new Programme(ProgrammeId.of(id), names, organisation(view, false), results())));
            case PROJECTS -> List.of(new ProjectDefined(project(ProjectId.of(id), names, view)));
            case ACTORS -> actor(OrganisationId.of(id), names, view);
            case NEWS -> {
                OrganisationId by = organisation(view, true);
                yield List.of(
                        new NewsPosted(id, by == null ? OrganisationId.of(id) : by, names, texts("texts", MOST_TEXT)));
            }
        };
    }

    private Project project(ProjectId id, Map<String, String> names, PublicView view) {
        List<OrganisationId> carriers = new ArrayList<>();
        OrganisationId leader = organisation(view, true);
        if (leader != null) {
            carriers.add(leader);
        }
        for (String partner : values.getOrDefault("partners", List.of())) {
            Optional<OrganisationId> known = actor(partner, view);
            if (known.isEmpty()) {
                faults.put("partners", "fault.choice");
            } else if (!carriers.contains(known.get())) {
                carriers.add(known.get());
            }
        }
        ProgrammeId programme = null;
        if (!get("programme").isEmpty()) {
            programme = view.actions().stream()
                    .map(action -> action.programme().id())
                    .filter(one -> one.toString().equals(get("programme")))
                    .findFirst()
                    .orElse(null);
            if (programme == null) {
                faults.put("programme", "fault.choice");
            }
        }
        LocalDate begins = date("begins");
        LocalDate ends = date("ends");
        if (begins != null && ends != null && ends.isBefore(begins)) {
            faults.put("ends", "fault.order");
            ends = null;
        }
        return new Project(id, names, carriers, programme, begins, ends, results());
    }

    private List<RegistryEvent> actor(OrganisationId id, Map<String, String> names, PublicView view) {
        boolean isKind = CodeList.ORGANISATION_TYPE.codes().contains(get("kind"));
        if (!isKind) {
            faults.put("kind", "fault.choice");
        }
        Code kind = CodeList.ORGANISATION_TYPE.code(isKind ? get("kind") : "other");
        List<RegistryEvent> events = new ArrayList<>();
        events.add(new OrganisationDefined(new Organisation(id, kind, names)));
        Map<String, Intervention> known = new LinkedHashMap<>();
        view.actor(id)
                .ifPresent(actor ->
                        actor.interventions().forEach(one -> known.put(one.id().toString(), one)));
        requireFewLines("area", Math.max(count("area"), known.size()));
        Set<String> kept = new HashSet<>();
        for (int line = 0; line < count("area"); line++) {
            String area = get("area", line);
            String theme = get("theme", line);
            if (area.isEmpty() && theme.isEmpty()) {
                continue;
            }
            if (view.area(area).isEmpty()) {
                faults.put("area." + line, "fault.area");
            }
            if (!theme.matches("[a-z][a-z0-9_]{1,40}")) {
                faults.put("area." + line, "fault.theme");
            }
            Intervention before = known.get(get("work", line));
            InterventionId work = before == null ? InterventionId.create() : before.id();
            Intervention now = new Intervention(work, id, area, theme, before == null ? null : before.project());
            kept.add(work.toString());
            if (!now.equals(before)) {
                events.add(new InterventionDefined(now));
            }
        }
        known.forEach((text, one) -> {
            if (!kept.contains(text)) {
                events.add(new InterventionEnded(one.id()));
            }
        });
        return events;
    }

    private @Nullable OrganisationId organisation(PublicView view, boolean required) {
        String chosen = get("organisation");
        Optional<OrganisationId> known = actor(chosen, view);
        if (known.isEmpty() && (required || !chosen.isEmpty())) {
            faults.put("organisation", "fault.choice");
        }
        return known.orElse(null);
    }

    private static Optional<OrganisationId> actor(String id, PublicView view) {
        return view.actors().stream()
                .map(actor -> actor.organisation().id())
                .filter(one -> one.toString().equals(id))
                .findFirst();
    }

    private List<Programme.Result> results() {
        requireFewLines("objective", count("objective"));
        List<Programme.Result> results = new ArrayList<>();
        for (int line = 0; line < count("objective"); line++) {
            String objective = line("objective", line);
            String indicator = line("indicator", line);
            BigDecimal target = number("target", line);
            BigDecimal actual = number("actual", line);
            boolean hasFault = faults.containsKey("target." + line);
            if (objective.isEmpty() && indicator.isEmpty() && target == null && actual == null && !hasFault) {
                continue;
            }
            if (objective.isEmpty() || indicator.isEmpty()) {
                faults.put("objective." + line, "fault.empty");
            }
            if (target == null) {
                faults.putIfAbsent("target." + line, "fault.number");
            }
            results.add(new Programme.Result(
                    objective, indicator, Objects.requireNonNullElse(target, BigDecimal.ZERO), actual));
        }
        return results;
    }

    /** What does not fit into a form is not touched by one: a line that was left out would be taken for ended. */
    private void requireFewLines(String field, int lines) {
        if (lines > MOST_LINES) {
            faults.put(field + ".0", "fault.lines");
        }
    }

    /** A word for whoever confirms; may be empty. */
    String note() {
        checkText("note", get("note"), MOST_LINE);
        return get("note");
    }

    private String line(String field, int line) {
        String text = get(field, line);
        checkText(field + "." + line, text, MOST_LINE);
        return text;
    }

    private @Nullable BigDecimal number(String field, int line) {
        String text = get(field, line).replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,15}(\\.\\d{1,4})?")) {
            faults.put(field + "." + line, "fault.number");
            return null;
        }
        return new BigDecimal(text);
    }

    /** A day, null where none was given. */
    @Nullable
    LocalDate date(String field) {
        if (get(field).isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(get(field));
            if (day.getYear() >= 1900 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        faults.put(field, "fault.date");
        return null;
    }

    /** The day from which an entry is to hold: today where none was given, and not before. */
    LocalDate from() {
        LocalDate today = LocalDate.now();
        LocalDate from = date("from");
        if (from == null) {
            return today;
        }
        if (from.isBefore(today)) {
            faults.put("from", "fault.past");
        } else if (from.isAfter(today.plusYears(2))) {
            faults.put("from", "fault.far");
        }
        return from;
    }

    /** A text in one language at least. */
    private Map<String, String> texts(String field, int most) {
        Map<String, String> texts = new TreeMap<>();
        for (Language language : Language.values()) {
            String name = field + "." + language.code();
            String text = get(name);
            if (!text.isEmpty()) {
                checkText(name, text, most);
                texts.put(language.code(), text);
            }
        }
        if (texts.isEmpty()) {
            faults.put(field + "." + Language.FR.code(), "fault.empty");
        }
        return texts;
    }

    private void checkText(String field, String text, int most) {
        if (text.length() > most) {
            faults.put(field, "fault.long");
        } else if (!isReadable(text)) {
            faults.put(field, "fault.characters");
        }
    }

    /** No control characters, no halves of characters, nothing that turns the direction of what follows. */
    static boolean isReadable(String text) {
        return text.codePoints()
                .allMatch(point -> point == '\n'
                        || point == '\t'
                        || !Character.isISOControl(point)
                                && (point < 0xd800 || point > 0xdfff)
                                && (point < 0x202a || point > 0x202e)
                                && (point < 0x2066 || point > 0x2069)
                                && point != 0xfffd);
    }
}
