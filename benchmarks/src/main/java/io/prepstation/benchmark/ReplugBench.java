package io.prepstation.benchmark;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceObserver;
import io.prepstation.device.balance.BalanceSettings;
import io.prepstation.device.balance.MtSics;
import io.prepstation.device.balance.SerialBalance;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortAddress;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.UsbIdentity;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedUsb;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// From the plug of a USB adapter to the first weight, under another name each time.
final class ReplugBench {

    private static final int TIMES = 20;
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final double LIMIT = 2_000;
    private static final UsbIdentity ADAPTER = new UsbIdentity("0403", "6001", "SIM0000001", "00");

    private ReplugBench() {}

    static Figure run() throws DeviceException, IOException, InterruptedException {
        Path root = Files.createTempDirectory("prepstation-usb");
        SimulatedUsb usb = new SimulatedUsb(root);
        Samples samples = new Samples();
        Ear ear = new Ear();
        try (SimulatedBalance simulated =
                        SimulatedBalance.mtSics(root.resolve("line"), new SplittableRandom(1));
                SerialBalance balance =
                        new SerialBalance(
                                new JsscSerialPort(
                                        new PortAddress(
                                                usb.port(name(0)).toString(),
                                                new UsbSerialPorts(root)),
                                        PortSettings.eightNoneOne(9600)),
                                new MtSics(),
                                BalanceSettings.inGrams(),
                                DeviceClock.system())) {
            usb.plug(name(0), ADAPTER, simulated.portPath());
            balance.start(ear);
            ear.awaitWeight();
            for (int i = 0; i < TIMES; i++) {
                usb.unplug(name(i));
                simulated.unplug();
                ear.awaitOffline();
                MeasuredKiosk.rest(AWAY);
                simulated.replug();
                ear.heard.clear();
                long plugged = System.nanoTime();
                usb.plug(name(i + 1), ADAPTER, simulated.portPath());
                ear.awaitWeight();
                samples.add(System.nanoTime() - plugged);
            }
        }
        return new Figure(
                "replug",
                samples.percentile(100),
                null,
                "ms at most",
                Limit.atMost(LIMIT),
                TIMES,
                samples.spread() + "; plug to first weight, under another name");
    }

    private static String name(int plug) {
        return "ttyUSB" + plug % 2;
    }

    /// Hears weights and losses.
    private static final class Ear implements BalanceObserver {

        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private final BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();

        void awaitWeight() throws InterruptedException {
            await(true);
        }

        void awaitOffline() throws InterruptedException {
            await(false);
        }

        private void await(boolean weight) throws InterruptedException {
            Boolean next;
            do {
                next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException("nothing was heard of the balance");
                }
            } while (next != weight);
        }

        @Override
        public void reading(BalanceReading reading) {
            heard.add(true);
        }

        @Override
        public void status(BalanceStatus status) {
            if (status instanceof Offline) {
                heard.add(false);
            }
        }
    }
}
