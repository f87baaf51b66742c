package org.trano.registry.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages of the portal, the one of most readers first. */
public enum Language {
    FR("Français"),
    EN("English"),
    AR("العربية"),
    MG("Malagasy");

    private static final String OFFICE = "/admin";
    /** What the public will see stands in the office under an address that ends with the public's language. */
    private static final Pattern PREVIEW = Pattern.compile(OFFICE + "/.*/preview/([a-z]{2})");

    private final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    /** As it stands in addresses and in {@code lang} attributes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public boolean isRightToLeft() {
        return this == AR;
    }

    /** For words, numbers and dates: English with the day first, Arabic with the digits that the Comoros and Djibouti use. */
    public Locale locale() {
        return switch (this) {
            case EN -> Locale.UK;
            case AR -> Locale.forLanguageTag("ar-u-nu-latn");
            default -> Locale.forLanguageTag(code());
        };
    }

    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** The first segment of a path, or the second of one in the office; French where it is no language. */
    public static Language ofPath(String address) {
        Matcher preview = PREVIEW.matcher(address);
        if (preview.matches()) {
            return of(preview.group(1)).orElse(FR);
        }
        String path = address.startsWith(OFFICE + "/") ? address.substring(OFFICE.length()) : address;
        int end = path.indexOf('/', 1);
        String first = path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
        return of(first).orElse(FR);
    }

    /** What a browser asks for, French where it asks for none of ours. */
    public static Language ofHeader(String acceptLanguage) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            String tag = Locale.lookupTag(
                    ranges, Arrays.stream(values()).map(Language::code).toList());
            return tag == null ? FR : of(tag).orElse(FR);
        } catch (IllegalArgumentException e) {
            return FR;
        }
    }
}
