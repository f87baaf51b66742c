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

    @Override
    public boolean founds(Subject subject, RegistryEvent event) {
        return event.subjects().contains(subject);
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
