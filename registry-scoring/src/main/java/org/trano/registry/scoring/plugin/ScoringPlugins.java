package org.trano.registry.scoring.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.internal.Guard;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * The models and indicators of plug-ins: given explicitly (a bean of the host's framework), found by {@link ServiceLoader} on the class or
 * module path, or loaded from the jars of a folder that are pinned by their SHA-256.
 *
 * <p>A plug-in that cannot be used (it was changed, is not pinned, was built for another version, throws, takes too long to
 * answer) is left out and named in {@link #problems()}; it never keeps the others from working. What a model does wrong later, while
 * scoring, is held off by {@link org.trano.registry.scoring.Scorer}. A plug-in is trusted code all the same: it runs with all
 * rights of the process, and could end it.
 *
 * <p>Immutable and thread-safe. Close it when its models are no longer used: the jars of the folder are then let go.
 */
public final class ScoringPlugins implements AutoCloseable {
    private final Map<String, ScoringModel> models;
    private final List<IndicatorDefinition> indicators;
    private final List<Problem> problems;
    private final List<PluginFolder> folders;

    private ScoringPlugins(Loading loading) {
        this.models = Collections.unmodifiableMap(new LinkedHashMap<>(loading.models));
        this.indicators = List.copyOf(loading.indicators.values());
        this.problems = List.copyOf(loading.problems);
        this.folders = List.copyOf(loading.folders);
    }

    /**
     * No plug-ins so far.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The models that can be used.
     *
     * @return the models in the order in which they were found
     */
    public List<ScoringModel> models() {
        return List.copyOf(models.values());
    }

    /**
     * The model with an id.
     *
     * @param id its id
     * @return the model
     * @throws DataException if there is none; the message names those there are
     */
    public ScoringModel model(String id) {
        return Optional.ofNullable(models.get(id))
                .orElseThrow(() -> new DataException(new Problem(
                        "plugin.no-model",
                        null,
                        0,
                        null,
                        id,
                        List.of(models.isEmpty() ? "–" : String.join(", ", new TreeSet<>(models.keySet()))))));
    }

    /**
     * The indicators that can be used, for {@link org.trano.registry.scoring.model.DeclaredModel#read(Path, List)}. One that
     * throws, gives what it must not, or takes longer than a second for a household has no value for it, with the reason
     * {@link org.trano.registry.scoring.indicator.MissingReason#PLUGIN_FAILED}; after three that took too long it is asked no more.
     *
     * @return the indicators in the order in which they were found
     */
    public List<IndicatorDefinition> indicators() {
        return indicators;
    }

    /**
     * What is wrong with the plug-ins that are left out.
     *
     * @return the problems, empty if all can be used
     */
    public List<Problem> problems() {
        return problems;
    }

    /** Lets the jars go. */
    @Override
    public void close() {
        folders.forEach(PluginFolder::close);
    }

    /** Collects what is found. */
    static final class Loading {
        final Map<String, ScoringModel> models = new LinkedHashMap<>();
        final Map<String, IndicatorDefinition> indicators = new LinkedHashMap<>();
        final List<Problem> problems = new ArrayList<>();
        final List<PluginFolder> folders = new ArrayList<>();
        private final Duration limit;

        Loading(Duration limit) {
            this.limit = limit;
        }

        Duration limit() {
            return limit;
        }

        /** Takes the models of a provider, or says why not. */
        void add(String origin, ScoringModelProvider provider) {
            try {
                int api = Guard.call("scoring plug-in", limit, provider::api);
                if (api != ScoringModelProvider.API) {
                    problems.add(Problem.ofFile(
                            "plugin.version",
                            origin,
                            Integer.toString(api),
                            Integer.toString(ScoringModelProvider.API)));
                    return;
                }
                List<ScoringModel> given = Guard.call("scoring plug-in", limit, provider::models);
                List<IndicatorDefinition> definitions = Guard.call("scoring plug-in", limit, provider::definitions);
                if (given.isEmpty() && definitions.isEmpty()) {
                    throw new IllegalArgumentException("it has no models and no indicators");
                }
                for (ScoringModel model : new ArrayList<>(given)) {
                    add(origin, PluginModel.of(model, limit));
                }
                for (IndicatorDefinition definition : new ArrayList<>(definitions)) {
                    add(origin, PluginIndicator.of(definition, limit));
                }
            } catch (Guard.FailedException e) {
                failed(origin, Objects.requireNonNullElse(e.getCause(), e));
            } catch (Guard.SlowException e) {
                problems.add(Problem.ofFile("plugin.slow", origin, Guard.describe(limit)));
            } catch (IllegalArgumentException | NullPointerException e) {
                problems.add(Problem.ofFile("plugin.invalid", origin, String.valueOf(e.getMessage())));
            }
        }

        private void add(String origin, ScoringModel model) {
            ScoringModel first = models.putIfAbsent(model.id(), model);
            if (first != null) {
                problems.add(Problem.ofFile("plugin.duplicate", origin, model.id()));
            }
        }

        private void add(String origin, IndicatorDefinition indicator) {
            if (indicators.putIfAbsent(indicator.name(), indicator) != null) {
                problems.add(Problem.ofFile("plugin.duplicate-indicator", origin, indicator.name()));
            }
        }

        /** How much was found so far. */
        int found() {
            return models.size() + indicators.size();
        }

        /** Code built against other classes than ours fails to link; anything else is the plug-in's own fault. */
        void failed(String origin, Throwable thrown) {
            Throwable cause = thrown instanceof ServiceConfigurationError && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
            problems.add(Problem.ofFile(
                    cause instanceof LinkageError ? "plugin.linkage" : "plugin.failed", origin, Guard.describe(cause)));
        }

        /** Takes all providers a loader finds; one that cannot be made does not hide the next. */
        void addAll(String origin, Iterable<ServiceLoader.Provider<ScoringModelProvider>> providers) {
            for (ServiceLoader.Provider<ScoringModelProvider> found : providers) {
                try {
                    add(
                            origin.isEmpty() ? found.type().getName() : origin,
                            Guard.call("scoring plug-in", limit, found));
                } catch (Guard.FailedException e) {
                    failed(origin, Objects.requireNonNullElse(e.getCause(), e));
                } catch (Guard.SlowException e) {
                    problems.add(Problem.ofFile("plugin.slow", origin, Guard.describe(limit)));
                }
            }
        }
    }

    /** Where plug-ins come from. Not thread-safe. */
    public static final class Builder {
        private final List<ScoringModelProvider> given = new ArrayList<>();
        private final Map<Path, PluginPins> folders = new LinkedHashMap<>();
        private boolean installed;
        private Duration limit = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * A provider at hand, for example a bean of the host's framework.
         *
         * @param provider the provider
         * @return this builder
         */
        public Builder provider(ScoringModelProvider provider) {
            given.add(Objects.requireNonNull(provider));
            return this;
        }

        /**
         * All providers that {@link ServiceLoader} finds on the class or module path.
         *
         * @return this builder
         */
        public Builder installed() {
            installed = true;
            return this;
        }

        /**
         * The jars in a folder. Each is read once, compared with its pin, and what was compared is what is loaded: in a module
         * layer of its own where this library is a named module, by a class loader of its own on the class path. A jar must
         * hold all it needs besides this library.
         *
         * @param folder the folder; its jars are taken in the order of their names
         * @param pins which jars may be loaded
         * @return this builder
         */
        public Builder folder(Path folder, PluginPins pins) {
            folders.put(folder, pins);
            return this;
        }

        /**
         * How long a plug-in may take to say what it is; 10 seconds unless told otherwise.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder limit(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("A limit of " + time + " leaves no time. Maybe 10 seconds?");
            }
            this.limit = time;
            return this;
        }

        /**
         * Loads the plug-ins.
         *
         * @return what could be loaded, and what is wrong with the rest
         * @throws DataException if a folder does not exist or cannot be read
         */
        public ScoringPlugins load() {
            Loading loading = new Loading(limit);
            for (ScoringModelProvider provider : given) {
                loading.add(provider.getClass().getName(), provider);
            }
            if (installed) {
                loadInstalled(loading);
            }
            folders.forEach((folder, pins) -> loading.folders.add(PluginFolder.load(folder, pins, loading)));
            return new ScoringPlugins(loading);
        }

        private static void loadInstalled(Loading loading) {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            ServiceLoader<ScoringModelProvider> loader = ServiceLoader.load(
                    ScoringModelProvider.class, context != null ? context : ScoringPlugins.class.getClassLoader());
            loading.addAll("", PluginFolder.found(loader, loading, "ServiceLoader", provider -> true));
        }
    }
}
