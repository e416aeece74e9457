package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.catalogue.Catalogue;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The catalogue of a station without a hub, within one transaction: what it writes, nobody else will correct.
public final class LocalCatalogue implements Catalogue {

    private final WriteHandle handle;
    private final Lab lab;
    private final Instant now;
    private final String stationId;
    private final Supplier<String> ids;

    /// @param stationId answers for what nobody is named for
    /// @param ids gives a new UUIDv7 for each ingredient, formula and version
    public LocalCatalogue(
            WriteHandle handle, Lab lab, Instant now, String stationId, Supplier<String> ids) {
        this.handle = handle;
        this.lab = lab;
        this.now = now;
        this.stationId = stationId;
        this.ids = ids;
    }

    @Override
    public LocalDate today() {
        return now.atZone(lab.timeZone()).toLocalDate();
    }

    @Override
    public Optional<String> approverFault(String userId) {
        Optional<User> user = MasterData.user(handle, userId).filter(User::active);
        if (user.isEmpty()) {
            return Optional.of("cannot be approved by " + userId + ": there is no such user");
        }
        return user.filter(found -> found.may(Permission.APPROVE_FORMULAS)).isPresent()
                ? Optional.empty()
                : Optional.of("cannot be approved by " + userId + ", who is no lab manager");
    }

    @Override
    public void hold(Set<String> codes) {
        // Nobody else writes while a transaction of this file is open.
    }

    @Override
    public Optional<Ingredient> ingredient(String code) {
        return MasterData.ingredientByCode(handle, code);
    }

    @Override
    public Ingredient add(Ingredient ingredient) {
        Ingredient added =
                new Ingredient(
                        ids.get(),
                        ingredient.code(),
                        ingredient.name(),
                        ingredient.casNumber(),
                        ingredient.hazards());
        change(added);
        return added;
    }

    @Override
    public void change(Ingredient ingredient) {
        MasterWriting.ingredient(handle.sql(), lab.key().labId(), ingredient);
    }

    @Override
    public Optional<Formula> formula(String code) {
        return MasterData.formulaByCode(handle, code);
    }

    @Override
    public Formula add(String code, String name) {
        Formula formula = new Formula(ids.get(), code, name);
        MasterWriting.formula(handle.sql(), formula);
        return formula;
    }

    @Override
    public Optional<FormulaVersion> version(Formula formula, int versionNo) {
        return MasterData.version(handle, formula, versionNo);
    }

    @Override
    public String newId() {
        return ids.get();
    }

    @Override
    public void add(FormulaVersion draft) {
        MasterWriting.version(handle.sql(), draft);
    }

    @Override
    public void replace(FormulaVersion draft) {
        MasterWriting.draftChanged(handle.sql(), draft);
    }

    @Override
    public void approve(FormulaVersion draft, String by) {
        handle.sql()
                .run(
                        "UPDATE formula_versions SET status = 'approved' WHERE id = ? AND status = 'draft'",
                        draft.id());
    }

    /// Nobody else is to be told.
    @Override
    public void written(Formula formula, boolean isNew, FormulaVersion version) {}

    @Override
    public void note(String kind, Optional<String> by, ObjectNode details) {
        AuditTrail.append(handle, now, kind, by.orElse(stationId), details);
    }
}
