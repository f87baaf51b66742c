package org.trano.registry.portal;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.problem.DataException;

/** Says in a sentence why the portal could not start, where a setting or a file is to blame, instead of a page of its inside. */
class StartFailure extends AbstractFailureAnalyzer<RegistryException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, RegistryException cause) {
        String message = cause instanceof DataException data
                ? data.problem().describe(Locale.getDefault())
                : String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                message, "See docs/portal.md, Settings: portal.store, portal.areas, portal.boundaries.", cause);
    }
}
