package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which models score: one from a JSON file, one of a plug-in, or both. */
final class ModelOptions {
    @Option(names = "--model", paramLabel = "JSON", description = "A scoring model (docs/scoring.md).")
    private @Nullable Path modelFile;

    @Option(names = "--plugin-model", paramLabel = "ID", description = "A model of a plug-in (docs/plugins.md).")
    private @Nullable String pluginModel;

    @CommandLine.Mixin
    private PluginOptions plugins = new PluginOptions();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The day whose parameters count, where the model has several (default: the last ones).")
    private @Nullable LocalDate date;

    /** The models that were asked for, and the plug-ins they come from, to be closed at the end. */
    record Models(List<ScoringModel> list, ScoringPlugins plugins) implements AutoCloseable {
        /** The model that decides: that of the file where there is one. */
        ScoringModel first() {
            return list.get(0);
        }

        @Override
        public void close() {
            plugins.close();
        }
    }

    /** What is wrong with these options, or null. */
    @Nullable
    String fault(boolean oneOnly) {
        if (modelFile == null && pluginModel == null) {
            return "Name a model: --model M.json, or --plugins DIR --plugin-model ID.";
        }
        if (oneOnly && modelFile != null && pluginModel != null) {
            return "Name one model: --model or --plugin-model, not both.";
        }
        return null;
    }

    /** Whether any model was asked for. */
    boolean isGiven() {
        return modelFile != null || pluginModel != null;
    }

    /** Whether the model is one declared in a file. */
    boolean isDeclared() {
        return modelFile != null;
    }

    /** The day whose parameters count, or null for the last ones. */
    @Nullable
    LocalDate date() {
        return date;
    }

    /** Loads the models. What is wrong with plug-ins is said, and stops nothing unless the one asked for is missing. */
    Models load(Terminal terminal) {
        ScoringPlugins loaded = plugins.load(pluginModel != null, terminal);
        try {
            List<ScoringModel> models = new ArrayList<>();
            if (modelFile != null) {
                DeclaredModel model = DeclaredModel.read(modelFile, loaded.indicators());
                models.add(date == null ? model : model.on(date));
            }
            if (pluginModel != null) {
                models.add(loaded.model(pluginModel));
            }
            return new Models(models, loaded);
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }
}
