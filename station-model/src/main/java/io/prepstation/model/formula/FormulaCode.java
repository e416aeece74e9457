package io.prepstation.model.formula;

import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.OpenSession;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the payloads of QR codes: `KEY=value` joined by `;`, the legacy links, bare codes (SES-7).
///
/// Every payload is hostile: nothing is opened or decoded, long and binary texts are refused.
public final class FormulaCode {

    /// What the screen says was expected, after an unknown code.
    public static final String EXPECTED =
            "a formula (F=PRM00936), a session label, a container, lot or ingredient code";

    private static final int LONGEST = 512;
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern PAIRS = Pattern.compile("[A-Za-z]+=[^;]*(;[A-Za-z]+=[^;]*)*;?");

    /// Control and format characters, which could turn a message round, and halves of characters.
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

    /// What scanners put before a code to say of which kind it is (ISO/IEC 15424).
    private static final Pattern AIM = Pattern.compile("\\][A-Za-z][0-9A-Za-z]");

    private static final Pattern SUPPLIER = Pattern.compile("\\(01\\)|\\x1d?01\\d{14}|https?://");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,63}");
    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern FORMULA_LINK =
            Pattern.compile("(?:https?://[^/?#\\s]+)?/(?:[^?#\\s]*/)?formula-first\\?(\\S*)");
    private static final Pattern SESSION_LINK =
            Pattern.compile(
                    "(?:https?://[^/?#\\s]+)?/(?:[^?#\\s]*/)?preparations/([A-Za-z0-9-]{1,64})(?:\\?(\\S*))?");

    /// A key that names one thing on the bench, and what its value is read as.
    private record Item(String key, Function<String, ScannedCode> meaning) {}

    private static final List<Item> ITEMS =
            List.of(
                    new Item("C", ContainerCode::new),
                    new Item("L", LotCode::new),
                    new Item("I", IngredientCode::new),
                    new Item("B", BadgeCode::new));

    private FormulaCode() {}

    public static ScannedCode parse(String scanned) {
        Matcher aim = AIM.matcher(scanned);
        String text = (aim.lookingAt() ? scanned.substring(aim.end()) : scanned).strip();
        Optional<ScannedCode> supplier = ofSupplier(text);
        if (supplier.isPresent()) {
            return supplier.get();
        }
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl)) {
            return unknown(text);
        }
        ScannedCode code = PAIRS.matcher(text).matches() ? ofPairs(pairs(text, ";")) : ofLink(text);
        return code == null ? unknown(text) : code;
    }

    /// A GS1 code: by its brackets, its separators or its address, or by digits that follow all the rules.
    private static Optional<ScannedCode> ofSupplier(String text) {
        if (text.length() > LONGEST || !SUPPLIER.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        var code = text.startsWith("http") ? Gs1Text.link(text) : Gs1Text.elements(text);
        return code.map(found -> found);
    }

    /// The text of a label that opens a session, or starts its formula where the session is not known.
    public static String sessionLabel(String sessionId, String formulaCode) {
        return "S=" + sessionId + ";F=" + formulaCode;
    }

    /// The text of a label that names a container.
    public static String containerLabel(String code) {
        return "C=" + code;
    }

    /// The text of a code that lets a station into a lab.
    ///
    /// @param hubUrl where stations reach the hub
    /// @param caPin SHA-256 of the hub's own authority; null where machines trust its certificate anyway
    public static String enrolmentLabel(String hubUrl, @Nullable String caPin, String code) {
        return "E=" + hubUrl + (caPin == null ? "" : ";P=" + caPin) + ";K=" + code;
    }

    private static @Nullable ScannedCode ofPairs(Map<String, String> pairs) {
        String formula = code(pairs.get("F"));
        String session = pairs.get("S");
        if (session != null) {
            return SESSION_ID.matcher(session).matches() ? new OpenSession(session, formula) : null;
        }
        if (formula != null) {
            return new StartFormula(formula, true);
        }
        String hub = pairs.get("E");
        String oneTime = pairs.get("K");
        if (hub != null && oneTime != null) {
            return new EnrolmentCode(hub, pairs.get("P"), oneTime);
        }
        return ofItem(pairs);
    }

    private static @Nullable ScannedCode ofItem(Map<String, String> pairs) {
        for (Item item : ITEMS) {
            String value = code(pairs.get(item.key));
            if (value != null) {
                return item.meaning.apply(value);
            }
        }
        return null;
    }

    private static @Nullable ScannedCode ofLink(String text) {
        Matcher formulaLink = FORMULA_LINK.matcher(text);
        if (formulaLink.matches()) {
            Map<String, String> query = pairs(formulaLink.group(1), "&");
            String formula = code(query.get("code"));
            return formula == null
                    ? null
                    : new StartFormula(formula, "start".equals(query.get("auto")));
        }
        Matcher sessionLink = SESSION_LINK.matcher(text);
        if (sessionLink.matches()) {
            String query = sessionLink.group(2);
            return new OpenSession(
                    sessionLink.group(1), query == null ? null : code(pairs(query, "&").get("f")));
        }
        return CODE.matcher(text).matches() ? new BareCode(text) : null;
    }

    private static Map<String, String> pairs(String text, String separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(separator, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }

    private static @Nullable String code(@Nullable String value) {
        return value != null && CODE.matcher(value).matches() ? value : null;
    }

    private static UnknownCode unknown(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("·");
        int end = Math.min(visible.length(), LONGEST_SHOWN);
        boolean splitsPair = end > 0 && Character.isHighSurrogate(visible.charAt(end - 1));
        String shown = visible.substring(0, splitsPair ? end - 1 : end);
        return new UnknownCode(visible.length() > LONGEST_SHOWN ? shown + "…" : shown);
    }
}
