package org.trano.registry.portal.office;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.InterventionEnded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.PageWords;
import org.trano.registry.portal.PublicView;

/**
 * One line of what a proposal changes.
 *
 * @param field the field, a key of the words after {@code field.}
 * @param before what stands now, empty where nothing does
 * @param after what will stand, empty where nothing will
 */
public record Change(String field, String before, String after) {
    static List<Change> of(Proposal proposal, Entries.@Nullable Entry entry, PublicView view) {
        RegistryEvent now = entry == null
                ? null
                : entry.versions().stream()
                        .filter(version -> version.recorded()
                                .id()
                                .equals(proposal.proposed().basedOn()))
                        .findFirst()
                        .map(version -> version.recorded().event())
                        .orElse(null);
        RegistryEvent next = proposal.isRemoval() ? null : proposal.events().get(0);
        PublicView with = proposal.isRemoval() ? view : view.with(proposal.events(), proposal.day());
        EntryForm before = now == null ? new EntryForm() : EntryForm.worded(now);
        EntryForm after = next == null ? new EntryForm() : EntryForm.worded(next);
        Set<String> fields = new LinkedHashSet<>(before.fields());
        fields.addAll(after.fields());
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            int lines = Math.max(before.count(field), after.count(field));
            for (int line = 0; line < lines; line++) {
                String old = named(field, before.get(field, line), with);
                String text = named(field, after.get(field, line), with);
                if (!old.equals(text)) {
                    changes.add(new Change(field, old, text));
                }
            }
        }
        for (RegistryEvent event : proposal.events()) {
            if (event instanceof InterventionDefined defined) {
                changes.add(new Change(
                        "work",
                        "",
                        place(
                                defined.intervention().area(),
                                defined.intervention().theme(),
                                view)));
            } else if (event instanceof InterventionEnded ended) {
                view.actors().stream()
                        .flatMap(actor -> actor.interventions().stream())
                        .filter(one -> one.id().equals(ended.intervention()))
                        .forEach(one -> changes.add(new Change("work", place(one.area(), one.theme(), view), "")));
            }
        }
        return changes;
    }

    private static String place(String area, String theme, PublicView view) {
        return view.area(area)
                        .map(one -> PageWords.any(one.names(), Language.FR))
                        .orElse(area) + " – " + theme;
    }

    /** Names where forms have ids. */
    private static String named(String field, String value, PublicView view) {
        return switch (field) {
            case "organisation", "partners" ->
                view.actors().stream()
                        .filter(actor -> actor.id().toString().equals(value))
                        .findFirst()
                        .map(actor -> PageWords.any(actor.names(), Language.FR))
                        .orElse(value);
            case "programme" ->
                view.actions().stream()
                        .filter(action -> action.id().toString().equals(value))
                        .findFirst()
                        .map(action -> PageWords.any(action.programme().names(), Language.FR))
                        .orElse(value);
            default -> value;
        };
    }
}
