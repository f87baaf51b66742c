package org.trano.registry.cli;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.report.Cell;
import org.trano.registry.core.report.HtmlPage;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.evaluate.MatchReport;
import org.trano.registry.dedup.survivor.Claim;

/** The page about a unified register: the lists, who is on which, what they say differently, and how people were recognised. */
final class UnifyReport {
    /** People whose differences are shown one by one. */
    private static final int EXAMPLES = 20;

    private final ProgrammeLists lists;
    private final UnifiedRegister register;
    private final DedupResult result;
    private final @Nullable Evaluation quality;

    UnifyReport(ProgrammeLists lists, UnifiedRegister register, DedupResult result, @Nullable Evaluation quality) {
        this.lists = lists;
        this.register = register;
        this.result = result;
        this.quality = quality;
    }

    void write(Appendable out, Locale locale) throws IOException {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.trano.registry.cli.report", locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT);
        try (HtmlPage page = HtmlPage.begin(out, locale, words.getString("unify.title"))) {
            new Writing(page, words).write();
        }
    }

    /** One language. */
    private final class Writing {
        private final HtmlPage page;
        private final ResourceBundle words;

        Writing(HtmlPage page, ResourceBundle words) {
            this.page = page;
            this.words = words;
        }

        private String word(String key, Object... arguments) {
            return new MessageFormat(words.getString(key), page.locale()).format(arguments);
        }

        void write() throws IOException {
            page.text(word("unify.subtitle", String.join(", ", lists.names())));
            page.links(List.of(
                    new HtmlPage.Link("#lists", word("unify.lists")),
                    new HtmlPage.Link("#overlap", word("unify.overlap")),
                    new HtmlPage.Link("#differences", word("unify.differences")),
                    new HtmlPage.Link("#matching", word("unify.matching"))));
            page.caution(word("confidential"));
            page.section("lists", word("unify.lists"));
            lists();
            page.section("overlap", word("unify.overlap"));
            overlap();
            page.section("differences", word("unify.differences"));
            differences();
            page.section("matching", word("unify.matching"));
            List<String> ids = new ArrayList<>();
            for (int row = 0; row < lists.table().size(); row++) {
                ids.add(register.list(row) + ":" + lists.ids().get(row));
            }
            MatchReport.embed(page, result, ids, quality);
        }

        private void lists() throws IOException {
            long several = register.people().stream()
                    .filter(person -> person.lists().size() > 1)
                    .count();
            page.facts(List.of(
                    new HtmlPage.Fact(
                            word("unify.records"), page.number(lists.table().size()), ""),
                    new HtmlPage.Fact(
                            word("unify.people"), page.number(register.people().size()), ""),
                    new HtmlPage.Fact(
                            word("unify.several"),
                            page.number(several),
                            page.percent((double) several / register.people().size(), 1))));
            List<List<Cell>> rows = new ArrayList<>();
            long[][] overlap = register.overlap();
            for (int list = 0; list < lists.names().size(); list++) {
                String name = lists.names().get(list);
                long records = 0;
                for (int row = 0; row < lists.table().size(); row++) {
                    records += register.list(row).equals(name) ? 1 : 0;
                }
                long people = register.people().stream()
                        .filter(person -> person.lists().contains(name))
                        .count();
                rows.add(List.of(
                        new Cell.Name(name),
                        new Cell.Number(page.number(records)),
                        new Cell.Number(page.number(people)),
                        new Cell.Number(page.number(records - people)),
                        new Cell.Number(page.number(overlap[list][list])),
                        Cell.Bar.of((double) overlap[list][list] / Math.max(1, people), 1)));
            }
            page.table(
                    List.of(
                            word("unify.list"),
                            word("unify.records"),
                            word("unify.people"),
                            word("unify.repeats"),
                            word("unify.only"),
                            ""),
                    rows);
        }

        private void overlap() throws IOException {
            page.text(word("unify.overlap.text"));
            long[][] overlap = register.overlap();
            List<String> header = new ArrayList<>(List.of(word("unify.list")));
            header.addAll(lists.names());
            List<List<Cell>> rows = new ArrayList<>();
            for (int a = 0; a < overlap.length; a++) {
                List<Cell> row =
                        new ArrayList<>(List.of(new Cell.Name(lists.names().get(a))));
                for (int b = 0; b < overlap.length; b++) {
                    row.add(new Cell.Number(a == b ? "" : page.number(overlap[a][b])));
                }
                rows.add(row);
            }
            page.table(header, rows);
        }

        private void differences() throws IOException {
            page.text(word("unify.differences.text"));
            List<String> header = new ArrayList<>(List.of(word("unify.field"), word("unify.people")));
            lists.names().forEach(name -> header.add(word("unify.outvoted", name)));
            List<Integer> shown = register.shown();
            List<List<Cell>> rows = new ArrayList<>();
            for (int c = 0; c < shown.size(); c++) {
                if (lists.table().columns().get(shown.get(c)).role() == ColumnRole.AGE) {
                    // People were asked in different years.
                    continue;
                }
                long people = 0;
                long[] outvoted = new long[lists.names().size()];
                for (UnifiedRegister.Person person : register.people()) {
                    people += person.differs(c) ? 1 : 0;
                    for (Claim claim : person.claims().get(c)) {
                        if (claim.verdict() == Claim.Verdict.DIFFERS) {
                            claim.rows().forEach(row -> outvoted[lists.names().indexOf(register.list(row))]++);
                        }
                    }
                }
                List<Cell> row =
                        new ArrayList<>(List.of(new Cell.Name(field(c)), new Cell.Number(page.number(people))));
                for (long count : outvoted) {
                    row.add(new Cell.Number(page.number(count)));
                }
                rows.add(row);
            }
            page.table(header, rows);
            page.heading(word("unify.examples"));
            List<List<Cell>> examples = new ArrayList<>();
            int people = 0;
            for (UnifiedRegister.Person person : register.people()) {
                boolean named = false;
                for (int c = 0; c < shown.size() && people < EXAMPLES; c++) {
                    for (Claim claim : person.claims().get(c)) {
                        if (claim.verdict() == Claim.Verdict.DIFFERS) {
                            Claim kept = person.claims().get(c).get(0);
                            examples.add(List.of(
                                    new Cell.Name(named ? "" : person.id()),
                                    new Cell.Text(field(c)),
                                    new Cell.Text(kept.value()),
                                    new Cell.Text(said(kept)),
                                    new Cell.Text(claim.value()),
                                    new Cell.Text(said(claim))));
                            named = true;
                        }
                    }
                }
                people += named ? 1 : 0;
            }
            page.table(
                    List.of(
                            word("unify.person"),
                            word("unify.field"),
                            word("unify.kept"),
                            word("unify.by"),
                            word("unify.differs"),
                            word("unify.by")),
                    examples);
        }

        private String field(int position) {
            String name =
                    lists.table().columns().get(register.shown().get(position)).name();
            String key = "role." + name;
            return words.containsKey(key) ? words.getString(key) : name;
        }

        private String said(Claim claim) {
            return String.join(
                    ", ", claim.rows().stream().map(register::list).distinct().toList());
        }
    }
}
