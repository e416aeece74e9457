package io.prepstation.hub.formula;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.FormulaTable;
import io.prepstation.hub.store.IngredientTable;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoredIngredient;
import io.prepstation.hub.store.StoredIngredient.Origin;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.catalogue.Catalogue;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A lab's catalogue at the hub; every change goes into the feed that the stations read.
///
/// @param author who writes, and therefore does not approve; empty for the hub's command line
record LabCatalogue(
        Tables tables,
        Feed feed,
        Lab lab,
        Instant now,
        Supplier<String> ids,
        Optional<String> author)
        implements Catalogue {

    private static final String COMMAND_LINE = "hub";

    @Override
    public LocalDate today() {
        return now.atZone(lab.timeZone()).toLocalDate();
    }

    @Override
    public Optional<String> approverFault(String userId) {
        Optional<Member> approver = tables.users().find(userId).map(Versioned::value);
        if (approver.isEmpty() || !approver.get().user().active()) {
            return Optional.of("cannot be approved by " + userId + ": there is no such user");
        }
        boolean mayApprove =
                approver.get().belongsTo(lab.id())
                        && approver.get().may(Permission.APPROVE_FORMULAS);
        return mayApprove
                ? Optional.empty()
                : Optional.of(
                        "cannot be approved by "
                                + userId
                                + ", who is no lab manager of lab "
                                + lab.id());
    }

    @Override
    public void hold(Set<String> codes) {
        ingredients().hold(lab.id(), codes);
    }

    @Override
    public Optional<Ingredient> ingredient(String code) {
        return ingredients().findByCode(lab.id(), code).map(StoredIngredient::value);
    }

    @Override
    public Ingredient add(Ingredient ingredient) {
        Ingredient added =
                new Ingredient(
                        Long.toString(ingredients().nextNumber()),
                        ingredient.code(),
                        ingredient.name(),
                        ingredient.casNumber(),
                        ingredient.hazards());
        ingredients().insert(lab.id(), added, Origin.made(now.toEpochMilli(), maker(), null));
        tell(added);
        return added;
    }

    @Override
    public void change(Ingredient ingredient) {
        int before =
                ingredients().findToChange(lab.id(), List.of(ingredient.id())).getFirst().version();
        ingredients().update(ingredient, before, now.toEpochMilli());
        tell(ingredient);
    }

    private String maker() {
        return author.orElse(COMMAND_LINE);
    }

    @Override
    public Optional<Formula> formula(String code) {
        return formulas().findByCode(lab.id(), code, today()).map(row -> row.value().formula());
    }

    @Override
    public Formula add(String code, String name) {
        return formulas().insert(lab.id(), code, name);
    }

    @Override
    public Optional<FormulaVersion> version(Formula formula, int versionNo) {
        return formulas().findVersion(formula, versionNo).map(Versioned::value);
    }

    @Override
    public String newId() {
        return ids.get();
    }

    @Override
    public void add(FormulaVersion draft) {
        formulas().insertVersion(draft);
        author.ifPresent(user -> formulas().setAuthor(draft.id(), user));
    }

    @Override
    public void replace(FormulaVersion draft) {
        formulas().replaceDraft(draft);
        author.ifPresent(user -> formulas().setAuthor(draft.id(), user));
    }

    @Override
    public void approve(FormulaVersion draft, String by) {
        formulas().approve(draft.id(), by, now);
    }

    @Override
    public void written(Formula formula, boolean isNew, FormulaVersion version) {
        var row = formulas().findVersion(version.id()).orElseThrow();
        tell(
                EntityType.FORMULA_VERSIONS,
                version.id(),
                row.version(),
                Json.write(WireFormulaVersion.of(row.value())));
        if (!isNew) {
            formulas().touch(formula);
        }
        var head = formulas().find(formula.id(), today()).orElseThrow();
        tell(
                EntityType.FORMULAS,
                formula.id(),
                head.version(),
                Json.write(WireForms.of(head.value())));
    }

    @Override
    public void note(String kind, Optional<String> by, ObjectNode details) {
        tables.audit()
                .append(
                        now,
                        kind,
                        by.or(this::author).orElse(COMMAND_LINE),
                        details.put("labId", lab.id()));
    }

    private void tell(Ingredient ingredient) {
        StoredIngredient row = ingredients().find(ingredient.id()).orElseThrow();
        tell(EntityType.INGREDIENTS, ingredient.id(), row.version(), WireForms.of(lab.id(), row));
    }

    private void tell(EntityType type, String id, int version, ObjectNode data) {
        feed.append(tables, Change.atHub(lab.id(), type, id, version, data));
    }

    private FormulaTable formulas() {
        return tables.formulas();
    }

    private IngredientTable ingredients() {
        return tables.ingredients();
    }
}
