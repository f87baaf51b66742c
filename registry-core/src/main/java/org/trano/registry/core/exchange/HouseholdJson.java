package org.trano.registry.core.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one household as a form gives it: a JSON object of which little is obligatory. Members and household are given new ids. Values are
 * written as in a file that is imported: {@code F} or {@code femme}, {@code 12/06/1985} or {@code 1985}.
 *
 * <pre>{@code
 * Household told = HouseholdJson.parse(
 *         """
 *         {"area": "TG0301", "interview": {"date": "2026-03-01", "answers": {"walls": "mud"}},
 *          "members": [{"name": "Afi Mensah", "sex": "F", "birth": "1985", "relationship": "head",
 *                       "phones": ["90 12 34 56"], "identifiers": {"national_id": "TG4711"}}]}
 *         """,
 *         "form.json",
 *         LocalDate.of(2026, 3, 1));
 * }</pre>
 *
 * <p>Thread-safe. Linear in the text.
 */
public final class HouseholdJson {
    private static final int LARGEST = 1 << 20;
    private static final List<String> OF_HOUSEHOLD = List.of("area", "interview", "kind", "identifiers", "members");
    private static final List<String> OF_INTERVIEW = List.of("date", "form", "enumerator", "place", "answers");
    private static final List<String> OF_MEMBER = List.of(
            "name",
            "given_names",
            "surname",
            "patronymic",
            "other_names",
            "sex",
            "birth",
            "age",
            "relationship",
            "phones",
            "identifiers",
            "marital_status",
            "displacement",
            "answers");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String source;
    private final LocalDate today;

    private HouseholdJson(String source, LocalDate today) {
        this.source = source;
        this.today = today;
    }

    /**
     * Reads a household from a file.
     *
     * @param file UTF-8, at most a mebibyte
     * @param today the day from which ages are counted, and of the interview where the form names none
     * @return the household
     * @throws DataException if the file cannot be read or is no such household; it names the field
     */
    public static Household read(Path file, LocalDate today) {
        String name = CsvFile.name(file);
        if (!Files.exists(file)) {
            throw new DataException(Problem.ofFile("file.missing", name));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DataException(Problem.ofFile("json.large", name, Integer.toString(LARGEST)));
            }
            return parse(new String(bytes, StandardCharsets.UTF_8), name, today);
        } catch (IOException e) {
            throw new DataException(Problem.ofFile("file.unreadable", name, CsvFile.reason(e)), e);
        }
    }

    /**
     * Reads a household.
     *
     * @param json the text
     * @param source where it came from, for messages
     * @param today the day from which ages are counted, and of the interview where the form names none
     * @return the household
     * @throws DataException if it is no such household; it names the field
     */
    public static Household parse(String json, String source, LocalDate today) {
        try {
            // A byte order mark is no part of the text.
            return new HouseholdJson(source, today)
                    .household(JSON.readTree(json.startsWith("\uFEFF") ? json.substring(1) : json));
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new DataException(Problem.ofRow("json.invalid", source, line, e.getOriginalMessage()), e);
        } catch (RowProblem e) {
            throw new DataException(e.problem(), e);
        }
    }

    private Household household(JsonNode root) throws RowProblem {
        object(root, "", OF_HOUSEHOLD);
        Household.Builder household = Household.builder(HouseholdId.create(), interview(root.get("interview")))
                .area(text(root, "", "area"));
        identifiers(root.get("identifiers"), "identifiers").forEach(household::identifier);
        Code kind = code(root, "", "kind", CodeList.GROUP_TYPE);
        if (kind != null) {
            household.kind(kind);
        }
        JsonNode members = root.get("members");
        if (members == null || members.isNull() || (members.isArray() && members.isEmpty())) {
            throw new RowProblem(Problem.ofFile("json.nobody", source));
        }
        requireArray(members, "members");
        for (int i = 0; i < members.size(); i++) {
            household.member(member(members.get(i), "members[" + i + "]"));
        }
        return household.build();
    }

    private Interview interview(@Nullable JsonNode node) throws RowProblem {
        if (node == null || node.isNull()) {
            return new Interview(today, Map.of());
        }
        object(node, "interview", OF_INTERVIEW);
        String day = text(node, "interview", "date");
        LocalDate date = day == null
                ? today
                : ValueReader.date(day, DateOrder.DAY_FIRST, today, code -> problem(code, "interview.date", day))
                        .earliest();
        return new Interview(
                date,
                answers(node.get("answers"), "interview.answers"),
                text(node, "interview", "form"),
                text(node, "interview", "enumerator"),
                text(node, "interview", "place"));
    }

    private Member member(JsonNode node, String path) throws RowProblem {
        object(node, path, OF_MEMBER);
        Person.Builder person = Person.builder(PersonId.create());
        String full = text(node, path, "name");
        String given = text(node, path, "given_names");
        String surname = text(node, path, "surname");
        String patronymic = text(node, path, "patronymic");
        boolean isNamed = full != null || given != null || surname != null || patronymic != null;
        if (isNamed) {
            person.name(new PersonName(given, surname, full, patronymic, null, null, null));
        }
        for (String other : texts(node.get("other_names"), path + ".other_names")) {
            person.otherName(new PersonName(null, null, other));
        }
        List<String> phones = texts(node.get("phones"), path + ".phones");
        phones.forEach(person::phone);
        List<Identifier> numbers = identifiers(node.get("identifiers"), path + ".identifiers");
        numbers.forEach(person::identifier);
        if (!isNamed && phones.isEmpty() && numbers.isEmpty()) {
            throw new RowProblem(new Problem("json.unnamed", source, 0, path, null, List.of()));
        }
        String sex = text(node, path, "sex");
        if (sex != null) {
            person.sex(Sex.parse(sex).orElseThrow(() -> problem("sex.unknown", path + ".sex", sex)));
        }
        person.birth(birth(node, path));
        person.maritalStatus(code(node, path, "marital_status", CodeList.MARITAL_STATUS));
        person.displacement(code(node, path, "displacement", CodeList.DISPLACEMENT_STATUS));
        String word = text(node, path, "relationship");
        RelationshipToHead relationship = word == null
                ? RelationshipToHead.UNKNOWN
                : RelationshipToHead.parse(word)
                        .orElseThrow(() -> problem("relationship.unknown", path + ".relationship", word));
        return new Member(person.build(), relationship, answers(node.get("answers"), path + ".answers"));
    }

    private UncertainDate birth(JsonNode node, String path) throws RowProblem {
        String text = text(node, path, "birth");
        String age = text(node, path, "age");
        if (text != null) {
            return ValueReader.birth(text, DateOrder.DAY_FIRST, today, code -> problem(code, path + ".birth", text));
        }
        if (age == null) {
            return UncertainDate.UNKNOWN;
        }
        try {
            return UncertainDate.ofStatedAge(Integer.parseInt(age), today);
        } catch (IllegalArgumentException e) {
            throw problem("age.unreadable", path + ".age", age);
        }
    }

    private Map<String, Answer> answers(@Nullable JsonNode node, String path) throws RowProblem {
        Map<String, Answer> answers = new TreeMap<>();
        if (node != null && !node.isNull()) {
            requireObject(node, path);
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                requireText(each.getKey(), path);
                JsonNode value = each.getValue();
                if (value.isNumber()) {
                    answers.put(each.getKey(), new Answer.Numeric(number(value, path + "." + each.getKey())));
                } else {
                    String text = text(node, path, each.getKey());
                    if (text != null) {
                        answers.put(each.getKey(), new Answer.Coded(text));
                    }
                }
            }
        }
        return answers;
    }

    private BigDecimal number(JsonNode node, String path) throws RowProblem {
        BigDecimal value = node.decimalValue();
        if (Math.abs((long) value.scale()) > 1000 || value.precision() > 1000) {
            throw problem("number.unreadable", path, node.asString());
        }
        return value;
    }

    private List<Identifier> identifiers(@Nullable JsonNode node, String path) throws RowProblem {
        List<Identifier> identifiers = new ArrayList<>();
        if (node != null && !node.isNull()) {
            requireObject(node, path);
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                requireText(each.getKey(), path);
                String value = text(node, path, each.getKey());
                if (value != null) {
                    try {
                        identifiers.add(new Identifier(each.getKey(), value));
                    } catch (IllegalArgumentException e) {
                        throw problem("json.value", path + "." + each.getKey(), value, String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        return identifiers;
    }

    private List<String> texts(@Nullable JsonNode node, String path) throws RowProblem {
        List<String> texts = new ArrayList<>();
        if (node != null && !node.isNull()) {
            requireArray(node, path);
            for (int i = 0; i < node.size(); i++) {
                String text = text(node.get(i), path + "[" + i + "]");
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private @Nullable Code code(JsonNode node, String path, String field, CodeList list) throws RowProblem {
        String text = text(node, path, field);
        if (text == null) {
            return null;
        }
        try {
            return list.code(text);
        } catch (IllegalArgumentException e) {
            throw problem("json.value", at(path, field), text, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String text(JsonNode node, String path, String field) throws RowProblem {
        JsonNode value = node.get(field);
        return value == null ? null : text(value, at(path, field));
    }

    /** A text or a number; null for a blank. */
    private @Nullable String text(JsonNode value, String path) throws RowProblem {
        if (value.isNull()) {
            return null;
        }
        if (value.isContainer() || value.isBoolean()) {
            throw kind(value, path, "\"…\"");
        }
        String text = value.asString().strip();
        requireText(text, path);
        return text.isEmpty() ? null : text;
    }

    private void requireText(String text, String path) throws RowProblem {
        boolean isWhole = text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (!isWhole) {
            throw new RowProblem(new Problem("json.text", source, 0, whole(path), whole(text), List.of()));
        }
    }

    /** A text that can be shown. */
    private static String whole(String text) {
        return new String(text.replace('\0', '?').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void object(JsonNode node, String path, List<String> known) throws RowProblem {
        requireObject(node, path);
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                throw problem("json.field", at(path, field), field, String.join(", ", known));
            }
        }
    }

    private void requireObject(JsonNode node, String path) throws RowProblem {
        if (!node.isObject()) {
            throw kind(node, path, "{…}");
        }
    }

    private void requireArray(JsonNode node, String path) throws RowProblem {
        if (!node.isArray()) {
            throw kind(node, path, "[…]");
        }
    }

    private RowProblem kind(JsonNode node, String path, String form) {
        return problem("json.kind", path, node.isMissingNode() ? "" : node.toString(), form);
    }

    private RowProblem problem(String code, String path, String value, String... details) {
        return new RowProblem(
                new Problem(code, source, 0, path.isEmpty() ? null : whole(path), whole(value), List.of(details)));
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
