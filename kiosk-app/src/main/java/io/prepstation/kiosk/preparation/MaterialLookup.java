package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.MaterialRepository.Held;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.material.KnownContainer;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRules;
import io.prepstation.model.material.Source;
import io.prepstation.model.material.StockLot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what a scanned code stands for: a container, a lot or an ingredient, in that order (WEI-4).
final class MaterialLookup {

    private final ReadHandle handle;
    private final MaterialRules rules;
    private final @Nullable String wanted;

    /// @param wanted the id of the ingredient whose turn it is: of two lots with one number its own is meant
    MaterialLookup(ReadHandle handle, MaterialRules rules, @Nullable String wanted) {
        this.handle = handle;
        this.rules = rules;
        this.wanted = wanted;
    }

    /// @return empty for a code that stands for nothing in this lab's stock
    Optional<Material> find(ScannedCode code) {
        return switch (code) {
            case ContainerCode(var value) -> container(value);
            case LotCode(var value) -> lot(value);
            case IngredientCode(var value) -> ingredient(value);
            case BareCode(var value) ->
                    container(value).or(() -> lot(value)).or(() -> ingredient(value));
            case Gs1Code item -> delivered(item);
            case ScannedCode.StartFormula _,
                    ScannedCode.OpenSession _,
                    ScannedCode.BadgeCode _,
                    ScannedCode.EnrolmentCode _,
                    ScannedCode.UnknownCode _,
                    ScannedCode.TornCode _ ->
                    Optional.empty();
        };
    }

    private Optional<Material> container(String code) {
        return MaterialRepository.container(handle, code).map(held -> material(code, held));
    }

    /// A container whose lot nobody knows is right for nothing, so it is said of the ingredient that is wanted.
    private Material material(String code, Held held) {
        StockLot lot = held.lot();
        String ingredient =
                lot != null ? lot.ingredientId() : Optional.ofNullable(wanted).orElse("");
        return new Material(
                ingredient,
                source(code, lot, held.id())
                        .in(new KnownContainer(held.code(), held.tare(), held.lastGross())),
                rules.refusal(held.code(), held.status(), lot).orElse(null),
                vessel(held));
    }

    /// A clean container whose tare is known can be weighed into.
    private static @Nullable KnownVessel vessel(Held held) {
        Mass tare = held.tare();
        return tare != null && held.status().equals("clean")
                ? new KnownVessel(held.id(), held.code(), tare, held.volumeMl())
                : null;
    }

    private Optional<Material> lot(String number) {
        List<StockLot> lots = MaterialRepository.lotsByNumber(handle, number);
        return lots.stream()
                .filter(lot -> lot.ingredientId().equals(wanted))
                .findFirst()
                .or(() -> lots.stream().findFirst())
                .map(lot -> material(number, lot));
    }

    private Material material(String code, StockLot lot) {
        return new Material(
                lot.ingredientId(), source(code, lot, null), rules.refusal(lot).orElse(null));
    }

    /// A supplier's label: the article is an ingredient's code, the batch one of that ingredient's lots. What the label calls
    /// expired is, even if nobody knows its lot.
    private Optional<Material> delivered(Gs1Code item) {
        return MasterData.ingredientByCode(handle, item.gtin())
                .map(ingredient ->
                        lotOf(ingredient, item.lot())
                                .map(lot -> material(item.gtin(), lot))
                                .orElseGet(() -> material(item.gtin(), ingredient)))
                .map(found -> unlessExpired(found, item));
    }

    private Material unlessExpired(Material found, Gs1Code item) {
        String number = item.lot();
        return rules.expired(number == null ? item.gtin() : number, item.expiry())
                .filter(_ -> found.refusal() == null)
                .map(expired -> new Material(found.ingredientId(), found.source(), expired))
                .orElse(found);
    }

    private Optional<StockLot> lotOf(Ingredient ingredient, @Nullable String number) {
        return number == null
                ? Optional.empty()
                : MaterialRepository.lotsByNumber(handle, number).stream()
                        .filter(lot -> lot.ingredientId().equals(ingredient.id()))
                        .findFirst();
    }

    private Optional<Material> ingredient(String code) {
        return MasterData.ingredientByCode(handle, code).map(found -> material(code, found));
    }

    private Material material(String code, Ingredient ingredient) {
        List<StockLot> lots = MaterialRepository.lotsOf(handle, ingredient.id());
        return new Material(ingredient.id(), Source.ofCode(code), rules.refusal(lots).orElse(null));
    }

    private static Source source(
            String code, @Nullable StockLot lot, @Nullable String containerId) {
        return lot == null
                ? new Source(code, null, null, null, containerId, null)
                : new Source(
                        code,
                        lot.id(),
                        lot.lotNumber(),
                        lot.expiresOn(),
                        containerId,
                        lot.potencyPercent());
    }
}
