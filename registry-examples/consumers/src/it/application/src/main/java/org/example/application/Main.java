package org.example.application;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.name.NameReader;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import org.trano.registry.scoring.targeting.Quota;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.Targeting;

/** Uses every library module once: import into SQLite, duplicates, a plug-in and a culture pack found by ServiceLoader, a selection, verification. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String path = Main.class.getModule().isNamed() ? "module path" : "class path";
        check(args[0].equals(path), "runs on the " + path);
        Path folder = Files.createTempDirectory("stranger");
        Path persons = Files.writeString(
                folder.resolve("persons.csv"),
                "household_id,person_id,given_name,surname,sex,birth_date,relationship\n"
                        + "H1,1,Fatouma,Daher,F,1979-05-01,head\nH1,2,Hodan,Daher,F,2019-05-01,child\nH1,3,Idriss,Daher,M,2021-05-01,child\n"
                        + "H2,4,Omar,Robleh,M,1985-03-02,head\nH3,5,Fatouma,Dahir,F,1979-05-01,head\nH3,6,Hodan,Daher,F,2019-05-01,child\n");
        try (Registry registry = Registry.open(SqliteStore.open(folder.resolve("r.registry")));
                ScoringPlugins plugins = ScoringPlugins.builder().installed().load()) {
            HouseholdImport.builder(persons).build().read().record(registry);
            ScoringModel model = plugins.model("care-burden");
            IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
            RecordTable.Builder people = RecordTable.builder(List.of(
                    new RecordTable.Column("name", ColumnRole.FULL_NAME),
                    new RecordTable.Column("birth", ColumnRole.BIRTH_DATE)));
            List<String> ids = new ArrayList<>();
            registry.households(household -> {
                frame.add(household.sourceId(), model.indicators().stream().map(i -> i.of(household)).toList());
                ids.add(household.sourceId());
                household.members().forEach(member -> people.add(List.of(
                        member.person().name() == null ? "" : member.person().name().display(),
                        member.person().birth().toString())));
            });
            Scores scores = Scorer.builder().build().score(model, frame.build());
            check(scores.score(ids.indexOf("H1")) == 8, "a mother and two children have eight points");
            Selection selection = Targeting.builder(Quota.total(1))
                    .build()
                    .select(ids, List.of("", "", ""), scores.values(), scores.neediest());
            check(selection.outcome(ids.indexOf("H1")) == Selection.Outcome.SELECTED, "they are selected");
            check(Deduplicator.builder().build().run(people.build()).clusterCount() <= 6, "people are grouped");
            NameReader names = NameReader.standard();
            check(names.isMissing("Hajulikani"), "a culture pack of its own is found");
            check(names.only("swahili", "arabic").read("Bwana Abdallah").size() == 1, "it works beside ours");
            check(registry.verify(Progress.SILENT).faults().isEmpty(), "the registry is intact");
        }
        System.out.println("A stranger is at home on the " + path + ", Java " + Runtime.version().feature());
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("It does not hold that " + what);
        }
    }
}
