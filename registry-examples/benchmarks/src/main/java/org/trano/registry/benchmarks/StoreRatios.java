package org.trano.registry.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.trano.registry.core.Act;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.core.exchange.ImportResult;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.PopulationFiles;

/**
 * What the registry costs on top of the database, each figure a ratio within this run: an import against a bare batch insert of
 * the same rows, a read against the bare statement, the file against the JSON in it. Then how fast a whole registry is opened,
 * checked and made anew.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -Dbenchmark.main=org.trano.registry.benchmarks.StoreRatios -Dbenchmark=1000000
 * -Dbenchmark.options=FOLDER}; the heap by {@code JAVA_TOOL_OPTIONS=-Xmx512m}.
 */
public final class StoreRatios {
    private static final int BATCH = 500;
    private static final int READS = 20_000;

    private StoreRatios() {}

    /**
     * Measures and prints.
     *
     * @param args how many persons, and a folder to work in
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException, SQLException {
        long persons = Long.parseLong(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        Path csv = folder.resolve("csv-" + persons);
        if (!Files.exists(csv)) {
            Files.createDirectories(csv);
            PopulationFiles.write(
                    Population.builder(Country.MADAGASCAR)
                            .persons(persons)
                            .seed(7)
                            .build(),
                    csv,
                    done -> {});
        }
        Path file = folder.resolve("registry.db");
        Path bare = folder.resolve("bare.db");
        for (Path path : List.of(file, bare)) {
            Files.deleteIfExists(path);
        }
        long begin = System.nanoTime();
        ImportResult imported;
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            HouseholdImport work = HouseholdImport.builder(csv.resolve("persons.csv"))
                    .households(csv.resolve("households.csv"))
                    .build()
                    .read();
            imported = work.record(registry);
        }
        double importSeconds = since(begin);
        System.out.printf(
                Locale.ROOT,
                "import: %,d households, %,d persons in %.1f s%n",
                imported.households().recorded(),
                imported.persons().recorded(),
                importSeconds);
        double bareSeconds = bareInsert(file, bare);
        System.out.printf(
                Locale.ROOT,
                "bare insert of the same rows: %.1f s; ratio %.2f%n",
                bareSeconds,
                importSeconds / bareSeconds);
        Files.deleteIfExists(bare);
        sizes(file);
        reads(file);
        whole(file, "registrations", 1);
        histories(folder);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** The time of batches and commits alone; rows are read beforehand. */
    private static double bareInsert(Path from, Path to) throws SQLException, IOException {
        SqliteStore.open(to).close();
        double seconds = 0;
        try (Connection source = connect(from);
                Connection target = connect(to);
                Statement settings = target.createStatement();
                PreparedStatement events = source.prepareStatement(
                        "select * from event where sequence > ? order by sequence limit " + BATCH);
                PreparedStatement views = source.prepareStatement(
                        "select rowid, kind, subject, version, from_day, until_day, events, keys, body from view"
                                + " where rowid > ? order by rowid limit ?")) {
            settings.execute("pragma journal_mode=wal");
            settings.execute("pragma synchronous=full");
            settings.execute("pragma cache_size=-65536");
            settings.execute("pragma wal_autocheckpoint=1024");
            long total = number(source, "select count(*) from event");
            long subjects = number(source, "select count(*) from view");
            int eachBatch = (int) (subjects * BATCH / total + 1);
            target.setAutoCommit(false);
            PreparedStatement event =
                    target.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            PreparedStatement view = target.prepareStatement(
                    "insert into view (kind, subject, version, from_day, until_day, events, keys, body) values (?, ?, ?, ?, ?, ?, ?, ?)");
            PreparedStatement key = target.prepareStatement("insert or ignore into lookup values (?, ?, ?)");
            long sequence = 0;
            long row = 0;
            boolean more = true;
            while (more) {
                events.setLong(1, sequence);
                List<Object[]> eventRows = rows(events, 12);
                views.setLong(1, row);
                views.setInt(2, eachBatch);
                List<Object[]> viewRows = rows(views, 9);
                more = !eventRows.isEmpty() || !viewRows.isEmpty();
                if (!eventRows.isEmpty()) {
                    sequence = ((Number) eventRows.get(eventRows.size() - 1)[0]).longValue();
                }
                List<Object[]> keyRows = new ArrayList<>();
                for (Object[] v : viewRows) {
                    row = ((Number) v[0]).longValue();
                    keys((byte[]) v[7]).forEach(bytes -> keyRows.add(new Object[] {bytes, v[1], v[2]}));
                }
                long begin = System.nanoTime();
                insert(event, eventRows, 0);
                insert(view, viewRows, 1);
                insert(key, keyRows, 0);
                target.commit();
                seconds += since(begin);
            }
        }
        return seconds;
    }

    private static List<Object[]> rows(PreparedStatement select, int columns) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Object[] values = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getObject(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static void insert(PreparedStatement statement, List<Object[]> rows, int from) throws SQLException {
        for (Object[] row : rows) {
            for (int i = from; i < row.length; i++) {
                statement.setObject(i - from + 1, row[i]);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** The keys of a view row as the lookup table has them. */
    private static List<byte[]> keys(byte[] packed) {
        List<byte[]> keys = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(packed);
        while (in.hasRemaining()) {
            String type = text(in);
            keys.add((type + "\u001f" + text(in)).getBytes(StandardCharsets.UTF_8));
        }
        return keys;
    }

    private static String text(ByteBuffer in) {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void sizes(Path file) throws IOException, SQLException {
        try (Connection connection = connect(file)) {
            double json = number(connection, "select sum(length(payload)) from event");
            System.out.printf(
                    Locale.ROOT,
                    "file: %,d bytes, %.2f times the JSON of its events%n",
                    Files.size(file),
                    Files.size(file) / json);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void reads(Path file) throws SQLException {
        List<HouseholdId> ids = new ArrayList<>();
        List<List<UUID>> members = new ArrayList<>();
        long begin = System.nanoTime();
        try (Registry cached = Registry.open(SqliteStore.openReadOnly(file))) {
            cached.head();
            System.out.printf(Locale.ROOT, "opening: %.3f s%n", since(begin));
            Random random = new Random(1);
            int every = (int) Math.max(1, cached.count(SubjectKind.HOUSEHOLD) / 2000);
            int[] seen = {0};
            cached.households(household -> {
                if (seen[0]++ % every == 0) {
                    ids.add(household.id());
                    members.add(household.members().stream()
                            .map(Member::person)
                            .map(p -> p.id().value())
                            .toList());
                }
            });
            double warm = Double.MAX_VALUE;
            long people = 0;
            for (int round = 0; round < 20; round++) {
                begin = System.nanoTime();
                for (int i = 0; i < READS; i++) {
                    people += cached.household(ids.get(random.nextInt(ids.size())))
                            .orElseThrow()
                            .members()
                            .size();
                }
                warm = Math.min(warm, since(begin));
            }
            System.out.printf(
                    Locale.ROOT,
                    "cached read: %.0f ns (%.1f people a household)%n",
                    warm / READS * 1e9,
                    people / (20.0 * READS));
        }
        try (Registry uncached = Registry.builder(SqliteStore.openReadOnly(file))
                        .cache(CacheSettings.off())
                        .build();
                Connection connection = connect(file)) {
            double ours = Double.MAX_VALUE;
            double bare = Double.MAX_VALUE;
            long people = 0;
            for (int round = 0; round < 8; round++) {
                Random random = new Random(round);
                begin = System.nanoTime();
                for (int i = 0; i < READS; i++) {
                    people += uncached.household(ids.get(random.nextInt(ids.size())))
                            .orElseThrow()
                            .members()
                            .size();
                }
                ours = Math.min(ours, since(begin));
                Random again = new Random(round);
                begin = System.nanoTime();
                bareReads(connection, ids, members, again);
                bare = Math.min(bare, since(begin));
            }
            System.out.printf(
                    Locale.ROOT,
                    "uncached read: %.1f us, bare select of the same rows: %.1f us; ratio %.2f (%.1f people a household)%n",
                    ours / READS * 1e6,
                    bare / READS * 1e6,
                    ours / bare,
                    people / (8.0 * READS));
        }
    }

    /** A household's row, then those of its people, one statement each, prepared once. */
    private static void bareReads(Connection connection, List<HouseholdId> ids, List<List<UUID>> members, Random random)
            throws SQLException {
        String sql =
                "select kind, subject, version, from_day, until_day, keys, body from view where kind = ? and subject in (?";
        try (Statement settings = connection.createStatement();
                PreparedStatement home = connection.prepareStatement(sql + ")")) {
            settings.execute("pragma cache_size=-16384");
            List<PreparedStatement> people = new ArrayList<>();
            for (int count = 0; count < 64; count++) {
                people.add(connection.prepareStatement(sql + ", ?".repeat(count) + ")"));
            }
            for (int i = 0; i < READS; i++) {
                int which = random.nextInt(ids.size());
                home.setInt(1, 1);
                home.setBytes(2, bytes(ids.get(which).value()));
                drain(home);
                List<UUID> of = members.get(which);
                PreparedStatement select = people.get(Math.max(0, of.size() - 1));
                select.setInt(1, 2);
                for (int m = 0; m < of.size(); m++) {
                    select.setBytes(m + 2, bytes(of.get(m)));
                }
                drain(select);
            }
            for (PreparedStatement statement : people) {
                statement.close();
            }
        }
    }

    private static void drain(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                for (int column = 1; column <= 7; column++) {
                    row.getObject(column);
                }
            }
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @SuppressWarnings("SystemOut")
    private static void whole(Path file, String unit, int rounds) throws SQLException {
        try (SqliteStore store = SqliteStore.open(file);
                Registry registry = Registry.open(store)) {
            for (int round = 0; round < rounds; round++) {
                double bare = bareWalk(file);
                long begin = System.nanoTime();
                long events = registry.verify(Progress.SILENT).events();
                double seconds = since(begin);
                System.out.printf(
                        Locale.ROOT,
                        "verify: %,d %s in %.2f s, %,.0f/s; bare reading of the same rows and SHA-256: %.2f s, %,.0f/s; ratio %.2f%n",
                        events,
                        unit,
                        seconds,
                        events / seconds,
                        bare,
                        events / bare,
                        seconds / bare);
                begin = System.nanoTime();
                store.rebuildViews(EventCodec.standard(), Progress.SILENT);
                seconds = since(begin);
                System.out.printf(
                        Locale.ROOT, "rebuild of all views: %.2f s, %,.0f %s/s%n", seconds, events / seconds, unit);
            }
        }
    }

    /** The least that any check must do: every row of journal, views and keys once, and a hash over each event. */
    private static double bareWalk(Path file) throws SQLException {
        long begin = System.nanoTime();
        try (Connection connection = connect(file);
                Statement settings = connection.createStatement()) {
            settings.execute("pragma cache_size=-16384");
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select * from event order by sequence")) {
                while (row.next()) {
                    for (int column = 1; column <= 10; column++) {
                        row.getObject(column);
                    }
                    sha.update(row.getBytes(11));
                    sha.update(row.getBytes(12));
                    sha.digest();
                }
            }
            for (String sql :
                    List.of("select * from view order by rowid", "select * from lookup order by key, kind, subject")) {
                try (Statement select = connection.createStatement();
                        ResultSet row = select.executeQuery(sql)) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int column = 1; column <= columns; column++) {
                            row.getObject(column);
                        }
                    }
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        return since(begin);
    }

    /** A registry as it is after years: households with twenty small acts each. */
    @SuppressWarnings("SystemOut")
    private static void histories(Path folder) throws IOException, SQLException {
        Path file = folder.resolve("histories.db");
        Files.deleteIfExists(file);
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            LocalDate day = LocalDate.of(2024, 1, 1);
            EventContext context = new EventContext(day, "agent", "enrolment", "benchmark");
            List<Household> homes = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                homes.add(Household.builder(
                                HouseholdId.create(), new org.trano.registry.core.survey.Interview(day, Map.of()))
                        .member(new Member(
                                org.trano.registry.core.person.Person.builder(
                                                org.trano.registry.core.person.PersonId.create())
                                        .build(),
                                org.trano.registry.core.household.RelationshipToHead.HEAD,
                                Map.of()))
                        .build());
            }
            List<Act> acts = new ArrayList<>();
            homes.forEach(
                    home -> acts.add(new Act(new org.trano.registry.core.event.HouseholdRegistered(home), context)));
            registry.recordAll(acts);
            for (int visit = 1; visit <= 20; visit++) {
                acts.clear();
                EventContext then = context.on(day.plusDays(30L * visit));
                for (Household home : homes) {
                    acts.add(new Act(new HouseholdMoved(home.id(), "TG" + visit, null), then));
                }
                registry.recordAll(acts);
            }
        }
        whole(file, "small acts", 3);
    }
}
