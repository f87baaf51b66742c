package org.trano.registry.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.InterventionId;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.InterventionEnded;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.ProjectDefined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.programme.Programme;

/**
 * All that the public sees but for households: actions, projects, actors and where they work, news. A view of the registry at one
 * instant, immutable, so that the figures of a page agree with each other.
 */
public final class PublicView {
    /** Below the country there are regions and prefectures, or what a country calls them. */
    static final int COUNTRY = 0;

    static final int REGION = 1;

    static final int PREFECTURE = 2;

    private final Instant asOf;
    private final AreaTree areas;
    private final List<Actor> actors;
    private final Map<OrganisationId, Actor> actorsById = new HashMap<>();
    private final Set<String> kinds = new TreeSet<>();
    private final Set<String> themes = new TreeSet<>();
    private final int prefecturesReached;
    private final List<Action> actions;
    private final List<Undertaking> projects;
    private final List<News> news;

    private PublicView(
            Instant asOf,
            AreaTree areas,
            List<Actor> actors,
            List<Action> actions,
            List<Undertaking> projects,
            List<News> news) {
        this.asOf = asOf;
        this.areas = areas;
        this.actors = actors;
        this.actions = actions;
        this.projects = projects;
        this.news = news;
        for (Actor actor : actors) {
            actorsById.put(actor.organisation().id(), actor);
            kinds.add(actor.kind());
            actor.interventions().forEach(one -> themes.add(one.theme()));
        }
        prefecturesReached = (int) actorsByArea(PREFECTURE, Filter.NONE).values().stream()
                .filter(count -> count > 0)
                .count();
    }

    /** An actor: who, and every line of where it works on what. */
    public record Actor(Organisation organisation, List<Intervention> interventions) {
        public UUID id() {
            return organisation.id().value();
        }

        public Map<String, String> names() {
            return organisation.names();
        }

        public String kind() {
            return organisation.kind().value();
        }

        Actor without(InterventionId work) {
            return new Actor(
                    organisation,
                    interventions.stream().filter(one -> !one.id().equals(work)).toList());
        }

        Actor with(Intervention work) {
            if (!work.organisation().equals(organisation.id())) {
                return this;
            }
            List<Intervention> more = new ArrayList<>(interventions);
            more.add(work);
            return new Actor(organisation, List.copyOf(more));
        }
    }

    /** An action of the state, which the registry calls a programme, with the day of its last figures. */
    public record Action(Programme programme, LocalDate day) {
        public UUID id() {
            return programme.id().value();
        }
    }

    /** A project, with the day of its last figures. */
    public record Undertaking(Project project, LocalDate day) {
        public UUID id() {
            return project.id().value();
        }
    }

    /** A piece of news, with the day from which it is told. */
    public record News(NewsPosted posted, LocalDate day) {
        public UUID id() {
            return posted.id();
        }
    }

    /** What is looked for among actors; an empty text means any. */
    public record Filter(String kind, String area, String theme) {
        static final Filter NONE = new Filter("", "", "");
    }

    /** What the registry shows on a day. */
    public static PublicView of(Registry registry, LocalDate today) {
        return of(registry, new Histories(registry), today, Instant.now());
    }

    /** Reads the registry. */
    static PublicView of(Registry registry, Histories histories, LocalDate today, Instant asOf) {
        AreaTree areas = registry.areas();
        Map<OrganisationId, List<Intervention>> work = new HashMap<>();
        for (Intervention one : registry.interventions()) {
            work.computeIfAbsent(one.organisation(), id -> new ArrayList<>()).add(one);
        }
        List<Actor> actors = new ArrayList<>();
        Map<UUID, News> news = new LinkedHashMap<>();
        for (Organisation organisation : registry.organisations()) {
            actors.add(new Actor(organisation, List.copyOf(work.getOrDefault(organisation.id(), List.of()))));
            for (Recorded recorded : histories.of(Subject.of(organisation.id()), today)) {
                if (recorded.event() instanceof NewsPosted posted) {
                    // The same piece again is its newer wording.
                    news.put(posted.id(), new News(posted, recorded.context().effective()));
                }
            }
        }
        actors.sort(Comparator.comparing((Actor actor) -> title(actor.names())).thenComparing(Actor::id));
        List<Action> actions = new ArrayList<>();
        for (Programme programme : registry.programmes()) {
            actions.add(new Action(programme, histories.day(Subject.of(programme.id()), today)));
        }
        actions.sort(
                Comparator.comparing((Action action) -> title(action.programme().names()))
                        .thenComparing(Action::id));
        List<Undertaking> projects = new ArrayList<>();
        for (Project project : registry.projects()) {
            projects.add(new Undertaking(project, histories.day(Subject.of(project.id()), today)));
        }
        projects.sort(
                Comparator.comparing((Undertaking one) -> title(one.project().names()))
                        .thenComparing(Undertaking::id));
        List<News> told = new ArrayList<>(news.values());
        told.sort(Comparator.comparing(News::day).reversed().thenComparing(News::id));
        return new PublicView(asOf, areas, actors, actions, projects, told);
    }

    /**
     * What the public would see if something were recorded: for those who look at it before. Lists stay in their order, with what is new at
     * their end.
     *
     * @param events definitions of actions, projects, actors and their work, and news
     * @param day from when they hold
     */
    public PublicView with(List<RegistryEvent> events, LocalDate day) {
        List<Actor> nextActors = new ArrayList<>(actors);
        List<Action> nextActions = new ArrayList<>(actions);
        List<Undertaking> nextProjects = new ArrayList<>(projects);
        List<News> nextNews = new ArrayList<>(news);
        for (RegistryEvent event : events) {
            if (event instanceof ProgrammeDefined defined) {
                replace(nextActions, Action::id, new Action(defined.programme(), day));
            } else if (event instanceof ProjectDefined defined) {
                replace(nextProjects, Undertaking::id, new Undertaking(defined.project(), day));
            } else if (event instanceof NewsPosted posted) {
                replace(nextNews, News::id, new News(posted, day));
            } else if (event instanceof OrganisationDefined defined) {
                List<Intervention> work = nextActors.stream()
                        .filter(actor -> actor.organisation()
                                .id()
                                .equals(defined.organisation().id()))
                        .findFirst()
                        .map(Actor::interventions)
                        .orElse(List.of());
                replace(nextActors, Actor::id, new Actor(defined.organisation(), work));
            } else if (event instanceof InterventionDefined defined) {
                nextActors.replaceAll(
                        actor -> actor.without(defined.intervention().id()));
                nextActors.replaceAll(actor -> actor.with(defined.intervention()));
            } else if (event instanceof InterventionEnded ended) {
                nextActors.replaceAll(actor -> actor.without(ended.intervention()));
            }
        }
        return new PublicView(asOf, areas, nextActors, nextActions, nextProjects, nextNews);
    }

    private static <T> void replace(List<T> all, Function<T, UUID> key, T one) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(key.apply(one))) {
                all.set(i, one);
                return;
            }
        }
        all.add(one);
    }

    private static String title(Map<String, String> names) {
        return PageWords.any(names, Language.FR);
    }

    /** When the registry was read. */
    public Instant asOf() {
        return asOf;
    }

    public List<Actor> actors() {
        return actors;
    }

    public List<Action> actions() {
        return actions;
    }

    public List<Undertaking> projects() {
        return projects;
    }

    public List<News> news() {
        return news;
    }

    public Optional<Actor> actor(@Nullable OrganisationId id) {
        return Optional.ofNullable(actorsById.get(id));
    }

    public Optional<Area> area(String code) {
        return areas.area(code);
    }

    /** The areas of a level that exist, by code. */
    public List<Area> areas(int level) {
        return areas.areas().stream()
                .filter(area -> area.level() == level && area.exists())
                .sorted(Comparator.comparing(Area::code))
                .toList();
    }

    /** Whether an area is one of those, or lies in it. */
    public boolean isWithin(String code, String outer) {
        return code.equals(outer) || areas.area(code).isPresent() && areas.isWithin(code, outer);
    }

    public Set<String> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    public Set<String> themes() {
        return Collections.unmodifiableSet(themes);
    }

    /** The lines of work that a filter leaves, one actor after the other. */
    private List<Intervention> work(Actor actor, Filter filter) {
        return actor.interventions().stream()
                .filter(one -> filter.theme().isEmpty() || one.theme().equals(filter.theme()))
                .filter(one -> filter.area().isEmpty() || isWithin(one.area(), filter.area()))
                .toList();
    }

    /** The actors that a filter leaves: of that kind, and at work there on that. */
    public List<Actor> actors(Filter filter) {
        return actors.stream()
                .filter(actor -> filter.kind().isEmpty() || actor.kind().equals(filter.kind()))
                .filter(actor -> filter.area().isEmpty() && filter.theme().isEmpty()
                        || !work(actor, filter).isEmpty())
                .toList();
    }

    /** How many of those actors work in each area of a level; an actor counts once in each. */
    public SortedMap<String, Integer> actorsByArea(int level, Filter filter) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        areas(level).forEach(area -> counts.put(area.code(), 0));
        for (Actor actor : actors(filter)) {
            Set<String> where = new HashSet<>();
            for (Intervention one : work(actor, filter)) {
                ancestor(one.area(), level).ifPresent(where::add);
            }
            where.forEach(code -> counts.merge(code, 1, Integer::sum));
        }
        return counts;
    }

    /**
     * The area of a level in which an area lies, itself included. P-codes nest: a code the registry does not know, such as that of a
     * village, lies in the longest one it begins with.
     */
    public Optional<String> ancestor(String code, int level) {
        @Nullable String at = code;
        while (!at.isEmpty() && areas.area(at).isEmpty()) {
            at = at.substring(0, at.length() - 1);
        }
        while (at != null) {
            Optional<Area> area = areas.area(at);
            if (area.isEmpty() || area.get().level() < level) {
                return Optional.empty();
            }
            if (area.get().level() == level) {
                return Optional.of(at);
            }
            at = area.get().parent();
        }
        return Optional.empty();
    }

    /** In how many prefectures any actor works. */
    public int prefecturesReached() {
        return prefecturesReached;
    }

    /** The projects of an action. */
    public List<Undertaking> projectsOf(Action action) {
        return projects.stream()
                .filter(one -> Objects.equals(
                        one.project().programme(), action.programme().id()))
                .toList();
    }
}
