package org.trano.registry.scoring.internal.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words and signs of a formula, one after the other. Not thread-safe. */
final class FormulaLexer {
    /** What stands at a place. */
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        SIGN,
        END
    }

    private static final List<String> SIGNS = List.of("<=", ">=", "==", "!=", "<>", "&&", "||");

    private final String text;
    private int at;
    Kind kind = Kind.END;
    String token = "";
    double number;
    int position = 1;

    FormulaLexer(String text) {
        this.text = text;
        next();
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && token.equals(sign);
    }

    @Nullable
    String takeSign(String... signs) {
        for (String sign : signs) {
            if (isSign(sign)) {
                next();
                return sign;
            }
        }
        return null;
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && token.equals(word);
    }

    boolean takeWord(String word) {
        boolean here = isWord(word);
        if (here) {
            next();
        }
        return here;
    }

    void next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        position = at + 1;
        if (at == text.length()) {
            kind = Kind.END;
            token = "";
            return;
        }
        int start = at;
        int c = text.codePointAt(at);
        if (isDigit(at) || c == '.' && isDigit(at + 1)) {
            number(start);
        } else if (Character.isLetter(c)) {
            while (at < text.length() && isNamePart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            kind = Kind.NAME;
            token = text.substring(start, at);
        } else if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw new FormulaException(position, "the quotation mark is never closed");
            }
            kind = Kind.TEXT;
            token = text.substring(at + 1, end);
            at = end + 1;
        } else {
            kind = Kind.SIGN;
            token = SIGNS.stream()
                    .filter(sign -> text.startsWith(sign, at))
                    .findFirst()
                    .orElse(Character.toString(c));
            at += token.length();
        }
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void number(int start) {
        while (at < text.length() && isNumberPart(start)) {
            at++;
        }
        kind = Kind.NUMBER;
        token = text.substring(start, at);
        try {
            number = Double.parseDouble(token);
        } catch (NumberFormatException e) {
            throw new FormulaException(position, "'" + token + "' is not a number");
        }
        if (!Double.isFinite(number)) {
            throw new FormulaException(position, "'" + token + "' is too large");
        }
        if (at < text.length() && isNamePart(text.codePointAt(at))) {
            throw new FormulaException(
                    position, "a name must begin with a letter, and a number must be followed by an operation");
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    /** Digits and points, an e after one of them, and a sign after the e. */
    private boolean isNumberPart(int start) {
        char c = text.charAt(at);
        boolean afterE = at > start && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        return isDigit(at)
                || c == '.'
                || (c == 'e' || c == 'E') && (isDigit(at + 1) || isDigit(at + 2))
                || (c == '+' || c == '-') && afterE;
    }
}
