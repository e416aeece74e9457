package io.prepstation.kiosk.store;

import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.LotStatus;
import io.prepstation.model.material.StockLot;
import io.prepstation.model.sync.EntityType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lots and containers as a bench needs them: found by what is printed on them, and lighter by what was weighed.
public final class MaterialRepository {

    private static final Map<EntityType, Set<String>> ESTIMATED =
            Map.of(
                    EntityType.LOTS, Set.of("remainingG"),
                    EntityType.CONTAINERS, Set.of("lastGrossG"));

    private static final String LOT = idNow("lots");
    private static final String CONTAINER = idNow("containers");

    /// A container and what is known to be in it.
    ///
    /// @param lot null if nobody knows
    /// @param tare null if nobody knows
    /// @param lastGross null if nobody knows
    /// @param volumeMl what it holds in millilitres; null if nobody knows
    public record Held(
            String id,
            String code,
            String status,
            @Nullable StockLot lot,
            @Nullable Mass tare,
            @Nullable Mass lastGross,
            @Nullable BigDecimal volumeMl) {}

    private MaterialRepository() {}

    /// The id that `?1` has by now. After the hub was restored, a number of before may be that of another thing: what has it
    /// now goes before what had it then.
    private static String idNow(String type) {
        return """
        coalesce((SELECT id FROM %1$s WHERE id = ?1),
            (SELECT real_id FROM id_mapping WHERE temp_id = ?1 AND entity_type = '%1$s'))\
        """
                .formatted(type);
    }

    /// The fields that weighing changes here without an operation for the hub.
    static Set<String> estimated(EntityType type) {
        return ESTIMATED.getOrDefault(type, Set.of());
    }

    public static Optional<Held> container(ReadHandle handle, String code) {
        return handle.sql()
                .first(
                        "SELECT * FROM containers WHERE code = ? AND withdrawn = 0 ORDER BY id",
                        row ->
                                new Held(
                                        row.getString("id"),
                                        row.getString("code"),
                                        row.getString("status"),
                                        lotById(handle, row.getString("lot_id")),
                                        mass(row.getString("tare_g")),
                                        mass(row.getString("last_gross_g")),
                                        volume(row.getString("volume_ml"))),
                        code);
    }

    /// What a container holds in millilitres; empty if nobody knows.
    public static Optional<BigDecimal> volume(ReadHandle handle, String containerId) {
        return handle.sql()
                .first(
                        "SELECT volume_ml FROM containers WHERE volume_ml IS NOT NULL AND id = "
                                + CONTAINER,
                        row -> Decimal.of(row.getString(1)),
                        containerId)
                .filter(millilitres -> millilitres.signum() > 0);
    }

    /// What a container was last reckoned to weigh; empty if nobody knows.
    public static Optional<Mass> lastGross(ReadHandle handle, String containerId) {
        return handle.sql()
                .first(
                        "SELECT last_gross_g FROM containers WHERE last_gross_g IS NOT NULL"
                                + " AND id = "
                                + CONTAINER,
                        row -> Mass.grams(row.getString(1)),
                        containerId);
    }

    /// Notes what a container weighs now; an edit, or what the hub sends of it, replaces the note.
    public static void weighs(WriteHandle handle, String containerId, Mass gross) {
        handle.sql()
                .run(
                        "UPDATE containers SET last_gross_g = ?2 WHERE id = " + CONTAINER,
                        containerId,
                        gross.inGrams().max(BigDecimal.ZERO).toPlainString());
    }

    /// The lots with that number; several ingredients may have one.
    public static List<StockLot> lotsByNumber(ReadHandle handle, String lotNumber) {
        return handle.sql()
                .list(
                        "SELECT * FROM lots WHERE lot_number = ? AND withdrawn = 0 ORDER BY id",
                        MaterialRepository::lot,
                        lotNumber);
    }

    public static List<StockLot> lotsOf(ReadHandle handle, String ingredientId) {
        return handle.sql()
                .list(
                        "SELECT * FROM lots WHERE ingredient_id = ? AND withdrawn = 0 ORDER BY id",
                        MaterialRepository::lot,
                        ingredientId);
    }

    public static Optional<StockLot> lot(ReadHandle handle, String id) {
        return Optional.ofNullable(lotById(handle, id));
    }

    /// Takes a mass off what is left of a lot; where nobody counts it nothing changes. It may go below zero, as at the hub:
    /// whoever counts anew moves from the figure that the hub has too.
    public static void take(WriteHandle handle, String lotId, Mass gone) {
        lot(handle, lotId)
                .flatMap(lot -> Optional.ofNullable(lot.remaining()))
                .ifPresent(left ->
                        handle.sql()
                                .run(
                                        "UPDATE lots SET remaining_g = ?2 WHERE id = " + LOT,
                                        lotId,
                                        left.minus(gone).inGrams().toPlainString()));
    }

    /// What is left in all released lots of an ingredient together; empty if there are none or one is not counted.
    public static Optional<Mass> left(ReadHandle handle, String ingredientId) {
        List<StockLot> released =
                lotsOf(handle, ingredientId).stream()
                        .filter(lot -> lot.status() == LotStatus.RELEASED)
                        .toList();
        return released.stream().anyMatch(lot -> lot.remaining() == null)
                ? Optional.empty()
                : released.stream()
                        .flatMap(lot -> Optional.ofNullable(lot.remaining()).stream())
                        .reduce(Mass::plus);
    }

    private static @Nullable BigDecimal volume(@Nullable String millilitres) {
        BigDecimal holds = millilitres == null ? BigDecimal.ZERO : Decimal.of(millilitres);
        return holds.signum() > 0 ? holds : null;
    }

    private static @Nullable Mass mass(@Nullable String grams) {
        return grams == null ? null : Mass.grams(grams);
    }

    private static @Nullable StockLot lotById(ReadHandle handle, @Nullable String id) {
        return id == null
                ? null
                : handle.sql()
                        .first("SELECT * FROM lots WHERE id = " + LOT, MaterialRepository::lot, id)
                        .orElse(null);
    }

    private static StockLot lot(ResultSet row) throws SQLException {
        String remaining = row.getString("remaining_g");
        String openedOn = row.getString("opened_on");
        String potency = row.getString("potency_percent");
        return new StockLot(
                row.getString("id"),
                row.getString("ingredient_id"),
                row.getString("lot_number"),
                LocalDate.parse(row.getString("expires_on")),
                LotStatus.ofWord(row.getString("status")),
                remaining == null ? null : Mass.grams(remaining),
                openedOn == null ? null : LocalDate.parse(openedOn),
                potency == null ? null : Decimal.of(potency));
    }
}
