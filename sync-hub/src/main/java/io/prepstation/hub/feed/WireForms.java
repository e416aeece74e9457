package io.prepstation.hub.feed;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.LabFormula;
import io.prepstation.hub.store.Member;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;

/// Master data of the hub in the form stations read.
public final class WireForms {

    private WireForms() {}

    public static WireLab of(Lab lab) {
        return new WireLab(
                lab.id(), lab.name(), lab.tenantId(), lab.timeZone().getId(), lab.demo());
    }

    /// Roles and labs in alphabetical order, so that equal users have equal hashes.
    public static WireUser of(Member member) {
        return new WireUser(
                member.user().id(),
                member.user().name(),
                member.user().roles().stream().map(Role::word).sorted().toList(),
                member.labIds().stream().sorted().toList(),
                member.user().active(),
                member.credentialVersion());
    }

    public static WireIngredient of(Ingredient ingredient) {
        Hazards hazards = ingredient.hazards();
        return new WireIngredient(
                ingredient.id(),
                ingredient.code(),
                ingredient.name(),
                ingredient.casNumber(),
                hazards.signalWord().isEmpty() ? null : hazards.signalWord(),
                hazards.pictograms(),
                hazards.statements());
    }

    public static WireFormula of(LabFormula formula) {
        return new WireFormula(
                formula.formula().id(),
                formula.formula().code(),
                formula.formula().name(),
                formula.currentVersionId());
    }
}
