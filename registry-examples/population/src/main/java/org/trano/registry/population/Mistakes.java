package org.trano.registry.population;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What happens to names and numbers on paper. The rules are those of pens, ears and keyboards; no matcher knows them.
 *
 * <ul>
 *   <li>by ear: one of the substitutions of {@link #BY_EAR}, in either direction;
 *   <li>by hand: a letter dropped, doubled, swapped with its neighbour, or hit beside on an AZERTY keyboard;
 *   <li>shortened: a long name cut off, the second of two names left out, an initial.
 * </ul>
 */
final class Mistakes {
    private static final String[][] BY_EAR = {
        {"ou", "u"},
        {"dj", "j"},
        {"kh", "h"},
        {"ss", "s"},
        {"y", "i"},
        {"ph", "f"},
        {"mm", "m"},
        {"ll", "l"},
        {"ah", "a"},
        {"é", "e"},
        {"an", "en"},
        {"c", "k"},
        {"w", "ou"},
        {"ei", "ai"},
        {"tch", "ch"},
        {"z", "s"},
        {"ed", "ad"},
        {"tr", "t"},
        {"o", "ou"}
    };
    private static final List<String> ROWS = List.of("azertyuiop", "qsdfghjklm", "wxcvbn");
    private static final String[] PLACEHOLDERS = {"inconnu", "XXX", "néant", "sans nom"};
    private static final int CUT = 9;

    /** Arabic forms of the names that have a common one. */
    private static final Map<String, String> ARABIC = Map.ofEntries(
            Map.entry("Mohamed", "محمد"),
            Map.entry("Ahmed", "أحمد"),
            Map.entry("Hassan", "حسن"),
            Map.entry("Ali", "علي"),
            Map.entry("Omar", "عمر"),
            Map.entry("Ibrahim", "إبراهيم"),
            Map.entry("Abdi", "عبدي"),
            Map.entry("Houssein", "حسين"),
            Map.entry("Ismael", "إسماعيل"),
            Map.entry("Moussa", "موسى"),
            Map.entry("Said", "سعيد"),
            Map.entry("Youssouf", "يوسف"),
            Map.entry("Idriss", "إدريس"),
            Map.entry("Abdallah", "عبد الله"),
            Map.entry("Fatouma", "فاطمة"),
            Map.entry("Fatima", "فاطمة"),
            Map.entry("Amina", "أمينة"),
            Map.entry("Zeinab", "زينب"),
            Map.entry("Zainaba", "زينب"),
            Map.entry("Mariam", "مريم"),
            Map.entry("Mariama", "مريم"),
            Map.entry("Halima", "حليمة"),
            Map.entry("Khadija", "خديجة"),
            Map.entry("Aicha", "عائشة"),
            Map.entry("Safia", "صفية"),
            Map.entry("Osman", "عثمان"),
            Map.entry("Farah", "فرح"),
            Map.entry("Aden", "آدن"));

    private Mistakes() {}

    static String name(String name, SplittableRandom random) {
        int kind = random.nextInt(10);
        if (kind < 5) {
            return byEar(name, random);
        }
        return kind < 8 ? byHand(name, random) : shorten(name, random);
    }

    private static String byEar(String name, SplittableRandom random) {
        int start = random.nextInt(BY_EAR.length);
        for (int i = 0; i < BY_EAR.length; i++) {
            String[] rule = BY_EAR[(start + i) % BY_EAR.length];
            int from = random.nextInt(2);
            int at = name.toLowerCase(java.util.Locale.ROOT).indexOf(rule[from], 1);
            if (at > 0) {
                return name.substring(0, at) + rule[1 - from] + name.substring(at + rule[from].length());
            }
        }
        return byHand(name, random);
    }

    private static String byHand(String name, SplittableRandom random) {
        if (name.length() < 3) {
            return name;
        }
        int at = 1 + random.nextInt(name.length() - 2);
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        char c = name.charAt(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + c + c + after;
            case 2 -> before + after.charAt(0) + c + after.substring(1);
            default -> before + neighbour(c, random) + after;
        };
    }

    private static char neighbour(char c, SplittableRandom random) {
        for (String row : ROWS) {
            int at = row.indexOf(Character.toLowerCase(c));
            if (at >= 0) {
                return row.charAt(Math.floorMod(at + (random.nextBoolean() ? 1 : -1), row.length()));
            }
        }
        return c;
    }

    private static String shorten(String name, SplittableRandom random) {
        int space = name.indexOf(' ');
        if (space > 0) {
            return random.nextBoolean() ? name.substring(0, space) : name.substring(space + 1);
        }
        if (name.length() > CUT + 2) {
            return name.substring(0, CUT + random.nextInt(2));
        }
        return random.nextInt(3) == 0 ? name.substring(0, 1) : byHand(name, random);
    }

    static String digits(String number, SplittableRandom random) {
        if (number.length() < 4) {
            return number;
        }
        int at = 2 + random.nextInt(number.length() - 3);
        if (random.nextBoolean()) {
            return number.substring(0, at)
                    + number.charAt(at + 1 < number.length() ? at + 1 : at - 1)
                    + number.substring(at + 1);
        }
        return number.substring(0, at - 1) + number.charAt(at) + number.charAt(at - 1) + number.substring(at + 1);
    }

    static String placeholder(SplittableRandom random) {
        return PLACEHOLDERS[random.nextInt(PLACEHOLDERS.length)];
    }

    /** What stands on the form of a child that has no name yet. */
    static String baby(String family, SplittableRandom random) {
        return random.nextBoolean() ? "bébé" : "bébé de " + family;
    }

    /** A date that no calendar has, or that has not come yet. */
    static String impossibleDate(int year, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> year + "-02-30";
            case 1 -> year + "-13-0" + (1 + random.nextInt(9));
            case 2 -> "31/06/" + year;
            default -> (year + 150) + "-01-" + (10 + random.nextInt(20));
        };
    }

    /** The name in Arabic script, word by word where each has a form; else as it was. */
    static String arabic(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split(" ", -1)) {
            String form = ARABIC.get(word);
            if (form == null) {
                return name;
            }
            out.append(out.isEmpty() ? "" : " ").append(form);
        }
        return out.toString();
    }
}
