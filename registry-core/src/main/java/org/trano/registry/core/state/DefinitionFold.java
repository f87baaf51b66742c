package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.event.AreaDefined;
import org.trano.registry.core.event.AreasRedrawn;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.InterventionEnded;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.ProjectDefined;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.store.LookupKey;

/**
 * What is wholly described by its latest definition: programmes, areas, organisations and their work.
 *
 * @param <S> what is defined
 */
abstract class DefinitionFold<S> implements Fold<S> {
    private final Class<S> type;

    private DefinitionFold(Class<S> type) {
        this.type = type;
    }

    /** What the event says the subject is; null where it defines nothing. */
    abstract @Nullable S definition(Subject subject, RegistryEvent event);

    /** What becomes of the subject by an event that does not define it. */
    @Nullable
    S after(Subject subject, S state, RegistryEvent event) {
        return state;
    }

    @Override
    public Class<S> type() {
        return type;
    }

    @Override
    public boolean founds(Subject subject, RegistryEvent event) {
        return event.subjects().contains(subject) && definition(subject, event) != null;
    }

    @Override
    public @Nullable S apply(Subject subject, @Nullable S state, RegistryEvent event, LocalDate day) {
        if (!event.subjects().contains(subject)) {
            return state;
        }
        S defined = definition(subject, event);
        return defined != null ? defined : state == null ? null : after(subject, state, event);
    }

    @Override
    public void keys(S state, Consumer<LookupKey> keys) {
        // Found by their ids, and few enough to be read all.
    }

    static final DefinitionFold<Programme> PROGRAMMES = new DefinitionFold<>(Programme.class) {
        @Override
        @Nullable
        Programme definition(Subject subject, RegistryEvent event) {
            return event instanceof ProgrammeDefined defined ? defined.programme() : null;
        }
    };

    static final DefinitionFold<Organisation> ORGANISATIONS = new DefinitionFold<>(Organisation.class) {
        @Override
        @Nullable
        Organisation definition(Subject subject, RegistryEvent event) {
            return event instanceof OrganisationDefined defined ? defined.organisation() : null;
        }
    };

    static final DefinitionFold<Project> PROJECTS = new DefinitionFold<>(Project.class) {
        @Override
        @Nullable
        Project definition(Subject subject, RegistryEvent event) {
            return event instanceof ProjectDefined defined ? defined.project() : null;
        }
    };

    static final DefinitionFold<Intervention> INTERVENTIONS = new DefinitionFold<>(Intervention.class) {
        @Override
        @Nullable
        Intervention definition(Subject subject, RegistryEvent event) {
            return event instanceof InterventionDefined defined ? defined.intervention() : null;
        }

        @Override
        @Nullable
        Intervention after(Subject subject, Intervention state, RegistryEvent event) {
            return event instanceof InterventionEnded ? null : state;
        }
    };

    static final DefinitionFold<Area> AREAS = new DefinitionFold<>(Area.class) {
        @Override
        @Nullable
        Area definition(Subject subject, RegistryEvent event) {
            if (event instanceof AreaDefined defined) {
                return defined.area();
            }
            if (event instanceof AreasRedrawn redrawn) {
                for (Area area : redrawn.successors()) {
                    if (Subject.ofArea(area.code()).equals(subject)) {
                        return area;
                    }
                }
            }
            return null;
        }

        @Override
        Area after(Subject subject, Area state, RegistryEvent event) {
            if (!(event instanceof AreasRedrawn redrawn)) {
                return state;
            }
            if (!state.exists()) {
                throw new IllegalArgumentException("The area " + state.code() + " was redrawn before, into "
                        + state.successors() + ". Maybe one of these is meant?");
            }
            return new Area(
                    state.code(),
                    state.level(),
                    state.parent(),
                    state.names(),
                    redrawn.successors().stream().map(Area::code).toList());
        }
    };
}
