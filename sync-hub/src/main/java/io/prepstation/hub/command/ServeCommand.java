package io.prepstation.hub.command;

import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.service.Systemd;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Serves until the process is told to stop.
@Command(name = "serve", description = "Serves stations until it is stopped (SIGTERM).")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "0 for any free port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--http", description = "without TLS, for this machine only")
    private boolean http;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description =
                    "a name or address stations reach the hub by, if it is none of this machine's; may"
                            + " be given several times")
    private List<String> names = List.of();

    @Override
    public Integer call() throws StoreException, IOException, InterruptedException {
        Hub serving = Hub.start(new HubSettings(hub.data(), port, http, names, hub.clock()));
        Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "stop"));
        hub.printer()
                .print(
                        "listening on " + serving.url(),
                        Json.object().put("listening", serving.url()));
        Systemd systemd = Systemd.of(System.getenv());
        systemd.ready();
        stayAlive(serving, systemd);
        return HubCommand.DONE;
    }

    /// Tells systemd that the hub is alive, each time it has answered; a frozen one is started anew.
    private static void stayAlive(Hub serving, Systemd systemd) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Optional<Duration> patience = systemd.watchdog();
        if (patience.isEmpty()) {
            never.await();
        }
        while (!never.await(
                patience.orElseThrow().dividedBy(3).toMillis(), TimeUnit.MILLISECONDS)) {
            serving.ask(systemd::alive);
        }
    }
}
