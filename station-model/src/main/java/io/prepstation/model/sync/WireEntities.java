package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The master data of a lab as the hub sends it: one record per entity type, field names as on the wire.
public final class WireEntities {

    private WireEntities() {}

    public record WireLab(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String timeZone,
            @JsonProperty(required = true) boolean demo) {}

    /// @param credentialVersion grows whenever badge or PIN are replaced: what a station remembers of an earlier one is good
    ///     no more; null from a hub, or of a time, that does not say
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireUser(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<String> roles,
            @JsonProperty(required = true) List<String> labIds,
            @JsonProperty(required = true) boolean active,
            @Nullable Integer credentialVersion) {

        /// How often badge or PIN were replaced, as far as the hub says.
        public int credentials() {
            return credentialVersion == null ? 0 : credentialVersion;
        }

        /// @throws IllegalArgumentException for an unknown role
        public User toUser() {
            return new User(
                    id, name, roles.stream().map(Role::ofWord).collect(Collectors.toSet()), active);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireIngredient(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @Nullable String casNumber,
            @Nullable String signalWord,
            @Nullable List<String> pictograms,
            @Nullable List<String> hazards) {

        public Ingredient toIngredient() {
            return new Ingredient(
                    id,
                    code,
                    name,
                    casNumber,
                    new Hazards(
                            signalWord == null ? "" : signalWord,
                            pictograms == null ? List.of() : pictograms,
                            hazards == null ? List.of() : hazards));
        }
    }

    /// @param expiresOn yyyy-MM-dd in the lab's zone, valid to the end of that day; so is `openedOn`
    /// @param status `released`, `quarantine`, `blocked` or `empty`
    /// @param remainingG what was received at first, then what the hub computes is left
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireLot(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String ingredientId,
            @JsonProperty(required = true) String lotNumber,
            @JsonProperty(required = true) String expiresOn,
            @JsonProperty(required = true) String status,
            @Nullable String remainingG,
            @Nullable String openedOn,
            @Nullable String potencyPercent) {}

    /// @param ingredientId of its lot, set by the hub
    /// @param status `clean`, `in_use`, `empty` or `blocked`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireContainer(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String code,
            @Nullable String lotId,
            @Nullable String ingredientId,
            @Nullable String tareG,
            @Nullable String lastGrossG,
            @Nullable String volumeMl,
            @JsonProperty(required = true) String status) {}

    /// @param entityType of what it is about
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireNote(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String entityId,
            @JsonProperty(required = true) String text,
            @Nullable String authorId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireFormula(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @Nullable String currentVersionId) {

        public Formula toFormula() {
            return new Formula(id, code, name);
        }
    }

    public record WireFormulaVersion(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String formulaId,
            @JsonProperty(required = true) int versionNo,
            @JsonProperty(required = true) String status,
            @JsonProperty(required = true) String effectiveFrom,
            @JsonProperty(required = true) String baseAmount,
            @JsonProperty(required = true) String baseUnit,
            @JsonProperty(required = true) List<WireFormulaLine> lines) {

        /// @throws IllegalArgumentException naming what is not readable
        /// @throws java.time.format.DateTimeParseException for a day that is not yyyy-MM-dd
        public FormulaVersion toVersion() {
            return new FormulaVersion(
                    id,
                    formulaId,
                    versionNo,
                    VersionStatus.ofWord(status),
                    LocalDate.parse(effectiveFrom),
                    Amount.of(baseAmount, baseUnit),
                    lines.stream().map(WireFormulaLine::toLine).toList());
        }

        public static WireFormulaVersion of(FormulaVersion version) {
            return new WireFormulaVersion(
                    version.id(),
                    version.formulaId(),
                    version.versionNo(),
                    version.status().word(),
                    version.effectiveFrom().toString(),
                    version.base().value().toPlainString(),
                    version.base().unit().symbol(),
                    version.lines().stream().map(WireFormulaLine::of).toList());
        }
    }

    /// Tolerances come as `toleranceLowerG` and `toleranceUpperG`, as `toleranceAbsG` for both, or as
    /// `tolerancePercent` for both.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireFormulaLine(
            @JsonProperty(required = true) int sequence,
            @JsonProperty(required = true) String ingredientId,
            @JsonProperty(required = true) String targetQtyG,
            @Nullable String toleranceAbsG,
            @Nullable String toleranceLowerG,
            @Nullable String toleranceUpperG,
            @Nullable String tolerancePercent,
            @Nullable Boolean freeOrder,
            @Nullable Boolean witness,
            @Nullable Boolean ownVessel,
            @Nullable Boolean compensator,
            @Nullable Boolean accurate,
            @Nullable Boolean byDifference) {

        /// @throws IllegalArgumentException if no tolerance is given
        public FormulaLine toLine() {
            return new FormulaLine(
                    sequence,
                    ingredientId,
                    Decimal.of(targetQtyG),
                    deviation(toleranceLowerG),
                    deviation(toleranceUpperG),
                    rules());
        }

        private Set<LineRule> rules() {
            Set<LineRule> rules = EnumSet.noneOf(LineRule.class);
            add(rules, LineRule.FREE_ORDER, freeOrder);
            add(rules, LineRule.WITNESS, witness);
            add(rules, LineRule.OWN_VESSEL, ownVessel);
            add(rules, LineRule.COMPENSATOR, compensator);
            add(rules, LineRule.ACCURATE, accurate);
            add(rules, LineRule.BY_DIFFERENCE, byDifference);
            return rules;
        }

        private static void add(Set<LineRule> rules, LineRule rule, @Nullable Boolean asked) {
            if (asked != null && asked) {
                rules.add(rule);
            }
        }

        private Deviation deviation(@Nullable String ownSide) {
            if (ownSide != null) {
                return new Deviation.Absolute(Decimal.of(ownSide));
            }
            if (toleranceAbsG != null) {
                return new Deviation.Absolute(Decimal.of(toleranceAbsG));
            }
            if (tolerancePercent != null) {
                return new Deviation.Percent(Decimal.of(tolerancePercent));
            }
            throw new IllegalArgumentException("line " + sequence + " has no tolerance");
        }

        /// Percentages are written out in grams: exact, and one form less on the wire.
        static WireFormulaLine of(FormulaLine line) {
            return new WireFormulaLine(
                    line.sequence(),
                    line.ingredientId(),
                    line.targetG().toPlainString(),
                    null,
                    line.lower().gramsFor(line.targetG()).toPlainString(),
                    line.upper().gramsFor(line.targetG()).toPlainString(),
                    null,
                    asked(line, LineRule.FREE_ORDER),
                    asked(line, LineRule.WITNESS),
                    asked(line, LineRule.OWN_VESSEL),
                    asked(line, LineRule.COMPENSATOR),
                    asked(line, LineRule.ACCURATE),
                    asked(line, LineRule.BY_DIFFERENCE));
        }

        /// What is not asked is not written.
        private static @Nullable Boolean asked(FormulaLine line, LineRule rule) {
            return line.asks(rule) ? true : null;
        }
    }
}
