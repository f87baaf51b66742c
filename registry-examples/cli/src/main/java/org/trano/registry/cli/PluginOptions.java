package org.trano.registry.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.plugin.PluginPins;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import picocli.CommandLine.Option;

/** Which plug-ins bring models and indicators. */
final class PluginOptions {
    @Option(names = "--plugins", paramLabel = "DIR", description = "The folder with the plug-ins' jars.")
    private @Nullable Path folder;

    @Option(
            names = "--pins",
            paramLabel = "FILE",
            description = "Which jars may be loaded, as sha256sum writes it (default: " + PluginPins.FILE
                    + " in that folder).")
    private @Nullable Path pins;

    /** Loads those of the folder and, where there is a folder or they are needed, those installed. What is wrong with any is said, and stops nothing. */
    ScoringPlugins load(boolean needed, Terminal terminal) {
        ScoringPlugins.Builder builder = ScoringPlugins.builder();
        if (needed || folder != null) {
            builder.installed();
        }
        if (folder != null) {
            builder.folder(folder, PluginPins.read(pins != null ? pins : folder.resolve(PluginPins.FILE)));
        }
        ScoringPlugins plugins = builder.load();
        for (Problem problem : plugins.problems()) {
            terminal.remark(problem.describe(terminal.locale()));
        }
        return plugins;
    }
}
