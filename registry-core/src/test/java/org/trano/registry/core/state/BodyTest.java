package org.trano.registry.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;

/** The id that a view row need not say twice. */
class BodyTest {
    private static final EventCodec CODEC = EventCodec.standard();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aPersonIsKeptWithoutTheIdAndReadWithIt() {
        Person person = Person.builder(PersonId.create()).phone("90123456").build();
        Subject subject = new Subject(SubjectKind.PERSON, person.id().value());
        byte[] json = CODEC.writeState(new PersonProfile(person, List.of(), List.of(), List.of()));
        byte[] body = Body.shorten(subject, json);
        assertThat(text(json)).contains(person.id().toString());
        assertThat(text(body)).doesNotContain(person.id().toString());
        assertThat(Body.whole(subject, body)).isEqualTo(json);
        // As it was kept before.
        assertThat(Body.whole(subject, json)).isEqualTo(json);
    }

    @Test
    void whatHasNoSuchIdStaysAsItIs() {
        UUID id = UUID.randomUUID();
        byte[] json = bytes("{\"code\":\"TG01\",\"level\":1}");
        Subject area = new Subject(SubjectKind.AREA, id);
        assertThat(Body.shorten(area, json)).isEqualTo(json);
        assertThat(Body.whole(area, json)).isEqualTo(json);
    }

    /** Whatever damage did to a row, putting it together again does not fail: reading it will. */
    @Property
    void anythingCanBePutTogether(@ForAll byte[] body, @ForAll SubjectKind kind) {
        Subject subject = new Subject(kind, UUID.randomUUID());
        assertThat(Body.whole(subject, body).length).isGreaterThanOrEqualTo(body.length);
        assertThat(Body.shorten(subject, body)).isEqualTo(body);
    }
}
