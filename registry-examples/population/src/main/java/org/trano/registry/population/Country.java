package org.trano.registry.population;

import java.util.List;
import java.util.Optional;

/**
 * What differs between the four countries: names and how they are built, regions, household sizes, prices. Names are common
 * ones, each list from frequent to rare; localities are invented from syllables. Regions carry the P-codes of the common
 * operational data sets (OCHA, COD-AB), level 1.
 */
public enum Country {
    /** Togo: day names and saints' names, surnames; two in a hundred husbands have two households. */
    TOGO(
            "TG",
            List.of("TG01", "TG02", "TG03", "TG04", "TG05"),
            List.of("kpa", "lo", "ta", "dè", "vo", "gan", "so", "ko", "tchi", "ba", "ni", "ama", "ha", "zio", "kou"),
            List.of(
                    "Kossi",
                    "Koffi",
                    "Kodjo",
                    "Komlan",
                    "Yao",
                    "Kwami",
                    "Jean",
                    "Edem",
                    "Emmanuel",
                    "Yawo",
                    "Essozimna",
                    "Selom",
                    "Mawuli",
                    "Ibrahim",
                    "Issifou",
                    "Paul",
                    "Dodji",
                    "Tchaa",
                    "Amadou",
                    "Pierre",
                    "Sena",
                    "Kokou",
                    "Abalo",
                    "Moussa",
                    "Bawa"),
            List.of(
                    "Afi",
                    "Ama",
                    "Akossiwa",
                    "Abla",
                    "Adjoa",
                    "Essi",
                    "Yawa",
                    "Akou",
                    "Marie",
                    "Dela",
                    "Enyonam",
                    "Mawussi",
                    "Rafiatou",
                    "Aminata",
                    "Esso",
                    "Pyalo",
                    "Akofa",
                    "Sefako",
                    "Jeanne",
                    "Rissikatou",
                    "Amivi",
                    "Sitsofe",
                    "Nadia",
                    "Kafui",
                    "Massan"),
            List.of(
                    "Mensah",
                    "Agbeko",
                    "Lawson",
                    "Amouzou",
                    "Adjovi",
                    "Kpodo",
                    "Tchalla",
                    "Nabede",
                    "Akakpo",
                    "Dossou",
                    "Ekué",
                    "Sossou",
                    "Alassani",
                    "Kpatcha",
                    "Bitho",
                    "Fiagan",
                    "Bodjona",
                    "Ouro-Djeri",
                    "N'Guissan",
                    "Afangbedji",
                    "Tchagbélé",
                    "Gbadoe",
                    "Kolani",
                    "Lamboni",
                    "Douti",
                    "Agbodjan",
                    "Klutsé",
                    "Aboki",
                    "Pali",
                    "Tchédré"),
            Naming.SURNAME,
            4.6,
            0.02,
            0.43,
            12.4),
    /** Djibouti: chains of given name, father's and grandfather's name, no surname. */
    DJIBOUTI(
            "DJ",
            List.of("DJ01", "DJ02", "DJ03", "DJ04", "DJ05", "DJ06"),
            List.of("as", "ey", "la", "da", "wey", "ba", "go", "ma", "ho", "li", "dor", "ra", "ga", "dou"),
            List.of(
                    "Mohamed",
                    "Ahmed",
                    "Hassan",
                    "Ali",
                    "Omar",
                    "Ibrahim",
                    "Abdi",
                    "Houssein",
                    "Ismael",
                    "Moussa",
                    "Said",
                    "Youssouf",
                    "Idriss",
                    "Abdillahi",
                    "Daher",
                    "Farah",
                    "Guelleh",
                    "Waberi",
                    "Robleh",
                    "Djama",
                    "Aden",
                    "Barkat",
                    "Osman",
                    "Bouh",
                    "Elmi"),
            List.of(
                    "Fatouma", "Amina", "Hodan", "Kadra", "Safia", "Zeinab", "Mariam", "Roda", "Nima", "Halima",
                    "Khadija", "Aicha", "Deka", "Filsan", "Ifrah", "Saada", "Hawa", "Choukri", "Neima", "Koresha"),
            List.of(),
            Naming.PATRONYMIC,
            5.4,
            0.03,
            0.78,
            12.9),
    /** The Comoros: Arabic names in Comorian forms; the man often has a second home. */
    COMOROS(
            "KM",
            List.of("KM1", "KM2", "KM3"),
            List.of("mo", "ro", "ni", "mi", "tsa", "mu", "du", "fom", "bo", "hi", "nga", "zi", "dja", "wa", "ou"),
            List.of(
                    "Mohamed",
                    "Ali",
                    "Said",
                    "Ahmed",
                    "Ibrahim",
                    "Abdallah",
                    "Youssouf",
                    "Hamidou",
                    "Nassur",
                    "Chamsidine",
                    "Soilihi",
                    "Mmadi",
                    "Combo",
                    "Abdou",
                    "Moussa",
                    "Houmadi",
                    "Anli",
                    "Issouf",
                    "Mahamoud",
                    "Bacar"),
            List.of(
                    "Fatima",
                    "Zainaba",
                    "Mariama",
                    "Echata",
                    "Halima",
                    "Moinaecha",
                    "Nourou",
                    "Sitti",
                    "Anziza",
                    "Hadidja",
                    "Amina",
                    "Roukia",
                    "Faouzia",
                    "Salima",
                    "Moinafatima",
                    "Zaïnabou",
                    "Thoueiba",
                    "Raïssa"),
            List.of(
                    "Said",
                    "Mze",
                    "Ahamada",
                    "Abdou",
                    "Combo",
                    "Mmadi",
                    "Soilihi",
                    "Bacar",
                    "Youssouf",
                    "Attoumane",
                    "Hamadi",
                    "Toihiri",
                    "Msa",
                    "Mohamed",
                    "Ali",
                    "Boina",
                    "Mlanao",
                    "Houmadi",
                    "Djambae",
                    "Mkandzile"),
            Naming.SURNAME,
            4.9,
            0.06,
            0.3,
            12.6),
    /** Madagascar: one long name, then given names. */
    MADAGASCAR(
            "MG",
            List.of("MG11", "MG12", "MG21", "MG23", "MG31", "MG41", "MG51", "MG52", "MG53", "MG71"),
            List.of("am", "bo", "hi", "tra", "ma", "ro", "an", "tsi", "ra", "be", "la", "vo", "na", "fo", "to", "ly"),
            List.of(
                    "Jean",
                    "Tiana",
                    "Hery",
                    "Solofo",
                    "Mamy",
                    "Lalaina",
                    "Fidy",
                    "Njaka",
                    "Rivo",
                    "Jean Claude",
                    "Faly",
                    "Tojo",
                    "Haja",
                    "Zafy",
                    "Remanindry",
                    "Tsiry",
                    "Mahefa",
                    "Soloniaina",
                    "Alain",
                    "Fanomezantsoa"),
            List.of(
                    "Voahangy",
                    "Hanta",
                    "Lalao",
                    "Vola",
                    "Noro",
                    "Fara",
                    "Soa",
                    "Haja",
                    "Mialy",
                    "Marie Jeanne",
                    "Nirina",
                    "Bakoly",
                    "Lova",
                    "Vavy",
                    "Sahondra",
                    "Tahiry",
                    "Miora",
                    "Perline",
                    "Zo",
                    "Hasina"),
            List.of(
                    "Rakoto",
                    "Rasoa",
                    "Randria",
                    "Razafy",
                    "Rabe",
                    "Ramanana",
                    "Andriamanantena",
                    "Rakotomalala",
                    "Razafindrakoto",
                    "Rasoanaivo",
                    "Ratsimbazafy",
                    "Randrianarisoa",
                    "Rabemananjara",
                    "Raharimanana",
                    "Ravelojaona",
                    "Rakotondrabe",
                    "Andrianjafy",
                    "Rafanomezantsoa",
                    "Razanamahefa",
                    "Ramaroson",
                    "Fenohasina",
                    "Tsimanaoraty",
                    "Remanambitana",
                    "Mananjara",
                    "Ratovonirina"),
            Naming.MALAGASY,
            4.7,
            0.004,
            0.2,
            12.0);

    /** How names are built. */
    enum Naming {
        SURNAME,
        PATRONYMIC,
        MALAGASY
    }

    private final String code;
    final List<String> regions;
    final List<String> syllables;
    final List<String> men;
    final List<String> women;
    final List<String> families;
    final Naming naming;
    final double meanSize;
    final double polygamous;
    final double urban;
    final double meanLogConsumption;

    Country(
            String code,
            List<String> regions,
            List<String> syllables,
            List<String> men,
            List<String> women,
            List<String> families,
            Naming naming,
            double meanSize,
            double polygamous,
            double urban,
            double meanLogConsumption) {
        this.code = code;
        this.regions = regions;
        this.syllables = syllables;
        this.men = men;
        this.women = women;
        this.families = families;
        this.naming = naming;
        this.meanSize = meanSize;
        this.polygamous = polygamous;
        this.urban = urban;
        this.meanLogConsumption = meanLogConsumption;
    }

    /**
     * The code of ISO 3166-1.
     *
     * @return two letters
     */
    public String code() {
        return code;
    }

    /**
     * How many characters of an area's code name its region.
     *
     * @return 3 or 4
     */
    public int regionCodeLength() {
        return regions.get(0).length();
    }

    /**
     * The country with a name or code.
     *
     * @param text for example {@code TG} or {@code togo}, upper or lower case
     * @return the country, empty if it is none of the four
     */
    public static Optional<Country> parse(String text) {
        for (Country country : values()) {
            if (country.code.equalsIgnoreCase(text) || country.name().equalsIgnoreCase(text)) {
                return Optional.of(country);
            }
        }
        return Optional.empty();
    }
}
