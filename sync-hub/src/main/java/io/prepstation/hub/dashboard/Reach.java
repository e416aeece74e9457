package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How far a person's eyes and hands reach: his labs, or every lab for who may look into all tenants.
final class Reach {

    private final Member person;
    private final Map<String, Lab> labs;

    private Reach(Member person, Map<String, Lab> labs) {
        this.person = person;
        this.labs = labs;
    }

    static Reach of(Tables tables, Member person) {
        boolean all = person.may(Permission.SEE_ALL_TENANTS);
        return new Reach(
                person,
                tables.labs().all().stream()
                        .map(Versioned::value)
                        .filter(lab -> all || person.belongsTo(lab.id()))
                        .collect(Collectors.toMap(Lab::id, lab -> lab)));
    }

    boolean sees(String labId) {
        return labs.containsKey(labId);
    }

    Lab lab(String labId) {
        Lab lab = labs.get(labId);
        if (lab == null) {
            throw new IllegalArgumentException("lab " + labId + " is out of reach");
        }
        return lab;
    }

    /// The labs' time zone where they have the same, else UTC.
    ZoneId zone() {
        Set<ZoneId> zones = labs.values().stream().map(Lab::timeZone).collect(Collectors.toSet());
        return zones.size() == 1 ? zones.iterator().next() : ZoneOffset.UTC;
    }

    Set<String> labIds() {
        return labs.keySet();
    }

    List<String> sortedLabIds() {
        return labs.keySet().stream().sorted().toList();
    }

    /// Whether somebody works in a lab that is seen.
    boolean sees(Member other) {
        return other.labIds().stream().anyMatch(labs::containsKey);
    }

    /// Whether the person may act on somebody: only within labs that are his, and never on who may look into all tenants.
    /// Whoever gives a password could come in by it; what that must not do is asked where it is done (FormulaApproval).
    boolean rules(Member other) {
        return labs.keySet().containsAll(other.labIds()) && rules(other.user().roles());
    }

    boolean rules(Set<Role> roles) {
        return !roles.contains(Role.SUPER_ADMINISTRATOR)
                || person.user().roles().contains(Role.SUPER_ADMINISTRATOR);
    }
}
