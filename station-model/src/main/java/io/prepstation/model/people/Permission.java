package io.prepstation.model.people;

import static io.prepstation.model.people.Role.ADMINISTRATOR;
import static io.prepstation.model.people.Role.AUDITOR;
import static io.prepstation.model.people.Role.LAB_MANAGER;
import static io.prepstation.model.people.Role.OPERATOR;
import static io.prepstation.model.people.Role.SUPERVISOR;
import static io.prepstation.model.people.Role.SUPER_ADMINISTRATOR;

import java.util.Locale;
import java.util.Set;

/// What may be done and by which roles: the one table that store, screens, hub, documentation and tests go by (STO-8).
///
/// A role has what stands in its column and nothing else: nobody weighs because he administers.
public enum Permission {
    /// Stand at a bench as who is signed in there, and look at what it has.
    SIGN_IN(false, OPERATOR, SUPERVISOR, LAB_MANAGER),
    /// Weigh, confirm and sign as performer.
    PREPARE(false, OPERATOR, SUPERVISOR),
    /// Sign as witness of somebody else's work.
    WITNESS(false, OPERATOR, SUPERVISOR, LAB_MANAGER),
    /// Let a formula be weighed again that too many failed attempts have locked.
    UNLOCK_FORMULA(false, SUPERVISOR),
    /// Approve a dispense outside its tolerance, with reason and signature.
    OVERRIDE(false, SUPERVISOR),
    /// Sign a session again that the hub refused, after its reason was put right.
    CORRECT_SESSION(false, SUPERVISOR),
    /// Type a weight instead of taking the balance's.
    MANUAL_WEIGHT(false, SUPERVISOR),
    /// Check a balance with test weights.
    CHECK_BALANCE(false, OPERATOR, SUPERVISOR),
    /// Go on with a session that somebody else began.
    TAKE_OVER(false, OPERATOR, SUPERVISOR),
    /// Remove or retry a waiting operation, with a reason.
    CLEAR_QUEUE(false, SUPERVISOR),
    /// Decide a conflict between station and hub.
    RESOLVE_CONFLICTS(true, SUPERVISOR, LAB_MANAGER),
    /// Create, change and delete ingredients, lots, containers, notes.
    EDIT_MATERIALS(false, OPERATOR, SUPERVISOR, LAB_MANAGER),
    /// Say of a lot that it may be weighed from: another person's than who entered it, at most sites.
    RELEASE_LOTS(false, SUPERVISOR, LAB_MANAGER),
    /// Lead a station that belongs to a lab to another lab or hub: what is weighed from then on goes there.
    MOVE_STATION(false, SUPERVISOR, LAB_MANAGER, ADMINISTRATOR, SUPER_ADMINISTRATOR),
    /// Write formulas and their versions; nobody approves what he wrote himself.
    EDIT_FORMULAS(true, SUPERVISOR, LAB_MANAGER),
    APPROVE_FORMULAS(true, LAB_MANAGER),
    /// Look at sessions, deviations and statistics of all stations of the lab.
    SEE_SESSIONS(true, SUPERVISOR, LAB_MANAGER, ADMINISTRATOR, SUPER_ADMINISTRATOR, AUDITOR),
    /// Look at the stations of the lab, and what waits there.
    SEE_STATIONS(true, SUPERVISOR, LAB_MANAGER, ADMINISTRATOR, SUPER_ADMINISTRATOR, AUDITOR),
    SEE_AUDIT(true, LAB_MANAGER, ADMINISTRATOR, SUPER_ADMINISTRATOR, AUDITOR),
    /// Add people, give badges and PINs, end memberships.
    MANAGE_USERS(true, ADMINISTRATOR, SUPER_ADMINISTRATOR),
    /// Let stations in, revoke them.
    MANAGE_STATIONS(true, ADMINISTRATOR, SUPER_ADMINISTRATOR),
    /// Look into every tenant, not only the own one.
    SEE_ALL_TENANTS(true, SUPER_ADMINISTRATOR);

    private final boolean needsHub;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Role> roles;

    Permission(boolean needsHub, Role... roles) {
        this.needsHub = needsHub;
        this.roles = Set.of(roles);
    }

    public boolean isGivenTo(Role role) {
        return roles.contains(role);
    }

    /// Whether a station without its hub must refuse it, with that reason.
    public boolean needsHub() {
        return needsHub;
    }

    /// The word in documents and answers: `unlock_formula`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
