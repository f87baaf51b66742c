/** An application of somebody else. */
module org.example.application {
    requires org.trano.registry.core;
    requires org.trano.registry.dedup;
    requires org.trano.registry.jdbc;
    requires org.trano.registry.scoring;

    provides org.trano.registry.dedup.name.CulturePackProvider with
            org.example.application.SwahiliPacks;
}
