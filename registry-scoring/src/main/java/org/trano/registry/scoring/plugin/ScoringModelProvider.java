package org.trano.registry.scoring.plugin;

import java.util.List;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * What an integrator implements to bring scoring models and indicators (docs/plugins.md). Give an instance to
 * {@link ScoringPlugins.Builder#provider}, or let it be found: declare it both in {@code module-info}
 * ({@code provides org.trano.registry.scoring.plugin.ScoringModelProvider with …}) and in
 * {@code META-INF/services/org.trano.registry.scoring.plugin.ScoringModelProvider}, so that it is found on the module path and on
 * the class path. A provider that is found needs a public constructor without parameters.
 */
public interface ScoringModelProvider {
    /**
     * The version of this interface and of {@link ScoringModel}. It changes when a plug-in built for the one cannot work with
     * the other. The compiler copies it into the plug-in: that is how a plug-in remembers what it was built for.
     */
    int API = 1;

    /**
     * What this plug-in was built for. Write {@code return API;} and nothing else.
     *
     * @return {@link #API} as it was when the plug-in was compiled
     */
    int api();

    /**
     * The models. Called once.
     *
     * @return no two with the same id; empty for a plug-in that brings indicators only
     */
    List<ScoringModel> models();

    /**
     * The indicators that declared models may ask for. Called once.
     *
     * @return no two with the same name; none unless told otherwise
     */
    default List<IndicatorDefinition> definitions() {
        return List.of();
    }
}
