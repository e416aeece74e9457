package io.prepstation.kiosk.store;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A small lab for tests: one operator, one supervisor, one formula of 20 lines and one of three.
public final class SampleLab {

    public static final LabKey KEY = new LabKey("tenant", "lab");
    public static final Lab LAB = new Lab(KEY, "Sample lab", ZoneId.of("Europe/Berlin"), true);
    public static final User OPERATOR =
            new User("u-op", "Olga Operator", Set.of(Role.OPERATOR), true);
    public static final User SUPERVISOR =
            new User("u-sup", "Sam Supervisor", Set.of(Role.SUPERVISOR), true);
    public static final User AUDITOR = new User("u-aud", "Ada Auditor", Set.of(Role.AUDITOR), true);
    public static final BalanceIdentity BALANCE =
            new BalanceIdentity("SIM520", "SIM-1", Mass.grams("520.0000"), Mass.grams("0.0001"));

    public static final Formula TWENTY = new Formula("f-20", "PRM00020", "Twenty lines");
    public static final Formula THREE = new Formula("f-3", "PRM00003", "Three lines");

    private SampleLab() {}

    public static MasterDownload download() {
        return new MasterDownload(
                LAB,
                List.of(OPERATOR, SUPERVISOR, AUDITOR),
                IntStream.rangeClosed(1, 20).mapToObj(SampleLab::ingredient).toList(),
                List.of(TWENTY, THREE),
                List.of(version(TWENTY, 1, 20), version(THREE, 1, 3)));
    }

    /// The same with a second version of the three-line formula, so many lines of which all ask for that.
    public static MasterDownload downloadAsking(int lines, LineRule... rules) {
        MasterDownload plain = download();
        FormulaVersion second = version(THREE, 2, lines);
        return new MasterDownload(
                plain.lab(),
                plain.users(),
                plain.ingredients(),
                plain.formulas(),
                List.of(
                        version(TWENTY, 1, 20),
                        new FormulaVersion(
                                second.id(),
                                second.formulaId(),
                                second.versionNo(),
                                second.status(),
                                second.effectiveFrom(),
                                second.base(),
                                second.lines().stream()
                                        .map(line -> asking(line, rules))
                                        .toList())));
    }

    private static FormulaLine asking(FormulaLine line, LineRule... rules) {
        return new FormulaLine(
                line.sequence(),
                line.ingredientId(),
                line.targetG(),
                line.lower(),
                line.upper(),
                Set.of(rules));
    }

    public static Ingredient ingredient(int n) {
        return new Ingredient(
                "i-" + n,
                "ING-%04d".formatted(n),
                "Ingredient " + n,
                "50-00-" + n,
                new Hazards(
                        "Warning",
                        List.of("GHS07"),
                        List.of("H319 Causes serious eye irritation")));
    }

    /// Approved since 2026-01-01: line n is n.5 g ± 0.05 g for 1 L.
    public static FormulaVersion version(Formula formula, int versionNo, int lines) {
        return new FormulaVersion(
                formula.id() + "-v" + versionNo,
                formula.id(),
                versionNo,
                VersionStatus.APPROVED,
                LocalDate.of(2026, 1, 1),
                Amount.of("1", "L"),
                IntStream.rangeClosed(1, lines).mapToObj(SampleLab::line).toList());
    }

    private static FormulaLine line(int n) {
        Deviation tolerance = new Deviation.Absolute(new BigDecimal("0.05"));
        return new FormulaLine(n, "i-" + n, new BigDecimal(n + ".5"), tolerance, tolerance);
    }
}
