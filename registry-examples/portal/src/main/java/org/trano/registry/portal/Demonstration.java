package org.trano.registry.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.InterventionId;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.actor.ProjectId;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.InterventionDefined;
import org.trano.registry.core.event.OrganisationDefined;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.ProjectDefined;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.PopulationFiles;

/**
 * Fills an empty registry with invented people, actors, actions, projects and news of Togo, so that one sees what a portal looks like. Names
 * of regions and prefectures are real, their codes and everything else are not; every page says so.
 */
final class Demonstration {
    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final long SEED = 7;
    private static final int PERSONS = 4_000;

    /** An action: theme, names in French, English, Arabic and Malagasy, objective, indicator, target, actual. */
    private record Plan(
            String theme,
            String fr,
            String en,
            String ar,
            String mg,
            String objective,
            String indicator,
            int target,
            int actual) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(
                    "cash_transfer",
                    "Transferts monétaires aux ménages les plus pauvres",
                    "Cash transfers to the poorest households",
                    "تحويلات نقدية للأسر الأشد فقرا",
                    "Famatsiam-bola ho an'ny tokantrano sahirana indrindra",
                    "Réduire l’extrême pauvreté",
                    "Ménages qui reçoivent un transfert",
                    60_000,
                    41_250),
            new Plan(
                    "school_feeding",
                    "Cantines scolaires",
                    "School meals",
                    "الوجبات المدرسية",
                    "Sakafo any an-tsekoly",
                    "Garder les enfants à l’école",
                    "Élèves qui mangent à l’école chaque jour",
                    180_000,
                    131_400),
            new Plan(
                    "health_cover",
                    "Couverture santé des vulnérables",
                    "Health cover for the vulnerable",
                    "التغطية الصحية للفئات الهشة",
                    "Fiarovana ara-pahasalamana ho an'ny marefo",
                    "Soigner sans appauvrir",
                    "Personnes couvertes par une mutuelle",
                    250_000,
                    96_300),
            new Plan(
                    "disability",
                    "Inclusion des personnes handicapées",
                    "Inclusion of persons with disabilities",
                    "إدماج الأشخاص ذوي الإعاقة",
                    "Fampidirana ny olona manana fahasembanana",
                    "Que chacun participe",
                    "Personnes handicapées accompagnées",
                    12_000,
                    7_480),
            new Plan(
                    "child_protection",
                    "Protection de l’enfance",
                    "Child protection",
                    "حماية الطفولة",
                    "Fiarovana ny ankizy",
                    "Une enfance sans violence",
                    "Enfants suivis par un travailleur social",
                    9_000,
                    8_120),
            new Plan(
                    "public_works",
                    "Travaux publics à haute intensité de main-d’œuvre",
                    "Labour-intensive public works",
                    "أشغال عامة كثيفة اليد العاملة",
                    "Asa tana-maro",
                    "Un revenu pendant la soudure",
                    "Journées de travail payées",
                    900_000,
                    512_000));

    private static final String[][] ORGANISATIONS = {
        {"ministry", "Ministère de la protection sociale"},
        {"agency", "Agence des filets sociaux"},
        {"agency", "Office national de la couverture santé"},
        {"un_agency", "Fonds des Nations pour l’enfance du Golfe"},
        {"un_agency", "Programme des cantines du monde"},
        {"bank", "Caisse populaire d’épargne"},
        {"operator", "Opérateur de paiement mobile"}
    };
    private static final String[][] KINDS = {
        {"local_government", "Commune de %s"},
        {"ngo", "Association Espoir de %s"},
        {"ngo", "Solidarité %s"},
        {"community", "Comité villageois de %s"},
        {"ngo", "Mutuelle de santé de %s"}
    };

    private final Registry registry;
    private final Random random = new Random(SEED);
    private final EventContext context =
            new EventContext(LocalDate.now().minusDays(3), "demonstration", "demonstration", "invented");
    private final List<Act> acts = new ArrayList<>();

    private Demonstration(Registry registry) {
        this.registry = registry;
    }

    /** Fills a registry in which nothing was ever recorded; leaves any other as it is. */
    static void fill(Registry registry) {
        if (registry.head().sequence() > 0) {
            return;
        }
        LOG.info("Inventing {} people, actors, actions, projects and news for the demonstration …", PERSONS);
        try {
            new Demonstration(registry).fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        Path folder = Files.createTempDirectory("portal-demo");
        try {
            Path areas = folder.resolve("areas.csv");
            try (InputStream in = Demonstration.class.getResourceAsStream("demo/areas.csv")) {
                Files.copy(Objects.requireNonNull(in), areas, StandardCopyOption.REPLACE_EXISTING);
            }
            AreaFile.enter(areas, registry);
            actors(AreaFile.read(areas));
            registry.recordAll(acts);
            PopulationFiles.write(
                    Population.builder(Country.TOGO).persons(PERSONS).seed(SEED).build(), folder, written -> {});
            HouseholdImport.builder(folder.resolve("persons.csv"))
                    .households(folder.resolve("households.csv"))
                    .rejects(folder.resolve("rejects.csv"), Locale.FRENCH)
                    .actor("demonstration")
                    .build()
                    .read()
                    .record(registry);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void actors(List<Area> areas) {
        List<Area> prefectures = areas.stream()
                .filter(area -> area.level() == PublicView.PREFECTURE)
                .toList();
        List<OrganisationId> organisations = new ArrayList<>();
        for (String[] one : ORGANISATIONS) {
            organisations.add(organisation(one[0], one[1]));
        }
        List<ProgrammeId> programmes = new ArrayList<>();
        for (Plan plan : PLANS) {
            ProgrammeId id = ProgrammeId.create();
            programmes.add(id);
            Programme.Result result = new Programme.Result(
                    plan.objective, plan.indicator, BigDecimal.valueOf(plan.target), BigDecimal.valueOf(plan.actual));
            acts.add(new Act(
                    new ProgrammeDefined(new Programme(
                            id,
                            Map.of("fr", plan.fr, "en", plan.en, "ar", plan.ar, "mg", plan.mg),
                            organisations.get(random.nextInt(3)),
                            List.of(result))),
                    context));
        }
        for (int i = 0; i < PLANS.size(); i++) {
            for (int region = 1; region <= 5; region++) {
                project(PLANS.get(i), programmes.get(i), organisations, areas, "TG0" + region);
            }
        }
        for (Area prefecture : prefectures) {
            for (String[] kind : KINDS) {
                if (random.nextInt(KINDS.length) < 2) {
                    OrganisationId local = organisation(
                            kind[0],
                            String.format(
                                    Locale.ROOT, kind[1], prefecture.names().get("fr")));
                    for (int i = random.nextInt(2); i >= 0; i--) {
                        work(local, prefecture.code(), PLANS.get(random.nextInt(PLANS.size())).theme, null);
                    }
                }
            }
        }
        news(organisations.get(0));
    }

    private OrganisationId organisation(String kind, String name) {
        OrganisationId id = OrganisationId.create();
        acts.add(new Act(
                new OrganisationDefined(
                        new Organisation(id, CodeList.ORGANISATION_TYPE.code(kind), Map.of("fr", name))),
                context.on(LocalDate.now().minusDays(400))));
        return id;
    }

    private void project(
            Plan plan, ProgrammeId programme, List<OrganisationId> organisations, List<Area> areas, String region) {
        ProjectId id = ProjectId.create();
        String place = areas.stream()
                .filter(area -> area.code().equals(region))
                .map(area -> String.valueOf(area.names().get("fr")))
                .findFirst()
                .orElse(region);
        OrganisationId leader = organisations.get(random.nextInt(5));
        OrganisationId partner = organisations.get(5 + random.nextInt(2));
        int target = Math.max(1, plan.target / 5);
        BigDecimal actual = BigDecimal.valueOf((long) (target * (0.3 + 0.8 * random.nextDouble())));
        acts.add(new Act(
                new ProjectDefined(new Project(
                        id,
                        Map.of("fr", plan.fr + " – " + place, "en", plan.en + " – " + place),
                        List.of(leader, partner),
                        programme,
                        LocalDate.of(2025, 1 + random.nextInt(12), 1),
                        random.nextBoolean() ? LocalDate.of(2027, 12, 31) : null,
                        List.of(new Programme.Result(
                                plan.objective, plan.indicator, BigDecimal.valueOf(target), actual)))),
                context));
        for (Area area : areas) {
            if (area.level() == PublicView.PREFECTURE && area.code().startsWith(region) && random.nextInt(3) > 0) {
                work(leader, area.code(), plan.theme, id);
            }
        }
        work(partner, region, plan.theme, id);
    }

    private void work(OrganisationId who, String area, String theme, @org.jspecify.annotations.Nullable ProjectId in) {
        acts.add(new Act(
                new InterventionDefined(new Intervention(InterventionId.create(), who, area, theme, in)), context));
    }

    private void news(OrganisationId ministry) {
        post(
                ministry,
                1,
                Map.of(
                        "fr", "Les chiffres de septembre sont publiés",
                        "en", "The figures of September are out",
                        "ar", "صدرت أرقام شهر سبتمبر",
                        "mg", "Navoaka ny tarehimarika tamin'ny volana Septambra"),
                Map.of(
                        "fr",
                        "Six actions, trente projets : ce qui était promis, ce qui est atteint, et où.\n\nChaque chiffre porte sa date.",
                        "en",
                        "Six actions, thirty projects: what was promised, what is reached, and where.\n\nEvery figure has its date.",
                        "ar",
                        "ستة برامج وثلاثون مشروعا: ما وُعد به وما تحقق وأين.\n\nلكل رقم تاريخه.",
                        "mg",
                        "Asa enina, tetikasa telopolo: ny nampanantenaina, ny tratra, ary ny toerana.\n\nMisy daty avokoa ny tarehimarika."));
        post(
                ministry,
                12,
                Map.of("fr", "Une caisse de plus paie les transferts dans les Savanes"),
                Map.of(
                        "fr",
                        "La caisse populaire d’épargne ouvre trois guichets mobiles. Les dates de passage sont affichées dans chaque mairie."));
        post(
                ministry,
                40,
                Map.of("fr", "Appel aux associations", "en", "A call to associations"),
                Map.of(
                        "fr",
                        "Vous travaillez pour la protection sociale et vous n’êtes pas sur la carte ? Écrivez au ministère.",
                        "en",
                        "You work in social protection and are not on the map? Write to the ministry."));
    }

    private void post(OrganisationId by, int daysAgo, Map<String, String> titles, Map<String, String> texts) {
        acts.add(new Act(
                new NewsPosted(new UUID(SEED, daysAgo), by, titles, texts),
                context.on(LocalDate.now().minusDays(daysAgo))));
    }
}
