package io.prepstation.model.people;

import java.util.Locale;
import java.util.Set;

/// What needs the hub, and what a station does with it while the hub cannot be reached: the one table that screens,
/// documentation and tests go by (STO-8). Whatever is not in it works without.
public enum HubFeature {
    /// Sign in where this badge never did, or whose memory of it has expired.
    FIRST_SIGN_IN(
            "Sign in",
            Without.REFUSED,
            "whoever signed in at this station before goes on by its own memory; others are told that the hub is needed"),
    /// Replace a PIN that an administrator gave.
    NEW_PIN(
            "Sign in",
            Without.REFUSED,
            "the old one stays; the screen says that the hub is needed"),
    JOIN_A_HUB(
            "pairing, `station enrol`",
            Without.REFUSED,
            "nothing is kept of the try; the screen says what to check. A station without any hub: `station users add`"),
    SYNC_NOW(
            "header, Sync, `station sync now`",
            Without.TRIED,
            "the hub is asked once more; all that waits stays and goes up by itself when it is back"),
    COMPARE(
            "Sync, `station sync check`",
            Without.DISABLED,
            "the button is off beside \"Network: offline\"; the last result stays"),
    DECIDE_CONFLICTS(
            "Conflicts, `station sync resolve`",
            Without.DISABLED,
            "both sides can be looked at and put off; deciding and undoing are off, and the screen says why",
            Permission.RESOLVE_CONFLICTS),
    WRITE_FORMULAS(
            "the hub's pages",
            Without.ONLY_THERE,
            "what was approved before is weighed; `station formulas import` refuses and says why",
            Permission.EDIT_FORMULAS,
            Permission.APPROVE_FORMULAS),
    MANAGE_PEOPLE(
            "the hub's pages",
            Without.ONLY_THERE,
            "the people known here stay; `station users add` refuses and says why",
            Permission.MANAGE_USERS),
    MANAGE_STATIONS(
            "the hub's pages",
            Without.ONLY_THERE,
            "a station goes on weighing, also one that was revoked meanwhile, until the hub says so",
            Permission.MANAGE_STATIONS,
            Permission.SEE_STATIONS),
    LOOK_AT_THE_WHOLE_LAB(
            "the hub's pages",
            Without.ONLY_THERE,
            "a station shows its own sessions, audit trail and statistics",
            Permission.SEE_SESSIONS,
            Permission.SEE_AUDIT,
            Permission.SEE_ALL_TENANTS);

    /// What becomes of it without the hub.
    public enum Without {
        /// It can be asked for, and the answer says why not.
        REFUSED,
        /// It is tried, and says what came of it.
        TRIED,
        /// It cannot be tapped, and the screen says why.
        DISABLED,
        /// No station has it.
        ONLY_THERE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final String place;
    private final Without without;
    private final String instead;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Permission> permissions;

    HubFeature(String place, Without without, String instead, Permission... permissions) {
        this.place = place;
        this.without = without;
        this.instead = instead;
        this.permissions = Set.of(permissions);
    }

    /// Where a person finds it: screens and commands.
    public String place() {
        return place;
    }

    public Without without() {
        return without;
    }

    /// What the station does instead.
    public String instead() {
        return instead;
    }

    /// Which permissions are only of use for this.
    public Set<Permission> permissions() {
        return permissions;
    }

    /// The word in documents: `decide_conflicts`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
