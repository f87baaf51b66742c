package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.LookupKey;

/** What an integrator's own subject is, the registry does not know: only its history. */
final class OtherFold implements Fold<Object> {
    @Override
    public Class<Object> type() {
        return Object.class;
    }

    /** Any event: also one that this build does not know, so that whoever knows it and whoever does not keep the same view. */
    @Override
    public boolean founds(Subject subject, RegistryEvent event) {
        return true;
    }

    @Override
    public @Nullable Object apply(Subject subject, @Nullable Object state, RegistryEvent event, LocalDate day) {
        return null;
    }

    @Override
    public void keys(Object state, Consumer<LookupKey> keys) {
        // None: it has no state.
    }
}
