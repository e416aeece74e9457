package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.DeviceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does at the bench what the screen asks for, like an operator who has only the screen to go by.
///
/// Every decision is made from the last line the kiosk showed; the operator survives the kiosk, as operators do.
final class DemoOperator {

    private static final BigDecimal ENOUGH_LEFT_TO_POUR = new BigDecimal("0.0005");

    private static final String HALF_IN = "half-in";

    private static final String STANDS = "stands ";

    private static final String LOOKED_AT = "looked at an overshoot of ";

    private static final BigDecimal TOO_MUCH = new BigDecimal("1.05");

    /// Who stands at the bench, and how he says so.
    sealed interface Person {}

    /// By his name, at a station that asks for no more.
    record Named(String userId) implements Person {}

    /// By badge and PIN; the first PIN is somebody else's and is changed at the first sign-in.
    record WithBadge(String badge, String firstPin, String ownPin) implements Person {}

    private static final String BALANCE_AWAY = "balance-away";

    private final DemoWorld world;
    private final Story story;
    private final Person person;
    private final String formulaCode;
    private final Fault fault;
    private final boolean byCamera;
    private final Set<String> done = new HashSet<>();
    private boolean vesselOnPan;

    private boolean cameraLooks;
    private boolean offerTaken;
    private boolean accepted;
    private @Nullable ObjectNode waiting;
    private @Nullable ObjectNode signingIn;
    private @Nullable ObjectNode acceptable;

    /// @param byCamera whether labels are read by a camera, which must look first
    DemoOperator(
            DemoWorld world,
            Story story,
            Person person,
            String formulaCode,
            Fault fault,
            boolean byCamera) {
        this.byCamera = byCamera;
        this.cameraLooks = !byCamera;
        this.world = world;
        this.story = story;
        this.person = person;
        this.formulaCode = formulaCode;
        this.fault = fault;
    }

    /// Whether the operator wants the kiosk killed now: half of the third ingredient is in, lies still, and a picture was taken
    /// of it. The first reading at rest is only on its way to the disk; a kiosk killed there asks for the vessel as it was
    /// before.
    boolean wantsKill(ObjectNode line) {
        boolean kills =
                fault == Fault.KILL
                        && line.path("file").asText().endsWith(HALF_IN + ".png")
                        && once("kill");
        if (kills) {
            done.remove("sign-in");
            cameraLooks = !byCamera;
        }
        return kills;
    }

    /// A label is held up only when the camera looks: a person sees its picture on the screen.
    private void cameraChanged(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        cameraLooks = line.path("camera").asText().equals("Online");
        if (signingIn != null && cameraLooks) {
            signIn(signingIn, kiosk);
        } else if (waiting != null && cameraLooks) {
            ready(waiting, kiosk);
        }
    }

    /// Acts on one line of the kiosk.
    void act(ObjectNode line, RemoteKiosk kiosk) throws IOException, DeviceException {
        switch (line.path("event").asText()) {
            case "camera" -> cameraChanged(line, kiosk);
            case "picture" -> pictureTaken(line);
            case "tap" -> tapped(line, kiosk);
            case "state" -> actOnState(line, kiosk);
            default -> {}
        }
    }

    private void actOnState(ObjectNode line, RemoteKiosk kiosk)
            throws IOException, DeviceException {
        waiting = null;
        acceptable = null;
        accepted &= line.path("state").asText().equals("InTolerance");
        offerTaken &= line.path("state").asText().equals("Ready");
        switch (line.path("state").asText()) {
            case "SignedOut" -> signIn(line, kiosk);
            case "Ready" -> ready(line, kiosk);
            case "AwaitingContainer" -> identify(line, kiosk);
            case "Acknowledging" -> readHazards(line, kiosk);
            case "Taring" -> taring(line, kiosk);
            case "Dispensing", "Settling" -> pour(line, kiosk);
            case "InTolerance" -> accept(line, kiosk);
            case "Over" -> tooMuch(line, kiosk);
            case "Correcting" -> correct(line, kiosk);
            case "Interrupted" -> resume(line, kiosk);
            case "Fault" -> balanceAway(kiosk);
            case "Rejecting" -> kiosk.tap("reject");
            case "AwaitingSignature" -> sign(kiosk);
            case "Completed" -> world.clearView();
            default -> {}
        }
    }

    private void signIn(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        switch (person) {
            case Named(var userId) -> kiosk.signIn(userId);
            case WithBadge(var badge, var first, var own) -> {
                if (!cameraLooks) {
                    signingIn = line;
                } else if (signingIn != null || once("sign-in")) {
                    signingIn = null;
                    holdUpBadge(badge, kiosk);
                    typePin(first, own, kiosk);
                }
            }
        }
    }

    private void holdUpBadge(String badge, RemoteKiosk kiosk) throws IOException {
        if (once("sign-in picture")) {
            story.picture("sign-in", kiosk);
        }
        world.holdUp("B=" + badge);
    }

    private void typePin(String first, String own, RemoteKiosk kiosk) throws IOException {
        if (once("own pin")) {
            story.tell("The operator shows the badge, types the PIN, and chooses one of her own.");
            kiosk.pin(first);
            kiosk.pin(own);
            kiosk.pin(own);
        } else {
            kiosk.pin(own);
        }
    }

    /// A formula is scanned on a cleared pan, and only once the balance is there and no session waits to be resumed:
    /// the operator does not clear away a part-filled vessel because the kiosk has only just started.
    private void ready(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        if (line.has("session")) {
            takeOffer(kiosk);
        } else if (!cameraLooks
                || !line.path("looked").asBoolean()
                || !line.path("balanceOnline").asBoolean()) {
            waiting = line;
        } else {
            if (once("home")) {
                story.picture("home", kiosk);
                story.tell(
                        "The operator holds the formula label "
                                + formulaCode
                                + " into the camera.");
            }
            world.clearPan();
            vesselOnPan = false;
            world.holdUp("F=" + formulaCode);
        }
    }

    private void takeOffer(RemoteKiosk kiosk) throws IOException {
        if (!offerTaken) {
            offerTaken = true;
            story.tell("The station offers the interrupted session; the operator resumes it.");
            story.picture("resume", kiosk);
            kiosk.tap("resume");
        }
    }

    private void identify(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        if (line.path("notice").asText().equals("WrongIngredient")) {
            story.tell("A hard stop: the step does not open, the near miss is recorded.");
            story.picture("wrong-ingredient", kiosk);
        }
        if (!vesselOnPan && !byDifference(line)) {
            world.placeVessel();
            vesselOnPan = true;
        }
        if (fault == Fault.WRONG_INGREDIENT && line.path("step").asInt() == 2 && once("wrong")) {
            story.tell("The operator takes the wrong container: ING-9999.");
            world.holdUp("I=ING-9999");
        } else {
            world.holdUp("I=" + line.path("code").asText());
        }
    }

    /// By difference the container takes the vessel's place, and its operator says when it stands there.
    private void taring(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        world.clearView();
        if (!byDifference(line)) {
            return;
        }
        String stands = STANDS + line.path("step").asInt() + line.path("session").asText();
        if (once("container for " + stands)) {
            story.tell(
                    "By difference: the container of "
                            + line.path("name").asText()
                            + " goes on the balance, the vessel beside it.");
            world.placeContainer();
            vesselOnPan = false;
        } else if (steady(line) && !world.pouring() && once(stands)) {
            if (once("picture of the container")) {
                story.picture("container", kiosk);
            }
            kiosk.tap("stands");
        }
    }

    private static boolean byDifference(ObjectNode line) {
        return line.path("byDifference").asBoolean();
    }

    private void readHazards(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        world.clearView();
        if (once(
                "hazards of "
                        + line.path("code").asText()
                        + " in "
                        + line.path("session").asText()
                        + line.path("notice").asText())) {
            if (once("picture of hazards")) {
                story.tell(
                        "The ingredient is dangerous: the operator reads its label and says so.");
                story.picture("hazards", kiosk);
            }
            kiosk.tap("understood");
        }
    }

    private void pour(ObjectNode line, RemoteKiosk kiosk) throws IOException, DeviceException {
        int step = line.path("step").asInt();
        world.clearView();
        if (fault == Fault.UNPLUG && step == 2 && halfIn(line) && once("unplug")) {
            story.tell("The balance's cable is pulled while pouring.");
            world.unplug();
            return;
        }
        BigDecimal missing = grams(line, "target").subtract(grams(line, "net"));
        if (world.pouring() || !steady(line) || missing.compareTo(ENOUGH_LEFT_TO_POUR) < 0) {
            return;
        }
        if (once(
                "pour "
                        + step
                        + " of "
                        + line.path("session").asText()
                        + " after "
                        + line.path("saved").asInt())) {
            story.tell(
                    "Step "
                            + step
                            + " of "
                            + line.path("of").asInt()
                            + ": "
                            + line.path("name").asText()
                            + ", "
                            + line.path("target").asText()
                            + " g.");
        } else if (step == 1 && once("picture of pouring")) {
            story.picture("pouring", kiosk);
        }
        if (fault == Fault.OVERSHOOT && step == 2 && once("overshoot")) {
            story.tell("The operator's hand slips: five percent too much goes in.");
            pour(line, missing.multiply(TOO_MUCH).setScale(4, RoundingMode.HALF_EVEN));
            return;
        }
        boolean inHalves = fault == Fault.KILL && step == 3 && !done.contains("kill");
        if (inHalves && halfIn(line)) {
            if (once("picture of the half")) {
                story.picture(HALF_IN, kiosk);
            }
            return;
        }
        pour(line, inHalves ? missing.divide(BigDecimal.TWO, 4, RoundingMode.HALF_EVEN) : missing);
    }

    private void pour(ObjectNode line, BigDecimal grams) {
        if (byDifference(line)) {
            vesselOnPan = false;
            world.takeOut(grams);
        } else {
            world.pour(grams);
        }
    }

    private void tooMuch(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        if (steady(line) && !world.pouring()) {
            if (once("picture of too much")) {
                story.picture("overshoot", kiosk);
            }
            if (line.path("notice").asText().equals("WeightChanged")) {
                done.removeIf(deed -> deed.startsWith(LOOKED_AT));
            }
            if (once(LOOKED_AT + line.path("net").asText())) {
                kiosk.tap("correct");
            }
        }
    }

    /// The batch is let grow, as soon as the screen says by how much.
    private void correct(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        if (line.path("notice").asText().equals("WeightChanged")) {
            done.removeIf(deed -> deed.startsWith(LOOKED_AT));
            kiosk.tap("back");
        } else if (line.path("planned").asBoolean()) {
            kiosk.tap("way-rescale");
            if (once("picture of the options")) {
                story.tell(
                        "The screen shows the ways out; the batch grows to "
                                + line.path("after").asText()
                                + ", "
                                + line.path("topUps").asInt()
                                + " ingredient is to be topped up.");
                story.picture("overshoot-options", kiosk);
            }
            kiosk.tap("rescale");
        }
    }

    /// Accept is tapped once: a second tap that waits in the queue would accept the next step as soon as it could. Only
    /// where the kiosk says that it did not take it, it is tapped again.
    private void accept(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        acceptable = line;
        accepted &= line.path("notice").asText().isEmpty();
        if (!accepted && steady(line) && !world.pouring()) {
            accepted = true;
            if (once("picture " + line.path("step").asInt())) {
                story.picture("weighing-" + line.path("step").asInt(), kiosk);
            }
            kiosk.tap("accept");
        }
    }

    private void tapped(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        if (line.path("what").asText().equals("stands") && !line.path("done").asBoolean()) {
            done.removeIf(deed -> deed.startsWith(STANDS));
        }
        if (line.path("what").asText().equals("accept") && !line.path("done").asBoolean()) {
            accepted = false;
            if (acceptable != null) {
                accept(acceptable, kiosk);
            }
        }
    }

    private void resume(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        vesselOnPan = true;
        String phase = line.path("phase").asText();
        String vesselBack = "vessel back in " + line.path("session").asText();
        if (phase.equals("EMPTY_PAN")) {
            done.remove(vesselBack);
            world.liftVessel();
        } else if (line.path("notice").asText().equals("GrossChanged")) {
            story.tell(
                    "The vessel does not weigh what it last weighed: the operator gives the session up.");
            kiosk.tap("back");
        } else if (phase.equals("VESSEL") && once(vesselBack)) {
            story.tell(
                    "The pan is empty and zeroed; the vessel goes back, its gross weight is checked.");
            story.picture("vessel-check", kiosk);
            world.returnVessel();
        }
    }

    private void balanceAway(RemoteKiosk kiosk) throws IOException {
        if (once("fault picture")) {
            story.tell("The kiosk says that the balance is away, and keeps the step.");
            story.picture(BALANCE_AWAY, kiosk);
        }
    }

    private void pictureTaken(ObjectNode line) throws DeviceException {
        if (line.path("file").asText().endsWith(BALANCE_AWAY + ".png")) {
            story.tell("The cable is plugged in again, under another port name.");
            world.replug();
        }
    }

    private void sign(RemoteKiosk kiosk) throws IOException {
        if (once("sign")) {
            story.tell("Every ingredient is in; the operator signs.");
            story.picture("signature", kiosk);
        }
        kiosk.tap("sign");
    }

    private static boolean steady(ObjectNode line) {
        return line.path("steady").asBoolean();
    }

    private static boolean halfIn(ObjectNode line) {
        BigDecimal half = grams(line, "target").multiply(new BigDecimal("0.4"));
        return line.has("net") && grams(line, "net").compareTo(half) > 0;
    }

    private static BigDecimal grams(ObjectNode line, String member) {
        return line.has(member) ? new BigDecimal(line.path(member).asText()) : BigDecimal.ZERO;
    }

    private boolean once(String deed) {
        return done.add(deed);
    }
}
