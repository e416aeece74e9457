package io.prepstation.kiosk.people;

import io.prepstation.kiosk.people.SignInResult.Closed;
import io.prepstation.kiosk.people.SignInResult.HubNeeded;
import io.prepstation.kiosk.people.SignInResult.NotAllowed;
import io.prepstation.kiosk.people.SignInResult.PinToBeChanged;
import io.prepstation.kiosk.people.SignInResult.Recognised;
import io.prepstation.kiosk.people.SignInResult.Refused;
import io.prepstation.kiosk.people.SignInResult.Wrong;
import io.prepstation.kiosk.store.KnownBadge;
import io.prepstation.kiosk.store.KnownBadges;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.sync.PersonAnswer;
import io.prepstation.kiosk.sync.PersonAnswer.Known;
import io.prepstation.kiosk.sync.PersonAnswer.TriedTooOften;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.PinRule;
import io.prepstation.model.people.User;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.sync.PersonLogin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises people by badge and PIN (STO-9): by the hub where it can be reached, else by what the hub confirmed before.
/// Whatever the hub says of a badge counts; only where it says nothing, what is remembered does.
/// Every call waits for the hub, so it belongs on a virtual thread. A wrong PIN closes one badge, never the bench.
public final class SignIn {

    private static final Logger log = LoggerFactory.getLogger("SignIn");

    private final LabKey lab;
    private final LabDatabase database;
    private final KnownBadges badges;
    private final Optional<HubClient> hub;
    private final SecretHash hashes;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<Consumer<SignInResult>> tried = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<String>> recognised =
            new AtomicReference<>(Optional.empty());

    /// What a station recognises people with.
    ///
    /// @param hub empty at a station that works alone: there nobody can confirm a PIN
    /// @param hashes under the station's own pepper
    public record Means(
            LabDatabase database, KnownBadges badges, Optional<HubClient> hub, SecretHash hashes) {}

    public SignIn(LabKey lab, Means means, InstantSource clock, RandomGenerator random) {
        this.lab = lab;
        this.database = means.database();
        this.badges = means.badges();
        this.hub = means.hub();
        this.hashes = means.hashes();
        this.clock = clock;
        this.random = random;
    }

    /// Hears what came of every try that was decided, on the thread that asked.
    public void whenTried(Consumer<SignInResult> listener) {
        tried.add(listener);
    }

    public SignInResult signIn(String badge, String pin) {
        return entered(confirm(badge, pin, Permission.SIGN_IN));
    }

    /// Recognises somebody who does not take the bench over, such as a supervisor who approves something.
    ///
    /// @param deed what the person is asked for
    public SignInResult confirm(String badge, String pin, Permission deed) {
        return tried(
                badge, pin, port -> port.login(new PersonLogin.Request(badge, pin)), deed, true);
    }

    private SignInResult entered(SignInResult result) {
        if (result instanceof Recognised(var user, var _)) {
            recognised.set(Optional.of(user.id()));
        }
        return result;
    }

    /// Gives the person another PIN and lets him in; only the hub can do that.
    public SignInResult changePin(String badge, String pin, String newPin) {
        return entered(confirmChangePin(badge, pin, newPin, Permission.SIGN_IN));
    }

    /// The same for somebody who does not take the bench over.
    ///
    /// @param deed what the person is asked for
    public SignInResult confirmChangePin(String badge, String pin, String newPin, Permission deed) {
        Optional<String> fault = PinRule.fault(newPin);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        return tried(
                badge,
                newPin,
                port -> port.changePin(new PersonLogin.PinChange(badge, pin, newPin)),
                deed,
                false);
    }

    /// How the person at the bench was recognised, for his signatures.
    public Authentication authenticationOf(User user) {
        return recognised.get().filter(user.id()::equals).isPresent()
                ? Authentication.BADGE_AND_PIN
                : Authentication.CHOSEN;
    }

    private interface Asking {
        HubAnswer<PersonAnswer> ask(HubClient hub);
    }

    private SignInResult tried(
            String badge, String pin, Asking asking, Permission deed, boolean aloneToo) {
        String badgeHash = PersonLogin.badgeHash(badge);
        try {
            KnownBadges.Try counted = badges.knock(badgeHash, clock.instant());
            if (counted.closed().isPresent()) {
                SignInResult closed = new Closed(counted.closed().get());
                tried.forEach(listener -> listener.accept(closed));
                return closed;
            }
            SignInResult result =
                    switch (answer(asking)) {
                        case HubAnswer.Accepted<PersonAnswer>(Known(var answer)) ->
                                confirmed(badgeHash, pin, deed, answer);
                        case HubAnswer.Accepted<PersonAnswer>(TriedTooOften(var retryAfter)) ->
                                new Closed(retryAfter);
                        case HubAnswer.Failed<PersonAnswer>(
                                        HubFailure.Refused(var field, var why)) ->
                                field == null ? new Wrong() : new Refused(why);
                        case HubAnswer.Failed<PersonAnswer>(var why) -> {
                            log.info("signing in without the hub: {}", why.text());
                            yield aloneToo
                                    ? byOurselves(badgeHash, pin, deed)
                                    : new HubNeeded(false);
                        }
                    };
            if (comparedNothing(result)) {
                badges.takeBack(badgeHash, counted);
            }
            log.info("sign-in: {}", result.getClass().getSimpleName());
            tried.forEach(listener -> listener.accept(result));
            return result;
        } catch (StoreException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    /// Whether nobody held the PIN against anything: such a try is no guess.
    private static boolean comparedNothing(SignInResult result) {
        return switch (result) {
            case HubNeeded _, Closed _, Refused _ -> true;
            case Wrong _, Recognised _, PinToBeChanged _, NotAllowed _ -> false;
        };
    }

    private HubAnswer<PersonAnswer> answer(Asking asking) {
        return hub.map(asking::ask)
                .orElseGet(() ->
                        new HubAnswer.Failed<>(
                                new HubFailure.Unreachable("this station has no hub")));
    }

    private SignInResult confirmed(
            String badgeHash, String pin, Permission deed, PersonLogin.Answer answer)
            throws StoreException {
        User user = answer.user().toUser();
        badges.opened(badgeHash);
        if (answer.pinChangeRequired()) {
            return new PinToBeChanged(user);
        }
        badges.keep(
                new KnownBadge(
                        lab,
                        badgeHash,
                        user.id(),
                        hashes.of(pin, random),
                        Instant.ofEpochMilli(answer.offlineUntil()),
                        answer.user().credentials()));
        return letIn(user, deed, false);
    }

    private SignInResult byOurselves(String badgeHash, String pin, Permission deed)
            throws StoreException {
        Optional<KnownBadge> known = badges.find(lab, badgeHash);
        if (known.isEmpty()) {
            return new HubNeeded(false);
        }
        if (isReplaced(known.get())) {
            badges.forget(known.get());
            return new HubNeeded(true);
        }
        if (!hashes.matches(pin, known.get().pinHash())) {
            return new Wrong();
        }
        badges.opened(badgeHash);
        if (!clock.instant().isBefore(known.get().offlineUntil())) {
            return new HubNeeded(true);
        }
        Optional<User> user =
                database.read(handle -> MasterData.user(handle, known.get().userId()));
        return user.isPresent()
                ? letIn(user.get(), deed, true)
                : new NotAllowed(known.get().userId());
    }

    /// Whether the hub has told that badge or PIN are others by now.
    private boolean isReplaced(KnownBadge known) throws StoreException {
        return database.read(handle -> MasterData.credentialVersion(handle, known.userId()))
                > known.version();
    }

    private static SignInResult letIn(User user, Permission deed, boolean offline) {
        return user.may(deed) ? new Recognised(user, offline) : new NotAllowed(user.name());
    }
}
