package io.prepstation.config;

import io.prepstation.config.TomlFile.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads TOML as configurations are mostly written: sections of keys with texts, whole numbers, switches and lists of
/// texts. It gives up at anything else, right or wrong, so that the full parser decides; that one costs a tenth of the
/// time a station takes to its first screen.
final class PlainToml {

    private static final int MOST_DIGITS = 18;

    private final String file;
    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String section = "";
    private int at;
    private int line = 1;
    private int lineStart;

    /// Thrown where the full parser must look.
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1;

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private PlainToml(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /// The entries the full parser would give; empty if the text is not plain.
    static Optional<List<Entry>> entries(String file, String text) {
        try {
            return Optional.of(new PlainToml(file, text).read());
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private List<Entry> read() throws NotPlain {
        while (at < text.length()) {
            blanks();
            if (peek() == '[') {
                header();
            } else if (isNameCharacter(peek())) {
                assignment();
            }
            endOfLine();
        }
        return List.copyOf(entries);
    }

    private void header() throws NotPlain {
        Origin origin = here();
        at++;
        section = name();
        expect(']');
        add(section, new TomlFile.Table(), origin);
    }

    private void assignment() throws NotPlain {
        Origin origin = here();
        String key = name();
        if (section.isEmpty()) {
            throw new NotPlain();
        }
        blanks();
        expect('=');
        blanks();
        add(section + "." + key, value(), origin);
    }

    private void add(String name, Object value, Origin origin) throws NotPlain {
        if (!names.add(name)) {
            throw new NotPlain();
        }
        entries.add(new Entry(name, value, origin));
    }

    private Object value() throws NotPlain {
        char first = peek();
        if (first == '"') {
            return quoted();
        }
        if (first == '[') {
            return list();
        }
        if (first >= '0' && first <= '9') {
            return number();
        }
        return toggle();
    }

    private String quoted() throws NotPlain {
        expect('"');
        int start = at;
        while (peek() != '"') {
            char character = peek();
            if (character < ' '
                    || character == '\\'
                    || character == 0x7f
                    || Character.isSurrogate(character)) {
                throw new NotPlain();
            }
            at++;
        }
        String quoted = text.substring(start, at++);
        if (quoted.isEmpty() && peek() == '"') {
            throw new NotPlain();
        }
        return quoted;
    }

    private List<Object> list() throws NotPlain {
        expect('[');
        List<Object> list = new ArrayList<>();
        blanksAndLines();
        while (peek() != ']') {
            list.add(quoted());
            blanksAndLines();
            if (peek() != ']') {
                expect(',');
                blanksAndLines();
            }
        }
        at++;
        return list;
    }

    private Long number() throws NotPlain {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.length() > MOST_DIGITS || (digits.length() > 1 && digits.startsWith("0"))) {
            throw new NotPlain();
        }
        return Long.valueOf(digits);
    }

    private Boolean toggle() throws NotPlain {
        for (Boolean value : List.of(true, false)) {
            if (text.startsWith(value.toString(), at)) {
                at += value.toString().length();
                return value;
            }
        }
        throw new NotPlain();
    }

    private String name() throws NotPlain {
        int start = at;
        while (isNameCharacter(peek())) {
            at++;
        }
        if (at == start) {
            throw new NotPlain();
        }
        return text.substring(start, at);
    }

    private static boolean isNameCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    private void blanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void blanksAndLines() throws NotPlain {
        blanks();
        while (peek() == '\n' || peek() == '#') {
            endOfLine();
            blanks();
        }
    }

    /// Blanks, a comment if there is one, and the line's end or the text's.
    private void endOfLine() throws NotPlain {
        blanks();
        if (peek() == '#') {
            comment();
        }
        if (at < text.length()) {
            expect('\n');
            line++;
            lineStart = at;
        }
    }

    private void comment() throws NotPlain {
        while (at < text.length() && peek() != '\n') {
            char character = peek();
            if ((character < ' ' && character != '\t')
                    || character == 0x7f
                    || Character.isSurrogate(character)) {
                throw new NotPlain();
            }
            at++;
        }
    }

    private void expect(char wanted) throws NotPlain {
        if (peek() != wanted) {
            throw new NotPlain();
        }
        at++;
    }

    /// The next character; NUL at the end, which no plain text contains.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private Origin here() {
        return new Origin(file, line, at - lineStart + 1);
    }
}
