/** A scoring model of one's own, as a plug-in. */
module org.example.care {
    requires org.trano.registry.scoring;

    provides org.trano.registry.scoring.plugin.ScoringModelProvider with
            org.example.care.CareBurden;
}
