package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/// The main job from an empty directory to a verified receipt: hub init, people, formulas, enrolment, first download,
/// kiosk, weighing, signature, upload.
///
/// Hub, kiosk and camera are processes of their own; the balance is simulated on a pseudo-terminal behind the real
/// serial driver, in this process, so that it survives a kiosk that is killed.
public final class Demo {

    private static final Duration SCREEN_CHANGES = Duration.ofSeconds(20);
    private static final String OWN_PIN = "314159";
    private static final Duration UPLOAD = Duration.ofSeconds(30);
    private static final Duration ONE_INGREDIENT = Duration.ofSeconds(2);

    private final DemoOptions options;
    private final DemoDirectory directory;
    private final DemoStory story;
    private boolean switchedOff;

    public Demo(DemoOptions options, PrintStream out, InstantSource clock) {
        this.options = options;
        this.directory = new DemoDirectory(options.out());
        this.story = new DemoStory(out, options.out(), clock);
    }

    /// @throws DemoFailed if the hub does not end up with the completed session and a receipt that verifies
    public void run() throws DemoFailed, IOException, InterruptedException, DeviceException {
        directory.prepare();
        try (DemoHub hub =
                new DemoHub(
                        options.hubClassPath(),
                        directory.hub(),
                        directory.log("hub"),
                        options.databaseUrl())) {
            setUp(hub);
            if (options.databaseUrl() == null) {
                prepareAndAsk(hub, hub);
            } else {
                try (DemoHub other = hub.another(directory.secondHub(), directory.log("hub-2"))) {
                    other.start();
                    story.tell("A second hub serves the same database.");
                    prepareAndAsk(hub, other);
                    story.tell("The second hub was asked; the station knows only the first.");
                }
            }
            story.tell("session.json and the pictures are in " + options.out());
        }
    }

    private void prepareAndAsk(DemoHub hub, DemoHub asked)
            throws DemoFailed, IOException, InterruptedException, DeviceException {
        String session = prepare(hub);
        HubWitness witness = new HubWitness(directory.data(), asked.url());
        ObjectNode stored = witness.session(session);
        Files.writeString(directory.sessionFile(), stored.toPrettyString() + "\n");
        story.tell("The hub holds exactly this one session, completed; its receipt verifies.");
    }

    private void setUp(DemoHub hub) throws DemoFailed, IOException, InterruptedException {
        story.tell("A hub is set up: tenant, lab, three people, seven formulas.");
        hub.setUp(
                options.demoData().resolve("formulas.csv"),
                options.demoData().resolve("hazards.csv"));
        hub.start();
        story.tell("The station enrols with a one-time code and loads people and formulas.");
        hub.enrolStation(directory.data(), directory.log("kiosk"));
    }

    /// A first sign-in needs the hub; everything after it does not.
    private void switchOffAfterSignIn(ObjectNode line, DemoHub hub) {
        if (options.offlineUntilComplete()
                && !switchedOff
                && line.path("state").asText().equals("Ready")) {
            switchedOff = true;
            hub.stop();
            story.tell("The hub is switched off.");
        }
    }

    /// Weighs and signs one session, until the hub's receipt is stored; its id.
    private String prepare(DemoHub hub)
            throws DemoFailed, IOException, InterruptedException, DeviceException {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (SimulatedBalance balance =
                SimulatedBalance.switchOn(
                        directory.balancePort(), options.balanceProtocol(), random.split())) {
            directory.writeConfig(options.balanceProtocol());
            DemoWorld world =
                    new SimulatedWorld(
                            balance,
                            new CameraFolder(directory.cameraFolder()),
                            ONE_INGREDIENT,
                            random.split());
            DemoOperator operator =
                    new DemoOperator(
                            world,
                            story,
                            new DemoOperator.WithBadge(
                                    DemoHub.OPERATOR_BADGE, DemoHub.FIRST_PIN, OWN_PIN),
                            options.formulaCode(),
                            options.fault(),
                            true);
            return weigh(operator, hub);
        }
    }

    private String weigh(DemoOperator operator, DemoHub hub)
            throws DemoFailed, IOException, InterruptedException, DeviceException {
        RemoteKiosk kiosk = startKiosk();
        try {
            while (true) {
                ObjectNode line = kiosk.next(SCREEN_CHANGES);
                switchOffAfterSignIn(line, hub);
                if (operator.wantsKill(line)) {
                    kiosk.kill();
                    story.tell(
                            "The kiosk is killed (SIGKILL) with half of the third ingredient in the vessel.");
                    kiosk = startKiosk();
                } else if (line.path("state").asText().equals("Completed")) {
                    operator.act(line, kiosk);
                    return awaitReceipt(line.path("session").asText(), kiosk, hub);
                } else {
                    operator.act(line, kiosk);
                }
            }
        } finally {
            kiosk.close();
        }
    }

    private String awaitReceipt(String session, RemoteKiosk kiosk, DemoHub hub)
            throws DemoFailed, IOException, InterruptedException {
        if (options.offlineUntilComplete()) {
            awaitSync(kiosk, "Offline");
            story.tell("Signed and saved. The header says: offline, 1 waiting.");
            story.picture("waiting", kiosk);
            hub.start();
            story.tell("The hub is switched on again; the operator taps the sync indicator.");
            kiosk.tap("sync");
        }
        awaitSync(kiosk, "UpToDate");
        story.tell("The hub's receipt is stored; the screen says: at the hub.");
        story.picture("done", kiosk);
        awaitEvent(kiosk, "picture", "file", "done.png");
        return session;
    }

    private static void awaitSync(RemoteKiosk kiosk, String state)
            throws DemoFailed, InterruptedException {
        awaitEvent(kiosk, "sync", "state", state);
    }

    private static void awaitEvent(RemoteKiosk kiosk, String event, String member, String ending)
            throws DemoFailed, InterruptedException {
        ObjectNode line = kiosk.next(UPLOAD);
        while (!line.path("event").asText().equals(event)
                || !line.path(member).asText().endsWith(ending)) {
            line = kiosk.next(UPLOAD);
        }
    }

    private RemoteKiosk startKiosk() throws IOException {
        List<String> kiosk =
                List.of(
                        "kiosk",
                        "--remote",
                        "--data",
                        directory.data().toString(),
                        "--config",
                        directory.config().toString());
        return new RemoteKiosk(
                JavaPrograms.station(options.headless(), kiosk), directory.log("kiosk"));
    }
}
