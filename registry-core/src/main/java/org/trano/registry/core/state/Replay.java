package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.trano.registry.core.Progress;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.RebuildingStore;
import org.trano.registry.core.store.RebuildingStore.Touch;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * Makes all views of a journal. A first walk through it writes the view of every subject where it is met first, and keeps for later what
 * else happens to it; a second one takes subject by subject, so that a long history is read once and not again with every page that adds
 * to it. Once; not thread-safe.
 */
public final class Replay {
    private static final int PAGE = 500;
    /** Subjects whose histories go on are taken together until they have so many later events, of which many are the same. */
    private static final int TOGETHER = 2000;

    private final RebuildingStore store;
    private final EventCodec codec;
    private final LocalDate today;
    private long done;
    private long toDo;

    /**
     * A replay.
     *
     * @param store has a journal and no views
     * @param codec reads events, writes states
     * @param today the day on which views are to hold
     */
    public Replay(RebuildingStore store, EventCodec codec, LocalDate today) {
        this.store = store;
        this.codec = codec;
        this.today = today;
    }

    /**
     * Makes all views.
     *
     * @param progress told about the step {@code copy}
     */
    public void run(Progress progress) {
        toDo = store.head().sequence();
        long sequence = 0;
        List<StoredEvent> page;
        do {
            page = store.journal(sequence, PAGE);
            if (!page.isEmpty()) {
                sequence = page.get(page.size() - 1).sequence();
                begin(page);
                done += page.size();
                progress.report("copy", done, toDo);
            }
        } while (!page.isEmpty());

        Map<Subject, List<Long>> some = new LinkedHashMap<>();
        int[] together = {0};
        store.postponed(touch -> {
            if (together[0] >= TOGETHER && !some.containsKey(touch.subject())) {
                goOn(some, progress);
                some.clear();
                together[0] = 0;
            }
            some.computeIfAbsent(touch.subject(), s -> new ArrayList<>()).add(touch.sequence());
            together[0]++;
        });
        goOn(some, progress);
    }

    /** The views of those whom a page is the first to tell of. */
    private void begin(List<StoredEvent> page) {
        List<Recorded> events = Moment.decode(page, codec);
        Map<UUID, Set<Subject>> touched = new LinkedHashMap<>();
        Set<Subject> all = new HashSet<>();
        for (int i = 0; i < page.size(); i++) {
            Set<Subject> subjects = touched(events.get(i), page.get(i), touched);
            touched.put(page.get(i).id(), subjects);
            all.addAll(subjects);
        }
        Set<Subject> viewed = store.viewed(all);
        List<Append.Addition> additions = new ArrayList<>();
        Map<Subject, List<Recorded>> histories = new LinkedHashMap<>();
        List<Touch> later = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            StoredEvent row = page.get(i);
            Set<Subject> firsts = new LinkedHashSet<>();
            // People before their household, as they are recorded.
            for (Subject subject : new TreeSet<>(touched.getOrDefault(row.id(), Set.of())).descendingSet()) {
                if (viewed.contains(subject)) {
                    later.add(new Touch(subject, row.sequence()));
                } else {
                    firsts.add(subject);
                    histories.computeIfAbsent(subject, s -> new ArrayList<>()).add(events.get(i));
                }
            }
            if (!firsts.isEmpty()) {
                additions.add(new Append.Addition(row, firsts));
            }
        }
        append(additions, histories, Map.of());
        store.postpone(later);
        toDo += later.size();
    }

    /** All that an event touches; what it corrects stands before it, in this page or in another. */
    private Set<Subject> touched(Recorded recorded, StoredEvent row, Map<UUID, Set<Subject>> before) {
        UUID corrected = row.supersedes();
        if (corrected == null) {
            return recorded.event().subjects();
        }
        Set<Subject> subjects = new LinkedHashSet<>(recorded.event().subjects());
        Set<Subject> known = before.get(corrected);
        subjects.addAll(known != null ? known : Recording.touched(EventId.of(corrected), store, codec));
        return subjects;
    }

    /** The views of some subjects whose histories go on after the page that told of them first. */
    private void goOn(Map<Subject, List<Long>> some, Progress progress) {
        Map<Subject, List<Long>> whole = new LinkedHashMap<>();
        Map<Subject, Long> before = new HashMap<>();
        Map<Long, Set<Subject>> later = new TreeMap<>();
        Set<Long> sequences = new HashSet<>();
        for (History history : store.histories(some.keySet())) {
            Subject subject = history.view().subject();
            List<Long> more = Objects.requireNonNull(some.get(subject));
            List<Long> all = new ArrayList<>(history.sequences());
            before.put(subject, (long) all.size());
            all.addAll(more);
            whole.put(subject, all);
            sequences.addAll(all);
            more.forEach(sequence ->
                    later.computeIfAbsent(sequence, s -> new LinkedHashSet<>()).add(subject));
        }
        Map<Long, StoredEvent> rows = new HashMap<>();
        Map<Long, Recorded> events = new HashMap<>();
        for (StoredEvent row : store.events(sequences)) {
            rows.put(row.sequence(), row);
            events.put(row.sequence(), Moment.decode(row, codec));
        }
        List<Append.Addition> additions = new ArrayList<>();
        later.forEach((sequence, subjects) ->
                additions.add(new Append.Addition(Objects.requireNonNull(rows.get(sequence)), subjects)));
        Map<Subject, List<Recorded>> histories = new LinkedHashMap<>();
        whole.forEach((subject, all) -> {
            List<Recorded> history = new ArrayList<>(all.size());
            all.forEach(sequence -> history.add(Objects.requireNonNull(events.get(sequence))));
            histories.put(subject, history);
        });
        append(additions, histories, before);
        done += some.values().stream().mapToInt(List::size).sum();
        progress.report("copy", done, toDo);
    }

    private void append(
            List<Append.Addition> additions, Map<Subject, List<Recorded>> histories, Map<Subject, Long> before) {
        if (histories.isEmpty()) {
            return;
        }
        Map<Subject, Long> expected = new HashMap<>();
        List<ViewRow> views = new ArrayList<>(histories.size());
        histories.forEach((subject, history) -> {
            expected.put(subject, before.getOrDefault(subject, 0L));
            views.add(Timeline.of(subject, history).row(today, history.size(), codec));
        });
        store.append(new Append(additions, expected, views));
    }
}
