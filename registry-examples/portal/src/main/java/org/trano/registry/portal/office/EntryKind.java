package org.trano.registry.portal.office;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.ProjectDefined;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.portal.NewsPosted;

/** What administrators publish. */
public enum EntryKind {
    /** An action of the state, which the registry calls a programme. */
    ACTIONS(SubjectKind.PROGRAMME),
    /** A project. */
    PROJECTS(SubjectKind.PROJECT),
    /** An actor of social protection: an organisation, and where it works on what. */
    ACTORS(SubjectKind.ORGANISATION),
    /** A piece of news, which an organisation tells. */
    NEWS(SubjectKind.ORGANISATION);

    private final SubjectKind subjects;

    EntryKind(SubjectKind subjects) {
        this.subjects = subjects;
    }

    /** In whose streams such entries stand. */
    SubjectKind subjects() {
        return subjects;
    }

    /** As it stands in addresses and in the keys of words. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EntryKind> of(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
    }

    /** Which entry of this kind an event words; null where it words none. */
    @Nullable
    UUID id(RegistryEvent event) {
        return switch (this) {
            case ACTIONS ->
                event instanceof ProgrammeDefined defined
                        ? defined.programme().id().value()
                        : null;
            case PROJECTS ->
                event instanceof ProjectDefined defined ? defined.project().id().value() : null;
            case ACTORS ->
                event instanceof OrganisationDefined defined
                        ? defined.organisation().id().value()
                        : null;
            case NEWS -> event instanceof NewsPosted posted ? posted.id() : null;
        };
    }

    /** What an entry is called in an event that words it. */
    static Map<String, String> names(RegistryEvent event) {
        if (event instanceof ProgrammeDefined defined) {
            return defined.programme().names();
        }
        if (event instanceof ProjectDefined defined) {
            return defined.project().names();
        }
        if (event instanceof OrganisationDefined defined) {
            return defined.organisation().names();
        }
        return event instanceof NewsPosted posted ? posted.titles() : Map.of();
    }
}
