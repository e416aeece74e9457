package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.FormulaLookup.Unusable;
import io.prepstation.kiosk.store.FormulaLookup.Usable;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.material.Ingredient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks a formula up and scales it, without writing anything; the same formula scanned again is only remembered.
final class FormulaReview {

    private FormulaReview() {}

    /// What a review depends on beside the master data.
    ///
    /// @param size null for the amount the formula is given for
    private record Wish(
            String code, @Nullable BatchSize size, BalanceSetup balance, LocalDate today) {

        /// Of the code alone: few reviews of one formula are remembered, and the rest is long to add up.
        @Override
        public int hashCode() {
            return code.hashCode();
        }

        /// Written out, because with one compiler what a record brings by itself takes several times as long.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wish wish
                    && code.equals(wish.code)
                    && today.equals(wish.today)
                    && Objects.equals(size, wish.size)
                    && balance.equals(wish.balance);
        }
    }

    /// Does not ask whether the formula is locked.
    ///
    /// @param today in the lab's zone
    static Reviewing of(
            ReadHandle handle,
            String code,
            @Nullable BatchSize size,
            BalanceSetup balance,
            LocalDate today) {
        return handle.remembered(
                MasterData.FORMULA_TABLES,
                new Wish(code, size, balance, today),
                () ->
                        switch (MasterData.formula(handle, code, today)) {
                            case Unusable why ->
                                    new Reviewing.Refused(new Refusal.FormulaUnusable(why));
                            case Usable usable -> scaled(usable, size, balance);
                        });
    }

    /// The same for a version that is known already.
    static Reviewing scaled(Usable usable, @Nullable BatchSize wanted, BalanceSetup balance) {
        FormulaVersion version = usable.version();
        String code = usable.formula().code();
        BatchSize size = wanted == null ? version.base() : wanted;
        Optional<Amount> asked = size.of(version);
        if (version.lines().isEmpty() || asked.isEmpty()) {
            return new Reviewing.Refused(new Refusal.NothingToWeigh(code, version.versionNo()));
        }
        Amount amount = asked.get();
        if (!amount.comparableWith(version.base())) {
            return new Reviewing.Refused(
                    new Refusal.AmountNotComparable(code, amount, version.base()));
        }
        List<ScaledLine> scaled =
                new Scaling(amount, version.base(), balance.identity().readability())
                        .lines(version);
        return new Reviewing.Reviewed(
                new Review(
                        usable.formula(),
                        version,
                        size,
                        amount,
                        lines(usable.ingredients(), scaled),
                        balance.feasibility().problems(amount, scaled)));
    }

    private static List<Review.Line> lines(List<Ingredient> ingredients, List<ScaledLine> scaled) {
        List<Review.Line> lines = new ArrayList<>();
        for (int i = 0; i < scaled.size(); i++) {
            lines.add(new Review.Line(ingredients.get(i), scaled.get(i)));
        }
        return lines;
    }
}
