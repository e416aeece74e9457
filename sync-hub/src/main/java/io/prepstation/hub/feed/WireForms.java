package io.prepstation.hub.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.LabFormula;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoredIngredient;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /// With what every entity has: its lab, version, author and times, as far as the hub knows them.
    public static ObjectNode of(String labId, StoredIngredient row) {
        StoredIngredient.Origin origin = row.origin();
        ObjectNode data =
                Json.write(of(row.value())).put("labId", labId).put("version", row.version());
        put(data, "createdAt", time(origin.createdAt()));
        put(data, "createdBy", origin.createdBy());
        put(data, "updatedAt", time(origin.updatedAt()));
        put(data, "tempId", origin.tempId());
        return data;
    }

    private static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static WireIngredient of(Ingredient ingredient) {
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
