package io.prepstation.model.formula;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a scanned text means to a station (SES-7).
public sealed interface ScannedCode {

    /// Start this formula.
    ///
    /// @param startAtOnce false for a link without `auto=start`: the review opens and creates nothing
    record StartFormula(String formulaCode, boolean startAtOnce) implements ScannedCode {}

    /// Open this session; if it does not exist, start the formula printed beside it, if any.
    record OpenSession(String sessionId, @Nullable String formulaCode) implements ScannedCode {}

    record ContainerCode(String value) implements ScannedCode {}

    record LotCode(String value) implements ScannedCode {}

    record IngredientCode(String value) implements ScannedCode {}

    record BadgeCode(String value) implements ScannedCode {}

    /// Join a hub.
    ///
    /// @param caPin SHA-256 of the hub's CA certificate, hexadecimal
    record EnrolmentCode(String hubUrl, @Nullable String caPin, String code)
            implements ScannedCode {}

    /// What a supplier printed by the rules of GS1.
    ///
    /// @param gtin the trade item, 14 digits, its check digit right
    /// @param expiry the last good day
    record Gs1Code(
            String gtin, @Nullable String lot, @Nullable LocalDate expiry, @Nullable String serial)
            implements ScannedCode {}

    /// A text without key: looked up as container, lot, ingredient code, in that order.
    record BareCode(String value) implements ScannedCode {}

    /// A text no station prints.
    ///
    /// @param text what was read, cut and cleaned for display
    record UnknownCode(String text) implements ScannedCode {}

    /// A scanner's text of which a part may be missing. What there is of it may be another thing's name, so nobody looks.
    record TornCode() implements ScannedCode {}
}
