package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.InterventionId;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.AreaDefined;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.portal.NewsPosted;
import org.trano.registry.portal.PublicView;

/** What is typed becomes what is recorded, or is said to be wrong; there is no third way. */
class EntryFormTest {
    private static final OrganisationId MINISTRY = OrganisationId.create();
    private static final PublicView VIEW = view();
    private static final EventCodec CODEC = OfficeEvent.codec(EventCodec.standard());

    private static PublicView view() {
        try (Registry registry = Registry.open(new MemoryStore())) {
            EventContext context = new EventContext(LocalDate.now(), "test", "test", "test");
            registry.record(new AreaDefined(Area.of("TG", 0, null, Map.of("fr", "Togo"))), context);
            registry.record(
                    new OrganisationDefined(new Organisation(
                            MINISTRY, CodeList.ORGANISATION_TYPE.code("ministry"), Map.of("fr", "Ministère"))),
                    context);
            return PublicView.of(registry, LocalDate.now());
        }
    }

    @Provide
    Arbitrary<Map<String, List<String>>> typed() {
        Arbitrary<String> field = Arbitraries.of(
                "names.fr",
                "names.en",
                "names.ar",
                "texts.fr",
                "organisation",
                "partners",
                "programme",
                "begins",
                "ends",
                "objective",
                "indicator",
                "target",
                "actual",
                "kind",
                "work",
                "area",
                "theme",
                "from",
                "note",
                "base",
                "x");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(
                        "",
                        "ngo",
                        "TG",
                        "cash_transfer",
                        MINISTRY.toString(),
                        "2026-12-01",
                        "0000-00-00",
                        "12 000,5",
                        "1e9",
                        "-3",
                        "9999999999999999999",
                        "<b>",
                        "\u202e",
                        "\ud800",
                        "x".repeat(400)));
        return Arbitraries.maps(field, value.list().ofMaxSize(4)).ofMaxSize(12);
    }

    @Property
    void whatever_is_typed_can_be_recorded_or_is_said_to_be_wrong(
            @ForAll("typed") Map<String, List<String>> typed, @ForAll EntryKind kind) {
        EntryForm form = new EntryForm(typed);
        UUID id = UUID.randomUUID();
        List<RegistryEvent> events = form.read(kind, id, VIEW);
        assertThat(events).isNotEmpty();
        assertThat(kind.id(events.get(0))).isEqualTo(id);
        if (form.faults().isEmpty()) {
            for (RegistryEvent event : events) {
                assertThat(CODEC.with("portal-news-posted", NewsPosted.class).write(event))
                        .isNotEmpty();
            }
            assertThat(EntryKind.names(events.get(0))).isNotEmpty();
        }
    }

    @Property
    void a_wording_that_is_shown_in_a_form_and_not_touched_is_the_same_wording(
            @ForAll("typed") Map<String, List<String>> typed, @ForAll EntryKind kind) {
        EntryForm form = new EntryForm(typed);
        UUID id = UUID.randomUUID();
        RegistryEvent event = form.read(kind, id, VIEW).get(0);
        if (form.faults().isEmpty()) {
            EntryForm shown = EntryForm.worded(event);
            assertThat(shown.read(kind, id, VIEW).get(0)).isEqualTo(event);
            assertThat(shown.faults()).isEmpty();
        }
    }

    @Test
    void faults_are_named_field_by_field() {
        EntryForm form = new EntryForm(Map.of(
                "names.fr", List.of(""),
                "objective", List.of("Nourrir", ""),
                "indicator", List.of("", ""),
                "target", List.of("mille", ""),
                "actual", List.of("1", ""),
                "organisation", List.of("forged")));
        form.read(EntryKind.ACTIONS, UUID.randomUUID(), VIEW);
        assertThat(form.faults())
                .containsEntry("names.fr", "fault.empty")
                .containsEntry("objective.0", "fault.empty")
                .containsEntry("target.0", "fault.number")
                .containsEntry("organisation", "fault.choice")
                .hasSize(4);
    }

    /** What a form does not show would be taken for ended when it comes back. */
    @Test
    void an_actor_at_work_in_many_places_loses_none_of_them() {
        for (int places : new int[] {70, EntryForm.MOST_LINES, EntryForm.MOST_LINES + 1}) {
            try (Registry registry = Registry.open(new MemoryStore())) {
                EventContext context = new EventContext(LocalDate.now(), "test", "test", "test");
                registry.record(new AreaDefined(Area.of("TG", 0, null, Map.of("fr", "Togo"))), context);
                OrganisationDefined defined = new OrganisationDefined(new Organisation(
                        MINISTRY, CodeList.ORGANISATION_TYPE.code("ministry"), Map.of("fr", "Ministère")));
                registry.record(defined, context);
                for (int i = 0; i < places; i++) {
                    registry.record(
                            new InterventionDefined(
                                    new Intervention(InterventionId.create(), MINISTRY, "TG", "theme_" + i, null)),
                            context);
                }
                PublicView view = PublicView.of(registry, LocalDate.now());
                EntryForm form = EntryForm.of(defined, view);
                List<RegistryEvent> events = form.read(EntryKind.ACTORS, MINISTRY.value(), view);
                if (places <= EntryForm.MOST_LINES) {
                    assertThat(form.lines("area")).isGreaterThanOrEqualTo(places);
                    assertThat(form.faults()).isEmpty();
                    assertThat(events).containsExactly(defined);
                } else {
                    assertThat(form.faults()).containsEntry("area.0", "fault.lines");
                }
            }
        }
    }

    @Test
    void a_word_for_whoever_confirms_is_checked_like_the_rest() {
        for (String note : List.of("x".repeat(301), "a\u0000b", "\ud800")) {
            EntryForm form = new EntryForm(Map.of("note", List.of(note)));
            form.note();
            assertThat(form.faults()).containsKey("note");
        }
        assertThat(new EntryForm(Map.of("note", List.of(" Relu "))).note()).isEqualTo("Relu");
    }

    @Test
    void a_day_that_has_passed_or_lies_far_ahead_is_refused() {
        for (String day : List.of("2001-01-01", LocalDate.now().plusYears(3).toString(), "tomorrow", "2026-02-30")) {
            EntryForm form = new EntryForm(Map.of("from", List.of(day)));
            form.from();
            assertThat(form.faults()).as(day).containsKey("from");
        }
        EntryForm form = new EntryForm(Map.of());
        assertThat(form.from()).isEqualTo(LocalDate.now());
        assertThat(form.faults()).isEmpty();
    }
}
