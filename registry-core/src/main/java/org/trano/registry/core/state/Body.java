package org.trano.registry.core.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;

/**
 * The JSON of a household's or a person's state as a view row keeps it: without the subject's id at its beginning, for that stands in the row. A million
 * people have it once less. Bodies that still have it are read too.
 */
final class Body {
    private static final byte[] OF_HOUSEHOLD = "{".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OF_PERSON = "{\"person\":{".getBytes(StandardCharsets.UTF_8);

    private Body() {}

    /** What the row keeps. */
    static byte[] shorten(Subject subject, byte[] json) {
        byte[] begin = begin(subject.kind());
        byte[] id = id(subject);
        int from = begin.length;
        int to = from + id.length;
        if (from == 0 || json.length <= to || !Arrays.equals(json, from, to, id, 0, id.length)) {
            return json;
        }
        byte[] body = new byte[json.length - id.length];
        System.arraycopy(json, 0, body, 0, from);
        System.arraycopy(json, to, body, from, json.length - to);
        return body;
    }

    /** The JSON again. */
    static byte[] whole(Subject subject, byte[] body) {
        byte[] begin = begin(subject.kind());
        byte[] id = id(subject);
        int from = begin.length;
        if (from == 0 || body.length < from || !Arrays.equals(body, 0, from, begin, 0, from) || isId(body, from)) {
            return body;
        }
        byte[] json = new byte[body.length + id.length];
        System.arraycopy(body, 0, json, 0, from);
        System.arraycopy(id, 0, json, from, id.length);
        System.arraycopy(body, from, json, from + id.length, body.length - from);
        return json;
    }

    private static boolean isId(byte[] body, int from) {
        return body.length > from + 4
                && body[from] == '"'
                && body[from + 1] == 'i'
                && body[from + 2] == 'd'
                && body[from + 3] == '"';
    }

    private static byte[] begin(SubjectKind kind) {
        return switch (kind) {
            case HOUSEHOLD -> OF_HOUSEHOLD;
            case PERSON -> OF_PERSON;
            default -> new byte[0];
        };
    }

    private static byte[] id(Subject subject) {
        return ("\"id\":\"" + subject.id() + "\",").getBytes(StandardCharsets.UTF_8);
    }
}
