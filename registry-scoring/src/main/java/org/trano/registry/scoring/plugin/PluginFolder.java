package org.trano.registry.scoring.plugin;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * Plug-ins from the jars of a folder. What is loaded is a private copy of the very bytes that were compared with the pins, so
 * that nobody can exchange a jar between the comparison and the loading.
 */
final class PluginFolder implements AutoCloseable {
    private static final long LARGEST_JAR = 64L << 20;

    private final List<URLClassLoader> loaders = new ArrayList<>();
    private final List<Path> copies = new ArrayList<>();
    private @Nullable Path copyFolder;

    private PluginFolder() {}

    /** Loads what is pinned; everything else becomes a problem. */
    static PluginFolder load(Path folder, PluginPins pins, ScoringPlugins.Loading loading) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(Problem.ofFile("plugin.no-folder", folder.toString()));
        }
        PluginFolder plugins = new PluginFolder();
        Set<String> unseen = new HashSet<>(pins.sums().keySet());
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", folder.toString(), String.valueOf(e.getMessage())), e);
        }
        for (Path jar : jars) {
            String name = Objects.toString(jar.getFileName());
            unseen.remove(name);
            plugins.load(jar, name, pins, loading);
        }
        for (Map.Entry<String, String> pin : pins.sums().entrySet()) {
            if (unseen.contains(pin.getKey())) {
                loading.problems.add(Problem.ofFile("plugin.missing", pin.getKey(), folder.toString()));
            }
        }
        return plugins;
    }

    private void load(Path jar, String name, PluginPins pins, ScoringPlugins.Loading loading) {
        try {
            if (Files.size(jar) > LARGEST_JAR) {
                loading.problems.add(Problem.ofFile("plugin.large", name, Long.toString(LARGEST_JAR >> 20)));
                return;
            }
            byte[] bytes = Files.readAllBytes(jar);
            String sum = PluginPins.sha256(bytes);
            String pin = pins.sums().get(name);
            if (pin == null) {
                loading.problems.add(Problem.ofFile("plugin.unpinned", name, sum));
                return;
            }
            if (!pin.equals(sum)) {
                loading.problems.add(Problem.ofFile("plugin.tampered", name, sum, pin));
                return;
            }
            Path copy = copy(name, bytes);
            int before = loading.found();
            int complaints = loading.problems.size();
            if (ScoringPlugins.class.getModule().isNamed()) {
                loadModule(copy, name, loading);
            } else {
                loadClasses(copy, name, loading);
            }
            if (loading.found() == before && loading.problems.size() == complaints) {
                loading.problems.add(Problem.ofFile("plugin.none", name));
            }
        } catch (IOException e) {
            loading.problems.add(Problem.ofFile("file.unreadable", name, String.valueOf(e.getMessage())));
        } catch (FindException | ResolutionException | LayerInstantiationException | LinkageError e) {
            loading.failed(name, e);
        }
    }

    private static void loadModule(Path jar, String name, ScoringPlugins.Loading loading) {
        ModuleLayer parent =
                Objects.requireNonNull(ScoringPlugins.class.getModule().getLayer());
        ModuleFinder finder = ModuleFinder.of(jar);
        Set<String> roots =
                finder.findAll().stream().map(m -> m.descriptor().name()).collect(Collectors.toSet());
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
        ModuleLayer layer = parent.defineModulesWithOneLoader(configuration, ScoringPlugins.class.getClassLoader());
        ServiceLoader<ScoringModelProvider> services = ServiceLoader.load(layer, ScoringModelProvider.class);
        // The layers above offer theirs too; those are not this jar's.
        loading.addAll(
                name,
                found(
                        services,
                        loading,
                        name,
                        provider -> provider.type().getModule().getLayer() == layer));
    }

    private void loadClasses(Path jar, String name, ScoringPlugins.Loading loading) throws IOException {
        URLClassLoader loader = new URLClassLoader(
                "scoring plug-in " + name, new URL[] {jar.toUri().toURL()}, ScoringPlugins.class.getClassLoader());
        loaders.add(loader);
        ServiceLoader<ScoringModelProvider> services = ServiceLoader.load(ScoringModelProvider.class, loader);
        loading.addAll(
                name, found(services, loading, name, provider -> provider.type().getClassLoader() == loader));
    }

    /** The providers one by one; where a declaration is faulty it is reported and the next one is looked at. */
    static List<ServiceLoader.Provider<ScoringModelProvider>> found(
            ServiceLoader<ScoringModelProvider> services,
            ScoringPlugins.Loading loading,
            String origin,
            Predicate<ServiceLoader.Provider<ScoringModelProvider>> own) {
        List<ServiceLoader.Provider<ScoringModelProvider>> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<ScoringModelProvider>> all =
                services.stream().iterator();
        // A loader gets past a faulty declaration, but a limit keeps a broken one from holding us for ever.
        for (int faults = 0; faults < 100; ) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<ScoringModelProvider> provider = all.next();
                if (own.test(provider)) {
                    found.add(provider);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                loading.failed(origin, e);
                faults++;
            }
        }
        return found;
    }

    private Path copy(String name, byte[] bytes) throws IOException {
        if (copyFolder == null) {
            // Only the owner of the process may read or write a temporary folder.
            copyFolder = Files.createTempDirectory("scoring-plugins");
        }
        // The name may give an automatic module its name, so it is kept.
        Path copy = Files.write(copyFolder.resolve(name), bytes);
        copies.add(copy);
        return copy;
    }

    @Override
    public void close() {
        try {
            for (URLClassLoader loader : loaders) {
                loader.close();
            }
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
            if (copyFolder != null) {
                Files.deleteIfExists(copyFolder);
            }
        } catch (IOException e) {
            // Some platforms do not delete what a module layer still holds open: it goes when the process ends.
            copies.forEach(copy -> copy.toFile().deleteOnExit());
            if (copyFolder != null) {
                copyFolder.toFile().deleteOnExit();
            }
        }
    }
}
